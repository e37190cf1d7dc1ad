"""A spreadsheet as bytes read into sheets of cells: .xlsx, .ods, .csv; told by what the bytes are, not by a name."""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass

from kit.edit.new.form import tidy
from kit.edit.sheet import guard
from kit.edit.sheet.faults import UnusableError
from kit.edit.sheet.guard import Marks
from kit.handbook.data.tabular import guarded
from kit.privacy.names import quotable

Value = str | bool | float | datetime.date | datetime.time | datetime.timedelta
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name (none for a .csv), its rows from the first one, what its cells do not say by their values, its
    rank (from 1) among those of its file."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    marks: Marks
    hidden: bool = False
    rank: int = 1

    @property
    def label(self) -> str:
        """Its name as a sentence may repeat it: one that tells of somebody is not."""
        return quotable(self.name, f"feuille n° {self.rank}")

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(written(value) for row in self.rows for value in row)


def written(value: Value) -> str:
    """Give the text of a cell: a day as year-month-day, an hour, a number without a useless point, and of a text what
    can be seen."""
    match value:
        case bool():
            return "oui" if value else "non"
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return f"{value:%H:%M}"
        case datetime.timedelta():
            return f"{value.seconds // 3600:02}:{value.seconds // 60 % 60:02}"
        case float() | int():
            return f"{value:.0f}" if float(value).is_integer() else str(value).replace(".", ",")
        case _:
            return "\n".join(tidy(line) for line in value.splitlines()).strip()


def read(raw: bytes) -> tuple[Sheet, ...]:
    """Read a spreadsheet; raises UnusableError for what is none, ModuleNotFoundError without the extra « tableur »."""
    sheets = tuple(_opened(raw) if raw.startswith((_ZIP, _OLE)) else [_csv(raw)])
    if all(sheet.blank for sheet in sheets):
        raise UnusableError("vide")
    return sheets


def _opened(raw: bytes) -> Iterator[Sheet]:
    found = guard.marks(raw)
    from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

    try:
        with load_workbook(io.BytesIO(raw)) as book:
            for rank, told in enumerate(book.sheets_metadata, 1):
                if told.name in found:
                    rows = book.get_sheet_by_name(told.name).to_python(skip_empty_area=False)
                    yield Sheet(
                        name=told.name,
                        rows=tuple(map(tuple, rows)),
                        marks=found[told.name],
                        hidden=told.visible != SheetVisibleEnum.Visible,
                        rank=rank,
                    )
    except (CalamineError, OSError, ValueError) as error:
        raise UnusableError("illisible") from error


def _csv(raw: bytes) -> Sheet:
    if len(raw) > guard.MOST_BYTES:
        raise UnusableError("trop-lourd", megaoctets=str(guard.MOST_BYTES // 1_000_000))
    text = _decoded(raw)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    rows: list[tuple[Value, ...]] = []
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row in reader:
            rows.append(tuple(map(_bare, row)))
            line = reader.line_num + 1
            guard.near(len(rows) - 1, len(row) - 1)
    except csv.Error as error:
        # Un guillemet ouvert avale les lignes qui suivent : la sienne est celle où l’enregistrement commence.
        raise UnusableError("guillemet" if '"' in text else "illisible", ligne=str(line)) from error
    return Sheet(name="", rows=tuple(rows), marks=Marks())


def _decoded(raw: bytes) -> str:
    """Give the text of a .csv: UTF-8 with its mark or without, the « Unicode text » of Excel, else Windows-1252."""
    if raw.startswith(_WIDE):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw:
        raise UnusableError("pas-un-tableau")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _bare(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return text[1:] if text[:1] == "'" and guarded(text[1:]) != text[1:] else text
