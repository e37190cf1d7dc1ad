"""The shape of a file: one finding for one cause, whatever the order of jsonschema."""

from typing import Any

import pytest

from kit.findings.finding import Pointer
from kit.yaml.schema import BRANCHES
from kit.yaml.validate import unquoted, validate
from kit.yaml.written import Written

HOLDER = {"id": "a", "titre": "Juge"}


def told(branch: str, data: Any, empty: tuple[Pointer, ...] = ()) -> list[tuple[str, Pointer]]:
    return sorted(((trap, breach.pointer) for trap, breach in validate(branch, data, Written(empty=empty))), key=str)


@pytest.mark.parametrize(
    ("branch", "data"),
    [
        ("commission", {"departement": "48"}),
        ("membres", {}),
        ("membres", {"magistrat": [HOLDER], "medecin": []}),
        ("sessions", []),
        ("procedures", {"aps": {"duree_mois": 6, "visa_long_sejour_exige": False}}),
    ],
)
def test_what_is_right_is_silent(branch: str, data: Any) -> None:
    assert told(branch, data) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"Departement": "48"}, [("cle-inconnue", ("commission", "Departement"))]),
        ({"departement": "48", "installation": {"Etat": "en_cours"}},
         [("cle-inconnue", ("commission", "installation", "Etat"))]),
        ({"departement": "48", "sources": [{}]}, [("valeur-absente", ("commission", "sources", 0, "titre"))]),
        ({"departement": "48", "arretes": [{}]}, []),
        ({"departement": "48", "vacances": [{}]},
         [("valeur-absente", ("commission", "vacances", 0, key)) for key in ("depuis", "jusqu_au", "motif", "siege")]),
        ({"departement": ["48"]}, [("forme-inattendue", ("commission", "departement"))]),
        ({"departement": "48", "invites": [None]}, [("forme-inattendue", ("commission", "invites", 0))]),
    ],
)  # fmt: skip
def test_one_cause_gives_one_finding(data: Any, expected: list[tuple[str, Pointer]]) -> None:
    assert told("commission", data) == expected


def test_a_key_without_a_value_must_be_known_too() -> None:
    pointer = ("membres", "medcin")
    assert told("membres", {}, (pointer,)) == [("cle-inconnue", pointer)]
    assert told("membres", {}, (("membres", "medecin"),)) == []


def test_a_key_without_its_value_says_so() -> None:
    ((_, breach),) = validate("commission", {}, Written(empty=(("commission", "departement"),)))
    assert breach.case == "vide"


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("data", ["texte", 1, True, None, [None], [[]], {"a": None}])
def test_any_shape_is_told(branch: str, data: Any) -> None:
    assert told(branch, data) != []


@pytest.mark.parametrize(
    ("pointer", "written", "trap"),
    [
        (("commission", "departement"), "48", "code-sans-guillemets"),
        (("commission", "departement"), "2a", "code-sans-guillemets"),
        (("commission", "departement"), "480", None),
        (("commission", "secretariat", "telephone"), "0466000000", "telephone-sans-guillemets"),
        (("commission", "arretes", 0, "reference"), "2025", "valeur-sans-guillemets"),
        (("commission", "arretes", 0, "date"), "2025", None),
        (("commission", "exemple"), "true", None),
        (("commission", "liste_membres"), "on", None),
        (("commission", "inconnu"), "12", None),
    ],
)
def test_a_bare_value_that_others_would_type(pointer: Pointer, written: str, trap: str | None) -> None:
    found = unquoted("commission", pointer, written)
    assert (found[0] if found else None) == trap
