"""What the schemas declare public is a list that is read again at each change, and nothing else is kept."""

import re
from typing import Any

import pytest

from kit.privacy.public import NOT_PUBLISHED, declared, prefix, pruned, silent, values
from tests.conftest import HOUSE, golden

GOLDEN = HOUSE / "tests" / "data" / "golden"


def test_the_public_fields_are_those_of_the_list() -> None:
    # Chaque siège a les mêmes champs, dits une fois.
    lines = {f"{re.sub('^membres/[a-z_]+/', 'membres/(siège)/', path)} : {_said(shown)}" for path, shown in declared()}
    golden(GOLDEN / "champs-publics.txt", "\n".join(sorted(lines)) + "\n")


def _said(shown: Any) -> str:
    return "public" if shown is True else str(shown)


# Ce qui est écrit, ce que le public en lit.
PRUNED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "un champ sans marque": (
        {"membres": {"medecin": [{"id": "medecin-1", "titre": "Médecin", "nom": "Zoltarine Exempleuse"}]}},
        {"membres": {"medecin": [{"id": "medecin-1", "titre": "Médecin"}]}},
    ),
    "une clé que le schéma ne connaît pas": (
        {"commission": {"departement": "38", "secret": {"x": "y"}}},
        {"commission": {"departement": "38"}},
    ),
    "un motif : qu’il y en a un, pas ce qu’il dit": (
        {"commission": {"vacances": [{"siege": "medecin", "motif": "congé de maladie"}]}},
        {"commission": {"vacances": [{"siege": "medecin", "motif": NOT_PUBLISHED}]}},
    ),
    "l’ordre du jour d’une réunion d’orientation": (
        {"sessions": [{"formation": "politique", "ordre_du_jour": ["Bilan"]}]},
        {"sessions": [{"formation": "politique", "ordre_du_jour": ["Bilan"]}]},
    ),
    "l’ordre du jour d’une réunion qui examine des dossiers": (
        {"sessions": [{"formation": "individuelle", "ordre_du_jour": ["Situation de Mlle Z."]}]},
        {"sessions": [{"formation": "individuelle"}]},
    ),
    "les coordonnées du guichet, celles du secrétariat": (
        {
            "commission": {"secretariat": {"service": "S", "courriel": "s@exemple.test"}},
            "procedures": {"psp": {"depot": {"service": "G", "courriel": "g@exemple.test"}}},
        },
        {
            "commission": {"secretariat": {"service": "S", "courriel": "s@exemple.test"}},
            "procedures": {"psp": {"depot": {"service": "G", "courriel": "g@exemple.test"}}},
        },
    ),
    "une valeur à la place d’un groupe": ({"commission": {"installation": "Dupré"}}, {"commission": {}}),
    "un groupe à la place d’une valeur": ({"commission": {"departement": {"x": "Dupré"}}}, {"commission": {}}),
}


@pytest.mark.parametrize("name", PRUNED)
def test_only_declared_values_are_kept(name: str) -> None:
    tree, kept = PRUNED[name]
    assert pruned(tree) == kept


def test_a_value_of_the_wrong_form_is_left_out_and_the_others_keep_their_rank() -> None:
    tree = {"sessions": [{"lieu": "Grenoble"}, {"lieu": "Vienne"}]}
    assert pruned(tree, frozenset({("sessions", 0)})) == {"sessions": [None, {"lieu": "Vienne"}]}


@pytest.mark.parametrize(
    ("branch", "pointer", "kept", "quiet"),
    [
        ("membres", "/medecin/0/mandat/fin", ("medecin", "0", "mandat", "fin"), False),
        ("membres", "/medecin/0/nom", ("medecin", "0"), False),
        ("membres", "/medecin/0/dupre", ("medecin", "0"), False),
        ("commission", "/vacances/0/motif", ("vacances", "0", "motif"), False),
        ("commission", "/dup~1re", (), False),
        ("commission", "/indicateurs/0/psp_en_cours", ("indicateurs", "0", "psp_en_cours"), True),
        ("sessions", "/3/dossiers/0/avis", ("3",), True),
        ("sessions", "/3/presents/1", ("3",), True),
        ("sessions", "/3/pv/date", ("3",), True),
        ("sessions", "/3/ordre_du_jour/0", ("3",), False),
        ("sessions", "", (), False),
    ],
)
def test_a_place_is_named_as_far_as_it_is_public(branch: str, pointer: str, kept: tuple[str, ...], quiet: bool) -> None:
    assert prefix(branch, pointer) == kept
    assert silent(branch, pointer) is quiet


def test_every_text_is_told_with_what_the_public_reads_of_it() -> None:
    tree = {"membres": {"medecin": [{"titre": "T", "nom": "N", "a_verifier": "V", "clef": "C"}]}}
    assert {(value.text, value.shown) for value in values(tree)} == {
        ("T", True), ("N", False), ("V", False), ("clef", False), ("C", False),
    }  # fmt: skip
