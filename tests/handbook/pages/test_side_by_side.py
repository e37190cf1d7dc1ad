"""What the wordings of a text say, side by side: alike neighbours once, changes marked, what nobody read seen."""

import datetime
import re

import pytest

from kit.handbook.pages import article, law_pages
from kit.handbook.pages.side_by_side import Piece, Told, changed, runs
from kit.law.texts import COMPOSITION, provision

DAY = datetime.date(2026, 11, 23)
VERSIONS = provision(COMPOSITION).versions


@pytest.mark.parametrize(("before", "after", "expected"), [
    ("Onze sièges.", "Onze sièges.", [("", "Onze sièges.")]),
    ("Onze sièges.", "Quinze sièges.", [("del", "Onze"), ("ins", "Quinze"), ("", "sièges.")]),
    ("Directeur zonal ou régional", "Directeur zonal", [("", "Directeur zonal"), ("del", "ou régional")]),
    ("Le préfet", "Le préfet de Paris", [("", "Le préfet"), ("ins", "de Paris")]),
    ("Tout autre chose.", "La présidence ne reste qu’à Paris.", [("", "La présidence ne reste qu’à Paris.")]),
])  # fmt: skip
def test_what_a_wording_changes_is_marked_word_by_word(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    found = changed(before, after)
    assert [tuple(piece) for piece in found] == expected
    assert " ".join(piece.text for piece in found if piece.mark != "del") == after


def test_alike_neighbours_are_one_and_cover_every_wording() -> None:
    told = (Told(("Onze.",)), Told(("Onze.",)), Told(("Onze.",), certain=False), Told(("Quinze.",), "changé"))
    found = list(runs(VERSIONS, told))
    assert [(run.span, run.start, run.end) for run in found] == [
        (2, VERSIONS[0].start, VERSIONS[2].start),
        (1, VERSIONS[2].start, VERSIONS[3].start),
        (1, VERSIONS[3].start, None),
    ]
    assert [run.texts[0][0] for run in found] == [Piece("", "Onze."), Piece("", "Inchangé."), Piece("", "Quinze.")]
    assert [run.doubt for run in found] == ["", "déduite d’autres textes", ""]


def test_a_wording_that_nobody_read_leaves_a_blank_that_is_seen() -> None:
    text = next(page for page in law_pages.pages(DAY) if page.path == "droit/ceseda-aps.md")
    html = "".join(text.fragments)
    blank = re.search(r'<td data-colonne="du 15 avril 2016 au 30 avril 2021" class="kit-non-lu">Non lu\.', html)
    assert blank
    # Rien ne dit que ce qui n’a pas été lu soit nouveau.
    row = html[blank.end() : html.index("</tr>", blank.end())]
    assert "rapportée par un tiers fiable" in row
    assert "nouveau" not in row


def test_the_article_shows_a_seat_that_no_wording_changed_once() -> None:
    html = "".join(article.page(DAY).fragments)
    magistrate = html[html.index('<th scope="row">magistrat ') :]
    magistrate = magistrate[: magistrate.index("</tr>")]
    assert magistrate.count("<td") == 1
    assert 'colspan="4"' in magistrate
    assert 'data-colonne="depuis le 31 octobre 2016"' in magistrate
    police = html[html.index('<th scope="row">police judiciaire ') :]
    assert "Directeur <del>interrégional</del> <ins>zonal</ins> ou régional" in police[: police.index("</tr>")]
