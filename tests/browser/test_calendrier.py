"""The filters of the calendar: by keyboard, said aloud, kept in the address; without script everything is shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from kit.handbook.data import ics
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook.shown import files

_ROWS = "tr:has(.kit-seance)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own, to which a console that speaks or a page that fails is an error."""
    context = browser.new_context()
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    yield context
    context.close()
    assert said == []


@pytest.fixture
def page(context: BrowserContext, site: Path) -> Page:
    """The calendar, opened from its folder."""
    page = context.new_page()
    page.goto(_address(site))
    return page


def _address(site: Path, hash_: str = "") -> str:
    return (site / "calendrier.html").as_uri() + hash_


def _field(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def _seen(page: Page) -> list[tuple[str, str]]:
    """Give the department and the formation of every session that shows."""
    return [
        (mark["departement"], mark["formation"])
        for mark in page.eval_on_selector_all(
            ".kit-seance", "marks => marks.filter(mark => mark.offsetParent).map(mark => ({...mark.dataset}))"
        )
    ]


def _said(page: Page) -> str:
    return page.locator(".kit-compte[role=status]").inner_text().replace("\u00a0", " ")


def _headings(page: Page) -> list[str]:
    return [text.rstrip("¶") for text in page.locator("h3:visible").all_inner_texts()]


def test_everything_is_shown_at_first(page: Page) -> None:
    number = page.locator(_ROWS).count()
    assert len(_seen(page)) == number > 100
    assert _said(page) == f"{number} séances"
    assert page.locator(".kit-vide:visible").count() == 0


def test_the_filters_are_worked_by_keyboard_alone(page: Page) -> None:
    _field(page, "Formation").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.name") == "departement"
    page.keyboard.type("Isère")
    page.keyboard.press("Tab")
    assert {code for code, _ in _seen(page)} == {"38"}
    page.keyboard.type("Coordination")
    assert _seen(page) == [("38", "mineurs")]
    assert _said(page) == "1 séance : Isère (38), Coordination pour les mineurs"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert _field(page, "Département").input_value() == _field(page, "Formation").input_value() == ""
    assert len(_seen(page)) == page.locator(_ROWS).count()


def test_a_control_that_has_the_focus_shows_it(page: Page) -> None:
    for name in ("Département", "Formation"):
        _field(page, name).focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        style = (
            "element => [getComputedStyle(element).outlineStyle, parseFloat(getComputedStyle(element).outlineWidth)]"
        )
        shape, width = _field(page, name).evaluate(style)
        assert shape == "solid"
        assert width >= 2


def test_the_choice_is_in_the_address_and_comes_back_with_it(page: Page, context: BrowserContext, site: Path) -> None:
    _field(page, "Département").select_option("974")
    _field(page, "Formation").select_option("individuelle")
    assert page.url == _address(site, "#departement=974&formation=individuelle")
    shared = context.new_page()
    shared.goto(page.url)
    assert _seen(shared) == _seen(page) != []
    assert set(_seen(shared)) == {("974", "individuelle")}
    assert _field(shared, "Département").input_value() == "974"
    shared.get_by_role("button", name="Tout montrer").click()
    assert shared.url == _address(site)


@pytest.mark.parametrize(
    ("hash_", "kept"),
    [("#departement=38", {"38"}), ("#departement=xx&formation=yy", None), ("#agenda", None), ("#%zz&=&&", None)],
)
def test_an_address_that_means_nothing_hides_nothing(
    page: Page, context: BrowserContext, site: Path, hash_: str, kept: set[str] | None
) -> None:
    asked = context.new_page()
    asked.goto(_address(site, hash_))
    assert {code for code, _ in _seen(asked)} == (kept or {code for code, _ in _seen(page)})


def test_going_to_a_section_keeps_the_choice(page: Page) -> None:
    _field(page, "Département").select_option("38")
    before = _seen(page)
    page.get_by_role("link", name="Les mettre dans votre agenda").click()
    assert page.url.endswith("#agenda")
    assert _seen(page) == before
    page.evaluate("location.hash = 'departement=88'")
    page.wait_for_function("document.querySelector('[name=departement]').value === '88'")
    assert {code for code, _ in _seen(page)} == {"88"}


def test_a_month_without_a_session_goes_and_an_empty_part_says_so(page: Page) -> None:
    _field(page, "Département").select_option("974")
    assert _headings(page)[0] == "Décembre 2026"
    assert "Janvier 2027" not in _headings(page)
    _field(page, "Formation").select_option("individuelle")
    assert page.locator(".kit-vide:visible").all_inner_texts() == ["Aucune séance à venir ne répond à ce choix."]
    _field(page, "Formation").select_option("mineurs")
    assert _said(page).startswith("Aucune séance : La Réunion (974)")
    assert _headings(page) == []


def test_without_script_everything_is_shown_and_no_dead_control(browser: Browser, site: Path, page: Page) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(_address(site, "#departement=38"))
    assert plain.locator(f"{_ROWS}:visible").count() == page.locator(_ROWS).count()
    assert plain.locator(".kit-filtres:visible").count() == 0
    assert plain.locator(".kit-compte[role=status]").inner_text() == _said(page)
    context.close()


def test_the_filters_need_nothing_of_the_theme(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/assets/javascripts/**", lambda route: route.abort())
    page.goto(_address(site, "#departement=38&formation=mineurs"))
    assert _seen(page) == [("38", "mineurs")]
    assert page.locator("table:visible").count() == 1
    context.close()


def test_nothing_overflows_at_any_width(page: Page) -> None:
    for width in (320, 360, 720, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width


def test_on_a_phone_what_is_filtered_out_does_not_show(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    _field(page, "Département").select_option("38")
    assert {code for code, _ in _seen(page)} == {"38"}
    assert page.locator(f"{_ROWS}[hidden]").count() > 50


def test_on_paper_the_choice_is_said_and_the_controls_are_not(page: Page) -> None:
    _field(page, "Département").select_option("38")
    page.emulate_media(media="print")
    assert not _field(page, "Département").is_visible()
    assert re.fullmatch(r"\d+ séances : Isère \(38\)", _said(page))


def test_the_links_to_the_calendars_lead_to_them(page: Page, site: Path) -> None:
    beside = {file.path: file.text for file in files(*pipeline.run(HOUSE, (), TODAY))}
    ways = [link.get_attribute("href") for link in page.locator("a[href$='.ics']").all()]
    assert ics.NATIONAL in ways
    assert sorted(str(way) for way in ways) == [path for path in beside if path.endswith(".ics")]
    for way in ways:
        assert (site / str(way)).read_bytes() == beside[str(way)].encode()
