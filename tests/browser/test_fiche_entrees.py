"""The ways into « Ma fiche » in a real browser, with its own engine: a spreadsheet, the published fiche, the text of a
file that cannot be read, files that are none of the four."""

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Download, FilePayload, Page, expect

from kit.edit.form.entering import TABLES
from kit.edit.form.worker import answer
from kit.files.archive import unpacked
from kit.law.texts import composition_on
from tests.browser.fiche import STATUS, TITLE, taken
from tests.browser.quality import Open, violations
from tests.conftest import TODAY
from tests.edit.form.fiche import files
from tests.edit.sheet.books import HEAD, xlsx

pytestmark = pytest.mark.proof

PATH = "ma-fiche.html"
TOLD = "#atelier-lecture"
START = datetime.date(2026, 1, 15)


def members(number: int) -> bytes:
    """Give a spreadsheet of as many members, seat after seat of the text of the day."""
    seats = [seat.ordinal for seat in composition_on(TODAY).seats]
    rows = [(seats[rank % len(seats)], f"Titulaire du rang {rank + 1}", START, "") for rank in range(number)]
    return xlsx({"Membres": (HEAD, *rows)})


def chosen(page: Page, department: str) -> None:
    page.fill("#atelier-jour", TODAY.isoformat())
    page.fill("#atelier-departement", department)


def given(page: Page, field: str, held: Mapping[str, bytes]) -> None:
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": raw} for name, raw in held.items()
    ]
    page.set_input_files(field, payloads)


def read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def said(page: Page, text: str) -> None:
    """Wait for the page to say something: the engine is loaded first, and a busy machine takes its time."""
    page.locator(STATUS).filter(has_text=text).wait_for()


