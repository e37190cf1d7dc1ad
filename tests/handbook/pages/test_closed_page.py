"""On the page of a department, what is closed is apart from what is only said for information."""

import datetime

from kit.findings.verdicts import Verdict
from kit.handbook.pages.verdict import sections
from tests.conftest import Copy, judge
from tests.rules.cases import sessions

CLOSED = "date: 2023-06-15, formation: individuelle, etat: tenue, pv: {date: 2023-06-20, transmis: 2023-06-20}"
OPEN = "date: 2026-06-11, formation: individuelle, etat: tenue"


def test_what_is_closed_is_shown_apart(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, f"{CLOSED}, convocation: {{date: 2023-06-14}}", f"{OPEN}, convocation: {{date: 2026-06-10}}")
    report = judge(folder.parent.parent, datetime.date(2026, 11, 23))
    shown = {each.verdict: each for each in sections(report.findings)}
    told = {verdict: {f.rule for g in shown[verdict].past for f in g.findings} for verdict in shown}
    assert "convocation-tardive" in told[Verdict.INFORMATION]
    assert all(not rules for verdict, rules in told.items() if verdict is not Verdict.INFORMATION)
    assert "convocation-tardive" in {g.findings[0].rule for g in shown[Verdict.BROKEN].groups}
    information = shown[Verdict.INFORMATION]
    assert not any(finding.closed for group in information.groups for finding in group.findings)
    assert information.number == sum(group.number for group in (*information.groups, *information.past))
