"""What a JSON Schema refuses of a value: jsonschema-rs says at once that it is nothing, else jsonschema says what."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kit.yaml import schema
from kit.yaml.days import is_day
from kit.yaml.schema import JsonSchema

try:
    import jsonschema_rs
except ImportError:  # Un navigateur n’a pas de quoi l’installer : jsonschema dit la même chose, moins vite.
    _QUICK = False
else:
    _QUICK = True

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

    Refusal = ValidationError


def refusals(described: JsonSchema) -> "Callable[[Any], Iterator[Refusal]]":
    """Give what tells what a schema refuses of a value made of texts, numbers, lists and groups."""
    accepts = _accepts(described)
    return lambda value: iter(()) if accepts(value) else _reasons()(described).iter_errors(value)


@functools.cache
def of_file(branch: str) -> "Callable[[Any], Iterator[Refusal]]":
    """Give what tells what the schema of one of the four files refuses."""
    return refusals(schema.load(branch))


def _accepts(described: JsonSchema) -> Callable[[Any], bool]:
    if not _QUICK:
        return lambda _: False
    files = jsonschema_rs.Registry(list(_files().items()), draft=jsonschema_rs.Draft202012)
    day: dict[str, Callable[..., bool]] = {"date": is_day}
    return jsonschema_rs.Draft202012Validator(described, registry=files, formats=day, validate_formats=True).is_valid


@functools.cache
def _reasons() -> "Callable[[JsonSchema], Draft202012Validator]":
    """Give what makes a validator of a schema; it takes longer to import than to check a department."""
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    checker = FormatChecker(formats=())
    checker.checks("date")(lambda value: not isinstance(value, str) or is_day(value))
    resources = [(name, DRAFT202012.create_resource(described)) for name, described in _files().items()]
    registry = Registry[Mapping[str, Any] | bool]().with_resources(resources)
    return functools.partial(Draft202012Validator, registry=registry, format_checker=checker)


def _files() -> dict[str, JsonSchema]:
    """Give the schemas that others refer to, by their name."""
    return {f"{name}.schema.json": schema.load(name) for name in ("definitions", *schema.BRANCHES, schema.REPOSITORY)}