def test_a_spreadsheet_of_twenty_members_is_imported(opened: Open) -> None:
    page = opened(PATH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    # Sans département, il n’y a pas de fiche où le mettre.
    given(page, "#atelier-tableau", {"membres.xlsx": members(20)})
    expect(page.locator("#atelier-departement-faute")).to_be_visible()
    chosen(page, "Vosges")
    given(page, "#atelier-fichiers", {"membres.xlsx": members(20)})
    page.locator(TITLE).filter(has_text="Vosges (88)").wait_for()
    said(page, "Tableau lu\u00a0: 20\u00a0lignes lues, 20\u00a0ajoutées")
    request = {"do": "import", "code": "88", "date": TODAY.isoformat(), "table": "membres.xlsx", "aside": []}
    assert taken(page) == answer(request, {"membres.xlsx": members(20)})[1]
    # Ce qui lit un tableau ne se charge qu’avec lui, après le reste, et une fois.
    names = [name for name in asked if name.endswith(".js")]
    assert names.index("tableur-00.js") > names.index("01.js")
    given(page, "#atelier-tableau-ici", {"membres.xlsx": members(21)})
    said(page, "21\u00a0lignes lues, 1\u00a0ajoutée")
    assert [name for name in asked if name.endswith(".js")] == names
    page.click("#atelier-annuler")
    said(page, "annulé")


def test_what_is_taken_away_as_a_spreadsheet_is_what_the_kit_writes(opened: Open) -> None:
    page = opened(PATH)
    chosen(page, "88")
    for ending in TABLES:
        asked = {"code": "88", "date": TODAY.isoformat(), "ending": ending}
        with page.expect_download() as model:
            page.click(f"#atelier-modele-{ending[1:]}")
        [(name, raw)] = answer({"do": "model", **asked}, {})[1].items()
        assert (model.value.suggested_filename, parts(read(model.value))) == (name, parts(raw))
    given(page, "#atelier-fichiers", files("88"))
    page.click("#pli-tableau-titre")
    with page.expect_download() as whole:
        page.get_by_role("button", name=".ods").click()
    request = {"do": "export", "code": "88", "date": TODAY.isoformat(), "ending": ".ods"}
    assert {whole.value.suggested_filename: read(whole.value)} == answer(request, files("88"))[1]


def parts(raw: bytes) -> dict[str, bytes]:
    """Give what a workbook holds: two libraries do not compress alike; a .csv is one part."""
    return unpacked(raw) if raw.startswith(b"PK") else {"": raw}


def test_what_is_not_understood_is_said_line_by_line_and_left_aside(opened: Open) -> None:
    page = opened(PATH, width=360)
    chosen(page, "88")
    rows = (("Siège", "Titre", "Truc", "Chose", "Du"), ("8°", "Médecin hospitalier", "x", "y", START))
    given(page, "#atelier-tableau", {"membres.xlsx": xlsx({"Membres": rows})})
    said(page, "2 fautes dans ce tableau ; rien n’est écrit.")
    expect(page.locator("#atelier-lecture-titre")).to_be_focused()
    places = page.locator(f"{TOLD} li strong")
    expect(places).to_have_text(["Membres, ligne 1, colonne C", "Membres, ligne 1, colonne D"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page.get_by_role("button", name="Laisser de côté « Truc »").click()
    said(page, "1 faute dans ce tableau")
    expect(places).to_have_text(["Membres, ligne 1, colonne D"])
    page.get_by_role("button", name="Laisser de côté « Chose »").click()
    said(page, "1\u00a0ligne lue, 1\u00a0ajoutée")
    assert not page.locator(TOLD).is_visible()
    assert violations(page) == []


def test_the_published_fiche_is_offered_where_there_is_one_and_opened_without_a_network(opened: Open) -> None:
    page = opened(PATH)
    chosen(page, "Ain")
    expect(page.locator("#atelier-publiee")).to_be_hidden()
    chosen(page, "Vosges (88)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("#atelier-publiee-ouvrir")
    page.locator(TITLE).filter(has_text="Vosges (88)").wait_for()
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert [url for url in asked if "/fiches/" in url] == [page.url.replace(PATH, "assets/fiches/88.js")]
    expect(page.locator("#atelier-depart")).to_contain_text("de la fiche publiée, dite «\u00a0conforme\u00a0» au ")
    expect(page.locator("#atelier-depart")).to_contain_text("sans les remplacer par ceux-ci")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("#atelier-apercu .kit-apercu-verdict")).to_have_text(
        "Le verdict n’est pas montré ici\u00a0: cette fiche n’a que ce que le site publie."
    )
    held = taken(page)
    assert sorted(held) == sorted(files("88"))
    assert re.findall(rb"^ *#", b"\n".join(held.values()), re.MULTILINE) == []
    page.click("#atelier-fermer")
    given(page, "#atelier-fichiers", files("88"))
    page.locator(TITLE).wait_for()
    expect(page.locator("#atelier-depart")).to_have_count(0)


def test_a_file_that_cannot_be_read_is_corrected_in_the_page(opened: Open) -> None:
    page = opened(PATH)
    given(page, "#atelier-fichiers", {**files("88"), "procedures.yaml": b"afis:\n  service: x: y\n", "photo.png": b""})
    area = page.locator(".kit-atelier-illisible textarea")
    area.wait_for()
    expect(area).to_have_value("afis:\n  service: x: y\n")
    said(page, "«\u00a0photo.png\u00a0» n’a pas été ouvert")
    page.get_by_role("button", name="Ligne 2", exact=True).click()
    assert area.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)") == "  service: x: y"
    # Ce qui est tapé reste quand autre chose se redessine.
    area.fill("afis:\n  service: [Caf\n")
    page.click("#rubrique-seances")
    expect(page.locator("#rubrique-seances")).to_have_attribute("aria-current", "true")
    expect(area).to_have_value("afis:\n  service: [Caf\n")
    page.get_by_role("button", name="Relire").click()
    said(page, "ne se lit toujours pas")
    area.fill("afis:\n  service: Caf\n")
    page.get_by_role("button", name="Relire").click()
    said(page, "se lit maintenant")
    expect(area).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "atelier-titre"
    assert taken(page)["procedures.yaml"] == b"afis:\n  service: Caf\n"


def test_files_that_are_none_of_the_four_are_named_and_nothing_else_changes(opened: Open) -> None:
    page = opened(PATH)
    given(page, "#atelier-fichiers", {"photo.png": b"", "liste.docx": b""})
    said(page, "«\u00a0photo.png\u00a0» n’a pas été ouvert")
    said(page, "«\u00a0liste.docx\u00a0» n’a pas été ouvert")
    assert not page.locator("#atelier-fiche").is_visible()
    given(page, "#atelier-fichiers", {"a.csv": b"", "b.csv": b""})
    said(page, "Un tableau à la fois\u00a0: choisissez-en un seul.")


def test_a_spreadsheet_that_names_people_says_so_and_its_names_are_left_aside(opened: Open) -> None:
    page = opened(PATH, width=360)
    chosen(page, "88")
    rows = ((*HEAD, "Nom"), ("8°", "Médecin hospitalier", START, "", "Camille Exemple"))
    given(page, "#atelier-tableau", {"membres.xlsx": xlsx({"Membres": rows})})
    page.locator("#atelier-lecture-titre").wait_for()
    expect(page.locator("#atelier-lecture-titre")).to_have_text("Ce tableau nomme des personnes")
    expect(page.locator(TOLD)).to_contain_text("1\u00a0nom lu\u00a0: il reste dans vos fichiers")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    assert b"Camille Exemple" in taken(page)["membres.yaml"]
    page.get_by_role("button", name="Laisser de côté « Nom »").click()
    expect(page.locator(TOLD)).to_be_hidden()
    held = taken(page)["membres.yaml"]
    assert (b"Camille Exemple" in held, "Médecin hospitalier".encode() in held) == (False, True)


def test_a_file_that_is_no_text_has_no_area_and_its_section_leads_to_it(opened: Open) -> None:
    page = opened(PATH)
    given(page, "#atelier-fichiers", {**files("88"), "membres.yaml": b"%PDF-1.7\n"})
    part = page.locator(".kit-atelier-illisible")
    part.wait_for()
    expect(part).to_contain_text("ne peut pas être montré en entier")
    expect(part.locator("textarea")).to_have_count(0)
    page.click("#rubrique-membres")
    expect(page.get_by_role("link", name="corrigez son texte")).to_have_count(0)
    link = page.get_by_role("link", name="voyez pourquoi")
    expect(page.get_by_role("button", name="Ajouter un titulaire")).to_have_count(0)
    link.click()
    expect(part).to_be_in_viewport()
    assert violations(page) == []
    assert taken(page)["membres.yaml"] == b"%PDF-1.7\n"
