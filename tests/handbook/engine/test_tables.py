"""The tables of a page: their name, their headers, the labels that a narrow screen shows."""

import pytest

from kit.handbook.engine.tables import named

_HEAD = '<thead>\n<tr>\n<th>Rang</th>\n<th style="text-align: right;">Nombre « a » "b"</th>\n</tr>\n</thead>\n'


def _page(*rows: tuple[str, str], head: str = _HEAD) -> str:
    body = "".join(f"<tr>\n<td>{first}</td>\n<td>{second}</td>\n</tr>\n" for first, second in rows)
    return (
        '<h1>Page</h1><h2 id="x">Les <em>sièges</em><a class="headerlink" href="#x">¶</a></h2>\n<p>Texte</p>\n'
        f"<table>\n{head}<tbody>\n{body}</tbody>\n</table>"
    )


def test_a_table_has_the_name_of_its_heading() -> None:
    assert '<table aria-label="Les sièges">' in named(_page(("1°", "a")))


def test_headers_and_labels() -> None:
    html = named(_page(("1°", "a"), ("2°", "b")))
    assert '<th scope="col">Rang</th>' in html
    assert '<th scope="col" style="text-align: right;">' in html
    assert '<th scope="row">1°</th>\n<td data-colonne="Nombre « a » &quot;b&quot;">a</td>' in html


@pytest.mark.parametrize("second", ["1°", ""])
def test_a_first_cell_that_names_no_row_is_no_header(second: str) -> None:
    html = named(_page(("1°", "a"), (second, "b")))
    assert "row" not in html
    assert '<td data-colonne="Rang">1°</td>' in html


def test_an_empty_corner_is_no_header() -> None:
    html = named(_page(("1°", "a"), head="<thead>\n<tr>\n<th></th>\n<th>A</th>\n</tr>\n</thead>\n"))
    assert '<td></td>\n<th scope="col">A</th>' in html


def test_the_rest_of_a_page_is_left_alone() -> None:
    page = "<h1>Titre</h1><p>Rien</p><table class='x'><tr><td>1</td></tr></table>"
    assert named(page) == page
