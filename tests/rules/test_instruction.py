"""Which association instructed a file, and who then withdraws."""

import pytest

from kit.findings.finding import Outcome
from kit.french import spaced
from tests.conftest import Copy
from tests.rules.cases import ERROR, FAIL, NOTE, OPEN, REVIEW, Told, edit, examined, found, seat, told


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


@pytest.mark.parametrize(
    ("present", "offered"),
    [
        ("assoc-rive-gauche-4", "association-le-passage-2024"),
        ("assoc-le-passage-3", "association-rive-gauche-2026"),
    ],
)
def test_the_association_offered_for_a_file_did_not_sit_on_it(copy: Copy, present: str, offered: str) -> None:
    folder = copy("38")
    examined(folder, "avis: favorable", f"presents: [{present}]")
    (finding,) = found(folder, "representant-non-retire")
    assert finding.remedy == spaced(
        "Ajoutez l’identifiant de cette association, écrit sous « associations_agreees » de commission.yaml, par "
        f"exemple « association: {offered} »."
    )


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


def test_an_approval_without_dates_is_told_once_for_an_association(copy: Copy) -> None:
    folder = copy("88")
    path = folder / "commission.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith("    agrement:")), encoding="utf-8")
    # Les associations qui siègent sont dites par la règle de leur siège : ni leurs dossiers, ni leurs entrées plus
    # anciennes ne le redisent.
    assert found(folder, "association-du-dossier-inconnue") == []
    assert found(folder, "agrement-incomplet") == found(folder, "agrement-trop-long") == []
    (finding,) = found(folder, "association-sans-agrement")
    assert (finding.outcome, finding.severity) == (OPEN, NOTE)
    assert finding.message == spaced(
        "L’agrément de « Association exemple Les Sapins » et « Association exemple Ballon des Vosges solidaire » n’a "
        "pas de date de début : rien ne montre qu’il couvre le 23 novembre 2026."
    )


def test_an_identifier_written_twice_does_not_say_which_association_instructed(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "association: association-rive-gauche-2026", "presents: [assoc-rive-gauche-4]")
    assert told(folder, "representant-non-retire") == [(FAIL, ERROR)]
    edit(folder, "commission", ("id: association-le-passage-2024", "id: association-rive-gauche-2026"))
    assert told(folder, "representant-non-retire") == []


def test_a_member_of_an_association_that_no_list_has_withdraws_too(copy: Copy) -> None:
    folder = copy("38")
    examined(folder, "association: association-inconnue", "presents: [assoc-rive-gauche-4]")
    assert told(folder, "representant-non-retire") == []
    seat(folder, "associations", "id: assoc-rive-gauche-4, titre: Directrice, association: association-inconnue")
    assert told(folder, "representant-non-retire") == [(FAIL, ERROR)]
