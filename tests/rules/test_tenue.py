"""How a session is called, and when its minutes are asked for."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import CALLED, ERROR, FAIL, NOTE, OPEN, REVIEW, WARNING, Day, edit, found, sessions, told


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("{date: 2026-04-02}", []),
        ("{date: 2026-04-03}", [(REVIEW, NOTE)]),
        ("{date: 2026-04-04}", [(REVIEW, NOTE)]),
        ("{date: 2026-04-04, recue: 2026-04-04}", []),
        ("{date: 2026-04-01, recue: 2026-04-05}", [(FAIL, ERROR)]),
        ("{date: 2026-04-01, recue: 2026-04-10}", [(FAIL, ERROR)]),
        ("{date: 2026-04-01, recue: 2026-04-05, urgence: true}", []),
        ("{date: 2026-04-01, recue: 2026-04-05, seconde: true}", [(REVIEW, NOTE)]),
        ("{date: 2026-04-04, seconde: true}", []),
        ("{date: 2026-04-04, urgence: true}", []),
        ("{recue: 2026-04-04}", []),
        ("{recue: 2026-04-05}", [(FAIL, ERROR)]),
        ("{date: 2026-04-01, recue: 2026-03-31}", [(REVIEW, NOTE)]),
        ("{date: 2026-04-01, recue: 2026-04-05, a_verifier: doute}", [(REVIEW, NOTE)]),
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


SAID = [
    (
        "date: 2026-04-04",
        "La convocation à la séance du 9 avril 2026 est partie le 4 avril 2026, soit 5 jours avant : le fichier ne dit "
        "pas si tous les membres l’ont reçue 5 jours au moins avant.",
        "Écrivez sous « convocation » le jour où le dernier membre l’a reçue, par exemple « recue: 2026-04-04 », ou "
        "« urgence: true » si la séance a été convoquée en urgence.",
        "/0/convocation/date",
    ),
    (
        "date: 2026-04-01, recue: 2026-04-06",
        "Les membres ont reçu le 6 avril 2026 la convocation à la séance du 9 avril 2026, soit 3 jours avant, au lieu "
        "de 5 jours au moins.",
        "Corrigez le jour de la réception, par exemple « recue: 2026-04-04 », ou écrivez « urgence: true » sous "
        "« convocation » si la séance a été convoquée en urgence.",
        "/0/convocation/recue",
    ),
    (
        "date: 2026-03-20, recue: 2026-03-19",
        "La convocation à la séance du 9 avril 2026 est notée reçue le 19 mars 2026, avant son envoi le 20 mars 2026.",
        "Corrigez l’un de ces jours, par exemple « recue: 2026-03-20 ».",
        "/0/convocation/recue",
    ),
    (
        "date: 2026-04-01, recue: 2026-04-09, seconde: true",
        "La seconde convocation à la séance du 9 avril 2026 a été reçue le 9 avril 2026, le jour même, sans que le "
        "texte dise si le délai de 5 jours vaut aussi pour elle.",
        "Vérifiez avec le secrétariat ; si la séance a été convoquée en urgence, écrivez « urgence: true ».",
        "/0/convocation/recue",
    ),
]


@pytest.mark.parametrize(("call", "message", "remedy", "pointer"), SAID, ids=[row[0] for row in SAID])
def test_the_delay_is_counted_from_the_day_the_members_receive_the_call(
    copy: Copy, call: str, message: str, remedy: str, pointer: str
) -> None:
    folder = copy("38")
    sessions(folder, f"date: 2026-04-09, formation: politique, etat: tenue, convocation: {{{call}}}")
    (finding,) = found(folder, "convocation-tardive")
    assert (finding.message, finding.remedy, finding.pointer) == (spaced(message), spaced(remedy), pointer)
    assert finding.paragraph == "article R. 133-8"


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


@pytest.mark.parametrize(("opinion", "against", "wrong"), [
    ("favorable", 2, False), ("favorable", 1, False), ("favorable", 3, True),
    ("defavorable", 2, False), ("defavorable", 3, False), ("defavorable", 1, True),
])  # fmt: skip
def test_as_many_voices_on_each_side_say_nothing_against_an_opinion(
    copy: Copy, opinion: str, against: int, *, wrong: bool
) -> None:
    folder = copy("38")
    file = f"reference: '1', avis: {opinion}, motif: Absence, vote: {{pour: 2, contre: {against}}}"
    there = "presents: [magistrat-3, medecin-4, ville-3, gendarmerie-3]"
    sessions(folder, f"date: 2026-06-11, formation: individuelle, etat: tenue, {there}, dossiers: [{{{file}}}]")
    # À égalité, la voix de qui préside l’emporte (CRPA, R. 133-11) : les nombres ne disent pas laquelle.
    assert ((FAIL, WARNING) in told(folder, "vote-mal-compte")) == wrong


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
