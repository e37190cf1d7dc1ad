"""The name of a department on the home page, and the filters of the lists of departments and of rules."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.quality import Open

# (ce que l’on tape, la page où l’on arrive)
_WHERE = [
    ("Vosges (88)", "departements/88-vosges.html"),
    ("88", "departements/88-vosges.html"),
    ("la reunion", "departements/974-la-reunion.html"),
    ("2a", "departements/2a-corse-du-sud.html"),
    ("bouches du rhône", "departements/13-bouches-du-rhone.html"),
]


@pytest.mark.parametrize(("typed", "page"), _WHERE)
def test_a_name_or_a_number_leads_to_its_department(opened: Open, typed: str, page: str) -> None:
    home = opened("index.html")
    home.get_by_label("Votre département").fill(typed)
    home.keyboard.press("Enter")
    home.wait_for_url(f"**/{page}")


def test_a_name_of_no_department_is_said_and_keeps_its_place(opened: Open) -> None:
    home = opened("index.html")
    field = home.get_by_label("Votre département")
    said = home.locator("#departement-dit")
    for typed, words in (("zzz", "Aucun département ne porte ce nom ou ce numéro"), ("", "Écrivez le nom")):
        field.fill(typed)
        home.keyboard.press("Enter")
        expect(said).to_contain_text(words)
        assert home.evaluate("document.activeElement.id") == "departement"
    field.fill("V")
    expect(said).to_have_text("")


def test_the_first_screen_holds_what_the_site_is_the_field_and_the_doors(opened: Open) -> None:
    home = opened("index.html", width=1440)
    for place in (".kit-chapo", ".kit-ou", ".kit-portes"):
        box = home.locator(place).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, place
    assert home.locator(".kit-portes section").count() == 4


def test_without_scripts_the_form_leads_to_the_whole_list(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_label("Votre département").fill("Vosges (88)")
    page.get_by_role("button", name="Voir sa commission").click()
    page.wait_for_url("**/departements/index.html?departement=Vosges*")
    assert page.locator("tbody tr:visible").count() == 101
    assert not page.locator(".kit-filtres").is_visible()
    context.close()


def _seen(page: Page) -> int:
    return page.locator("tbody tr:visible").count()


def test_the_list_of_departments_is_filtered_and_says_how_many_are_left(opened: Open) -> None:
    page = opened("departements/index.html")
    said = page.locator(".kit-compte")
    expect(said).to_have_text("101 départements sur 101")
    page.get_by_label("Nom ou numéro").fill("cote d or")
    expect(said).to_have_text("1 département sur 101")
    assert _seen(page) == 1
    page.get_by_label("Nom ou numéro").fill("zzz")
    expect(said).to_have_text("Aucun département ne répond à ce choix.")
    page.get_by_role("button", name="Tout montrer").click()
    page.get_by_label("Région").select_option("Bretagne")
    expect(said).to_have_text("4 départements sur 101")
    # Le choix est dans l’adresse.
    page.reload()
    expect(said).to_have_text("4 départements sur 101")


def test_a_figure_of_the_home_page_leads_to_the_departments_that_it_counts(opened: Open) -> None:
    home = opened("index.html")
    figure = home.locator(".kit-chiffres > div", has_text=re.compile("conformes? aux textes"))
    number = figure.locator("strong").inner_text()
    figure.get_by_role("link").click()
    expect(home.locator(".kit-compte")).to_have_text(f"{number} départements sur 101")


def test_the_list_of_rules_keeps_the_families_that_answer(opened: Open) -> None:
    page = opened("regles/index.html")
    families = page.locator("h2:visible").count()
    page.get_by_label("Mots cherchés").fill("quorum")
    expect(page.locator(".kit-compte")).to_have_text(re.compile(r"^\d+ règles? sur \d+$"))
    assert 0 < page.locator("article h2:visible").count() < families
    assert _seen(page) > 0
    page.get_by_label("Mots cherchés").fill("")
    page.get_by_label("Poids").select_option("note")
    weights = page.locator("tbody tr:visible td[data-colonne=Poids]").all_inner_texts()
    assert set(weights) == {"note"}
