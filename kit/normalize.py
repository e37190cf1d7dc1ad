"""Same data, canonical writing: Cerberus rules derived from the JSON Schemas type and tidy the texts.

No key is renamed or dropped, so pointers stay true. What cannot be typed stays as written: `validate` says so.
"""

import functools
import re
from collections.abc import Callable
from typing import Any

from cerberus import Validator

from kit import schema
from kit.schema import JsonSchema

# Ni zéro initial (certains outils y voient un nombre en base huit), ni plus de chiffres qu'un compte n'en a.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,8})")


def _integer(text: Any) -> Any:
    if isinstance(text, str) and _INTEGER.fullmatch(text):
        return int(text)
    return text


def _boolean(text: Any) -> Any:
    return {"true": True, "false": False}.get(text, text) if isinstance(text, str) else text


def _upper(text: Any) -> Any:
    return text.upper() if isinstance(text, str) else text


def _spaces(text: Any) -> Any:
    return " ".join(text.split()) if isinstance(text, str) else text


def _strip(text: Any) -> Any:
    return text.strip(" \t\n") if isinstance(text, str) else text


_TYPES: dict[str, Callable[[Any], Any]] = {"integer": _integer, "boolean": _boolean, "string": _strip}
_STEPS: dict[str, Callable[[Any], Any]] = {"upper": _upper, "espaces": _spaces}


def derive(described: JsonSchema) -> dict[str, Any]:
    """Give the Cerberus rule set of one JSON Schema: types become coercions, `x-normalize` names steps."""
    described = schema.resolve(described)
    kind = described.get("type")
    if kind == "object":
        fields = {key: derive(value) for key, value in described.get("properties", {}).items()}
        return {"type": "dict", "schema": fields, "allow_unknown": True}
    if kind == "array":
        return {"type": "list", "schema": derive(described["items"])}
    steps = [_STEPS[name] for name in described.get("x-normalize", ())]
    if kind in _TYPES:
        steps = [_TYPES[kind], *steps]
    return {"coerce": tuple(steps)} if steps else {}


@functools.cache
def _validator(branch: str) -> Validator:
    return Validator({branch: derive(schema.load(branch))}, allow_unknown=True)


def normalize(branch: str, data: Any) -> Any:
    """Type and tidy the values of one of the four files; never fails, gives new values."""
    tidy = _validator(branch).normalized({branch: data}, always_return_document=True)
    return tidy[branch]
