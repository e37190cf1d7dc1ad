"""The JSON Schemas of the repository: load them, follow their references, describe one field."""

import functools
import json
import re
from typing import Any

from kit.files.resources import SCHEMAS
from kit.findings.finding import Pointer

JsonSchema = dict[str, Any]
# Le fichier d’un dépôt, à sa racine.
REPOSITORY = "kit"
BRANCHES = ("commission", "membres", "sessions", "procedures")
SESSIONS = "sessions"
# Les séances d’une année peuvent avoir leur fichier : « sessions-2024 ».
_OF_A_YEAR = re.compile(rf"{SESSIONS}-([0-9]{{4}})")
_WORDED = frozenset({"$ref", "title", "description", "x-public", "x-reference"})


def year(branch: str) -> str | None:
    """Give the year of a file that holds the sessions of one, by its name without ending; None for any other."""
    found = _OF_A_YEAR.fullmatch(branch)
    return found[1] if found else None


def kind(branch: str) -> str:
    """Give the file whose form a file has: « sessions » for the one that holds the sessions of a year, else itself."""
    return SESSIONS if year(branch) else branch


def load(name: str) -> JsonSchema:
    """Read `schemas/<name>.schema.json`, that of its kind for the file of a year; checked against its metaschema by the
    tests, not at run time."""
    return _read(kind(name))


@functools.cache
def _read(name: str) -> JsonSchema:
    schema: JsonSchema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def resolve(schema: JsonSchema) -> JsonSchema:
    """Follow `$ref` and let the keys written beside it prevail (title, description of this use)."""
    while "$ref" in schema:
        name, _, path = schema["$ref"].partition("#/")
        target: Any = load(name.removesuffix(".schema.json"))
        for part in path.split("/"):
            target = target[part]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def examples(described: JsonSchema) -> list[str]:
    """Give the values that a schema proposes; those that need quotes are written, for the editor, with them."""
    quoted = [snippet["body"].strip('"') for snippet in described.get("defaultSnippets", ())]
    return described.get("examples") or quoted


def shared(schema: JsonSchema) -> str | None:
    """Give the reference of a schema that says nothing else but in words: all that refer to it are read alike."""
    return schema.get("$ref") if schema.keys() <= _WORDED else None


def referred(reference: str) -> JsonSchema:
    """Give what a reference leads to."""
    return resolve({"$ref": reference})


def at(branch: str, pointer: Pointer) -> JsonSchema | None:
    """Give the schema of the value at a pointer inside one of the four files, or None where nothing is said."""
    schema: JsonSchema | None = resolve(load(branch))
    for part in pointer:
        if schema is None:
            return None
        found = schema.get("items") if isinstance(part, int) else schema.get("properties", {}).get(part)
        schema = resolve(found) if found else None
    return schema
