"""A department as sheets of a workbook, and the model that a person fills in; `importing` reads both back."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kit.edit import amendment
from kit.edit.sheet import seats, sittings
from kit.edit.sheet.cells import shown_in_cell, worded
from kit.edit.sheet.tables import FILES, MEMBERS, NAMES, SEAT, SESSION, Column, Table, tables
from kit.errors import UsageError
from kit.findings.finding import Pointer, reached
from kit.french import spaced
from kit.model.department import Dossier
from kit.privacy.mask import mask
from kit.yaml.days import is_day
from kit.yaml.schema import SESSIONS, kind

Cell = str | int | datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sheet to write: its table, the columns kept, a row for each entry, and what each column may choose among."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    choices: dict[int, tuple[str, ...]]


def exported(dossier: Dossier, day: datetime.date, *, files: bool = False, names: bool = False) -> tuple[Written, ...]:
    """Give the sheets of a department: its members, then the others that hold something, the files examined and the
    names of members only when that is asked for; `day` ranks the seats.

    Raises UsageError for a file that is missing or that cannot be read as it is, and for a datum about a person."""
    asked = [_public(table, names=names) for table in tables().values() if files or table.id != FILES]
    _refuse(dossier, [table.pointer for table in asked if table.under != SESSION])
    sheets = (_sheet(table, list(_entries(dossier, table)), day) for table in asked)
    return tuple(sheet for sheet in sheets if sheet.rows or sheet.table.id == MEMBERS)


def model(day: datetime.date) -> Written:
    """Give the empty sheet of members: a row for each seat of the text of a day."""
    table = tables()[MEMBERS]
    columns = tuple(column for column in table.columns if column.model)
    labels = seats.choices(day)
    rows = tuple(tuple(label if column.name == SEAT else "" for column in columns) for label in labels)
    return _chosen(table, columns, rows, day)


def _public(table: Table, *, names: bool) -> Table:
    """Give a table without the columns that name its members, unless they are asked for."""
    if names or table.id != MEMBERS:
        return table
    return replace(table, columns=tuple(each for each in table.columns if each.place not in NAMES))


def _refuse(dossier: Dossier, lists: Sequence[Pointer]) -> None:
    """Raise UsageError for lists that hold a value that is not known, or a datum about a person other than a name
    that stands in its place."""
    for found in mask(dossier.sources.values()).found:
        place = (kind(str(found.pointer[0])), *found.pointer[1:])
        if not found.loose and not found.proper and any(place[: len(each)] == each for each in lists):
            where = f"« {found.file} », ligne {found.lines.start}"
            message = f"{where} : ce texte semble contenir {found.hit.label} ; effacez-le, rien n’est écrit."
            raise UsageError(spaced(message))
    for pointer in sorted(dossier.bad, key=str):
        if any(pointer[: len(each)] == each for each in lists):
            if pointer == (SESSIONS,):
                name = f"{dossier.folder.name}/{dossier.unread(SESSIONS)[0]}"
                message = f"« {name} » ne se lit pas ; « kit check » dit quoi y corriger."
                raise UsageError(spaced(message))
            file, line, _ = dossier.place(pointer)
            message = f"« {file} », ligne {line} : cette valeur ne se lit pas ; « kit check » dit quoi y corriger."
            raise UsageError(spaced(message))


def _entries(dossier: Dossier, table: Table) -> Iterator[tuple[str | None, dict[str, Any]]]:
    data = amendment.held(dossier, table.branch)
    if table.under == SESSION:
        for label, session in zip(sittings.labels(data), data, strict=True):
            yield from ((label, entry) for entry in session.get(table.pointer[-1], ()))
        return
    held = reached(data, table.pointer[1:])
    if table.under == SEAT:
        for seat, holders in held.items():
            yield from ((seat, entry) for entry in holders)
    else:
        yield from ((None, entry) for entry in held or ())


def _sheet(table: Table, entries: Sequence[tuple[str | None, dict[str, Any]]], day: datetime.date) -> Written:
    columns = tuple(
        column
        for column in table.columns
        if column.model
        or column.name == table.under
        or any(reached(entry, column.place) is not None for _, entry in entries)
    )
    rows = tuple(tuple(_cell(table, column, seat, entry, day) for column in columns) for seat, entry in entries)
    return _chosen(table, columns, rows, day)


def _chosen(
    table: Table, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], day: datetime.date
) -> Written:
    choices: dict[int, tuple[str, ...]] = {}
    for number, column in enumerate(columns):
        described = table.schema_of(column)
        if column.name == table.under == SEAT:
            choices[number] = tuple(seats.choices(day))
        elif "enum" in described:
            choices[number] = tuple(map(worded, described["enum"]))
        elif described.get("type") == "boolean":
            choices[number] = ("oui", "non")
    return Written(table=table, columns=columns, rows=rows, choices=choices)


def _cell(table: Table, column: Column, under: str | None, entry: dict[str, Any], day: datetime.date) -> Cell:
    if under is not None and column.name == SEAT:
        return seats.label(under, day)
    value = under if column.name == table.under else reached(entry, column.place)
    described = table.schema_of(column)
    if value is None:
        return ""
    text = shown_in_cell(value, described)
    if described.get("format") == "date" and is_day(text):
        return datetime.date.fromisoformat(text)
    return int(text) if described.get("type") == "integer" and text.isdecimal() else text
