"""How many policy meetings a year has, by the wording of its last day."""

import re

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy, judge
from tests.rules.cases import (
    ERROR,
    FAIL,
    NOTE,
    ONE_A_YEAR,
    OPEN,
    REVIEW,
    WARNING,
    Day,
    Told,
    edit,
    found,
    sessions,
    told,
)


@pytest.mark.parametrize(
    ("day", "year", "current"),
    [
        (Day(2025, 12, 31), [], []),
        # L’année en cours se compte par le texte du jour : une réunion la veille de la rédaction qui en veut deux.
        (Day(2026, 1, 1), [], []),
        (Day(2026, 1, 2), [], [(FAIL, WARNING)]),
        (Day(2026, 12, 31), [], [(FAIL, WARNING)]),
        (Day(2027, 1, 1), [(FAIL, ERROR)], [(FAIL, WARNING)]),
    ],
)
def test_a_whole_year_is_judged_by_the_wording_of_its_last_day_and_the_current_one_by_that_of_the_day(
    copy: Copy, day: Day, year: list[tuple[Outcome, Severity]], current: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR)
    assert told(folder, "reunions-insuffisantes", day) == year
    assert told(folder, "annee-a-completer", day) == current


def test_the_sentences_of_a_year(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR)
    (finding,) = found(folder, "reunions-insuffisantes", Day(2027, 1, 1))
    assert finding.message == spaced(
        "Pour 2026, le fichier note 1 réunion tenue sur les orientations, alors que le texte en demande 2 au moins par "
        "an."
    )
    assert finding.version == "2026-01-02"
    (finding,) = found(folder, "annee-a-completer")
    assert finding.message == spaced(
        "Pour 2026, le calendrier compte 1 réunion sur les orientations, séances prévues comprises, alors que le texte "
        "en demande 2 au moins dans l’année."
    )
    assert finding.remedy.startswith(spaced("Prévoyez-en une avant le 31 décembre 2026 :"))


def test_a_year_under_the_wording_that_was_not_read_is_to_be_checked(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, ONE_A_YEAR[0], "date: 2026-04-09, formation: politique, etat: tenue")
    (finding,) = found(folder, "reunions-insuffisantes")
    assert (finding.outcome, finding.version) == (REVIEW, "2016-10-31")
    assert finding.message.startswith(spaced("Pour 2025, le fichier ne note aucune réunion tenue"))


@pytest.mark.parametrize("state", ["reportee", "annulee"])
def test_a_meeting_that_was_not_held_does_not_count(copy: Copy, state: str) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR, f"date: 2026-12-10, formation: politique, etat: {state}")
    assert told(folder, "annee-a-completer") == [(FAIL, WARNING)]
    assert told(folder, "reunions-insuffisantes", Day(2027, 1, 1)) == [(FAIL, ERROR)]


def test_the_year_before_the_first_session_written_is_not_told(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, "date: 2026-04-09, formation: politique, etat: tenue")
    (finding,) = found(folder, "reunions-insuffisantes")
    assert finding.outcome is OPEN
    assert finding.message == (
        "Le fichier ne dit pas combien de réunions sur les orientations la commission a tenues en 2025."
    )


def test_the_year_of_the_installation_is_not_judged(copy: Copy) -> None:
    folder = copy("38")
    edit(folder, "commission", ("etat: installee, date: 2018-05-22", "etat: installee, date: 2026-01-05"))
    sessions(folder, "date: 2026-04-09, formation: politique, etat: tenue")
    assert told(folder, "annee-a-completer") == []
    assert told(folder, "reunions-insuffisantes", Day(2027, 1, 1)) == []


def test_a_policy_meeting_that_examined_files_is_to_be_checked(copy: Copy) -> None:
    folder = copy("38")
    other = "date: 2026-11-12, formation: politique, etat: tenue"
    sessions(folder, *ONE_A_YEAR, f"{other}, dossiers: [{{reference: '1', avis: favorable}}]")
    (finding,) = found(folder, "reunions-insuffisantes", Day(2027, 1, 4))
    assert (finding.outcome, finding.pointer) == (REVIEW, "/3/formation")
    sessions(folder, *ONE_A_YEAR, other)
    assert found(folder, "reunions-insuffisantes", Day(2027, 1, 4)) == []


