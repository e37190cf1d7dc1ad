"""What is written under a session that was not held, the days it is put off to, and exceptions that run together."""

from pathlib import Path

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from tests.conftest import Copy, judge, without_seat
from tests.rules.cases import NOTE, REVIEW, Day, edit, found, sessions, told

RULE = "actes-sans-seance"


def vacancy(start: str, end: str) -> str:
    return f"{{siege: medecin, depuis: {start}, motif: Démission, jusqu_au: {end}, autorite: Préfète}}"


def derogation(seat: str) -> str:
    about = f"siege: {seat}, " if seat else ""
    return f"{{regle: siege-sans-titulaire, {about}motif: Travaux, autorite: Préfète, jusqu_au: 2026-12-31}}"


def declared(copy: Copy, key: str, *entries: str) -> Path:
    """Declare exceptions of a department whose doctor is missing."""
    folder = copy("88")
    with (folder / "commission.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{key}: [{', '.join(entries)}]\n")
    members = folder / "membres.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    return folder


PAST, TO_COME = "date: 2026-04-09, formation: individuelle", "date: 2026-12-10, formation: individuelle"


@pytest.mark.parametrize("state", ["prevue", "reportee", "annulee"])
@pytest.mark.parametrize(
    ("act", "place"),
    [
        ("presents: [magistrat-3]", "presents"),
        ("supplees: [magistrat-3]", "supplees"),
        ("pouvoirs: [{de: medecin-4, a: magistrat-3}]", "pouvoirs"),
        ("votes: [{objet: Orientations}]", "votes"),
        ("pv: {date: 2026-04-16}", "pv"),
        ("dossiers: [{reference: '1'}, {reference: '2', avis: favorable}]", "dossiers/1/avis"),
        ("dossiers: [{reference: '1', vote: {pour: 3}}]", "dossiers/0/vote"),
        ("dossiers: [{reference: '1', decision: {sens: autorise}}]", "dossiers/0/decision"),
    ],
)
def test_an_act_of_a_session_not_held_is_to_be_checked(copy: Copy, state: str, act: str, place: str) -> None:
    folder = copy("38")
    for when in (PAST, TO_COME):
        sessions(folder, f"{when}, etat: {state}, {act}")
        (finding,) = found(folder, RULE)
        assert (finding.outcome, finding.pointer) == (REVIEW, f"/0/{place}")
        assert f"« {state} »" in finding.message.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "line",
    [
        f"{PAST}, etat: tenue, presents: [magistrat-3]",
        f"{TO_COME}, etat: prevue, dossiers: [{{reference: '1', nature: engagement}}], excuses: [magistrat-3]",
        f"{PAST}, etat: annulee, presents: []",
    ],
)
def test_what_may_be_written_before_a_session_is_no_act(copy: Copy, line: str) -> None:
    folder = copy("38")
    sessions(folder, line)
    assert told(folder, RULE) == []


def test_acts_of_a_session_not_held_keep_a_commission_from_conforming(copy: Copy) -> None:
    folder = copy("88")
    assert [each.outcome for each in judge(folder.parent.parent).departments] == [Outcome.PASS]
    with (folder / "sessions.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- {date: 2026-09-10, formation: individuelle, etat: annulee, presents: [magistrat-2]}\n")
    assert [each.outcome for each in judge(folder.parent.parent).departments] == [REVIEW]
    (finding,) = found(folder, RULE)
    assert finding.message == spaced(
        "La séance du 10 septembre 2026 est notée « annulee », alors que le fichier y écrit ce qui ne se fait qu’en "
        "séance : « presents »."
    )


