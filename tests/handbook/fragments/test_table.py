"""The tables of a page: their name, their headers, the labels that a narrow screen shows, the columns of numbers."""

import pytest

from kit.handbook.fragments.table import table

_HEAD = 'Les <em>sièges</em>\n| Rang | Nombre « a » "b" |\n| --- | --: |\n'


def _table(*rows: tuple[str, str], head: str = _HEAD) -> str:
    return table(head + "".join(f"| {first} | {second} |\n\n" for first, second in rows))


def test_a_table_is_whole() -> None:
    assert _table(("1°", "a"), ("2°", "")) == (
        '<table class="kit-table" aria-label="Les sièges">\n<thead>\n<tr><th scope="col">Rang</th>'
        '<th scope="col" class="kit-nombre">Nombre « a » "b"</th></tr>\n</thead>\n<tbody>\n'
        '<tr><th scope="row">1°</th><td data-colonne="Nombre « a » &quot;b&quot;" class="kit-nombre">a</td></tr>\n'
        '<tr><th scope="row">2°</th><td data-colonne="Nombre « a » &quot;b&quot;" class="kit-nombre"></td></tr>\n'
        "</tbody>\n</table>\n"
    )


@pytest.mark.parametrize("second", ["1°", ""])
def test_a_first_cell_that_names_no_row_is_no_header(second: str) -> None:
    html = _table(("1°", "a"), (second, "b"))
    assert "row" not in html
    assert '<td data-colonne="Rang">1°</td>' in html


def test_a_day_heads_what_is_done_on_it_even_twice() -> None:
    html = _table(("3 décembre", "a"), ("3 décembre", "b"), head="Nom\n| Le | Quoi |\n| :-- | --- |\n")
    assert html.count('<th scope="row">3 décembre</th>') == 2
    assert "row" not in _table(("3 décembre", "a"), ("", "b"), head="Nom\n| Le | Quoi |\n| :-- | --- |\n")


def test_an_empty_corner_is_no_header() -> None:
    html = _table(("1°", "a"), head="Nom\n|  | A |\n| --- | --- |\n")
    assert '<tr><td></td><th scope="col">A</th></tr>' in html


def test_a_row_that_lacks_a_cell_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(f"{_HEAD}| 1° |")
