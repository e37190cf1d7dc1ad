"""« Ma fiche » in a real browser, the kit answering natively: by mouse, by keyboard alone, at every width."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import fiche
from tests.browser.fiche import STATUS, TITLE, by_id, given, opened, shown, taken
from tests.browser.quality import violations
from tests.edit.form.fiche import changed, files

pytestmark = pytest.mark.proof

page = fiche.page


def test_a_doctor_added_a_member_replaced_a_session_planned(page: Page) -> None:
    opened(page)
    assert page.evaluate("document.activeElement.id") == "atelier-titre"
    shown(page, "membres", "membres/etrangers/0")
    by_id(page, "pli-ajouter:membres/medecin-titre").click()
    by_id(page, "ajouter:membres/medecin:titre").fill("Médecin hospitalier")
    by_id(page, "ajouter:membres/medecin:mandat/debut").fill("2026-11-20")
    by_id(page, "pli-ajouter:membres/medecin").locator("button").click()
    expect(page.locator(STATUS)).to_contain_text("Fait")
    assert page.evaluate("document.activeElement.id") == "entree-membres/medecin/2-titre"
    by_id(page, "pli-remplacer:membres/etrangers/0-titre").click()
    for way, value in (("dernier", "2026-10-31"), ("titre", "Chef du bureau"), ("mandat/debut", "2026-11-01")):
        by_id(page, f"remplacer:membres/etrangers/0:{way}").fill(value)
    by_id(page, "pli-remplacer:membres/etrangers/0").locator("button").click()
    expect(by_id(page, "entree-membres/etrangers/1")).to_be_visible()
    shown(page, "seances")
    by_id(page, "pli-ajouter:sessions-titre").click()
    by_id(page, "ajouter:sessions:date").fill("2027-03-04")
    by_id(page, "ajouter:sessions:formation").select_option("politique")
    by_id(page, "pli-ajouter:sessions").locator("button").click()
    expect(by_id(page, "entree-sessions/8")).to_be_visible()
    lines = [line[:44] for line in changed(files("88"), taken(page))]
    assert lines == [
        '-   - {id: etrangers-1, titre: "Cheffe du bu',
        '+   - {id: etrangers-1, titre: "Cheffe du bu',
        "+   - {id: etrangers-2, titre: Chef du burea",
        "+   - id: medecin-3",
        "+     titre: Médecin hospitalier",
        "+     designation: {par: conseil_departement",
        "+     mandat: {debut: 2026-11-20}",
        "+ - date: 2027-03-04",
        "+   formation: politique",
        "+   etat: prevue",
    ]
    page.click("#atelier-changements")
    expect(page.locator("#atelier-lecture")).to_contain_text("Nouvelle séance")


def test_by_keyboard_alone(page: Page) -> None:
    page.focus("#atelier-departement")
    page.keyboard.type("lozère")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "atelier-vide":
            break
    page.keyboard.press("Enter")
    expect(page.locator(TITLE)).to_contain_text("Lozère (48)")
    page.focus("#rubrique-commission")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "commission/installation/date":
            break
    # Le premier janvier s’écrit de même, le jour ou le mois d’abord.
    page.keyboard.type("01012026")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") != "commission/installation/date":
            break
    expect(page.locator(STATUS)).to_contain_text("Date\u00a0» est écrit")
    assert page.evaluate("document.activeElement.id") not in ("", "commission/installation/date")
    assert "date: 2026-01-01" in taken(page)["commission.yaml"].decode()


def test_what_is_typed_meanwhile_is_not_lost(page: Page) -> None:
    opened(page)
    shown(page, "membres", "membres/medecin/1")
    by_id(page, "membres/medecin/1/titre").fill("Médecin à Gérardmer")
    by_id(page, "membres/medecin/1/mandat/arrete").focus()
    page.keyboard.press("End")
    page.keyboard.type("-bis")
    expect(page.locator(STATUS)).to_contain_text("est écrit")
    assert by_id(page, "membres/medecin/1/mandat/arrete").input_value() == "DDETSPP-2024-047-bis"
    assert page.evaluate("document.activeElement.id") == "membres/medecin/1/mandat/arrete"


def test_a_datum_on_a_person_is_refused_beside_its_field(page: Page) -> None:
    opened(page)
    shown(page, "membres", "membres/medecin/1")
    field = by_id(page, "membres/medecin/1/titre")
    field.fill("Mme Jeanne Exemple, 06 12 34 56 78")
    field.blur()
    expect(by_id(page, "membres/medecin/1/titre-faute")).to_contain_text("aucune donnée sur une personne")
    assert field.get_attribute("aria-invalid") == "true"
    assert changed(files("88"), taken(page)) == []


def test_a_finding_stands_under_its_field_and_the_list_leads_there(page: Page) -> None:
    opened(page)
    shown(page, "membres", "membres/medecin/1")
    end = by_id(page, "membres/medecin/1/mandat/fin")
    end.fill("2026-10-31")
    end.blur()
    expect(page.locator(STATUS)).to_contain_text("Verdict")
    page.locator(".kit-atelier-constats").get_by_role("button", name=re.compile("Présents")).click()
    expect(page.locator(".kit-constat:focus")).to_contain_text("son mandat ne couvre pas ce jour")
    page.locator(".kit-constat:focus").get_by_role("button").click()
    expect(page.locator(STATUS)).to_contain_text("Retirer")
    assert "medecin-2" not in taken(page)["sessions.yaml"].decode().split("2026-11-05")[1].split("excuses")[0]
    page.click("#atelier-annuler")
    expect(page.locator(STATUS)).to_contain_text("annulé")


def test_the_work_is_kept_only_when_asked_and_erased_by_one_button(page: Page) -> None:
    opened(page)
    assert not page.is_checked("#atelier-garder")
    page.reload()
    expect(page.locator("#atelier-gardee")).to_be_hidden()
    opened(page)
    page.check("#atelier-garder")
    expect(page.locator(STATUS)).to_contain_text("garde votre fiche")
    page.reload()
    expect(page.locator("#atelier-gardee-liste")).to_contain_text("Vosges (88)")
    page.click("#atelier-reprendre-88")
    expect(page.locator(TITLE)).to_contain_text("Vosges")
    page.click("#atelier-fermer")
    page.click("#atelier-oublier-88")
    expect(page.locator("#atelier-gardee")).to_be_hidden()
    page.reload()
    expect(page.locator("#atelier-gardee")).to_be_hidden()


def test_a_file_that_cannot_be_read_is_shown_and_corrected(page: Page) -> None:
    held = {**files("88"), "procedures.yaml": b"afis:\n\tservice: Caisse\n"}
    given(page, held)
    expect(page.locator(".kit-atelier-illisible textarea")).to_have_value(re.compile("Caisse"))
    page.get_by_role("button", name="Corriger", exact=True).click()
    expect(page.locator(STATUS)).to_contain_text("Corrigé")
    assert taken(page)["procedures.yaml"] == b"afis:\n  service: Caisse\n"


def test_the_report_is_that_of_the_schema(page: Page) -> None:
    opened(page)
    with page.expect_download() as waited:
        page.click("#atelier-rapport")
    assert json.loads(Path(waited.value.path()).read_text(encoding="utf-8"))["summary"]["departments"] == 1


@pytest.mark.parametrize("page", [360, 1280], indirect=True)
def test_every_section_is_readable_by_all_at_every_width(page: Page) -> None:
    assert violations(page) == []
    opened(page)
    sections = page.locator(".kit-atelier-rubriques button").evaluate_all("all => all.map(each => each.id)")
    for name in (each.removeprefix("rubrique-") for each in sections):
        shown(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    shown(page, "membres", "membres/medecin/1")
    by_id(page, "pli-remplacer:membres/medecin/1-titre").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_no_key_of_the_files_shows_in_the_form(page: Page) -> None:
    opened(page)
    for section in ("membres", "procedures"):
        shown(page, section)
        assert re.findall(r"\.yaml|[{}\[\]]|\b[a-z]+_[a-z_]+\b", page.inner_text("#atelier-fiche")) == []


@pytest.mark.parametrize(
    ("forge", "branch", "address"),
    [
        ("https://github.com/o/r", None, "https://github.com/o/r/edit/HEAD/departments/88-vosges/sessions.yaml"),
        ("https://github.com/o/r", "fiches", "https://github.com/o/r/edit/fiches/departments/88-vosges/sessions.yaml"),
        (
            "https://gitlab.exemple.invalid/o/r",
            None,
            "https://gitlab.exemple.invalid/o/r/-/edit/main/departments/88-vosges/sessions.yaml",
        ),
        (
            "https://gitlab.exemple.invalid/o/r",
            "données/2026",
            "https://gitlab.exemple.invalid/o/r/-/edit/donn%C3%A9es/2026/departments/88-vosges/sessions.yaml",
        ),
        ("https://forge.exemple.invalid/o/r", None, None),
        (None, None, None),
    ],
)
def test_the_forge_is_offered_where_its_addresses_are_known(
    page: Page, forge: str | None, branch: str | None, address: str | None
) -> None:
    if branch:
        page.locator("#atelier").evaluate("(each, branch) => { each.dataset.branche = branch; }", branch)
    if forge:
        page.locator("#atelier").evaluate("(each, forge) => { each.dataset.forge = forge; }", forge)
    opened(page)
    shown(page, "seances")
    by_id(page, "pli-ajouter:sessions-titre").click()
    by_id(page, "ajouter:sessions:date").fill("2027-03-04")
    by_id(page, "ajouter:sessions:formation").select_option("politique")
    by_id(page, "pli-ajouter:sessions").locator("button").click()
    expect(by_id(page, "entree-sessions/8")).to_be_visible()
    page.click("#atelier-changements")
    expect(page.locator("#atelier-lecture-titre")).to_be_focused()
    links = page.locator("#atelier-lecture a").evaluate_all("all => all.map(each => each.href)")
    assert links == ([address] if address else [])