@pytest.mark.parametrize(
    ("lines", "cases"),
    [
        (("date: 2026-04-09, formation: politique, etat: reportee, reporte_au: 2026-05-07",), ["aucune séance"]),
        (
            (
                "date: 2026-04-09, formation: politique, etat: reportee, reporte_au: 2026-05-07",
                "date: 2026-05-07, formation: individuelle, etat: tenue",
            ),
            ["aucune séance"],
        ),
        (("date: 2026-04-09, formation: politique, etat: reportee, reporte_au: 2026-04-09",), ["ne vient pas après"]),
        (
            (
                "date: 2026-04-09, formation: politique, etat: reportee, reporte_au: 2026-05-07",
                "date: 2026-05-07, formation: politique, etat: reportee, reporte_au: 2026-04-09",
            ),
            ["ne vient pas après"],
        ),
        (
            (
                "date: 2026-04-09, formation: politique, etat: reportee, reporte_au: 2026-05-07",
                "date: 2026-05-07, formation: politique, etat: reportee, reporte_au: 2026-06-11",
                "date: 2026-06-11, formation: politique, etat: tenue",
            ),
            [],
        ),
    ],
)
def test_a_session_is_put_off_to_one_that_is_written(copy: Copy, lines: tuple[str, ...], cases: list[str]) -> None:
    folder = copy("38")
    sessions(folder, *lines)
    reports = [f for f in found(folder, "calendrier-sans-suite") if "report" in f.pointer]
    assert [f.outcome for f in reports] == [REVIEW] * len(cases)
    assert all(words in finding.message for finding, words in zip(reports, cases, strict=True))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("2026-09-01", "2026-12-31", "2026-11-01", "2027-03-31"), "du 1er novembre 2026 au 31 décembre 2026"),
        (("2026-09-01", "2026-12-31", "2026-12-31", "2027-03-31"), "du 31 décembre 2026 au 31 décembre 2026"),
        (("2026-09-01", "2026-12-31", "2026-09-01", "2027-03-31"), "commencent le même jour, le 1er septembre 2026"),
        (("2026-09-01", "2026-12-31", "2027-01-01", "2027-03-31"), None),
    ],
)
def test_a_seat_has_one_vacancy_at_a_time(copy: Copy, days: tuple[str, ...], sentence: str | None) -> None:
    folder = declared(copy, "vacances", vacancy(*days[:2]), vacancy(*days[2:]))
    doubts = [f for f in found(folder, "exception-a-surveiller") if f.outcome is REVIEW]
    assert [f.pointer for f in doubts] == (["/vacances/1/depuis"] if sentence else [])
    assert all(spaced(sentence or "") in finding.message for finding in doubts)


@pytest.mark.parametrize(("seats", "doubts"), [(("", ""), 1), (("medecin", "medecin"), 1), (("medecin", ""), 0)])
def test_a_rule_has_one_derogation_at_a_time(copy: Copy, seats: tuple[str, str], doubts: int) -> None:
    folder = declared(copy, "derogations", *map(derogation, seats))
    assert told(folder, "exception-a-surveiller").count((REVIEW, NOTE)) == doubts


def test_a_declared_vacancy_is_not_asked_for_again(copy: Copy) -> None:
    folder = declared(copy, "vacances", vacancy("2026-09-01", "2026-12-31"))
    (finding,) = found(folder, "siege-sans-titulaire")
    assert "et sa vacance est déclarée" in finding.message
    assert "vacances" not in finding.remedy
    (after,) = found(folder, "siege-sans-titulaire", Day(2027, 1, 1))
    assert spaced("la vacance déjà écrite, ou sa suite, sans en ajouter une") in after.remedy


def test_a_term_over_several_sessions_speaks_of_these_days(copy: Copy) -> None:
    folder = copy("38")
    sessions(folder, *(f"date: {day}, formation: politique, etat: tenue, presents: [magistrat-2]"
                       for day in ("2026-04-09", "2026-06-11")))  # fmt: skip
    (finding,) = found(folder, "present-inconnu")
    assert "alors que son mandat ne couvre pas ces jours." in finding.message
    edit(folder, "sessions", ("2026-06-11", "2026-04-09"))
    assert "ne couvre pas ce jour." in found(folder, "present-inconnu")[0].message
