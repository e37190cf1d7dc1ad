"""The files examined: withdrawal, opinion, decision, length; on copies of an example department."""

import datetime
from pathlib import Path

import pytest

from kit.french import spaced
from kit.report import Finding, Outcome, Severity
from tests.conftest import TODAY, Copy, judge

Day = datetime.date
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
FAIL, REVIEW, OPEN = Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN
Told = list[tuple[Outcome, Severity]]
GRANTED = "avis: favorable, decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}"


def examined(folder: Path, file: str, session: str = "presents: [magistrat-3]", day: str = "2026-10-08") -> None:
    """Replace the calendar by one individual session that examined one file."""
    text = f"- date: {day}\n  formation: individuelle\n  etat: tenue\n"
    text += "".join(f"  {line}\n" for line in session.split("\n"))
    (folder / "sessions.yaml").write_text(f"{text}  dossiers: [{{reference: '1', {file}}}]\n", encoding="utf-8")


def found(folder: Path, rule: str, day: Day = TODAY) -> list[Finding]:
    return [finding for finding in judge(folder.parent.parent, day, rule).findings if finding.rule == rule]


def told(folder: Path, rule: str, day: Day = TODAY) -> Told:
    return [(finding.outcome, finding.severity) for finding in found(folder, rule, day)]


@pytest.mark.parametrize(
    ("file", "session", "expected"),
    [
        ("association: association-rive-gauche-2026", "presents: [assoc-rive-gauche-4]", [(FAIL, ERROR)]),
        ("association: association-rive-gauche-2017", "presents: [assoc-rive-gauche-4]", [(FAIL, ERROR)]),
        ("association: association-le-passage-2024", "presents: [assoc-rive-gauche-4]", []),
        (
            "association: association-rive-gauche-2023, retires: [assoc-rive-gauche-4]",
            "presents: [assoc-rive-gauche-4]",
            [],
        ),
        (
            "association: association-rive-gauche-2023, retires: [assoc-rive-gauche-3]",
            "presents: [assoc-rive-gauche-4]",
            [(FAIL, ERROR)],
        ),
        (
            "association: association-rive-gauche-2023, retires: [assoc-rive-gauch-4]",
            "presents: [magistrat-3]",
            [(REVIEW, NOTE)],
        ),
        (
            "association: association-rive-gauche-2026",
            "presents: [magistrat-3]\npouvoirs: [{de: assoc-rive-gauche-4, a: magistrat-3}]",
            [(REVIEW, NOTE)],
        ),
        (
            "association: association-rive-gauche-2026",
            "presents: [assoc-rive-gauche-4]\na_verifier: présents à relire",
            [(REVIEW, NOTE)],
        ),
        ("avis: favorable", "presents: [assoc-rive-gauche-4]", [(OPEN, NOTE)]),
    ],
)
def test_representant_non_retire(copy: Copy, file: str, session: str, expected: Told) -> None:
    folder = copy("38")
    examined(folder, file, session)
    assert told(folder, "representant-non-retire") == expected


@pytest.mark.parametrize(("day", "outcome"), [("2026-01-01", REVIEW), ("2026-01-02", FAIL)])
def test_a_withdrawal_is_judged_by_the_wording_of_the_session(copy: Copy, day: str, outcome: Outcome) -> None:
    folder = copy("38")
    examined(folder, "association: association-rive-gauche-2020", "presents: [assoc-rive-gauche-3]", day)
    (finding,) = found(folder, "representant-non-retire")
    assert (finding.outcome, finding.pointer) == (outcome, "/0/dossiers/0/retires")
    written = "1er janvier 2026" if outcome is REVIEW else "2 janvier 2026"
    assert finding.message == spaced(
        f"« assoc-rive-gauche-3 » siège le {written} pour le dossier « 1 », alors que ce dossier a été instruit par "
        "l’association que ce membre représente."
    )


@pytest.mark.parametrize(
    ("association", "day", "expected"),
    [
        ("association-rive-gauche-2017", "2026-10-08", []),
        ("association-rive-droite", "2026-10-08", [(FAIL, ERROR)]),
        ("association-la-passerelle-2022", "2022-09-18", [(REVIEW, NOTE)]),
        ("association-la-passerelle-2022", "2022-09-19", []),
    ],
)
def test_association_du_dossier_inconnue(copy: Copy, association: str, day: str, expected: Told) -> None:
    folder = copy("38")
    examined(folder, f"association: {association}", day=day)
    assert told(folder, "association-du-dossier-inconnue") == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("decision: {sens: autorise, date: 2026-10-14}", [(FAIL, WARNING)]),
        ("nature: engagement", [(OPEN, NOTE)]),
        ("nature: fin", []),
        ("avis: ajourne", []),
        ("avis: ajourne, decision: {sens: autorise, date: 2026-10-14}", [(FAIL, WARNING)]),
        ("avis: ajourne, decision: {sens: refuse, date: 2026-10-14}", [(FAIL, WARNING)]),
        ("avis: ajourne, decision: {sens: ajourne, date: 2026-10-14}", []),
    ],
)
def test_dossier_sans_avis(copy: Copy, file: str, expected: Told) -> None:
    folder = copy("38")
    examined(folder, file)
    assert told(folder, "dossier-sans-avis") == expected