@pytest.mark.parametrize(("more", "expected"), [((), [(REVIEW, NOTE)]), (("2026-09-10",), [])])
def test_enough_meetings_without_files_leave_no_doubt(copy: Copy, more: tuple[str, ...], expected: Told) -> None:
    folder = copy("38")
    line = "formation: politique, etat: tenue"
    files = "dossiers: [{reference: '1', nature: engagement, avis: favorable}]"
    days = ("2026-04-09", *more)
    sessions(folder, f"date: 2026-06-11, {line}, {files}", *(f"date: {day}, {line}" for day in days),
             f"date: 2025-04-09, {line}", f"date: 2024-04-09, {line}")  # fmt: skip
    assert told(folder, "reunions-insuffisantes", Day(2027, 1, 1)) == expected


def test_a_meeting_written_twice_counts_once_and_is_said(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, *ONE_A_YEAR, ONE_A_YEAR[-1])
    assert told(folder, "reunions-insuffisantes", Day(2027, 1, 4)) == [(FAIL, ERROR)]
    assert [f.pointer for f in found(folder, "calendrier-sans-suite", Day(2027, 1, 4))][:1] == ["/3/date"]


@pytest.mark.parametrize(
    ("installation", "place"),
    [
        ("installation: {etat: installee}\n", "/installation/date"),
        ("", None),
        ("installation: {etat: installee, date: 2018-05-22}\n", ""),
    ],
)
def test_a_year_before_the_first_session_asks_when_the_commission_began(
    copy: Copy, installation: str, place: str | None
) -> None:
    folder = copy("38")
    edit(folder, "commission", ("installation: {etat: installee, date: 2018-05-22}\n", installation))
    sessions(folder, "date: 2026-04-09, formation: politique, etat: tenue")
    report = judge(folder.parent.parent)
    asked = [f for f in report.findings if f.rule == "reunions-insuffisantes"]
    assert [(f.outcome, f.pointer) for f in asked] == ([] if place is None else [(OPEN, place)])
    told = [f for f in report.findings if f.rule == "commission-non-installee"]
    assert len(told) == (place is None)
    assert all("avant la première séance écrite" in f.message for f in asked if place)


@pytest.mark.parametrize(
    ("day", "planned", "days"),
    [
        (Day(2026, 11, 30), "date: 2026-04-09, formation: politique, etat: tenue", ["2026-12-07"]),
        (Day(2026, 11, 30), "date: 2026-12-07, formation: politique, etat: prevue", ["2026-12-21"]),
        (Day(2026, 11, 30), "date: 2026-12-08, formation: individuelle, etat: prevue", ["2026-12-07", "2026-12-21"]),
        (Day(2026, 3, 2), "date: 2026-02-02, formation: individuelle, etat: tenue", ["2026-06-15", "2026-06-29"]),
    ],
)
def test_two_meetings_are_never_proposed_side_by_side(copy: Copy, day: Day, planned: str, days: list[str]) -> None:
    folder = copy("88")
    sessions(folder, planned)
    (finding,) = found(folder, "annee-a-completer", day)
    assert re.findall(r"date: (\S+),", finding.remedy) == days


def test_a_year_that_has_no_room_left_is_not_completed(copy: Copy) -> None:
    folder = copy("88")
    sessions(folder, "date: 2026-02-02, formation: individuelle, etat: tenue")
    (finding,) = found(folder, "annee-a-completer", Day(2026, 12, 15))
    assert (finding.message, finding.remedy) == (
        spaced(
            "Pour 2026, le calendrier ne compte aucune réunion sur les orientations, séances prévues comprises, alors "
            "que le texte en demande 2 au moins dans l’année ; le temps manque pour en convoquer 2 avant le 31 "
            "décembre 2026."
        ),
        spaced(
            "L’année ne se rattrape plus : tenez la première réunion dès que possible, et écrivez à sessions.yaml "
            "celles de l’année suivante."
        ),
    )
