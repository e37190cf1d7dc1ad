"""Spreadsheets of every kind, and what is no spreadsheet, or one that would fill the memory."""

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest

from kit.edit.sheet import faults, guard, workbook
from kit.edit.sheet.faults import UnusableError
from kit.edit.sheet.workbook import Value, written
from tests.edit.sheet.books import HEAD, ods, packed, said, unpacked, xlsx

DAY = datetime.date(2024, 5, 14)
ROWS = (HEAD, ("8°", "Médecin", DAY, 12))
TEXTS = [list(HEAD), ["8°", "Médecin", "2024-05-14", "12"]]


def texts(raw: bytes) -> list[list[str]]:
    (sheet,) = workbook.read(raw)
    return [[written(value) for value in row] for row in sheet.rows]


def sentence(raw: bytes) -> str:
    with pytest.raises(UnusableError) as error:
        workbook.read(raw)
    return said(str(faults.unusable(error.value.case, "membres.xlsx", error.value.fields)))


def test_the_same_table_in_the_three_formats_is_read_alike() -> None:
    csv = "Siège;Titre;Du;Au\n8°;Médecin;2024-05-14;12\n"
    assert texts(xlsx({"Membres": ROWS})) == texts(ods({"Membres": ROWS})) == texts(csv.encode()) == TEXTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_the_encodings_of_spreadsheets(encoding: str, delimiter: str) -> None:
    lines = ["Siège;Titre;Du;Au", "8°;Médecin;2024-05-14;12"]
    text = "\r\n".join(lines).replace(";", delimiter)
    assert texts(text.encode(encoding)) == TEXTS


def test_numbers_hours_and_truths_are_texts_without_surprise() -> None:
    values: dict[Value, str] = {
        8.0: "8",
        1.5: "1,5",
        True: "oui",
        False: "non",
        datetime.time(14): "14:00",
        "  x ": "x",
    }
    assert [written(value) for value in values] == list(values.values())
    assert written(datetime.datetime.combine(DAY, datetime.time(9, 30))) == "2024-05-14"
    assert written(datetime.timedelta(hours=9, minutes=30)) == "09:30"


def far(raw: bytes) -> bytes:
    """Move a cell to the last place of a sheet: read as it is, all that is before it would be kept in memory."""
    parts = unpacked(raw)
    name = "xl/worksheets/sheet1.xml"
    return packed({**parts, name: parts[name].replace('r="A2"', 'r="XFD1048576"')})


def with_entities(raw: bytes) -> bytes:
    parts = unpacked(raw)
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]>'
    return packed({**parts, "xl/workbook.xml": parts["xl/workbook.xml"].replace("<workbook", f"{bomb}<workbook", 1)})


