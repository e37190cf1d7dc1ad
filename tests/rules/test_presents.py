"""Who attends a session, and who may not."""

import pytest

from kit.findings.finding import Outcome, Severity
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import ERROR, FAIL, NOTE, REVIEW, edit, found, sessions, told


@pytest.mark.parametrize(("day", "refused"), [("2026-01-01", False), ("2026-01-02", True)])
def test_the_seats_of_child_protection_are_kept_out_since_2026(copy: Copy, day: str, refused: bool) -> None:
    folder = copy("38")
    edit(folder, "membres", ("- id: pjj-1", "- id: pjj-2\n    titre: Directeur\n  - id: pjj-1"))
    line = f"date: {day}, formation: individuelle, etat: tenue, presents: [pjj-2]"
    sessions(folder, line)
    assert told(folder, "siege-exclu-present") == ([(FAIL, ERROR)] if refused else [])
    assert told(folder, "present-inconnu") == ([] if refused else [(REVIEW, NOTE)])
    sessions(folder, line.replace("individuelle", "politique"))
    assert told(folder, "siege-exclu-present") == []


@pytest.mark.parametrize("formation", ["politique", "mineurs"])
def test_files_are_examined_by_an_individual_session_whatever_it_is_called(copy: Copy, formation: str) -> None:
    folder = copy("38")
    files = "dossiers: [{reference: '1', avis: favorable}]"
    sessions(folder, f"date: 2026-06-11, formation: {formation}, etat: tenue, presents: [magistrat-3, pjj-1], {files}")
    assert [(f.outcome, f.pointer) for f in found(folder, "siege-exclu-present")] == [(FAIL, "/0/presents/1")]
    findings = found(folder, "formation-de-seance-douteuse")
    assert [(f.outcome, f.pointer) for f in findings] == [(REVIEW, "/0/formation")]


@pytest.mark.parametrize(("day", "expected"), [("2026-01-01", [(REVIEW, NOTE)]), ("2026-01-02", [])])
def test_a_meeting_on_minors_is_doubtful_before_the_text_speaks_of_any(
    copy: Copy, day: str, expected: list[tuple[Outcome, Severity]]
) -> None:
    folder = copy("38")
    sessions(folder, f"date: {day}, formation: mineurs, etat: tenue")
    findings = found(folder, "formation-de-seance-douteuse")
    assert [(f.outcome, f.severity) for f in findings] == expected
    for finding in findings:
        assert finding.message == spaced(
            "La séance du 1er janvier 2026 est écrite « formation: mineurs », alors que le texte ne prévoit de "
            "réunions pour les mineurs que depuis le 2 janvier 2026."
        )


def test_who_is_represented_at_an_individual_session_is_kept_out_too(copy: Copy) -> None:
    folder = copy("38")
    line = "date: 2026-06-11, formation: individuelle, etat: tenue, presents: [magistrat-3]"
    sessions(folder, f"{line}, pouvoirs: [{{de: pjj-1, a: magistrat-3}}]")
    (finding,) = found(folder, "siege-exclu-present")
    assert finding.pointer == "/0/pouvoirs/0/de"
    assert finding.message == spaced(
        "« pjj-1 » (14° : protection judiciaire de la jeunesse) siège à l’examen de dossiers individuels le 11 juin "
        "2026, alors que ce siège n’y participe pas."
    )


def test_present_inconnu_groups_the_sessions_of_one_person(copy: Copy) -> None:
    folder = copy("38")
    sessions(
        folder,
        "date: 2026-04-09, formation: politique, etat: tenue, presents: [magistrat-4]",
        "date: 2026-06-11, formation: individuelle, etat: tenue, presents: [medecin-4, magistrat-4]",
    )
    (finding,) = found(folder, "present-inconnu")
    assert (finding.outcome, finding.pointer) == (FAIL, "/0/presents/0")
    assert finding.message.startswith(
        spaced("L’identifiant « magistrat-4 », parmi les présents pour les séances du 9 avril 2026 et du 11 juin 2026,")
    )


@pytest.mark.parametrize(("more", "outcome"), [("", FAIL), ("\n    a_verifier: date à relire", REVIEW)])
def test_a_term_that_ended_on_a_doubtful_day_is_asked_about(copy: Copy, more: str, outcome: Outcome) -> None:
    folder = copy("38")
    ended = f"- id: medecin-0\n    titre: Médecin{more}\n    mandat: {{debut: 2020-01-01, fin: 2022-12-31}}\n  - id: "
    edit(folder, "membres", ("- id: medecin", ended + "medecin"))
    sessions(folder, "date: 2026-04-09, formation: politique, etat: tenue, presents: [medecin-0]")
    assert [f.outcome for f in found(folder, "present-inconnu")] == [outcome]
