"""What comes out of the printer: a sheet that fits one page, no page of rules nobody asked for, words that fit."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import git

# (la page, le plus de feuilles A4 qu'elle demande)
SHEETS = [("procedures/fiche-aps.html", 1), ("departements/13-bouches-du-rhone.html", 7)]
_SHEET = re.compile(rb"/Type\s*/Page\b")
# La largeur d'une feuille A4 moins ses marges, en points de l'écran.
_PAPER = 680


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": _PAPER, "height": 1000}, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("path", "most"), SHEETS)
def test_a_page_is_printed_on_few_sheets(site: Path, page: Page, path: str, most: int) -> None:
    page.goto((site / path).as_uri())
    assert 0 < len(_SHEET.findall(page.pdf(format="A4"))) <= most


def test_a_department_page_says_the_state_of_the_repository_it_comes_from(site: Path) -> None:
    commit = git(site.parents[1], "rev-parse", "--short=12", "HEAD")
    text = (site / "departements" / "88-vosges.html").read_text("utf-8")
    assert f"<code>{commit}</code>, et ce qui n’y serait pas encore enregistré" in text


def test_the_legend_of_the_map_is_read_beside_it_on_paper(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    page.emulate_media(media="print")
    widths = page.evaluate("[...document.querySelectorAll('.kit-etats li > span')].map(each => each.clientWidth)")
    assert len(widths) == 5
    assert min(widths) > 120


def test_no_column_of_the_calendar_is_cut(site: Path, page: Page) -> None:
    page.goto((site / "calendrier.html").as_uri())
    page.emulate_media(media="print")
    cut = "each => each.scrollWidth > each.clientWidth + 1"
    assert page.evaluate(f"[...document.querySelectorAll('td, th')].filter({cut}).map(each => each.textContent)") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= _PAPER


def test_a_sheet_says_the_day_at_its_end_without_the_links_of_the_foot(site: Path, page: Page) -> None:
    page.goto((site / "departements/88-vosges.html").as_uri())
    page.emulate_media(media="print")
    assert page.get_by_text("Généré par le kit, au").is_visible()
    assert not page.get_by_role("navigation", name="Pied de page").is_visible()


def test_the_bar_of_a_term_keeps_its_words_on_one_line(site: Path, page: Page) -> None:
    page.goto((site / "departements/13-bouches-du-rhone.html").as_uri())
    medias: tuple[Literal["print", "screen"], ...] = ("print", "screen")
    for media in medias:
        page.emulate_media(media=media)
        page.set_viewport_size({"width": 360, "height": 800})
        cut = "each => each.offsetHeight > 1.6 * parseFloat(getComputedStyle(each).fontSize)"
        assert page.locator(".kit-terme").count()
        assert page.evaluate(f"[...document.querySelectorAll('.kit-terme')].filter({cut}).length") == 0, media


# Les mots d’un nœud, hors du code, qui ne tiennent pas sur une ligne.
_CUT = """nodes => nodes.flatMap(node => {
  const cut = [], walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    if (text.parentElement.closest("code")) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\d]+/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) cut.push(word[0]);
    }
  }
  return cut;
})"""


@pytest.mark.parametrize("path", ["droit/casf-r121-12-7.html", "droit/tracabilite.html"])
def test_what_heads_a_row_is_read_in_whole_words_on_paper_and_on_a_tablet(site: Path, page: Page, path: str) -> None:
    page.goto((site / path).as_uri())
    heads = page.locator("tbody th")
    assert heads.count() > 10
    medias: tuple[Literal["print", "screen"], ...] = ("print", "screen")
    for media in medias:
        page.emulate_media(media=media)
        page.set_viewport_size({"width": _PAPER if media == "print" else 768, "height": 1000})
        assert heads.evaluate_all(_CUT) == [], media


def test_what_is_filled_on_a_screen_is_not_on_paper(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Voir sa commission").count() == 0
    mark = "getComputedStyle(document.querySelector('.kit-reste > summary'), '::after').display"
    assert page.evaluate(mark) == "none"
