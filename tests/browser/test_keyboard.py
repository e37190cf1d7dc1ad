"""The keyboard alone, at every width: the text is led to, the menu opens and closes, nothing out of sight has focus."""

import pytest

from tests.browser.quality import Open

pytestmark = pytest.mark.proof

WIDE, TABLET, PHONE = 1440, 1024, 360
ACTIVE = "document.activeElement"
# Ce qui a le clavier, et s’y voit : dans la fenêtre, ou au moins dans la page quand elle défile.
BESIDE = f"""() => {{
  const {{left, right, width}} = {ACTIVE}.getBoundingClientRect();
  return {ACTIVE} !== document.body && (right <= 0 || left >= innerWidth || width === 0)
    && !{ACTIVE}.classList.contains("md-option") ? {ACTIVE}.outerHTML.slice(0, 120) : "";
}}"""


@pytest.mark.parametrize("width", [WIDE, TABLET, PHONE])
@pytest.mark.parametrize("path", ["departements/88-vosges.html", "outils/montant-afis.html", "glossaire.html"])
def test_the_first_link_leads_to_the_text(opened: Open, path: str, width: int) -> None:
    page = opened(path, width=width)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{ACTIVE}.innerText.trim()") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{ACTIVE}.closest('article') !== null")
    assert page.evaluate("document.querySelector('article').compareDocumentPosition(document.querySelector('h1')) & 16")


@pytest.mark.parametrize("width", [TABLET, PHONE])
def test_the_menu_opens_and_closes_by_keyboard(opened: Open, width: int) -> None:
    page = opened("departements/88-vosges.html", width=width)
    menu = page.get_by_role("button", name="Menu", exact=True)
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.locator(f"#{menu.get_attribute('aria-controls')}").count() == 1
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert page.evaluate(f"{ACTIVE}.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate(f"{ACTIVE}.getAttribute('aria-label')") == "Menu"


@pytest.mark.parametrize("width", [WIDE, TABLET, PHONE])
def test_nothing_out_of_sight_takes_the_keyboard(opened: Open, width: int) -> None:
    page = opened("departements/88-vosges.html", width=width)
    beside = []
    for _ in range(60):
        page.keyboard.press("Tab")
        beside.append(page.evaluate(BESIDE))
    assert [each for each in beside if each] == []


def test_on_a_wide_screen_the_menu_is_there_and_its_button_is_not(opened: Open) -> None:
    page = opened("departements/88-vosges.html", width=WIDE)
    assert not page.get_by_role("button", name="Menu", exact=True).is_visible()
    assert not page.evaluate("document.querySelector('.md-sidebar--primary').inert")


@pytest.mark.parametrize("path", ["droit/instruction-2022-7.html", "regles/siege-sans-titulaire.html"])
def test_a_long_title_stays_in_its_bar_on_a_phone(opened: Open, path: str) -> None:
    page = opened(path, width=PHONE)
    page.evaluate("scrollTo(0, 2000)")
    page.wait_for_selector(".md-header__title--active")
    bar, title = (page.locator(each).bounding_box() for each in (".md-header", ".md-header__topic + .md-header__topic"))
    assert bar
    assert title
    assert title["height"] <= bar["height"]
    topic = page.locator(".md-header__topic + .md-header__topic .md-ellipsis")
    assert topic.evaluate("each => each.scrollHeight <= each.parentElement.clientHeight + 1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_long_page_says_first_what_it_holds_where_nothing_beside_it_does(opened: Open) -> None:
    page = opened("departements/88-vosges.html", width=360)
    shown = page.get_by_text("Sur cette page", exact=True)
    shown.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Les séances", exact=True).first.click()
    assert page.evaluate("location.hash") == "#les-seances"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not shown.is_visible()
    assert opened("contact.html", width=360).get_by_text("Sur cette page", exact=True).count() == 0
