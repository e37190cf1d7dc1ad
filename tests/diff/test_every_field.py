"""No change is silent: every value of every example department, changed, taken away or added, is told."""

import copy as copying
import datetime
import functools
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.diff.comparable import SILENT
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import same
from kit.diff.sections import lexicon
from kit.diff.sections import told_sections as told
from kit.findings.finding import Pointer
from kit.model.department import Dossier, load
from kit.model.folder import find
from kit.yaml import schema
from kit.yaml.schema import BRANCHES
from tests.conftest import HOUSE, TODAY

pytestmark = pytest.mark.proof

FOLDERS = {folder.path.name: folder for folder in find(HOUSE, ())}


@functools.cache
def known(name: str) -> tuple[Dossier, Lexicon]:
    """Give an example department, and the words to tell it with."""
    dossier = load(FOLDERS[name])
    return dossier, lexicon((dossier,), TODAY)


ONE, _ = known("88-vosges")


def leaves(node: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*pointer, index))
    else:
        yield pointer


def at(tree: Any, pointer: Pointer) -> Any:
    for part in pointer:
        tree = tree[part]
    return tree


def otherwise(pointer: Pointer, value: Any) -> Any:
    """Give another value that the schema accepts as well."""
    described = schema.at(str(pointer[0]), pointer[1:]) or {}
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if "enum" in described:
        return next(other for other in described["enum"] if other != value)
    if described.get("format") == "date":
        return (datetime.date.fromisoformat(value) + datetime.timedelta(days=1)).isoformat()
    return f"{value}-bis"


def edited(dossier: Dossier, pointer: Pointer, value: Any) -> Dossier:
    """Give the same reading with one value put at a place (`...`: taken away)."""
    return replace(dossier, tree=put(dossier.tree, pointer, value))


def put(node: Any, pointer: Pointer, value: Any) -> Any:
    other = copying.copy(node)
    if len(pointer) > 1:
        other[pointer[0]] = put(node[pointer[0]], pointer[1:], value)
    elif value is ...:
        del other[pointer[0]]
    else:
        other[pointer[0]] = value
    return other


def lines(old: Dossier, new: Dossier) -> list[str]:
    return [change.text for section in told(known(old.folder.path.name)[1], old, new) for change in section.changes]


def sample(described: schema.JsonSchema) -> Any:
    """Give a value with every field that a schema knows."""
    described = schema.resolve(described)
    if described["type"] == "object":
        return {key: sample(field) for key, field in described["properties"].items()}
    if described["type"] == "array":
        return [sample(described["items"])]
    if described["type"] in ("boolean", "integer"):
        return {"boolean": True, "integer": 3}[described["type"]]
    return "2026-01-01" if described.get("format") == "date" else described.get("enum", ["nom-1"])[0]


FULL = replace(ONE, tree={branch: sample(schema.load(branch)) for branch in BRANCHES})
# Tous les sièges ont les mêmes champs.
FULL.tree["membres"] = {seat: FULL.tree["membres"][seat] for seat in ("magistrat", "cohesion_sociale")}


def test_every_field_of_the_schemas_is_told_when_it_changes_comes_or_goes() -> None:
    silent = []
    for pointer in leaves(FULL.tree):
        value = at(FULL.tree, pointer)
        other, without = edited(FULL, pointer, otherwise(pointer, value)), edited(FULL, pointer, ...)
        silent += [(pointer, "changé")] if not lines(FULL, other) else []
        if not defaulted(pointer, value):
            silent += [(pointer, "retiré")] if not lines(FULL, without) else []
            silent += [(pointer, "ajouté")] if not lines(without, FULL) else []
    assert silent == []


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_any_value_of_an_example_changed_is_told(name: str) -> None:
    dossier, _ = known(name)
    places = list(leaves(dossier.tree))
    # Toutes celles d'un petit dossier ; une partie de chacun des autres, qui ont les mêmes champs.
    looked_at = places if name == "88-vosges" else places[:: len(places) // 60]
    silent = [p for p in looked_at if not lines(dossier, edited(dossier, p, otherwise(p, at(dossier.tree, p))))]
    assert silent == []


def defaulted(pointer: Pointer, value: Any) -> bool:
    """Tell whether silence says the same as the value."""
    group = next((part for part in reversed(pointer[:-1]) if isinstance(part, str)), "")
    silent = SILENT.get(group, {})
    return pointer[-1] in silent and silent[str(pointer[-1])] == value


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_the_order_of_lists_and_keys_says_nothing(name: str) -> None:
    def turned(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: turned(value) for key, value in reversed(node.items())}
        return [turned(value) for value in reversed(node)] if isinstance(node, list) else node

    dossier, _ = known(name)
    assert lines(dossier, replace(dossier, tree=turned(dossier.tree))) == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | st.text(max_size=8) | st.just("2026-13-45"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NODES = sorted({pointer[:size] for pointer in leaves(ONE.tree) for size in range(2, len(pointer) + 1)}, key=str)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(pointer=st.sampled_from(NODES), value=ANYTHING)
def test_a_value_of_any_shape_is_told_without_a_fault(pointer: Pointer, value: Any) -> None:
    other = edited(ONE, pointer, value)
    for old, new in ((ONE, other), (other, ONE)):
        said = lines(old, new)
        assert said or same(_plain(old), _plain(new)), json.dumps(value)


def _plain(dossier: Dossier) -> Any:
    """Give the values without those that only say what silence says."""

    def bare(name: str, node: Any) -> Any:
        if isinstance(node, list):
            return [bare(name, item) for item in node]
        if not isinstance(node, dict):
            return node
        silent = SILENT.get(name, {})
        return {key: bare(key, held) for key, held in node.items() if key not in silent or held != silent[key]}

    return {branch: bare(branch, dossier.tree[branch]) for branch in BRANCHES}
