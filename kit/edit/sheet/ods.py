"""Sheets written as an OpenDocument spreadsheet: widths, titles, days as days, and the words that a column offers."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from kit.edit.sheet.exporting import Cell, Written
from kit.files.opendocument import packed

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{f"xmlns:{name}": f"{_NAMES}{name}:1.0" for name in ("office", "table", "text", "style")},
    "xmlns:number": f"{_NAMES}datastyle:1.0",
    "xmlns:fo": f"{_NAMES}xsl-fo-compatible:1.0",
    "xmlns:of": f"{_NAMES}of:1.2",
    "office:version": "1.3",
}
# Ce qu’un caractère prend de large, en centimètres.
_WIDE = 0.19
_TITLE, _TEXT, _DAY = "titre", "texte", "jour"
_DATE = "jour-mois-annee"


def written(sheets: Sequence[Written], more: int) -> bytes:
    """Write sheets; a column that offers words offers them on as many rows more. The same sheets give the same bytes
    everywhere, and no cell can be run as a formula."""
    root = Element("office:document-content", _SPACES)
    _styles(SubElement(root, "office:automatic-styles"), sheets)
    book = SubElement(SubElement(root, "office:body"), "office:spreadsheet")
    offered = {name: words for sheet in sheets for name, words in _offers(sheet).items()}
    if offered:
        _validations(SubElement(book, "table:content-validations"), offered)
    for sheet in sheets:
        _fill(SubElement(book, "table:table", {"table:name": sheet.table.name}), sheet, more)
    return packed(_TYPE, {"content.xml": root}, ", ".join(sheet.table.name for sheet in sheets))


def _styles(into: Element, sheets: Sequence[Written]) -> None:
    date = SubElement(into, "number:date-style", {"style:name": _DATE})
    for part, after in (("day", "/"), ("month", "/"), ("year", "")):
        SubElement(date, f"number:{part}", {"number:style": "long"})
        if after:
            SubElement(date, "number:text").text = after
    for name, held in ((_TITLE, {}), (_TEXT, {}), (_DAY, {"style:data-style-name": _DATE})):
        style = _style(into, name, "table-cell", **held)
        SubElement(style, "style:table-cell-properties", {"fo:wrap-option": "wrap", "style:vertical-align": "top"})
        if name == _TITLE:
            SubElement(style, "style:text-properties", {"fo:font-weight": "bold"})
    for width in sorted({column.width for sheet in sheets for column in sheet.columns}):
        style = _style(into, _wide(width), "table-column")
        SubElement(style, "style:table-column-properties", {"style:column-width": f"{width * _WIDE:.2f}cm"})


def _style(into: Element, name: str, family: str, **held: str) -> Element:
    return SubElement(into, "style:style", {"style:name": name, "style:family": family, **held})


def _wide(width: int) -> str:
    return f"colonne-{width}"


def _offers(sheet: Written) -> dict[str, tuple[str, ...]]:
    """Give the words that each column offers, by the name of their list."""
    return {_offer(sheet, number): words for number, words in sheet.choices.items()}


def _offer(sheet: Written, number: int) -> str:
    return f"{sheet.table.id}-{number}"


def _validations(into: Element, offered: Mapping[str, tuple[str, ...]]) -> None:
    """Have the spreadsheet offer words; one that it does not know is left to the person."""
    for name, words in offered.items():
        listed = ";".join('"{}"'.format(word.replace('"', '""')) for word in words)
        told = {"table:name": name, "table:condition": f"of:cell-content-is-in-list({listed})"}
        each = SubElement(into, "table:content-validation", {**told, "table:allow-empty-cell": "true"})
        SubElement(each, "table:error-message", {"table:display": "false"})


def _fill(page: Element, sheet: Written, more: int) -> None:
    for column in sheet.columns:
        SubElement(page, "table:table-column", {"table:style-name": _wide(column.width)})
    titles = SubElement(SubElement(page, "table:table-header-rows"), "table:table-row")
    for column in sheet.columns:
        _cell(titles, column.title, {"table:style-name": _TITLE})
    for row in sheet.rows:
        line = SubElement(page, "table:table-row")
        for number, cell in enumerate(row):
            _cell(line, cell, dict(_looks(sheet, number, cell)))
    after = SubElement(page, "table:table-row", {"table:number-rows-repeated": str(more)})
    for number in range(len(sheet.columns)):
        _cell(after, "", dict(_looks(sheet, number, "")))


def _looks(sheet: Written, number: int, cell: Cell) -> Iterator[tuple[str, str]]:
    yield "table:style-name", _DAY if isinstance(cell, datetime.date) else _TEXT
    if number in sheet.choices:
        yield "table:content-validation-name", _offer(sheet, number)


def _cell(row: Element, cell: Cell, looks: dict[str, str]) -> None:
    if isinstance(cell, datetime.date):
        day = cell.isoformat()
        kind = {"office:value-type": "date", "office:date-value": day}
        lines = [f"{cell:%d/%m/%Y}"]
    elif isinstance(cell, int):
        kind, lines = {"office:value-type": "float", "office:value": str(cell)}, [str(cell)]
    else:
        kind, lines = {"office:value-type": "string"} if cell else {}, cell.split("\n") if cell else []
    made = SubElement(row, "table:table-cell", {**looks, **kind})
    for line in lines:
        SubElement(made, "text:p").text = line
