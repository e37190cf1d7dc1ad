"""GitLab Code Quality: each remark with its weight, its line and a fingerprint of its own."""

import json
from pathlib import Path
from typing import Any

from kit.findings.finding import Outcome, Report, Severity
from kit.findings.fingerprint import fingerprints
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import DATA, golden, judge
from tests.report.formats.conftest import finding, house, report


def _issues(written: Report) -> list[Any]:
    return list(json.loads(FORMATS["gitlab"](written, Style())))


def test_the_remarks_on_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "gitlab-88.json", FORMATS["gitlab"](judge(broken), Style()))


def test_the_weights() -> None:
    doubts = [finding(severity=Severity.NOTE, outcome=outcome) for outcome in (Outcome.REVIEW, Outcome.OPEN)]
    issues = _issues(report(finding(), finding(severity=Severity.WARNING), *doubts, finding(known=True)))
    told = {(issue["severity"], issue["description"].split("\u00a0: ")[0]) for issue in issues}
    assert told == {
        ("major", "Non conforme"), ("minor", "À corriger"), ("info", "À vérifier"), ("info", "À compléter"),
        ("minor", "Non conforme (déjà connue)"),
    }  # fmt: skip


def test_gitlab_merges_nothing() -> None:
    same = [finding(), finding(), finding(line=9)]
    for written in (house(), report(*same)):
        marks = [issue["fingerprint"] for issue in _issues(written)]
        assert marks == fingerprints(written.findings)
        assert len(set(marks)) == len(marks)


def test_no_byte_comes_before_the_list() -> None:
    assert FORMATS["gitlab"](house(), Style()).startswith("[\n")
    assert FORMATS["gitlab"](report(), Style()) == "[]\n"
