"""An OpenDocument spreadsheet that the kit writes: it says what the .xlsx says, and nothing in it runs."""

import re

import pytest

from kit.edit.sheet import exporting, ods, workbook, writing
from kit.edit.sheet.exporting import Cell, Written
from kit.edit.sheet.tables import MEMBERS, tables
from kit.edit.sheet.workbook import written
from tests.conftest import TODAY
from tests.edit.form.fiche import draft
from tests.edit.sheet.books import unpacked


def read(raw: bytes) -> list[tuple[str, list[list[str]]]]:
    """Give the sheets with their texts."""
    return [(sheet.name, [[written(cell) for cell in row] for row in sheet.rows]) for sheet in workbook.read(raw)]


@pytest.mark.parametrize("code", ["38", "88", "974"])
def test_it_says_what_the_other_format_says_and_twice_alike(code: str) -> None:
    sheets = exporting.exported(draft(code).dossier, TODAY, files=True, names=True)
    one, other = (writing.written(sheets, f"fiche{ending}", TODAY) for ending in (".ods", ".xlsx"))
    assert read(one) == read(other)
    assert one == writing.written(sheets, "FICHE.ODS", TODAY)


def sheet(*cells: Cell) -> Written:
    """Give a sheet of one row, whose first column offers words."""
    table = tables()[MEMBERS]
    return Written(
        table=table, columns=table.columns[: len(cells)], rows=(cells,), choices={0: ('un "mot"', "l’autre")}
    )


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    raw = ods.written([sheet("=1+1", "", "deux\nlignes & <signes>")], 3)
    assert read(raw)[0][1][1] == ["=1+1", "", "deux\nlignes & <signes>"]
    assert "formula" not in unpacked(raw)["content.xml"]


def test_a_column_offers_its_words_on_the_rows_to_come() -> None:
    content = unpacked(ods.written([sheet("x")], 7))["content.xml"]
    [condition] = re.findall(r'table:condition="([^"]*)"', content)
    assert condition == ("of:cell-content-is-in-list(&quot;un &quot;&quot;mot&quot;&quot;&quot;;&quot;l’autre&quot;)")
    assert 'table:number-rows-repeated="7"' in content
    assert content.count('table:content-validation-name="membres-0"') == 2
