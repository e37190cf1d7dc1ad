"""The site of the whole country, its 101 departments invented: still light, folded, whole, and open to all."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import pages_of
from tests.browser.quality import violations
from tests.conftest import HOUSE, TODAY
from tests.generator.write import write

pytestmark = pytest.mark.proof

_WIDE = ("index.html", "calendrier.html", "departements/index.html", "donnees/index.html")
# Ce qu'un serveur envoie, compressé, avant toute recherche.
_MOST = 300_000
_LINK = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\s(?:href|src|xlink:href)=["']?([^"'\s>]+)""")
_ID = re.compile(r"""\sid=["']?([^"'\s>]+)""")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the 101 departments."""
    root = tmp_path_factory.mktemp("pays")
    write(root)
    command = [sys.executable, "-m", "kit", "build", "--root", str(root), "--date", TODAY.isoformat()]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return root / "build" / "site"


@pytest.fixture(scope="module")
def fattest(country: Path) -> str:
    """The department whose page is the heaviest."""
    pages = sorted(country.glob("departements/*.html"), key=lambda path: (path.stat().st_size, path.name))
    assert len(pages) == 102
    return pages[-1].relative_to(country).as_posix()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    yield context.new_page()
    context.close()


def _sent(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_a_page_of_the_country_stays_light(country: Path, fattest: str) -> None:
    for name in (*_WIDE, fattest):
        file = country / name
        text = file.read_text(encoding="utf-8")
        asked = {way for way in _LINK.findall(text) if way.endswith((".css", ".js", ".svg"))}
        assert len(asked) > 3
        assert _sent(file) + sum(_sent(file.parent / way) for way in asked) < _MOST, name


def test_nothing_scrolls_sideways_on_a_phone_or_on_a_wide_screen(country: Path, fattest: str, page: Page) -> None:
    for name in (*_WIDE, fattest):
        page.goto((country / name).as_uri())
        for width in (360, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


@pytest.mark.parametrize("name", ["index.html", "calendrier.html", "calendrier/2025.html"])
def test_the_pages_of_the_country_keep_nobody_out(country: Path, page: Page, name: str) -> None:
    page.goto((country / name).as_uri())
    assert violations(page) == []


def test_the_lists_of_the_home_page_are_folded(country: Path, page: Page) -> None:
    page.goto((country / "index.html").as_uri())
    assert page.locator("details.kit-reste:not([open])").count() == 2
    assert page.evaluate("document.documentElement.scrollHeight") < 8_000
    assert page.locator(".kit-carte a").count() == 101


def test_a_long_year_of_the_calendar_has_its_page_which_opens_with_the_same_choice(country: Path, page: Page) -> None:
    page.goto((country / "calendrier.html").as_uri())
    assert page.evaluate("document.documentElement.scrollHeight") < 15_000
    here = page.locator("tr:has(.kit-seance)").count()
    assert page.locator(".kit-compte").inner_text() == f"{here} séances sur cette page"
    page.get_by_role("combobox", name="Département", exact=True).select_option("07")
    assert " sur cette page" in page.locator(".kit-compte").inner_text()
    page.locator(".kit-annees a").first.click()
    page.locator(".kit-compte", has_text="Ardèche (07)").wait_for()
    assert page.url.endswith("#departement=07")
    seen = page.locator("tr:visible .kit-seance")
    assert {mark.get_attribute("data-departement") for mark in seen.all()} == {"07"}
    assert page.locator(".kit-compte").inner_text().replace("\u00a0", " ").startswith(f"{seen.count()} séance")
    page.get_by_role("link", name="Tout le calendrier").click()
    assert page.url == (country / "calendrier.html").as_uri() + "#departement=07"


def test_every_session_of_the_country_is_on_one_page_of_the_calendar(country: Path) -> None:
    pages = (country / "calendrier.html", *sorted((country / "calendrier").glob("*.html")))
    assert len(pages) > 1
    shown = sum(path.read_text("utf-8").count("kit-seance") for path in pages)
    rows = json.loads((country / "donnees" / "sessions.json").read_text("utf-8"))
    assert shown == len(rows)


def test_every_link_of_the_country_leads_somewhere(country: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in pages_of(country)}
    anchors = {path: set(_ID.findall(text)) for path, text in texts.items()}
    lost, followed = [], 0
    for path, text in texts.items():
        for way in sorted(set(_LINK.findall(text))):
            followed += 1
            address, anchor = urldefrag(way)
            # Après « ? », le choix fait d’avance dans une liste.
            address = address.partition("?")[0]
            if urlsplit(way).scheme or way.startswith("//"):
                continue
            # La page introuvable ne sait pas d’où on vient : ses liens partent de la racine du site.
            base = country if address.startswith("/") else path.parent
            target = (base / unquote(address).lstrip("/")).resolve() if address else path
            known = anchors.get(target)
            if not target.is_file() or (anchor and known is not None and unquote(anchor) not in known):
                lost.append((path.name, way))
    assert lost == []
    assert followed > 10_000
