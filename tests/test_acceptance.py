"""Whether a schema surely accepts a value: never where jsonschema refuses, and always over the texts it knows."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.acceptance import accepted

TEXTS = st.sampled_from(["a", "b", ""])
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=6,
)
# De tous les mots qu'un schéma de la composition emploie, sur des valeurs de tous les genres.
PLAIN: list[dict[str, Any]] = [
    {"title": "t", "x-regle": "r"},
    {"type": "object"},
    {"type": ["array", "null"]},
    {"enum": ["a", "b"]},
    {"const": "a"},
    {"required": ["a"]},
    {"items": {"type": "string"}},
    {"items": {"type": "string"}, "type": "array", "uniqueItems": True},
    {"contains": {"const": "a"}},
    {"minItems": 1},
    {"maxItems": 1},
    {"not": {}},
]
# « enum » et « const » ne sont sûrs que d'un texte.
GIVEN = [{"type": ["string", "null"], "allOf": [each]} if each.keys() & {"enum", "const"} else each for each in PLAIN]


def schemas(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return (
        st.builds(lambda key, one: {"properties": {key: one}}, st.sampled_from("ab"), inner)
        | st.builds(lambda one, two: {"allOf": [one, two]}, inner, inner)
        | st.builds(lambda one, two: {"if": one, "then": two}, inner, inner)
        | st.builds(lambda one: {"not": one}, inner)
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.recursive(st.sampled_from(GIVEN), schemas, max_leaves=4), VALUES)
def test_jsonschema_says_the_same(described: dict[str, Any], value: Any) -> None:
    if accepted(described, value):
        assert Draft202012Validator(described).is_valid(value)


@pytest.mark.parametrize("described", PLAIN, ids=str)
def test_each_word_is_decided(described: dict[str, Any]) -> None:
    valid = Draft202012Validator(described).is_valid
    texts: list[Any] = [None, "a", "b", "c"]
    groups: list[Any] = [[], ["a"], ["b"], ["a", "b"], ["a", "a"], [None], {}, {"a": "b"}]
    decided = texts if described.keys() & {"enum", "const"} else [*texts, *groups]
    if "uniqueItems" in described:
        decided = [value for value in decided if value != [None]]
    assert [accepted(described, value) for value in decided] == [valid(value) for value in decided]


@pytest.mark.parametrize(
    ("described", "value"),
    [
        ({"format": "date"}, "2026-01-01"),
        ({"type": "integer"}, 1),
        ({"enum": [1]}, True),
        ({"const": 1}, 1.0),
        ({"uniqueItems": True}, [1, True]),
        ({"uniqueItems": True}, [{}, {}]),
        ({"not": {"pattern": "a"}}, "b"),
    ],
)
def test_of_what_it_does_not_know_nothing_is_sure(described: dict[str, Any], value: Any) -> None:
    assert not accepted(described, value)
