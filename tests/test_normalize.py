"""Typed and tidied by the schema, never renamed, never dropped."""

from typing import Any

import pytest

from kit.normalize import derive, normalize
from kit.schema import BRANCHES, load


@pytest.mark.parametrize(
    ("branch", "written", "typed"),
    [
        ("commission", {"departement": "2a"}, {"departement": "2A"}),
        ("commission", {"departement": " 48 "}, {"departement": "48"}),
        ("commission", {"exemple": "true"}, {"exemple": True}),
        ("commission", {"exemple": "oui"}, {"exemple": "oui"}),
        ("commission", {"secretariat": {"telephone": "04  66 00\u00a000 00"}},
         {"secretariat": {"telephone": "04 66 00 00 00"}}),
        ("commission", {"indicateurs": [{"psp_en_cours": "49"}]}, {"indicateurs": [{"psp_en_cours": 49}]}),
        ("commission", {"indicateurs": [{"psp_en_cours": "049"}]}, {"indicateurs": [{"psp_en_cours": "049"}]}),
        ("procedures", {"aps": {"duree_mois": "-3"}}, {"aps": {"duree_mois": -3}}),
        ("procedures", {"aps": {"duree_mois": "6 mois"}}, {"aps": {"duree_mois": "6 mois"}}),
        ("membres", {"magistrat": [{"titre": " Juge\n"}]}, {"magistrat": [{"titre": "Juge"}]}),
        ("membres", {"inconnu": {"a": "1"}}, {"inconnu": {"a": "1"}}),
        ("sessions", [{"date": "2026-03-12"}], [{"date": "2026-03-12"}]),
    ],
)  # fmt: skip
def test_a_value_is_typed_or_left_as_written(branch: str, written: Any, typed: Any) -> None:
    assert normalize(branch, written) == typed


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("data", ["texte", "", [], {}, [None], [[]], {"magistrat": {"id": "a"}}, [{"date": []}, "x"],
                                  {"magistrat": "x", "psp": ["x"], "aps": {"pieces": {"a": "b"}}}])  # fmt: skip
def test_a_wrong_shape_is_left_as_written(branch: str, data: Any) -> None:
    assert normalize(branch, data) == data


def test_the_data_given_are_not_changed() -> None:
    data = {"departement": "2a"}
    normalize("commission", data)
    assert data == {"departement": "2a"}


def test_the_rules_come_from_the_schema() -> None:
    rules = derive(load("commission"))
    assert rules["schema"]["exemple"]["coerce"]
    assert rules["schema"]["arretes"]["schema"]["schema"]["objet"]["type"] == "list"
