"""How a session is called, and when its minutes are asked for."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import CALLED, ERROR, FAIL, NOTE, OPEN, REVIEW, Day, edit, found, sessions, told


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("{date: 2026-04-04}", []),
        ("{date: 2026-04-05}", [(FAIL, ERROR)]),
        ("{date: 2026-04-05, urgence: true}", []),
        ("{date: 2026-04-05, seconde: true}", [(REVIEW, NOTE)]),
        ("{date: 2026-04-10, urgence: true}", [(FAIL, ERROR)]),
        ("{urgence: true}", []),
        ("{seconde: true}", [(OPEN, NOTE)]),
    ],
)
def test_convocation_tardive(copy: Copy, call: str, expected: list[tuple[Outcome, Severity]]) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, convocation: {call}")
    assert told(folder, "convocation-tardive") == expected


def test_a_planned_session_needs_its_call_once_the_delay_is_near(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, "date: 2026-12-10, formation: politique, etat: prevue")
    assert told(folder, "convocation-tardive", Day(2026, 12, 5)) == []
    assert told(folder, "convocation-tardive", Day(2026, 12, 6)) == [(OPEN, NOTE)]
    edit(folder, "sessions", ("prevue", "prevue, convocation: {date: 2026-12-06}"))
    (finding,) = found(folder, "convocation-tardive", Day(2026, 12, 6))
    assert finding.message == spaced(
        "Les membres ont été convoqués le 6 décembre 2026 pour la séance du 10 décembre 2026, soit 4 jours avant, au "
        "lieu de 5 jours au moins."
    )


@pytest.mark.parametrize(("day", "asked"), [(Day(2026, 5, 9), []), (Day(2026, 5, 10), [OPEN])])
def test_the_minutes_are_asked_for_after_a_month(copy: Copy, day: Day, asked: list[Outcome]) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, {CALLED}")
    assert [f.outcome for f in found(folder, "proces-verbal-absent", day)] == asked
    # Rien n’est daté : rien ne montre que ce qui l’est soit juste.
    assert found(folder, "proces-verbal-avant-la-seance", day) == []


@pytest.mark.parametrize(("voices", "expected"), [(3, []), (4, [(REVIEW, NOTE)])])
def test_who_withdrew_from_a_file_does_not_vote_on_it(
    copy: Copy, voices: int, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    file = f"reference: '1', avis: favorable, retires: [ville-3], vote: {{pour: {voices}}}"
    there = "presents: [magistrat-3, medecin-4, ville-3]"
    # Deux membres et la présidence : le troisième s’est retiré.
    sessions(folder, f"date: 2026-06-11, formation: individuelle, etat: tenue, {there}, dossiers: [{{{file}}}]")
    assert told(folder, "vote-mal-compte") == expected
    if expected:
        (finding,) = found(folder, "vote-mal-compte")
        assert "Le vote de l’avis rendu sur le dossier" in finding.message
