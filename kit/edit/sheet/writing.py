"""Sheets written as a file that any spreadsheet opens: .xlsx, .ods, or .csv for the first of them.

No cell can be run as a formula: it is a text in .xlsx and .ods, and has an apostrophe before it in .csv."""

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from kit.edit.sheet import ods
from kit.edit.sheet.exporting import Cell, Written
from kit.edit.sheet.faults import UnusableError
from kit.handbook.data.tabular import DELIMITER, MARK, guarded

# Excel ne propose pas de liste plus longue, virgules comprises.
_LONGEST_LIST = 255
# Les lignes que l’on ajoutera à la main.
_MORE = 100


def written(sheets: Sequence[Written], name: str, day: datetime.date) -> bytes:
    """Write sheets in the format that the name of a file asks for; the same sheets on the same day give the same bytes.

    Raises UnusableError for another format, ModuleNotFoundError without the extra « tableur »."""
    match PurePath(name).suffix.lower():
        case ".xlsx":
            return _xlsx(sheets, day)
        case ".ods":
            return ods.written(sheets, _MORE)
        case ".csv":
            return _csv(sheets[0])
        case _:
            raise UnusableError("ecriture")


def _csv(sheet: Written) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(column.title for column in sheet.columns)
    writer.writerows([guarded(str(cell)) for cell in row] for row in sheet.rows)
    return (MARK + text.getvalue()).encode()


def _xlsx(sheets: Sequence[Written], day: datetime.date) -> bytes:
    import xlsxwriter

    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        # L’heure de l’écriture ferait deux fichiers de la même fiche.
        book.set_properties({"created": datetime.datetime.combine(day, datetime.time())})
        looks = {
            "title": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "day": book.add_format({"valign": "top", "align": "left", "num_format": "dd/mm/yyyy"}),
        }
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.table.name), sheet, looks)
    return raw.getvalue()


def _fill(page: Any, sheet: Written, looks: dict[str, Any]) -> None:
    page.freeze_panes(1, 0)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.title, looks["title"])
    for rank, row in enumerate(sheet.rows, 1):
        for number, cell in enumerate(row):
            _put(page, rank, number, cell, looks)
    for number, words in sheet.choices.items():
        _offer(page, number, len(sheet.rows), words)


def _put(page: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    if isinstance(cell, datetime.date):
        refused = page.write_datetime(row, column, datetime.datetime.combine(cell, datetime.time()), looks["day"])
    elif isinstance(cell, int):
        refused = page.write_number(row, column, cell)
    else:
        refused = page.write_string(row, column, cell, looks["text"]) if cell else 0
    if refused:
        raise UnusableError("ecriture")


def _offer(page: Any, column: int, rows: int, words: tuple[str, ...]) -> None:
    """Have the spreadsheet offer the words of a column; one that it does not know is left to the person."""
    if len(",".join(words)) <= _LONGEST_LIST:
        told = {"validate": "list", "source": list(words), "show_error": False}
        page.data_validation(1, column, max(rows, 1) + _MORE, column, told)
