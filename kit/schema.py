"""The JSON Schemas of the repository: load them, follow their references, describe one field."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from kit.report import Pointer
from kit.resources import SCHEMAS

JsonSchema = dict[str, Any]
BRANCHES = ("commission", "membres", "sessions", "procedures")


@functools.cache
def load(name: str) -> JsonSchema:
    """Read `schemas/<name>.schema.json`, checked against its metaschema by the tests, not at run time."""
    schema: JsonSchema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


@functools.cache
def registry() -> Registry[Mapping[str, Any] | bool]:
    """Give jsonschema the files that the schemas refer to."""
    schemas = (load(name) for name in ("definitions", *BRANCHES))
    contents: list[tuple[str, Resource[Mapping[str, Any] | bool]]] = [
        (schema["$id"], DRAFT202012.create_resource(schema)) for schema in schemas
    ]
    return Registry[Mapping[str, Any] | bool]().with_resources(contents)


def resolve(schema: JsonSchema) -> JsonSchema:
    """Follow `$ref` and let the keys written beside it prevail (title, description of this use)."""
    while "$ref" in schema:
        name, _, path = schema["$ref"].partition("#/")
        target: Any = load(name.removesuffix(".schema.json"))
        for part in path.split("/"):
            target = target[part]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def at(branch: str, pointer: Pointer) -> JsonSchema | None:
    """Give the schema of the value at a pointer inside one of the four files, or None where nothing is said."""
    schema: JsonSchema | None = resolve(load(branch))
    for part in pointer:
        if schema is None:
            return None
        found = schema.get("items") if isinstance(part, int) else schema.get("properties", {}).get(part)
        schema = resolve(found) if found else None
    return schema


def schema_path(name: str) -> Path:
    """Tell where a schema of the repository is written."""
    return SCHEMAS / f"{name}.schema.json"
