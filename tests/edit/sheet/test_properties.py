"""Whatever a table holds, it is read or refused in French; and what is read once changes nothing the second time."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.edit.sheet import faults, importing, workbook
from kit.edit.sheet.faults import UnusableError
from kit.edit.sheet.tables import Table, tables
from kit.errors import UsageError
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import HOUSE, TODAY

TABLES = list(tables().values())
CELLS = st.sampled_from(
    ["", "8°", "9° Médecin", "ddets", "2024-05-14", "14/05/2024", "31/02/2024", "oui", "non", "prefet", "medecin-4",
     "association-le-passage-2024", "Élue\nautre", "=1+1", "'=x", "commune", "composition, modification", "-5", "1,5",
     "tenue", "14h", "𝔘\u200b", "{a: b}", "- liste", "# rien", "null", "~", "é" * 90, "\x07"]
)  # fmt: skip
FOLDERS = [load(Folder(each, each.name)) for each in (HOUSE / "departments").glob("[24]*")]


@st.composite
def spreadsheets(draw: st.DrawFn) -> bytes:
    """Give a .csv whose columns are those of a sheet, under any of their names, or of none."""
    table: Table = draw(st.sampled_from(TABLES))
    known = draw(st.lists(st.sampled_from(table.columns), max_size=6, unique=True))
    wanted = [column for column in known if column.name not in table.required]
    titles = [draw(st.sampled_from(sorted(column.words))) for column in wanted]
    titles += [table.column(name).title for name in table.required]
    titles += draw(st.lists(st.sampled_from(["", "Observations", "Prénom"]), max_size=1))
    rows = draw(st.lists(st.tuples(*(CELLS for _ in titles)), max_size=4))
    text = io.StringIO()
    csv.writer(text, delimiter=draw(st.sampled_from(";,\t"))).writerows([titles, *rows])
    return text.getvalue().encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


@settings(deadline=None, max_examples=80)
@given(raw=spreadsheets(), rank=st.integers(0, len(FOLDERS) - 1))
def test_any_table_is_read_or_refused_and_never_twice_added(raw: bytes, rank: int) -> None:
    try:
        sheets = workbook.read(raw)
        made = importing.imported(FOLDERS[rank], sheets, TODAY, set())
    except (UnusableError, UsageError):
        return
    for fault in made.faults:
        assert fault.message.endswith((".", "?"))
        assert fault.remedy
    if made.amendment and not made.faults:
        again = importing.imported(made.amendment.after, sheets, TODAY, set())
        assert again.amendment
        assert (again.faults, again.amendment.files) == ([], ())


@settings(deadline=None, max_examples=150)
@given(raw=st.binary(max_size=400) | st.binary(max_size=200).map(lambda raw: b"PK\x03\x04" + raw))
def test_any_bytes_are_a_table_or_one_sentence(raw: bytes) -> None:
    try:
        sheets = workbook.read(raw)
    except UnusableError as error:
        told = str(faults.unusable(error.case, "membres.xlsx", error.fields))
    else:
        told = "membres.xlsx" if any(not sheet.blank for sheet in sheets) else ""
    assert "membres.xlsx" in told
