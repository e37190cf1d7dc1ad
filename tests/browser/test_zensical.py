"""The site that the other engine makes, held to the same tests: readable by all, every way leads somewhere."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import made
from tests.browser.pages import pages_of
from tests.browser.quality import POLICY, Strict, serving, violations
from tests.conftest import HOUSE

pytestmark = pytest.mark.proof

_WAY = re.compile(r'<a [^>]*?\bhref="([^"]*)"')
_ID = re.compile(r'\bid="([^"]+)"')
_PAGES = (
    "index.html", "departements/index.html", "departements/38-isere.html", "departements/01-ain.html",
    "calendrier.html", "regles/siege-sans-titulaire.html", "droit/casf-r121-12-7.html", "procedures/aps.html",
    "guide/debuter.html", "contact.html",
)  # fmt: skip
# Le condensat de la feuille de style que le script de Zensical pose au chargement, tel que le guide le donne.
_STYLE = re.compile(r"'sha256-[\w+/]+='")


class Allowed(Strict):
    """The strict policy, and the one style sheet that the guide of the engines names."""

    policy = POLICY.replace(
        "style-src 'self'", f"style-src 'self' {_STYLE.findall((HOUSE / 'docs' / 'moteurs.md').read_text('utf-8'))[0]}"
    )


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example departments, made by Zensical."""
    root = tmp_path_factory.mktemp("zensical")
    shutil.copytree(HOUSE / "departments", root / "departments")
    return made(root, "--moteur", "zensical")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the browser that nothing is open in."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", _PAGES)
def test_a_page_of_the_other_engine_fits_and_keeps_nobody_out(page: Page, other: Path, path: str) -> None:
    page.goto((other / path).as_uri())
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert violations(page) == []


def test_every_way_of_the_other_engine_leads_somewhere(other: Path) -> None:
    texts = {path: path.read_text("utf-8") for path in pages_of(other)}
    ids = {path: set(_ID.findall(text)) for path, text in texts.items()}
    lost = []
    for path, text in texts.items():
        for way in sorted(set(_WAY.findall(text))):
            address = urlsplit(way)
            if address.scheme or address.netloc:
                continue
            base = other if address.path.startswith("/") else path.parent
            target = (base / unquote(address.path).lstrip("/")).resolve() if address.path else path
            anchor = unquote(address.fragment)
            if not target.is_file() or (anchor and target in ids and anchor not in ids[target]):
                lost.append(f"{path.relative_to(other)} → {way}")
    assert lost == []


def test_the_first_link_of_the_other_engine_leads_to_the_text(page: Page, other: Path) -> None:
    page.goto((other / "departements/38-isere.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#contenu"


def test_the_other_engine_breaks_no_policy_that_allows_its_style_and_its_search_answers(
    page: Page, other: Path
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    with serving(Allowed, other) as address:
        page.goto(f"{address}/index.html", wait_until="networkidle")
        page.locator(".md-search__button").click()
        page.get_by_role("combobox").last.fill("Vosges")
        expect(page.locator("ol > li > a").first).to_have_attribute("href", re.compile("departements/88-vosges"))
    assert said == []
