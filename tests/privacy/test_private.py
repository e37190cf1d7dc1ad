"""A name, a private contact, what is written where nothing is public: hidden in a public text, however written."""

import unicodedata
from typing import Any

import pytest

from kit.privacy.private import HIDDEN, declared, everything, personal

TREE: dict[str, Any] = {
    "commission": {
        "secretariat": {
            "service": "Secrétariat",
            "courriel": "secretariat@exemple.test",
            "telephone": "04 76 00 11 22",
        },
        "vacances": [{"siege": "medecin", "motif": "Convalescence prolongée"}],
    },
    "membres": {
        "magistrat": [
            {
                "id": "magistrat-1",
                "titre": "Présidente",
                "nom": "Mme Zoltarine d’Exempleuse",
                "suppleant": {"titre": "Juge", "nom": "quentarin dumas"},
            }
        ]
    },
    "sessions": [{"formation": "individuelle", "presents": ["magistrat-1"], "dossiers": [{"reference": "2026-07"}]}],
    "procedures": {"psp": {"depot": {"service": "Guichet", "courriel": "guichet@exemple.test"}}},
}
PLACE = "Isère"
# Un texte public, ce qui en reste.
WRITTEN = {
    "majuscules": ("Remplace ZOLTARINE EXEMPLEUSE", f"Remplace {HIDDEN} {HIDDEN}"),
    "décomposé": (
        unicodedata.normalize("NFD", "l’étude Exempleuse"),
        unicodedata.normalize("NFD", f"l’étude {HIDDEN}"),
    ),
    "pluriel": ("chez les Exempleuses", f"chez les {HIDDEN}"),
    "sans la marque du pluriel": ("la loi Duma", f"la loi {HIDDEN}"),
    "identifiant": ("presidente-exempleuse", f"presidente-{HIDDEN}"),
    "souligné": ("dossier_exempleuse_2", f"dossier_{HIDDEN}_2"),
    "ordre des mots": ("Exempleuse, Zoltarine", f"{HIDDEN}, {HIDDEN}"),
    "sans espace": ("zoltarineexempleuse@exemple.test", f"{HIDDEN}@exemple.test"),
    "marque invisible": ("Exem\u200bpleuse", HIDDEN),
    "un texte interne": ("Salle de la convalescence-prolongee", f"Salle de la {HIDDEN}"),
    "le guichet": ("écrire à guichet@exemple.test", "écrire à guichet@exemple.test"),
    "une référence de dossier": ("voir 2026-07", f"voir {HIDDEN}"),
    "la même dans un numéro plus long": ("38-2026-07-14-00005", "38-2026-07-14-00005"),
    "un mot plus long": ("Exempleusement", "Exempleusement"),
    "la civilité": ("Mme la préfète", "Mme la préfète"),
    "le secrétariat": ("secretariat@exemple.test", "secretariat@exemple.test"),
    "un identifiant public": ("magistrat-1", "magistrat-1"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_public_text_repeats_nothing_that_is_not(name: str) -> None:
    written, left = WRITTEN[name]
    hide = everything(TREE, (), PLACE)
    assert hide(written) == left
    assert hide.needed([written]) or left == written


@pytest.mark.parametrize(
    "name", ["Zoé Dupré", unicodedata.normalize("NFD", "Zoé Dupré"), "Z\u00adoé Du\u200bpré", "DUPRE"]
)
def test_a_name_is_known_whatever_way_it_was_itself_written(name: str) -> None:
    hide = everything({"membres": {"medecin": [{"id": "m", "titre": "Médecin", "nom": name}]}}, (), PLACE)
    assert hide("Docteure Dupré") == f"Docteure {HIDDEN}"


def test_nothing_is_hidden_where_nothing_is_private() -> None:
    tree = {"commission": {"departement": "38", "secretariat": {"service": "Secrétariat"}}}
    hide = everything(tree, (), PLACE)
    assert not hide.needed(["Secrétariat", "38"])
    assert hide("Secrétariat") == "Secrétariat"


def test_insiders_still_read_what_is_not_a_name_or_a_reference() -> None:
    hide = personal(TREE, (), PLACE)
    assert hide("Convalescence prolongée") == "Convalescence prolongée"
    assert hide("Exempleuse, guichet@exemple.test, 2026-07") == f"{HIDDEN}, guichet@exemple.test, {HIDDEN}"


@pytest.mark.parametrize(
    "text",
    [
        "magistrat:\n  - {nom: Zoltarine Exempleuse, titre: [}\n",
        'magistrat:\n  - nom: "Zoltarine Exempleuse"\n\t titre: x\n',
        "  - NOM : 'Zoltarine Exempleuse' # ancienne\n  - *rien\n",
        '{"nom": "Zoltarine Exempleuse", ',
        "prénom: Zoltarine\nnoms: Exempleuse\n: :",
    ],
)
def test_the_names_of_a_file_that_yaml_cannot_read_are_known_too(text: str) -> None:
    hide = everything({}, (("membres", text),), PLACE)
    assert hide("Étude EXEMPLEUSE et Zoltarine") == f"Étude {HIDDEN} et {HIDDEN}"


def test_a_name_is_known_where_nothing_can_be_trusted() -> None:
    entry = {"medecin": [{"id": "medecin-1", "nom": "Exempleuse", "titree": "Docteure"}], "medecn": [{"nom": "Dumas"}]}
    assert (
        everything({}, (("membres", entry),), PLACE)("Exempleuse, Dumas, docteure") == f"{HIDDEN}, {HIDDEN}, {HIDDEN}"
    )


def test_what_stands_at_its_own_place_is_declared() -> None:
    assert declared(TREE, ()) == {
        "secretariat@exemple.test", "04 76 00 11 22", "guichet@exemple.test", "Mme Zoltarine d’Exempleuse",
        "quentarin dumas",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "place", "text", "left"),
    [
        ("Département des Vosges", "Vosges", "Préfète des Vosges", "Préfète des Vosges"),
        ("Le Rhône", "Bouches-du-Rhône", "Bouches-du-Rhône, Rhône", f"Bouches-du-Rhône, {HIDDEN}"),
        ("Zoltarine Vosges", "Vosges", "Étude Zoltarine-Vosges, VOSGES", f"Étude {HIDDEN}, VOSGES"),
        ("Zoltarine Vosges", "Isère", "Préfète des Vosges", f"Préfète des {HIDDEN}"),
    ],
)  # fmt: skip
def test_the_name_of_the_department_is_nobodys(name: str, place: str, text: str, left: str) -> None:
    written = f'magistrat:\n  - nom: "{name}"\n\t titre: x\n'
    assert everything({}, (("membres", written),), place)(text) == left
    assert personal({}, (("membres", written),), place)(text) == left
