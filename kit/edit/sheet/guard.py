"""What a workbook is made of, looked at before anything reads it: a file that would fill the memory, or that says two
things at once, never gets as far as the library that reads cells."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from kit.edit.sheet.faults import UnusableError, letter
from kit.files import archive

# Bien plus qu’une commission n’en demande, et bien moins qu’il n’en faut pour remplir une mémoire.
MOST_BYTES, MOST_UNPACKED, MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 5_000_000, 30_000_000, 20, 2_000, 150
Place = tuple[int, int]
Area = tuple[int, int, int, int]
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
Attributes = dict[str, str]


@dataclass(slots=True)
class Marks:
    """What the cells of a sheet do not say by their values: which hold a formula, or an error of one, and which are
    merged. Rows and columns start at 0, ends are included."""

    formulas: set[Place] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


def marks(raw: bytes) -> dict[str, Marks]:
    """Look at all the sheets of an .xlsx or .ods file, by name.

    Raises UnusableError for what is no such file, for one that is encrypted, for one too big to list members."""
    if len(raw) > MOST_BYTES:
        raise UnusableError("trop-lourd", megaoctets=str(MOST_BYTES // 1_000_000))
    if raw.startswith(_OLE):
        # Un classeur chiffré d’Excel, ou celui d’un Excel d’avant 2007.
        raise UnusableError("chiffre" if "EncryptedPackage".encode("utf-16-le") in raw else "ancien-format")
    parts = _unpacked(raw)
    try:
        if _BOOK in parts:
            return _xlsx(parts)
        if _CONTENT in parts:
            return _ods(parts)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnusableError("illisible") from error
    raise UnusableError("pas-un-tableau")


def _unpacked(raw: bytes) -> Mapping[str, bytes]:
    """Give the files of an archive, by name; all that it holds is counted before any of it is opened."""
    try:
        contents = archive.contents(raw, MOST_UNPACKED, MOST_UNPACKED // 1_000)
    except archive.TooLargeError as error:
        raise UnusableError("trop-grand", megaoctets=str(MOST_UNPACKED // 1_000_000)) from error
    except archive.ArchiveError as error:
        raise UnusableError("chiffre" if isinstance(error, archive.LockedError) else "illisible") from error
    if b"encryption-data" in contents.get(_MANIFEST, b""):
        raise UnusableError("chiffre")
    return contents


def _parse(text: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None]) -> None:
    """Read XML, names without their namespaces; a document that declares entities is refused."""

    def declared(*_: object) -> None:
        raise ValueError

    def opened(name: str, attributes: Attributes) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.Parse(text)
    parser.Parse(b"", bool(text))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _silent(_: str) -> None:
    """Need nothing of the end of an element."""


def _xlsx(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def book(name: str, told: Attributes) -> None:
        if name == "sheet":
            sheets[told["name"]] = told["id"]

    def link(name: str, told: Attributes) -> None:
        if name == "Relationship":
            targets[told["Id"]] = posixpath.normpath(posixpath.join("/xl", told["Target"])).lstrip("/")

    _parse(parts[_BOOK], book, _silent)
    _parse(parts[_LINKS], link, _silent)
    _few(sheets)
    return {name: _xlsx_sheet(parts[targets[known]]) for name, known in sheets.items() if targets[known] in parts}


def _few(sheets: Mapping[str, object]) -> None:
    if len(sheets) > MOST_SHEETS:
        raise UnusableError("trop-de-feuilles", nombre=str(MOST_SHEETS))


def _xlsx_sheet(text: bytes) -> Marks:
    found, here = Marks(), [(0, 0)]

    def start(name: str, told: Attributes) -> None:
        if name == "c":
            here[0] = _address(told["r"]) if "r" in told else (here[0][0], here[0][1] + 1)
            if told.get("t") == "e":
                found.formulas.add(here[0])
        elif name == "row" and "r" in told:
            here[0] = (int(told["r"]) - 1, -1)
        elif name == "f":
            found.formulas.add(here[0])
        elif name in ("v", "is"):
            near(*here[0])
        elif name == "mergeCell":
            first, _, last = told["ref"].partition(":")
            found.merged.append((*_address(first), *_address(last or first)))

    _parse(text, start, _silent)
    return found


def _address(text: str) -> Place:
    known = _ADDRESS.fullmatch(text.replace("$", ""))
    if known is None:
        raise ValueError(text)
    column = 0
    for sign in known[1]:
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(known[2]) - 1, column - 1


def near(row: int, column: int) -> None:
    """Refuse a value that stands so far that reading all that is before it would fill the memory."""
    if row >= MOST_ROWS or column >= MOST_COLUMNS:
        where = f"{letter(column)}{row + 1}"
        raise UnusableError(
            "trop-loin", en=where, lignes=f"{MOST_ROWS:,}".replace(",", " "), colonnes=str(MOST_COLUMNS)
        )


class _Ods:
    """The sheets of an .ods file, walked cell by cell: a cell or a row may be written once for many."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self._marks = Marks()
        self._row = self._column = self._width = self._height = 0
        self._filled = -1

    def start(self, name: str, told: Attributes) -> None:
        """Take the beginning of an element."""
        if name == "table":
            self.sheets[told["name"]] = self._marks = Marks()
            _few(self.sheets)
            self._row = 0
        elif name == "table-row":
            self._column, self._filled = 0, -1
            self._height = int(told.get("number-rows-repeated", 1))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(told)
        elif name == "p":
            self._filled = self._column + self._width - 1

    def _cell(self, told: Attributes) -> None:
        self._width = int(told.get("number-columns-repeated", 1))
        if "value-type" in told:
            self._filled = self._column + self._width - 1
        if "formula" in told:
            self._marks.formulas.add((self._row, self._column))
        wide, high = (int(told.get(f"number-{each}-spanned", 1)) for each in ("columns", "rows"))
        if wide > 1 or high > 1:
            self._marks.merged.append((self._row, self._column, self._row + high - 1, self._column + wide - 1))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in ("table-cell", "covered-table-cell"):
            self._column += self._width
        elif name == "table-row":
            if self._filled >= 0:
                near(self._row + self._height - 1, self._filled)
            self._row += self._height


def _ods(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    walked = _Ods()
    _parse(parts[_CONTENT], walked.start, walked.end)
    return walked.sheets
