"""A quick proof that a value has the shape a schema wants; what it does not prove, jsonschema judges.

A proof only ever says « yes, surely ». It knows the few keywords of the schemas of this repository: whatever else a
schema says, and whatever value is not the plainest of its kind, proves nothing. It can save time, and nothing else."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kit.schema import JsonSchema, referred

Proof = Callable[[Any], bool]
Formats = tuple[tuple[str, Callable[[str], bool]], ...]

# Ce qui décrit sans juger. Tout autre mot qu'une preuve ne connaît pas la rend impossible.
_SAID = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "enumDescriptions", "type"})
_TEXT = frozenset({"enum", "pattern", "format", "minLength", "maxLength"})
_LIST = frozenset({"items", "uniqueItems"})
_GROUP = frozenset({"properties", "required", "additionalProperties"})
_ENDLESS = 1 << 30


def proof(described: JsonSchema, formats: Mapping[str, Callable[[str], bool]]) -> Proof:
    """Give a function that is true of nothing but values that the schema accepts."""
    return _proof(described, tuple(formats.items()))


def _proof(described: JsonSchema, formats: Formats) -> Proof:
    if "$ref" in described:
        # Ce qui accompagne un renvoi ne fait que décrire ; sinon les deux se jugent, et l'on ne prouve rien.
        alone = "type" not in described and _only(described, frozenset({"$ref"}))
        return _referred(described["$ref"], formats) if alone else _never
    build = _BY_TYPE.get(str(described.get("type")))
    return build(described, formats) if build else _never


@functools.cache
def _referred(reference: str, formats: Formats) -> Proof:
    return _proof(referred(reference), formats)


def _never(_value: Any) -> bool:
    return False


def _only(described: JsonSchema, judged: frozenset[str]) -> bool:
    return all(word in judged or word in _SAID or word.startswith(("x-", "markdown")) for word in described)


def _text(described: JsonSchema, formats: Formats) -> Proof:
    tests = tuple(_tests(described, formats))
    if not _only(described, _TEXT) or _never in tests:
        return _never
    least, most = described.get("minLength", 0), described.get("maxLength", _ENDLESS)

    def holds(value: Any) -> bool:
        return type(value) is str and least <= len(value) <= most and all(test(value) for test in tests)

    return holds


def _tests(described: JsonSchema, formats: Formats) -> Iterator[Proof]:
    if "enum" in described:
        yield frozenset(choice for choice in described["enum"] if isinstance(choice, str)).__contains__
    if "pattern" in described:
        found = re.compile(described["pattern"]).search
        yield lambda value: found(value) is not None
    if "format" in described:
        yield dict(formats).get(described["format"], _never)


def _integer(described: JsonSchema, _formats: Formats) -> Proof:
    if not _only(described, frozenset({"minimum"})):
        return _never
    least = described.get("minimum", -_ENDLESS)
    return lambda value: type(value) is int and least <= value


def _boolean(described: JsonSchema, _formats: Formats) -> Proof:
    return (lambda value: type(value) is bool) if _only(described, frozenset()) else _never


def _list(described: JsonSchema, formats: Formats) -> Proof:
    if not _only(described, _LIST) or "items" not in described:
        return _never
    item, unique = _proof(described["items"], formats), described.get("uniqueItems", False)

    def holds(value: Any) -> bool:
        return type(value) is list and all(map(item, value)) and not (unique and _repeats(value))

    return holds


def _repeats(items: list[Any]) -> bool:
    """Tell whether items may repeat: other than texts, they may."""
    return not all(type(item) is str for item in items) or len(set(items)) < len(items)


def _group(described: JsonSchema, formats: Formats) -> Proof:
    if not _only(described, _GROUP) or described.get("additionalProperties") is not False:
        return _never
    known = {key: _proof(value, formats) for key, value in described.get("properties", {}).items()}
    needed = frozenset(described.get("required", ()))

    def holds(value: Any) -> bool:
        return (
            type(value) is dict
            and needed <= value.keys()
            and all(known.get(key, _never)(item) for key, item in value.items())
        )

    return holds


_BY_TYPE: Mapping[str, Callable[[JsonSchema, Formats], Proof]] = {
    "string": _text,
    "integer": _integer,
    "boolean": _boolean,
    "array": _list,
    "object": _group,
}
