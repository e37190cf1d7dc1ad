"""The shape of a file against its JSON Schema: each jsonschema error becomes one sentence of `traps`."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from kit import faults, schema
from kit.days import is_day
from kit.faults import Fault, Told
from kit.names import line, shown
from kit.report import Pointer
from kit.rule import Breach

_CHECKER = FormatChecker(formats=())


@_CHECKER.checks("date")
def _date(value: object) -> bool:
    return not isinstance(value, str) or is_day(value)


@functools.cache
def _validator(branch: str) -> Draft202012Validator:
    return Draft202012Validator(schema.load(branch), registry=schema.registry(), format_checker=_CHECKER)


def validate(branch: str, data: Any, empty: Iterable[Pointer] = ()) -> Iterator[Told]:
    """Yield the trap and the breach of each shape error of one file; pointers start with the branch.

    `empty` are the keys written without a value: they count as absent, and still must be known keys."""
    empty = set(empty)
    all_told = [*_errors(branch, data), *_unknown(branch, empty)]
    # Une clé mal écrite n'est pas, en plus, une clé absente.
    meant = {(*b.pointer[:-1], b.fields["proche"]) for _, b in all_told if b.fields.get("proche")}
    done: set[Pointer] = set()
    for trap, breach in all_told:
        absent = trap == "valeur-absente"
        # Un constat par cause : « required » est rendu une fois par clé absente, pour la même liste.
        if breach.pointer in done or (absent and breach.pointer in meant):
            continue
        done.add(breach.pointer)
        if absent and breach.pointer in empty:
            breach = Breach(pointer=breach.pointer, case="vide", fields=breach.fields)
        yield trap, breach


def unquoted(branch: str, pointer: Pointer, written: str) -> Told | None:
    """Tell a bare scalar that other YAML readers would type, where the schema wants a text."""
    described = schema.at(branch, pointer[1:])
    if not described or described.get("type") != "string":
        return None
    if described.get("format") == "date" or "enum" in described:
        return None
    genre = described.get("x-guillemets", "valeur")
    proper = written.upper() if genre == "code" else written
    pattern = described.get("pattern")
    if pattern and not re.search(pattern, proper):
        return None  # La forme elle-même est fausse : un seul constat, celui du schéma.
    fields = {"valeur": shown(written), "champ": str(pointer[-1]), "conseil": line(pointer, f'"{shown(proper)}"')}
    return f"{genre}-sans-guillemets", Breach(pointer=pointer, fields=fields)


def curled(branch: str, pointer: Pointer, written: str) -> Told | None:
    """Tell a free text that stands between typographic quotes, as if they were the quotes of YAML."""
    if not schema.at(branch, pointer[1:]):
        return None
    fields = {"quoi": "La valeur", "lus": f"{written[0]} {written[-1]}", "conseil": f'"{shown(written[1:-1].strip())}"'}
    return "yaml-guillemets-typographiques", Breach(pointer=pointer, fields=fields)


def _errors(branch: str, data: Any) -> Iterator[Told]:
    for error in _validator(branch).iter_errors(data):
        yield from faults.tell(_fault(branch, error))


def _fault(branch: str, error: ValidationError) -> Fault:
    path = tuple(error.absolute_path)
    return Fault(
        keyword=str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        described=schema.at(branch, path) or {},
        pointer=(branch, *path),
    )


def _unknown(branch: str, empty: set[Pointer]) -> Iterator[Told]:
    for pointer in sorted(empty, key=str):
        described = schema.at(branch, pointer[1:-1])
        allowed = described.get("properties") if described else None
        if allowed and pointer[-1] not in allowed:
            yield from faults.unknown_keys(allowed, [str(pointer[-1])], set(), pointer[:-1])
