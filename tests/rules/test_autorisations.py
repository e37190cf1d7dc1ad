"""How long a way out is authorised, and for how long in all."""

import pytest

from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import ERROR, FAIL, GRANTED, NOTE, OPEN, REVIEW, Told, examined, found, told


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


@pytest.mark.parametrize(
    ("already", "decided", "right"),
    [
        ("3", GRANTED, "6"),
        ("1", "avis: defavorable, motif: Engagements", "6"),
        ("9", "avis: favorable", "6"),
        ("16", GRANTED, "12"),
        ("6", GRANTED, None),
        ("18", GRANTED, None),
        ("0", GRANTED, None),
        # Ce qui mène au terme du parcours, et ce qui le dépasse, que dit « parcours-trop-long ».
        ("20", "avis: favorable, decision: {sens: autorise, date: 2026-10-14, duree_mois: 4}", None),
        ("23", GRANTED, None),
    ],
)
def test_months_that_no_authorisations_of_six_make_are_a_doubt(
    copy: Copy, already: str, decided: str, right: str | None
) -> None:
    folder = copy("38")
    examined(folder, f"nature: renouvellement, rang_mois: {already}, {decided}")
    findings = found(folder, "autorisation-trop-longue")
    assert [(f.outcome, f.pointer) for f in findings] == ([(REVIEW, "/0/dossiers/0/rang_mois")] if right else [])
    for finding in findings:
        assert finding.message == spaced(
            f"Le dossier « 1 » de la séance du 8 octobre 2026 suit {already} mois autorisés, que ne font pas des "
            "autorisations de 6 mois."
        )
        assert spaced(f"« rang_mois: {right} »") in str(finding.remedy)


def test_a_shorter_authorisation_and_the_months_before_it_are_one_finding(copy: Copy) -> None:
    folder = copy("38")
    decision = "decision: {sens: autorise, date: 2026-10-14, duree_mois: 3}"
    examined(folder, f"nature: renouvellement, rang_mois: 3, avis: favorable, {decision}")
    assert [f.pointer for f in found(folder, "autorisation-trop-longue")] == ["/0/dossiers/0/decision/duree_mois"]
