"""« Ma fiche » in a real browser: from a disk or a server, the report of the kit, and nothing leaves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from kit.files import resources
from kit.files.archive import unpacked
from kit.findings.remedy import add
from kit.handbook.country import Country
from kit.handbook.pages import workshop
from kit.judging import pipeline
from kit.report.formats import json
from tests.browser.quality import Open, Strict, serving
from tests.conftest import HOUSE, TODAY
from tests.edit.form.fiche import draft

PATH = "ma-fiche.html"
VOSGES = HOUSE / "departments" / "88-vosges"


class Deaf(Strict):
    """A server that lets no page run WebAssembly."""

    python = ""


class Torn(Strict):
    """A server that has lost one of the scripts of the engine."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.replace("/moteur/03.js", "/moteur/absent.js"))


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with serving(Strict, site) as address:
        yield address


def check(page: Page) -> None:
    """Choose the files of the Vosges and have them checked; wait for what is said of them, or for why nothing is."""
    page.fill("#atelier-jour", TODAY.isoformat())
    page.set_input_files("#atelier-fichiers", [str(file) for file in sorted(VOSGES.iterdir())])
    page.locator("#atelier-etat").filter(has_text=re.compile("constats|WebAssembly|pas dans ce site")).wait_for()


def expected() -> str:
    files = {file.name: file.read_bytes() for file in VOSGES.iterdir()}
    return json.write(pipeline.given(VOSGES.name, files, TODAY))


def downloaded(page: Page) -> str:
    with page.expect_download() as taken:
        page.click("#atelier-rapport")
    return Path(taken.value.path()).read_text(encoding="utf-8")


