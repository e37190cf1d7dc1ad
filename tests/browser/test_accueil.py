"""The home page by keyboard, from the folder: the map in the order of the codes, and the way to each department."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kit.law.territories import territories

pytestmark = pytest.mark.proof

CODES = list(territories())
_FOCUSED = "document.activeElement.getAttribute('aria-label') || ''"
# Ce qu'il faut de touches pour passer l’en-tête, les onglets, les portes et la carte.
_FAR = 80 + len(CODES)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own, to which a console that speaks or a page that fails is an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    yield context
    context.close()
    assert said == []


@pytest.fixture
def page(context: BrowserContext, site: Path) -> Page:
    """The home page, opened as a double click does."""
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    return page


def _tab_to(page: Page, start: str) -> str:
    """Press the tab key until the element in focus has a name that begins so; give the name."""
    for _ in range(_FAR):
        page.keyboard.press("Tab")
        name: str = page.evaluate(_FOCUSED)
        if name.startswith(start):
            return name
    message = f"« {start} » n’est pas atteint au clavier"
    raise AssertionError(message)


def test_the_tab_key_goes_through_the_map_in_the_order_of_the_codes(page: Page) -> None:
    names = [_tab_to(page, "Ain")]
    for _ in CODES[1:]:
        page.keyboard.press("Tab")
        names.append(page.evaluate(_FOCUSED))
    assert [name[name.index("(") + 1 : name.index(")")] for name in names] == CODES
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.kit-carte')") is None


def test_enter_opens_the_page_of_a_department(page: Page, site: Path) -> None:
    assert _tab_to(page, "Isère").replace("\u00a0", " ") == "Isère (38) : conforme, commission installée"
    page.keyboard.press("Enter")
    page.wait_for_url("**/departements/38-isere.html")
    assert page.url == (site / "departements" / "38-isere.html").as_uri()
    assert page.locator("h1").inner_text().startswith("Isère")


def test_a_click_on_any_outline_of_paris_opens_its_page(page: Page) -> None:
    paris = page.locator('.kit-carte a[aria-label^="Paris (75)"]')
    assert paris.locator("path").count() == 2
    paris.locator("path").nth(1).click()
    page.wait_for_url("**/departements/75-paris.html")


def test_the_department_in_focus_says_its_name_and_stands_out(page: Page) -> None:
    _tab_to(page, "Rhône")
    shown = page.locator('.kit-carte a[aria-label^="Rhône (69)"]')
    others = page.locator('.kit-carte a[aria-label^="Isère (38)"]')
    opacity = "element => Number(getComputedStyle(element).opacity)"
    assert shown.locator("text").evaluate(opacity) == 1
    assert shown.evaluate(opacity) == 1
    assert others.evaluate(opacity) < 0.5
    assert others.locator("text").evaluate(opacity) == 0
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement.querySelector('path')).strokeWidth)") > 5


def test_the_map_can_be_passed_over(page: Page) -> None:
    link = page.get_by_role("link", name="Passer de la carte au tableau")
    link.focus()
    assert link.evaluate("element => element.getBoundingClientRect().height") > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details')?.id") == "tableau"


def test_a_screen_reader_is_told_every_department_of_the_map_once(page: Page) -> None:
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [
        (node["role"]["value"], node["name"]["value"].replace("\u00a0", " "))
        for node in nodes
        if not node["ignored"] and " : " in node["name"]["value"].replace("\u00a0", " ")
    ]
    links = [name for role, name in told if role == "link" and re.search(r" \(\w+\) : ", name)]
    others = [name for role, name in told if role == "group" and re.search(r" \(\w+\) : ", name)]
    assert len(links) == len(CODES)
    assert "Guyane (973) : conforme, commission installée" in links
    assert "Ain (01) : fiche non déposée" in links
    assert others == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_states_look_alike_without_colours(browser: Browser, site: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    context.new_cdp_session(page).send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    keys = page.locator(".kit-cle")
    shots = {keys.nth(number).screenshot() for number in range(keys.count())}
    assert len(shots) == keys.count() == 5
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    carte, tableau = page.locator(".kit-carte").bounding_box(), page.locator("#tableau").bounding_box()
    assert carte is not None
    assert tableau is not None
    assert carte["width"] > min(300, width * 0.8)
    beside = tableau["x"] > carte["x"] + carte["width"]
    assert beside == (width >= 1280)


def test_the_map_is_on_paper_without_its_table(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".kit-carte").is_visible()
    assert page.locator(".kit-etats").is_visible()
    assert not page.locator("#tableau").is_visible()
