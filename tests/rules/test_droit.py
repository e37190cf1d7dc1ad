"""The kit says when its own law is old, at the line to mend; nothing of it on the day it was reread."""

import datetime
from pathlib import Path

import pytest

from kit.files import resources
from kit.findings.finding import Finding, Outcome, Severity
from kit.french import spaced
from kit.judging import pipeline
from kit.law import texts
from kit.rules import droit
from tests.conftest import DATA, HOUSE, golden

Day = datetime.date


def found(day: Day) -> list[Finding]:
    report, _ = pipeline.run(HOUSE, (), day, ("droit-a-relire",))
    return [finding for finding in report.findings if finding.rule == "droit-a-relire"]


@pytest.mark.parametrize("day", [Day(2019, 1, 1), Day(2022, 4, 13), Day(2026, 11, 23), Day(2027, 11, 24)])
def test_nothing_is_said_within_a_year(day: Day) -> None:
    assert found(day) == []


def test_every_text_is_old_a_year_and_a_day_after() -> None:
    findings = found(Day(2027, 11, 25))
    lines = [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome} | {f.message}" for f in findings]
    golden(DATA / "droit" / "attendu.txt", "\n".join(lines) + "\n")
    assert {(f.outcome, f.severity) for f in findings} == {(Outcome.FAIL, Severity.WARNING)}
    for finding in findings:
        line = (HOUSE / finding.file).read_text(encoding="utf-8").split("\n")[finding.line - 1]
        assert "relu_le" in line


def test_a_text_that_ended_without_a_successor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    known = texts.data("maison")
    monkeypatch.setattr(
        droit, "data", lambda name: {**known, "textes_sans_suite": []} if name == "maison" else texts.data(name)
    )
    assert [b.case for b in droit.droit_a_relire(Day(2026, 1, 1)) if b.case == "fin"] == []
    told = [b for b in droit.droit_a_relire(Day(2026, 1, 2)) if b.case == "fin"]
    assert [b.pointer[0] for b in told] == ["bouches-du-rhone", "decret-2020-1545-24-ii"]
    file, line, _ = texts.place(told[0].pointer)
    assert (
        "fin: 2026-01-02"
        in (resources.LAW.parent.parent / Path(file)).read_text(encoding="utf-8").split("\n")[line - 1]
    )


def test_the_sentence_names_the_text_and_the_day() -> None:
    assert spaced(
        "La rédaction en vigueur de « article R. 121-12-7 du CASF » n’a pas été relue depuis le 23 novembre 2026."
    ) in [finding.message for finding in found(Day(2028, 1, 1))]