def test_from_a_disk_the_report_is_that_of_the_kit_and_nothing_leaves(opened: Open, site: Path) -> None:
    page = opened(PATH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    check(page)
    assert page.locator("#atelier-etat").inner_text().endswith("constats.")
    assert downloaded(page) == expected()
    folder = f"{site.as_uri()}/assets/moteur/"
    assert {url for url in asked if not url.startswith((folder, "blob:"))} == set()
    # Une seconde fois, tout est là.
    asked.clear()
    page.click("#atelier-fermer")
    check(page)
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_what_is_edited_in_the_page_is_what_the_kit_writes(opened: Open) -> None:
    page = opened(PATH)
    check(page)
    page.click("#rubrique-seances")
    page.locator('[id="pli-ajouter:sessions-titre"]').click()
    page.locator('[id="ajouter:sessions:date"]').fill("2027-03-04")
    page.locator('[id="ajouter:sessions:formation"]').select_option("politique")
    page.locator('[id="pli-ajouter:sessions"] button').click()
    page.locator('[id="entree-sessions/8"]').wait_for()
    with page.expect_download() as taken:
        page.click("#atelier-telecharger")
    session = {"date": "2027-03-04", "formation": "politique", "etat": "prevue"}
    natively = draft("88").edited([add(("sessions",), session)])
    assert unpacked(Path(taken.value.path()).read_bytes()) == unpacked(natively.zipped())


def said(page: Page) -> str:
    return page.locator("#atelier-etat").inner_text().replace("\u00a0", " ")


def given(page: Page, **changed: bytes) -> None:
    """Choose the files of the Vosges, some of them having other bytes."""
    page.fill("#atelier-jour", TODAY.isoformat())
    held = {file.stem: file.read_bytes() for file in sorted(VOSGES.iterdir())} | changed
    files: list[FilePayload] = [
        {"name": f"{name}.yaml", "mimeType": "text/yaml", "buffer": raw} for name, raw in held.items()
    ]
    page.set_input_files("#atelier-fichiers", files)


def place(page: Page, text: str) -> None:
    """Write the place of the next session, without leaving the field."""
    page.click("#rubrique-seances")
    page.locator('[id="entree-sessions/7-titre"]').click()
    page.locator('[id="sessions/7/lieu"]').fill(text)


def test_a_finding_of_a_whole_file_is_shown_and_the_work_kept_comes_back(opened: Open) -> None:
    page = opened(PATH, natively=True)
    given(page, commission=(VOSGES / "commission.yaml").read_bytes().replace(b"\n", b"\r\n"))
    page.locator("#atelier-titre").wait_for()
    assert said(page).startswith("Fiche ouverte : Vosges, conforme, ")
    page.check("#atelier-garder")
    page.locator("#atelier-etat").filter(has_text="Ce navigateur garde votre fiche, ici seulement.").wait_for()
    page.reload()
    page.click("#atelier-reprendre-88")
    page.locator("#atelier-etat").filter(has_text="Fiche ouverte").wait_for()
    assert (page.is_checked("#atelier-garder"), page.input_value("#atelier-jour")) == (True, TODAY.isoformat())
    # Ce qui est gardé l’est d’une fiche : une autre, ouverte ensuite, ne prend pas sa place.
    page.click("#atelier-fermer")
    page.fill("#atelier-departement", "48")
    page.click("#atelier-vide")
    page.locator("#atelier-titre").filter(has_text="Lozère").wait_for()
    assert not page.is_checked("#atelier-garder")
    page.click("#atelier-fermer")
    page.locator("#atelier-gardee-liste").filter(has_text="Vosges (88)").wait_for()


def test_what_cannot_be_drawn_is_said_in_french_and_kept_all_the_same(opened: Open) -> None:
    page = opened(PATH, natively=True)
    check(page)
    page.check("#atelier-garder")
    page.locator("#atelier-etat").filter(has_text="Ce navigateur garde").wait_for()
    place(page, "Préfecture")
    page.evaluate("() => { document.getElementById('atelier-fiche').replaceChildren = () => { throw Error('no'); }; }")
    page.keyboard.press("Tab")
    page.locator("#atelier-etat").filter(has_text="n’a pas pu").wait_for()
    assert said(page) == (
        "La page n’a pas pu montrer toute la fiche : ses fichiers, eux, sont tels que vous les avez écrits."
    )
    page.reload()
    page.click("#atelier-reprendre-88")
    page.click("#rubrique-seances")
    page.locator('[id="entree-sessions/7-titre"]').click()
    assert page.locator('[id="sessions/7/lieu"]').input_value() == "Préfecture"


@pytest.mark.parametrize("held", [0, 1_500])
def test_a_click_that_leaves_a_field_is_not_lost(held: int, opened: Open) -> None:
    page = opened(PATH, natively=True)
    check(page)
    place(page, "Préfecture")
    page.locator("#rubrique-membres").click(delay=held)
    page.locator("#atelier-rubrique").filter(has_text="Les membres").wait_for()
    page.locator("#atelier-annuler:enabled").wait_for()
    assert page.locator("#rubrique-membres").get_attribute("aria-current") == "true"


def test_leaving_what_is_not_saved_is_asked(opened: Open) -> None:
    page = opened(PATH, natively=True)
    check(page)
    place(page, "Préfecture")
    page.click("#atelier-fermer")
    asked = page.locator("#atelier-lecture")
    assert asked.locator("p").inner_text().replace("\u00a0", " ") == (
        "Vos changements à la fiche « Vosges (88) » ne sont ni téléchargés ni gardés : ils seraient perdus."
    )
    page.get_by_role("button", name="Rester sur cette fiche").click()
    assert (asked.is_visible(), page.locator("#atelier-fiche").is_visible()) == (False, True)
    # Un fichier qui ne s’ouvre pas laisse la fiche comme elle était.
    page.set_input_files("#atelier-fichiers", {"name": "x.zip", "mimeType": "application/zip", "buffer": b"PK rien"})
    page.locator("#atelier-etat").filter(has_text="ne peut pas être ouverte").wait_for()
    assert page.locator("#atelier-annuler").is_enabled()
    # « Ce qui a changé » ne reste pas quand ce n’est plus vrai.
    page.click("#atelier-changements")
    page.get_by_role("heading", name="Ce qui a changé").wait_for()
    page.click("#atelier-annuler")
    page.locator("#atelier-etat").filter(has_text="Le dernier changement est annulé.").wait_for()
    assert not asked.is_visible()
    page.click("#atelier-fermer")
    page.locator("#atelier-ouvrir").wait_for()
    assert not page.locator("#atelier-fiche").is_visible()


def test_a_gesture_that_is_refused_leads_to_the_field_that_lacks(opened: Open) -> None:
    page = opened(PATH, natively=True)
    check(page)
    page.click("#rubrique-seances")
    page.locator('[id="pli-ajouter:sessions-titre"]').click()
    page.locator('[id="ajouter:sessions:date"]').fill("2027-03-04")
    # Deux appuis de suite n’en font qu’un.
    page.locator('[id="pli-ajouter:sessions"] button').dblclick()
    lacking = page.locator('[id="ajouter:sessions:formation"]')
    fault = page.locator('[id="ajouter:sessions:formation-faute"]')
    fault.wait_for()
    assert fault.inner_text().replace("\u00a0", " ") == "Remplissez « Formation »."
    assert lacking.get_attribute("aria-invalid") == "true"
    assert lacking.evaluate("each => each === document.activeElement")
    assert page.locator('[id="ajouter:sessions:date-faute"]').is_hidden()


@pytest.mark.parametrize("width", [1280, 400])
def test_going_backwards_the_focus_is_never_under_what_stays_on_top(width: int, opened: Open) -> None:
    page = opened(PATH, width=width, natively=True)
    check(page)
    page.click("#rubrique-seances")
    page.locator('[id="entree-sessions/7-titre"]').click()
    page.locator('[id="pli-ajouter:sessions-titre"]').focus()
    hidden = []
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        hidden.append(
            page.evaluate(
                """() => {
                  const each = document.activeElement, box = each.getBoundingClientRect();
                  const bars = [document.querySelector(".md-header"), document.getElementById("atelier-etat")];
                  const under = bars.some((bar) => bar.getBoundingClientRect().bottom > box.top);
                  return under && each.closest("#atelier") ? each.id : "";
                }"""
            )
        )
    assert [each for each in hidden if each] == []


def test_from_a_server_it_is_the_same(browser: Browser, served: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.set_default_timeout(120_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served}/{PATH}")
    check(page)
    assert (downloaded(page), said) == (expected(), [])
    page.close()


@pytest.mark.parametrize("address", ["index.html", "https://exemple.invalid/"])
def test_the_page_can_ask_nothing_of_any_place(opened: Open, address: str) -> None:
    page = opened(PATH)
    assert "Failed to fetch" in page.evaluate("address => fetch(address).then(() => 'lu', String)", address)
    assert page.locator("[name=search]").count() == 0


@pytest.mark.parametrize(("kind", "said"), [(Deaf, "ne permet pas WebAssembly"), (Torn, "n’est pas dans ce site")])
def test_where_it_cannot_run_the_page_says_so(kind: type[Strict], said: str, browser: Browser, site: Path) -> None:
    with serving(kind, site) as address:
        page = browser.new_page(locale="fr-FR")
        page.goto(f"{address}/{PATH}")
        check(page)
        assert said in page.locator("#atelier-etat").inner_text()
        page.close()


def test_without_its_engine_the_page_says_what_else_checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "ENGINE", tmp_path / "absent")
    report, cases = pipeline.run(HOUSE, (VOSGES,), TODAY)
    page = workshop.page(Country.of(report, cases))
    assert (page.fragments, "n’est pas disponible ici" in page.text, "kit check" in page.text) == ((), True, True)
