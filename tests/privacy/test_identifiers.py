"""An identifier made of what its entry already shows is no name; one that tells more is replaced by a free one."""

import pytest

from kit.french import spaced
from kit.privacy.shapes import hits_in_name
from tests.conftest import Copy, judge
from tests.rules.cases import Day, edit, found, seat, sessions

DAY = Day(2026, 11, 23)


@pytest.mark.parametrize(
    ("identifier", "entry"),
    [
        ("rose-exemple-1", 'titre: "Maison Rose Exemple"'),
        ("cc-rose-exemple", 'titre: "CC Rose-Exemple"'),
        ("epci-rose-exemple", 'titre: Élue, collectivite: {type: epci, nom: "Communauté de Rose-Exemple"}'),
        ("rose-exemple", 'titre: Directrice, organisme: "Centre Rose Exemple"'),
        ("marie-galante-1", "titre: Élue"),
        ("marie-galante-epci", "titre: Élue"),
        ("pierre-benite", "titre: Élue"),
    ],
)
def test_an_identifier_may_repeat_what_its_entry_shows(copy: Copy, identifier: str, entry: str) -> None:
    folder = copy("88")
    seat(folder, "collectivites", f"id: {identifier}, {entry}")
    sessions(folder, f"date: 2026-05-05, formation: politique, etat: tenue, presents: [{identifier}, medecin-1]")
    report = judge(folder.parent.parent, DAY)
    assert [each for each in report.findings if each.rule == "donnee-personnelle"] == []
    # Ni le titre, ni l’identifiant ne sont masqués ailleurs.
    assert "…" not in "".join(each.message for each in report.findings if each.rule == "siege-sans-titulaire")


def test_the_id_of_an_association_may_be_its_name(copy: Copy) -> None:
    folder = copy("88")
    edit(
        folder,
        "commission",
        (
            'id: association-sapin-2024\n    nom: "Association exemple Les Sapins"',
            "id: rose-exemple\n    nom: Rose Exemple",
        ),
    )
    edit(folder, "membres", ("association-sapin-2024", "rose-exemple"))
    assert found(folder, "donnee-personnelle", DAY) == []


@pytest.mark.parametrize(
    "entry",
    ["titre: Élue", 'titre: "Maison Rose"', "titre: Élue, nom: Rose Exemple", 'titre: "Rose Exemple, élue"'],
)
def test_an_identifier_that_tells_more_is_replaced_by_a_free_one_of_its_seat(copy: Copy, entry: str) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: collectivites-1, titre: Maire", f"id: rose-exemple, {entry}")
    sessions(folder, "date: 2026-05-05, formation: politique, etat: tenue, presents: [rose-exemple, medecin-1]")
    told = [each for each in found(folder, "donnee-personnelle", DAY) if not each.pointer.endswith("titre")]
    why = "contient le nom d’une personne, alors qu’un identifiant est publié."
    assert [(each.pointer, each.message, each.remedy) for each in told] == [
        (
            "/collectivites/1/id",
            spaced(f"Cet identifiant (« id ») {why}"),
            spaced(
                "Écrivez partout à sa place un identifiant que rien d’autre ne porte, par exemple "
                "« id: collectivites-3 »."
            ),
        ),
        (
            "/0/presents/0",
            spaced(f"Cet identifiant (« presents ») {why}"),
            spaced(
                "Écrivez partout à sa place un identifiant que rien d’autre ne porte, par exemple "
                "« [collectivites-3, …] »."
            ),
        ),
    ]


def test_a_place_that_begins_as_a_person_is_no_person() -> None:
    assert hits_in_name("cc-marie-galante") == hits_in_name("pierre-de-bresse-1") == ()
    assert [hit.matched for hit in hits_in_name("marie-exemple")] == ["Marie Exemple"]
