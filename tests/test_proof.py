"""A proof of shape: whatever it proves, jsonschema accepts; and it proves what is plainly right."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.days import is_day
from kit.normalize import normalize
from kit.proof import proof
from kit.refusal import registry
from kit.schema import BRANCHES, load
from kit.source.reading import read
from kit.validate import validate
from tests.conftest import HOUSE

FORMATS = {"date": is_day}
ODD = st.sampled_from(
    [None, True, 1, 1.0, -1, 10**30, "", " ", "a" * 2001, "2026-02-30", "é\n", [], {}, [1, 1], {"a": "b"}]
)


def trees(branch: str) -> list[Any]:
    paths = sorted((HOUSE / "departments").glob(f"*/{branch}.yaml"))
    return [normalize(branch, read(path, path.name).data) for path in paths]


def places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at, *(place for key, value in inside for place in places(value, (*at, key)))]


def changed(data: Any, place: tuple[Any, ...], value: Any, how: str) -> Any:
    copy = json.loads(json.dumps(data))
    holder = copy
    for part in place[:-1]:
        holder = holder[part]
    if how == "remove":
        del holder[place[-1]]
    elif how == "add" and isinstance(holder, dict):
        holder["cle_en_plus"] = value
    elif how == "add":
        holder.append(holder[0])
    else:
        holder[place[-1]] = value
    return copy


@pytest.mark.parametrize("branch", BRANCHES)
def test_what_is_proved_jsonschema_accepts(branch: str) -> None:
    proved = proof(load(branch), FORMATS)
    whole = trees(branch)
    validator = Draft202012Validator(load(branch), registry=registry())
    seen = {True: 0, False: 0}

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        tree = data.draw(st.sampled_from(whole))
        place = data.draw(st.sampled_from(places(tree)[1:]))
        broken = changed(tree, place, data.draw(ODD), data.draw(st.sampled_from(["remove", "add", "replace"])))
        valid = validator.is_valid(broken)
        assert valid or not proved(broken)
        seen[valid] += 1

    holds()
    assert all(seen.values())


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_examples_of_the_house_are_proved(branch: str) -> None:
    assert all(map(proof(load(branch), FORMATS), trees(branch)))


@pytest.mark.parametrize(
    "described",
    [
        {},
        {"type": ["string", "null"]},
        {"type": "string", "contentEncoding": "base64"},
        {"type": "string", "format": "uri"},
        {"type": "integer", "multipleOf": 2},
        {"type": "array"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
        {"type": "object", "properties": {"a": {"type": "string"}}},
        {"type": "object", "properties": {}, "additionalProperties": False, "dependentRequired": {}},
        {"$ref": "definitions.schema.json#/$defs/texte", "pattern": "^a"},
        {"$ref": "definitions.schema.json#/$defs/texte", "type": "string"},
    ],
)
def test_a_word_of_the_schema_that_is_not_known_proves_nothing(described: dict[str, Any]) -> None:
    proved = proof(described, FORMATS)
    assert [value for value in ("abc", 2, True, [], ["abc"], {}, {"a": "b"}) if proved(value)] == []


@pytest.mark.parametrize(
    ("described", "values"),
    [
        ({"type": "integer"}, [True, 1.0, "1", None]),
        ({"type": "integer", "minimum": 0}, [-1]),
        ({"type": "string", "enum": ["a", 1]}, ["b", 1]),
        ({"type": "array", "items": {"type": "string"}, "uniqueItems": True}, [["a", "a"], ("a",)]),
        ({"type": "array", "items": {"type": "integer"}, "uniqueItems": True}, [[1, 1]]),
        ({"type": "string", "minLength": 1, "maxLength": 2}, ["", "abc"]),
    ],
)
def test_a_value_that_is_not_the_plainest_is_not_proved(described: dict[str, Any], values: list[Any]) -> None:
    assert [value for value in values if proof(described, FORMATS)(value)] == []


def test_jsonschema_says_what_is_wrong() -> None:
    assert [trap for trap, _ in validate("commission", {"departement": "1"})] == ["valeur-mal-ecrite"]