CELL = "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
FULL = f"<table:table-row table:number-rows-repeated='1048000'>{CELL}</table:table-row>"
WIDE = FULL.replace("<table:table-cell ", "<table:table-cell table:number-columns-repeated='16000' ").replace(
    "1048000", "1"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def damaged() -> bytes:
    """Write a workbook packed by LZMA, of which the data are not."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 50)
    whole = raw.getvalue()
    at = whole.index(b"xl/workbook.xml") + len("xl/workbook.xml")
    return whole[: at + 4] + b"\xff" * 5 + whole[at + 9 :]


def encoded(name: str) -> bytes:
    """Write a workbook that says an encoding that is none."""
    parts = unpacked(xlsx({"Membres": ROWS}))
    book = parts["xl/workbook.xml"].partition("?>")[2]
    return packed({**parts, "xl/workbook.xml": f'<?xml version="1.0" encoding="{name}"?>{book}'})


BEYOND = "au-delà de 2 000 lignes ou de 150 colonnes : effacez ce qui n’est pas de la commission, et recommencez."
HEAVY = "pèse plus de 5 Mo : gardez les feuilles de la commission, sans image, et recommencez."
LARGE = "tiendrait plus de 30 Mo une fois ouvert : gardez les feuilles de la commission, et recommencez."
SHEETS = "a plus de 20 feuilles : gardez celles de la commission, et recommencez."
LOCKED = "est protégé par un mot de passe : enregistrez-en une copie sans mot de passe, et recommencez."
OLD = "est d’un format d’avant 2007 (.xls) : enregistrez-le en .xlsx, en .ods ou en .csv."
BROKEN = (
    "est abîmé ou incomplet : ouvrez-le dans un tableur, et enregistrez-le de nouveau en .xlsx, en .ods ou en .csv."
)
QUOTE = (
    'a un guillemet de trop, ou qui n’est pas refermé, à la ligne {} : effacez-le, ou doublez-le ("") dans une valeur '
    "entre guillemets, et recommencez."
)
STRANGE = "n’est pas un tableau : le kit lit .xlsx, .ods et .csv."
BLANK = "est vide : « kit exporter --modele » écrit un modèle à remplir."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (lambda: far(xlsx({"Membres": ROWS})), f"a une valeur en XFD1048576, {BEYOND}"),
        (lambda: ods({"Membres": ROWS}, FULL), f"a une valeur en A1048002, {BEYOND}"),
        (lambda: ods({"Membres": ROWS}, WIDE), f"a une valeur en WQJ3, {BEYOND}"),
        (lambda: ("Siège;Titre\n" + "8°;Médecin\n" * 2_001).encode(), f"a une valeur en B2001, {BEYOND}"),
        (lambda: packed({"xl/workbook.xml": "x" * (guard.MOST_UNPACKED + 1)}), LARGE),
        (lambda: b"PK\x03\x04" + b"\0" * guard.MOST_BYTES, HEAVY),
        (lambda: b"a;" * guard.MOST_BYTES, HEAVY),
        (lambda: xlsx({f"F{number}": ROWS for number in range(21)}), SHEETS),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        (lambda: ods({"Membres": ROWS}, manifest="<manifest:encryption-data/>"), LOCKED),
        (lambda: OLE, OLD),
        (lambda: xlsx({"Membres": ROWS})[:900], BROKEN),
        (damaged, BROKEN),
        (lambda: encoded("foo"), BROKEN),
        (lambda: encoded("rot13"), BROKEN),
        (lambda: with_entities(xlsx({"Membres": ROWS})), BROKEN),
        (lambda: packed({"word/document.xml": "<w/>"}), STRANGE),
        (lambda: b"%PDF-1.7\0\0", STRANGE),
        (lambda: 'Siège;Titre\n"8°\n";Médecin\n9°;"Juge\n10°;Maire\n'.encode(), QUOTE.format(4)),
        (lambda: 'Siège;Titre\n8°;"Médecin" de ville\n9°;Juge\n'.encode(), QUOTE.format(2)),
        (lambda: ("x" * 200_000).encode(), BROKEN),
        (lambda: b"", BLANK),
        (lambda: xlsx({"Membres": ()}), BLANK),
    ],
)
def test_what_cannot_be_read_is_one_sentence(raw: Callable[[], bytes], expected: str) -> None:
    assert sentence(raw()) == f"« membres.xlsx » {expected}"


def test_an_archive_that_says_less_than_it_holds_is_refused() -> None:
    raw = bytearray(packed({"xl/workbook.xml": "x" * 5_000}))
    # La taille annoncée, dans l’en-tête du fichier et dans la table de l’archive.
    true, told = (5_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert raw.count(true) == 2
    assert "est abîmé ou incomplet" in sentence(bytes(raw.replace(true, told)))


def test_a_broken_archive_is_never_a_traceback() -> None:
    whole, cases = xlsx({"Membres": ROWS}), set()
    for at in range(0, len(whole), 97):
        try:
            workbook.read(whole[:at] + b"\xff" + whole[at + 1 :])
        except UnusableError as error:
            cases.add(error.case)
    assert "illisible" in cases
    assert cases <= {"illisible", "pas-un-tableau", "chiffre", "trop-grand"}
