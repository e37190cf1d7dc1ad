"""« Ma fiche » in a real browser: from a disk or a server, the report of the kit, and nothing leaves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kit.files import resources
from kit.files.archive import unpacked
from kit.findings.remedy import add
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
    page = workshop.page(TODAY)
    assert (page.fragments, "n’est pas disponible ici" in page.text, "kit check" in page.text) == ((), True, True)
