"""Whether a schema surely accepts a value: the plain answer, without the reasons that jsonschema gives.

It knows the few keywords of the derived schemas of the composition, exactly, over texts, lists, groups and nothing.
Whatever else a schema says, or a value holds, is left to jsonschema: this can save time, and nothing else."""

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any

from kit.schema import JsonSchema

# Ce qui décrit sans juger ; « then » se lit avec « if ».
_SAID = frozenset({"$schema", "$id", "title", "description", "then"})
_TYPES = {"object": dict, "array": list, "string": str, "null": NoneType}


def accepted(described: JsonSchema, value: Any) -> bool:
    """Tell whether a schema surely accepts a value."""
    try:
        return _accepts(described, value)
    except LookupError:  # Un mot ou un genre de valeur que l'on ne connaît pas : rien n'est sûr.
        return False


def _accepts(described: JsonSchema, value: Any) -> bool:
    return all(
        _WORDS[word](wanted, value, described)
        for word, wanted in described.items()
        if word not in _SAID and not word.startswith("x-")
    )


def _type(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return type(value) in [_TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]


def _enum(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return _text(value) in wanted


def _const(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return bool(_text(value) == wanted)


def _required(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not isinstance(value, dict) or all(key in value for key in wanted)


def _properties(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not isinstance(value, dict) or all(_accepts(wanted[key], value[key]) for key in wanted if key in value)


def _items(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not isinstance(value, list) or all(_accepts(wanted, item) for item in value)


def _contains(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not isinstance(value, list) or any(_accepts(wanted, item) for item in value)


def _unique(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not (wanted and isinstance(value, list)) or len(set(map(_text, value))) == len(value)


def _least(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not isinstance(value, list) or len(value) >= wanted


def _most(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not isinstance(value, list) or len(value) <= wanted


def _all(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return all(_accepts(described, value) for described in wanted)


def _if(wanted: Any, value: Any, around: JsonSchema) -> bool:
    return not _accepts(wanted, value) or _accepts(around.get("then", {}), value)


def _not(wanted: Any, value: Any, _: JsonSchema) -> bool:
    return not _accepts(wanted, value)


def _text(value: Any) -> str | None:
    """Give a text or nothing as it is; a number may equal a number of another kind, so nothing is sure of it."""
    if value is None or type(value) is str:
        return value
    raise LookupError


_WORDS: Mapping[str, Callable[[Any, Any, JsonSchema], bool]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "items": _items,
    "contains": _contains,
    "uniqueItems": _unique,
    "minItems": _least,
    "maxItems": _most,
    "allOf": _all,
    "if": _if,
    "not": _not,
}
