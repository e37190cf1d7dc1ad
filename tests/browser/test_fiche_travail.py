"""« Ma fiche » in a real browser: no work of a person is lost or overwritten without a question."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import fiche
from tests.browser.fiche import STATUS, TITLE, by_id, closing, given, opened, shown, taken
from tests.browser.quality import violations
from tests.edit.form.fiche import files
from tests.edit.sheet.books import HEAD, xlsx

pytestmark = pytest.mark.proof

page = fiche.page
TOLD = "#atelier-lecture"
DOCTOR = ("8°", "Médecin hospitalier", datetime.date(2026, 11, 20), "")
BROKEN = "afis:\n  service: x: y\n"


def said(page: Page, text: str) -> None:
    expect(page.locator(STATUS)).to_contain_text(text)


def place(page: Page, text: str) -> None:
    """Write the place of the next session."""
    shown(page, "seances", "sessions/7")
    by_id(page, "sessions/7/lieu").fill(text)
    by_id(page, "sessions/7/lieu").blur()
    said(page, "est écrit")


def test_from_the_published_fiche_nothing_offers_to_replace_the_real_files(page: Page) -> None:
    page.locator("#atelier").evaluate("each => { each.dataset.forge = 'https://github.com/o/r'; }")
    page.fill("#atelier-departement", "88")
    page.click("#atelier-publiee-ouvrir")
    expect(page.locator(TITLE)).to_contain_text("(88)")
    place(page, "Préfecture")
    page.click("#atelier-changements")
    told = page.locator(TOLD)
    expect(told).to_contain_text(
        "Cette fiche n’a que ce que le site montre\u00a0: reportez vos changements à la main dans vos fichiers, sans "
        "les remplacer par ceux-ci."
    )
    expect(told).not_to_contain_text(re.compile("Copier|remplacez tout"))
    expect(told.get_by_role("link", name=re.compile("^Ouvrir la page de « .+ » sur la forge"))).to_have_attribute(
        "href", "https://github.com/o/r/edit/HEAD/departments/88-vosges/sessions.yaml"
    )
    taken(page)
    said(page, "reportez vos changements à la main dans vos fichiers, sans les remplacer par ceux-ci.")


def test_the_work_of_each_department_is_kept_apart(page: Page) -> None:
    opened(page)
    page.check("#atelier-garder")
    said(page, "garde votre fiche")
    place(page, "Préfecture d’Épinal")
    page.click("#atelier-fermer")
    opened(page, "48")
    page.check("#atelier-garder")
    said(page, "garde votre fiche")
    page.uncheck("#atelier-garder")
    said(page, "Ce navigateur ne garde plus rien de la fiche «\u00a0Lozère (48)\u00a0».")
    page.check("#atelier-garder")
    said(page, "garde votre fiche")
    page.reload()
    kept = page.locator("#atelier-gardee-liste li")
    expect(kept).to_have_count(2)
    assert violations(page) == []
    by_id(page, "atelier-oublier-48").click()
    expect(kept).to_have_count(1)
    page.get_by_role("button", name="Reprendre « Vosges (88) »").click()
    expect(page.locator(TITLE)).to_contain_text("Vosges")
    shown(page, "seances", "sessions/7")
    expect(by_id(page, "sessions/7/lieu")).to_have_value("Préfecture d’Épinal")


def test_another_work_of_the_same_department_is_replaced_only_when_asked(page: Page) -> None:
    opened(page)
    page.check("#atelier-garder")
    said(page, "garde votre fiche")
    place(page, "Préfecture d’Épinal")
    page.click("#atelier-fermer")
    opened(page)
    page.click("#atelier-garder")
    expect(page.locator("#atelier-lecture-titre")).to_be_focused()
    expect(page.locator(TOLD)).to_contain_text("Ce navigateur garde déjà une fiche «\u00a0Vosges (88)\u00a0», du ")
    page.get_by_role("button", name="Laisser le travail gardé").click()
    expect(page.locator("#atelier-garder")).to_be_focused()
    expect(page.locator("#atelier-garder")).not_to_be_checked()
    page.click("#atelier-garder")
    page.get_by_role("button", name="Le remplacer par cette fiche").click()
    said(page, "garde votre fiche")
    page.reload()
    by_id(page, "atelier-reprendre-88").click()
    expect(page.locator(TITLE)).to_contain_text("Vosges")
    assert taken(page) == files("88")


def test_a_text_that_is_typed_and_not_read_again_is_not_lost_without_a_question(page: Page) -> None:
    given(page, {**files("88"), "procedures.yaml": BROKEN.encode()})
    area = page.locator(".kit-atelier-illisible textarea")
    expect(area).to_have_value(BROKEN)
    area.fill("afis:\n  service: Caf\n")
    taken(page)
    said(page, "Ce que vous avez tapé dans «\u00a0procedures.yaml\u00a0» n’est pas relu\u00a0: cela n’y est pas.")
    asked = closing(page)
    expect(page.locator("#atelier-fermer")).to_be_visible()
    page.click("#atelier-fermer")
    expect(page.locator(TOLD)).to_contain_text(
        "Ce que vous avez tapé dans «\u00a0procedures.yaml\u00a0» n’est pas relu\u00a0: ce serait perdu."
    )
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Rester sur cette fiche").click()
    page.get_by_role("button", name="Relire").click()
    said(page, "se lit maintenant")
    page.check("#atelier-garder")
    said(page, "garde votre fiche")
    page.click("#atelier-fermer")
    expect(page.locator("#atelier-ouvrir")).to_be_visible()


def test_a_text_that_is_typed_is_not_corrected_over(page: Page) -> None:
    given(page, {**files("88"), "procedures.yaml": b"afis:\n\tservice: Caisse\n"})
    area = page.locator(".kit-atelier-illisible textarea")
    area.fill("afis:\n\tservice: Caf\n")
    page.get_by_role("button", name="Corriger", exact=True).click()
    said(page, "n’est pas relu\u00a0: relisez-le, ou reprenez le texte d’avant.")
    expect(area).to_have_value("afis:\n\tservice: Caf\n")
    page.get_by_role("button", name="Relire").click()
    said(page, "ne se lit toujours pas")
    page.get_by_role("button", name="Corriger", exact=True).click()
    said(page, "Corrigé")
    assert taken(page)["procedures.yaml"] == b"afis:\n  service: Caf\n"


def test_what_is_written_while_a_spreadsheet_is_read_stays(page: Page) -> None:
    opened(page)
    shown(page, "seances", "sessions/7")
    # Le tableau se demande d’abord, et le champ s’écrit avant sa réponse.
    page.evaluate(
        "() => { const ask = globalThis.kitAsk; globalThis.kitAsk = async (request, files) => {"
        " if (JSON.parse(request).do === 'import') await new Promise((done) => setTimeout(done, 1500));"
        " return ask(request, files); }; }"
    )
    page.set_input_files("#atelier-tableau-ici", [fiche.payload("membres.xlsx", xlsx({"Membres": (HEAD, DOCTOR)}))])
    by_id(page, "sessions/7/lieu").fill("Préfecture d’Épinal")
    by_id(page, "sessions/7/lieu").blur()
    said(page, "est écrit")
    held = taken(page)
    assert "Préfecture d’Épinal" in held["sessions.yaml"].decode()
    assert "titre: Médecin hospitalier" in held["membres.yaml"].decode()


@pytest.mark.parametrize("name", ["commissions.yaml", "Membre.yml"])
def test_a_file_alone_that_is_none_of_the_four_is_still_told_its_name(page: Page, name: str) -> None:
    given(page, {name: b"departement: x\n", "fiche.zip": b"PK rien"})
    said(page, f"«\u00a0{name}\u00a0» n’a pas été ouvert\u00a0: s’il est de cette fiche, nommez-le")
    said(page, "ne peut pas être ouverte")
    given(page, {name: b"departement: x\n"})
    said(page, f"«\u00a0{name}\u00a0» n’a pas été ouvert\u00a0: s’il est de cette fiche, nommez-le")


@pytest.mark.parametrize("page", [360, 1100], indirect=True)
def test_what_a_button_opens_stands_between_the_head_and_the_sections(page: Page) -> None:
    opened(page)
    for button, opens in (
        ("atelier-ecrire", "#atelier-papiers-titre"),
        ("atelier-changements", "#atelier-lecture-titre"),
    ):
        page.click(f"#{button}")
        expect(page.locator(opens)).to_be_focused()
        order = page.evaluate(
            "(opens) => ['#atelier-titre', opens, '.kit-atelier-rubriques']"
            ".map((each) => document.querySelector(each).getBoundingClientRect().top)",
            opens,
        )
        assert order == sorted(order)
    expect(page.locator("#atelier-apercevoir")).to_be_visible()
    assert violations(page) == []


def test_what_is_taken_away_is_said_as_it_is(page: Page) -> None:
    page.fill("#atelier-departement", "75")
    given(page, {"membres.yaml": files("88")["membres.yaml"]})
    said(
        page,
        "Ces fichiers ne disent pas leur département\u00a0: ils sont ouverts comme ceux de Paris (75). Fiche ouverte",
    )
    assert list(taken(page)) == ["membres.yaml"]
    said(page, "L’archive téléchargée contient membres.yaml.")
    page.click("#pli-tableau-titre")
    expect(page.locator(".kit-atelier-tableau")).to_contain_text("sans les noms des membres ni les dossiers examinés")
    page.get_by_role("button", name=".csv (les membres seuls)").click()
    said(page, "Il manque «\u00a0commission.yaml\u00a0» et «\u00a0sessions.yaml\u00a0»")


def test_what_was_just_typed_is_among_what_changed(page: Page) -> None:
    opened(page)
    shown(page, "seances", "sessions/7")
    by_id(page, "sessions/7/lieu").fill("Salle neuve")
    page.click("#atelier-changements")
    expect(page.locator(TOLD)).to_contain_text("Salle neuve")


def test_the_last_change_is_cancelled_even_when_it_was_just_typed(page: Page) -> None:
    opened(page)
    place(page, "Salle A")
    by_id(page, "sessions/7/lieu").fill("Salle B")
    page.get_by_role("button", name="Annuler le dernier changement").click()
    said(page, "Le dernier changement est annulé.")
    expect(by_id(page, "sessions/7/lieu")).to_have_value("Salle A")
    assert b"Salle A" in taken(page)["sessions.yaml"]
