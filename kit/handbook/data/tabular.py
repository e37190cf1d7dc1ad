"""What a table of the open data is, and how it is written: CSV that a French spreadsheet opens at once, and JSON.

A spreadsheet takes a cell that begins with « = », « + », « - » or « @ » for a formula and runs it: such a text gets an
apostrophe before it. UTF-8 with its mark and semicolons are what Excel expects in France.
"""

import csv
import datetime
import io
import json
import re
from dataclasses import dataclass
from typing import Any

from kit.handbook.vocabulary import words
from kit.report.formats.clean import clean

Value = str | int | bool | datetime.date | None
Row = tuple[Value, ...]
MARK, DELIMITER = "\ufeff", ";"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
# Ce qu'un tableur passe avant de lire une formule.
_BEFORE = re.compile(r"^[\s\ufffd]+")
_VISIBLE = re.compile(r"[^\t\r\n]+")
_SAID = {True: "oui", False: "non"}
DATE, WHOLE, YES_NO, TEXT = "date", "integer", "boolean", "string"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, what it says, the kind of its values."""

    key: str
    said: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of the open data; `rows` are in the order of the columns."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The head of the table."""
        return tuple(column.key for column in self.columns)


def described(name: str, rows: tuple[Row, ...]) -> Table:
    """Give a table as `site/donnees.yaml` describes it."""
    said = words("donnees")[name]
    columns = tuple(
        Column(key, column) if isinstance(column, str) else Column(key, column["dit"], column["valeurs"])
        for key, column in said["colonnes"].items()
    )
    return Table(name=name, title=said["titre"], about=said["objet"], columns=columns, rows=rows)


def as_csv(table: Table) -> str:
    """Write a table as RFC 4180 does, with semicolons, and the mark of UTF-8 before all."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(table.keys)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return MARK + text.getvalue()


def as_records(table: Table) -> str:
    """Write a table as a list of JSON objects, with the keys of the CSV."""
    return as_json([{key: _plain(value) for key, value in zip(table.keys, row, strict=True)} for row in table.rows])


def as_json(value: Any) -> str:
    """Write a value as JSON, in clear French, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _SAID[value]
        case datetime.date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return guarded(_seen(value))


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula, even behind spaces."""
    bare = _BEFORE.sub("", text)
    risky = text.startswith(_FORMULA) or bare.startswith(_FORMULA)
    return f"'{text}" if risky else text


def _seen(text: str) -> str:
    """Give a text without what nobody sees in it, but for its lines and tabs."""
    return _VISIBLE.sub(lambda found: clean(found[0]), text)


def _plain(value: Value) -> str | int | bool | None:
    if isinstance(value, str):
        return _seen(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