@pytest.mark.parametrize(
    ("file", "day", "expected"),
    [
        ("avis: favorable, decision: {sens: autorise, date: 2026-10-07}", TODAY, [(FAIL, ERROR)]),
        ("avis: favorable, decision: {sens: autorise, date: 2026-10-08}", TODAY, []),
        ("avis: favorable, decision: {sens: autorise}", TODAY, [(OPEN, NOTE)]),
        ("avis: favorable, decision: {sens: autorise, date: 2026-11-24}", TODAY, [(REVIEW, NOTE)]),
        ("avis: favorable, decision: {sens: autorise, date: 2026-11-24}", Day(2026, 11, 22), []),
        ("avis: favorable", Day(2026, 12, 7), []),
        ("avis: favorable", Day(2026, 12, 8), [(OPEN, NOTE)]),
        ("avis: ajourne", Day(2026, 12, 8), []),
        ("nature: fin, avis: favorable", Day(2026, 12, 8), []),
    ],
)
def test_decision_avant_la_seance(copy: Copy, file: str, day: Day, expected: Told) -> None:
    folder = copy("38")
    examined(folder, file)
    assert told(folder, "decision-avant-la-seance", day) == expected


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("avis: defavorable", "a reçu un avis défavorable"),
        ("avis: ajourne", "a été ajourné"),
        ("avis: favorable, decision: {sens: refuse}", "a été refusé"),
        ("avis: favorable, decision: {sens: ajourne}", "a été ajourné"),
        ("avis: defavorable, motif: projet à préciser", None),
        ("avis: defavorable, decision: {sens: refuse, motif: projet à préciser}", None),
        (GRANTED, None),
    ],
)
def test_refus_sans_motif(copy: Copy, file: str, said: str | None) -> None:
    folder = copy("38")
    examined(folder, file)
    findings = found(folder, "refus-sans-motif")
    assert [(f.outcome, f.severity) for f in findings] == ([(FAIL, WARNING)] if said else [])
    if said:
        assert findings[0].message == spaced(
            f"Le dossier « 1 » de la séance du 8 octobre 2026 {said}, et aucun motif n’est écrit."
        )


@pytest.mark.parametrize(
    ("months", "already", "too_long", "beyond"),
    [
        (6, 18, [], []),
        (7, 0, [(FAIL, ERROR)], []),
        (6, 19, [], [(FAIL, ERROR)]),
        (30, 0, [(FAIL, ERROR)], []),
        (30, 24, [(FAIL, ERROR)], [(FAIL, ERROR)]),
    ],
)
def test_six_months_at_a_time_and_twenty_four_in_all(
    copy: Copy, months: int, already: int, too_long: Told, beyond: Told
) -> None:
    folder = copy("38")
    decision = f"decision: {{sens: autorise, date: 2026-10-14, duree_mois: {months}}}"
    examined(folder, f"nature: renouvellement, rang_mois: {already}, avis: favorable, {decision}")
    assert told(folder, "autorisation-trop-longue") == too_long
    assert told(folder, "parcours-trop-long") == beyond


def test_months_that_are_not_written_are_asked_for_once(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "nature: renouvellement, avis: favorable, decision: {sens: autorise, date: 2026-10-14}")
    (length,) = found(folder, "autorisation-trop-longue")
    (rank,) = found(folder, "parcours-trop-long")
    assert (length.outcome, length.message) == (
        OPEN,
        spaced("Le fichier ne dit pas pour combien de mois le parcours a été autorisé dans le dossier « 1 »."),
    )
    assert (rank.outcome, rank.message) == (
        OPEN,
        spaced("Le fichier ne dit pas combien de mois avaient déjà été autorisés dans le dossier « 1 »."),
    )


@pytest.mark.parametrize("state", ["reportee", "annulee", "prevue"])
def test_a_session_that_was_not_held_examines_nothing(copy: Copy, state: str) -> None:
    folder = copy("38")
    examined(folder, "association: inconnue, decision: {sens: autorise, date: 2026-10-01, duree_mois: 30}")
    path = folder / "sessions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tenue", state), encoding="utf-8")
    for rule in ("association-du-dossier-inconnue", "dossier-sans-avis", "autorisation-trop-longue"):
        assert told(folder, rule) == []


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("nature: engagement, rang_mois: 18", [(REVIEW, NOTE)]),
        ("nature: engagement, rang_mois: 0", []),
        ("nature: renouvellement, rang_mois: 18", []),
    ],
)
def test_a_first_entry_has_no_month_behind_it(copy: Copy, file: str, expected: Told) -> None:
    folder = copy("38")
    examined(folder, f"{file}, {GRANTED}")
    findings = found(folder, "parcours-trop-long")
    assert [(finding.outcome, finding.severity) for finding in findings] == expected
    for finding in findings:
        assert finding.message == spaced(
            "Le dossier « 1 » de la séance du 8 octobre 2026 est écrit « nature: engagement », alors que 18 mois "
            "auraient déjà été autorisés."
        )


def test_an_approval_without_dates_is_told_once_for_an_association(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "commission.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith("    agrement:")), encoding="utf-8")
    messages = [finding.message for finding in found(folder, "association-du-dossier-inconnue")]
    assert messages == [
        spaced(
            f"Le fichier ne donne pas les dates d’agrément de « Association exemple {name} », qui a instruit les "
            f"dossiers {files}."
        )
        for name, files in (
            ("Les Sapins", "« 2025-04 » et « 2026-05 »"),
            ("Ballon des Vosges solidaire", "« 2026-03 » et « 2026-06 »"),
        )
    ]
    # Chaque association qui siège est dite par la règle de son siège, ses entrées plus anciennes ne le redisent pas.
    assert found(folder, "agrement-trop-long") == []
    assert told(folder, "association-sans-agrement") == [(OPEN, NOTE), (OPEN, NOTE)]
