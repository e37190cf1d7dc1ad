"""« Ma fiche » in a real browser, the kit answering natively: the page, and what is done in it again and again."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, expect

from kit.files.archive import unpacked
from tests.browser.native import answered
from tests.conftest import TODAY
from tests.edit.form.fiche import files

STATUS, TITLE = "#atelier-etat", "#atelier-titre"


@pytest.fixture
def page(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, from its folder; a parameter is its width."""
    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR")
    context.set_default_timeout(60_000)
    page = context.new_page()
    answered(page)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((site / "ma-fiche.html").as_uri())
    page.fill("#atelier-jour", TODAY.isoformat())
    yield page
    context.close()
    assert faults == []


def by_id(page: Page, name: str) -> Any:
    """Give an element by its id, which may hold any sign."""
    return page.locator(f'[id="{name}"]')


def given(page: Page, held: Mapping[str, bytes]) -> None:
    """Choose files."""
    page.set_input_files("#atelier-fichiers", [payload(name, raw) for name, raw in held.items()])


def payload(name: str, raw: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/yaml", "buffer": raw}


def opened(page: Page, code: str = "88") -> None:
    """Open an example department by its four files."""
    given(page, files(code))
    expect(page.locator(TITLE)).to_contain_text(f"({code})")


def shown(page: Page, section: str, *entries: str) -> None:
    """Show a section, and open entries of it."""
    page.click(f"#rubrique-{section}")
    expect(by_id(page, f"rubrique-{section}")).to_have_attribute("aria-current", "true")
    for entry in entries:
        by_id(page, f"entree-{entry}-titre").click()
        expect(by_id(page, f"entree-{entry}").locator(".kit-champ").first).to_be_visible()


def taken(page: Page) -> dict[str, bytes]:
    """Take the files away."""
    with page.expect_download() as waited:
        page.click("#atelier-telecharger")
    return {Path(path).name: raw for path, raw in unpacked(Path(waited.value.path()).read_bytes()).items()}


def closing(page: Page) -> list[str]:
    """Try to close the page, stay in it, and give the kind of each question that it asks."""
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.close(run_before_unload=True)
    return asked
