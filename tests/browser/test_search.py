"""The search as one uses it: French endings, acronyms and their names, and where the first answers lead."""

import functools
import gzip
import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kit.yaml import own
from tests.browser.quality import Strict
from tests.conftest import HOUSE

pytestmark = pytest.mark.proof

# Ce que l’on tape, et la page que l’on attend la première : départements, démarches, outils et droit avant les règles.
FIRST = own.values((HOUSE / "tests" / "data" / "recherche.yaml").read_text("utf-8"))
# (ce que l’on tape, une page que l’on attend parmi les premières)
ASKED = [
    ("quorum", "regles/quorum-non-atteint.html"),
    ("D.121-12-14", "droit/casf-d121-12-14.html"),
    # Le pluriel, l’infinitif, l’élision : la même racine.
    ("glossaires", "glossaire.html"),
    ("dérogations", "guide/demander-une-derogation.html"),
    ("l’autorisation provisoire", "procedures/aps.html"),
]
# (sans accent, avec les siens)
BARE = [
    ("departement", "département"),
    ("seances", "séances"),
    ("prefet", "préfet"),
    ("proces verbal", "procès-verbal"),
    ("Bouches du Rhone", "Bouches-du-Rhône"),
]
_ABSENT = "Recherche indisponible sur cette copie."


@pytest.fixture(scope="module")
def searching(browser: Browser, site: Path) -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/index.html")
    yield page
    context.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("typed", "wanted"), FIRST.items())
def test_what_is_asked_for_comes_first(searching: Page, typed: str, wanted: str) -> None:
    found = _found(searching, typed)
    assert wanted in found[0].partition("?")[0], found


@pytest.mark.parametrize(("typed", "wanted"), ASKED)
def test_a_word_finds_its_page(searching: Page, typed: str, wanted: str) -> None:
    found = _found(searching, typed)
    assert any(wanted in address for address in found), found


def test_a_plural_finds_what_its_singular_finds(searching: Page) -> None:
    assert set(_found(searching, "titulaires")) & set(_found(searching, "titulaire"))


@pytest.mark.parametrize(("bare", "accented"), BARE)
def test_a_word_without_its_accents_finds_what_it_finds_with_them(searching: Page, bare: str, accented: str) -> None:
    found = _found(searching, bare)
    assert found
    assert found == _found(searching, accented)


def test_the_index_is_light_and_fetched_once_by_whoever_opens_the_search(searching: Page, site: Path) -> None:
    assert len(gzip.compress((site / "search" / "search_index.json").read_bytes())) <= 40 << 10
    page, asked = searching.context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(searching.url, wait_until="networkidle")
    assert "search_index.json" not in asked
    assert _found(page, "quorum")
    assert _found(page, "glossaires")
    assert asked.count("search_index.json") == 1
    page.goto(f"{searching.url}?q=quorum")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d"))
    assert asked.count("search_index.json") == 2
    page.close()


def test_the_search_of_a_phone_opens_by_keyboard(searching: Page) -> None:
    page = searching.context.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(searching.url)
    opener = page.get_by_role("button", name="Rechercher", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("glossaire")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.get_by_role("dialog", name="Recherche").count() == 1
    page.close()


def test_a_folder_opened_without_a_server_shows_no_search_that_cannot_answer(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="fr-FR")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.get_by_role("button", name="Menu", exact=True).is_visible()
    assert not page.get_by_role("button", name="Rechercher", exact=True).is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator(".kit-recherche-absente:visible")).to_have_text(_ABSENT)
    context.close()


@pytest.mark.parametrize("width", [720, 768, 1000, 1219, 1220, 1440])
def test_a_folder_opened_without_a_server_keeps_its_whole_title(browser: Browser, site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    cut = "each => each.scrollWidth > each.clientWidth"
    assert not page.locator(".md-header__topic > .md-ellipsis").first.evaluate(cut)
    context.close()


def test_an_unknown_word_says_so_in_french(searching: Page) -> None:
    assert _found(searching, "zyxwv") == []
    assert "Aucun document" in searching.locator(".md-search-result__meta").inner_text()


def _found(page: Page, typed: str) -> list[str]:
    box = page.locator(".md-search__input")
    # Le thème lit le champ quand une touche remonte.
    box.fill("")
    box.press("End")
    meta = page.locator(".md-search-result__meta")
    expect(meta).to_have_text(re.compile("Taper"))
    box.fill(typed)
    box.press("End")
    expect(meta).to_have_text(re.compile(r"\d|Aucun"))
    return [
        link.get_attribute("href") or ""
        for link in page.locator(".md-search-result__item > .md-search-result__link").all()
    ][:10]


def test_from_a_folder_the_page_says_why_there_is_no_search(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    expect(page.locator(".kit-recherche-absente:visible")).to_have_text(_ABSENT)
    page.close()
