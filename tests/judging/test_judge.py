"""The verdict alone, on any day, is that of the whole check of that day."""

import datetime
from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from kit.judging import pipeline, registry
from kit.judging.judge import verdict
from tests.conftest import HOUSE, Copy, judge, without_seat

Day = datetime.date
DAYS = (Day(2019, 1, 1), Day(2021, 4, 1), Day(2022, 4, 13), Day(2024, 6, 1), Day(2025, 9, 15), Day(2026, 11, 23))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_verdict_is_that_of_the_report(day: Day) -> None:
    report, cases = pipeline.run(HOUSE, (), day)
    found = [verdict(case, registry.legal_rules()) if case else None for case in cases]
    assert found == [each.outcome for each in report.departments]


def test_a_missing_seat_is_in_the_verdict(copy: Copy) -> None:
    folder: Path = copy("38")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    _, [case] = pipeline.run(folder.parent.parent, (), DAYS[-1])
    assert case is not None
    assert verdict(case, registry.legal_rules()) is Outcome.FAIL
    assert judge(folder.parent.parent).departments[0].outcome is Outcome.FAIL
