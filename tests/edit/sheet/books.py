"""Spreadsheets as people make them, for the tests: .xlsx, .ods and .csv, sound or not."""

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import xlsxwriter

from kit.edit.sheet import importing, workbook
from kit.edit.sheet.importing import Imported
from kit.edit.sheet.tables import comparable
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import TODAY
from tests.yaml.table import department

Value = str | float | bool | datetime.date
Rows = Sequence[Sequence[Value]]
HEAD = ("Siège", "Titre", "Du", "Au")
EMPTY = {"membres.yaml": b"{}\n", "sessions.yaml": b"[]\n"}


def said(text: str) -> str:
    """Give a sentence with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def xlsx(sheets: dict[str, Rows], change: Callable[[dict[str, Any]], None] | None = None) -> bytes:
    """Write a workbook, as `change` changes its sheets before it is closed."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    pages = {}
    for name, rows in sheets.items():
        page = pages[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                page.write(number, column, value, day if isinstance(value, datetime.date) else None)
    if change:
        change(pages)
    book.close()
    return raw.getvalue()


def ods(sheets: dict[str, Rows], rows: str = "", hidden: str = "", manifest: str = "") -> bytes:
    """Write an OpenDocument workbook; `rows` is more XML at the end of each sheet, `hidden` a sheet nobody sees."""
    tables = "".join(_table(name, lines, rows, hidden=name == hidden) for name, lines in sheets.items())
    names = ("office:1.0", "table:1.0", "text:1.0", "style:1.0")
    spaces = " ".join(f'xmlns:{each.split(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{each}"' for each in names)
    off = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="off" style:family="table">{off}</style:style>'
    styles = f"<office:automatic-styles>{style}</office:automatic-styles>"
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{styles}{body}</office:document-content>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    parts["META-INF/manifest.xml"] = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{parts["mimetype"]}"/>'
        f"{manifest}</manifest:manifest>"
    )
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    """Write an archive."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return raw.getvalue()


def unpacked(raw: bytes) -> dict[str, str]:
    """Give the texts of an archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _table(name: str, lines: Rows, rows: str, *, hidden: bool) -> str:
    style = ' table:style-name="off"' if hidden else ""
    written = "".join(f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in lines)
    return f'<table:table table:name="{name}"{style}>{written}{rows}</table:table>'


def _cell(value: Value) -> str:
    if isinstance(value, datetime.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, (int, float)):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    text = f"<text:p>{escape(str(value))}</text:p>" if value != "" else ""
    return f"<table:table-cell {kind if value != '' else ''}>{text}</table:table-cell>"


def put(root: Path, raw: bytes, *aside: str, files: dict[str, bytes] | None = None) -> Imported:
    """Put a spreadsheet into a department where nothing is written, or that has these files."""
    folder = Folder(department(root, {**EMPTY, **(files or {})}).path, "48-lozere")
    return importing.imported(load(folder), workbook.read(raw), TODAY, set(map(comparable, aside)))


def faults(made: Imported) -> list[str]:
    """Give what is wrong, as a person reads it: where, what, what to do."""
    ordered = sorted(made.faults, key=lambda each: (each.sheet, each.row or -1, each.column or -1))
    return [said(f"{each.place} : {each.message} → {each.remedy}".removeprefix(" : ")) for each in ordered]


def members(made: Imported) -> str:
    """Give membres.yaml as it becomes."""
    assert made.amendment, faults(made)
    return next((file.after for file in made.amendment.files if file.branch == "membres"), "")
