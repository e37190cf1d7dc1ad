"""An example of what goes at a place of the files, whole and valid, when the schema knows what but not which."""

from typing import Any

from kit.findings.finding import Pointer
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

# Deux clés disent à quoi ressemble un groupe qui n’en exige aucune : une période a un début et une fin.
_SHOWN = 2


def sample(pointer: Pointer) -> Any:
    """Give an example for a place, as texts, lists and groups; None where the schema says nothing."""
    described = schema.at(str(pointer[0]), pointer[1:])
    return _of(described, str(pointer[-1])) if described else None


def _of(described: JsonSchema, key: str) -> Any:
    kind = described.get("type")
    if kind == "object":
        keys = described.get("required") or list(described["properties"])[:_SHOWN]
        return {each: _of(schema.resolve(described["properties"][each]), each) for each in keys}
    if kind == "array":
        return [_of(schema.resolve(described["items"]), key)]
    if "enum" in described:
        return (described.get("examples") or described["enum"])[0]
    if found := schema.examples(described):
        return str(found[0]).lower() if kind == "boolean" else str(found[0])
    if kind in ("boolean", "integer"):
        return "true" if kind == "boolean" else str(described.get("minimum", 1))
    return described.get("title", key)
