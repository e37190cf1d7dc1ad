"""What jsonschema refuses of a value. Nobody imports this but when a value has not proved its shape: it takes longer
to import the library than to check a department."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from kit import schema
from kit.days import is_day
from kit.schema import JsonSchema

Refusal = ValidationError

_CHECKER = FormatChecker(formats=())


@_CHECKER.checks("date")
def _date(value: object) -> bool:
    return not isinstance(value, str) or is_day(value)


def of_file(branch: str, data: Any) -> Iterator[Refusal]:
    """Give what the schema of one of the four files refuses."""
    return _validator(branch).iter_errors(data)


def by(described: JsonSchema) -> Callable[[Any], Iterator[Refusal]]:
    """Give what tells what a schema that refers to no other refuses."""
    return Draft202012Validator(described).iter_errors


@functools.cache
def registry() -> Registry[Mapping[str, Any] | bool]:
    """Give jsonschema the files that the schemas refer to."""
    schemas = (schema.load(name) for name in ("definitions", *schema.BRANCHES))
    contents: list[tuple[str, Resource[Mapping[str, Any] | bool]]] = [
        (described["$id"], DRAFT202012.create_resource(described)) for described in schemas
    ]
    return Registry[Mapping[str, Any] | bool]().with_resources(contents)


@functools.cache
def _validator(branch: str) -> Draft202012Validator:
    return Draft202012Validator(schema.load(branch), registry=registry(), format_checker=_CHECKER)
