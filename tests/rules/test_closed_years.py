"""A past year is judged while it can be, then it is history: said, and out of the verdict of the day."""

import datetime

import pytest

from kit.findings.finding import Outcome
from tests.conftest import Copy
from tests.rules.cases import found, sessions

MEETINGS = (
    "date: 2025-04-03, formation: politique, etat: tenue",
    "date: 2025-10-02, formation: politique, etat: tenue",
)
ALONE = "date: 2026-04-09, formation: politique, etat: tenue"
Day = datetime.date


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (Day(2027, 1, 1), Outcome.FAIL),
        (Day(2028, 12, 30), Outcome.FAIL),
        (Day(2029, 1, 1), Outcome.PASS),
        (Day(2035, 1, 1), Outcome.PASS),
    ],
)
def test_a_year_is_closed_two_years_after_its_end(copy: Copy, day: Day, outcome: Outcome) -> None:
    folder = copy("88")
    sessions(folder, *MEETINGS, ALONE)
    findings = [f for f in found(folder, "reunions-insuffisantes", day) if "2026" in f.message]
    assert outcome in [finding.outcome for finding in findings]
    if outcome is Outcome.PASS:
        assert {finding.outcome for finding in findings} == {Outcome.PASS}
        assert plain(findings[0].message).startswith(
            "Pour mémoire, le fichier note moins de réunions sur les orientations que le texte n’en "
        )


@pytest.mark.parametrize(
    ("day", "outcome"),
    [(Day(2026, 11, 23), Outcome.FAIL), (Day(2028, 6, 1), Outcome.FAIL), (Day(2029, 6, 1), Outcome.PASS)],
)
def test_a_gap_is_closed_with_the_year_it_ends_in(copy: Copy, day: Day, outcome: Outcome) -> None:
    folder = copy("88")
    sessions(
        folder,
        "date: 2025-10-16, formation: individuelle, etat: tenue",
        "date: 2026-06-11, formation: individuelle, etat: tenue",
    )
    findings = [f for f in found(folder, "seances-trop-espacees", day) if "16 octobre 2025" in plain(f.message)]
    assert [finding.outcome for finding in findings] == [outcome]
