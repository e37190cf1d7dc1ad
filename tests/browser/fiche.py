"""« Ma fiche » in a real browser, the kit answering natively: the page, and what is done in it again and again."""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from kit.edit.form.worker import answer
from kit.errors import KitError
from kit.files.archive import unpacked
from tests.conftest import TODAY
from tests.edit.form.fiche import files

# Le même échange qu’avec le moteur de la page, sans le charger : les octets passent en base64.
_ENGINE = """
const packed = (files) => Object.fromEntries(Object.entries(files).map(([name, raw]) =>
  [name, btoa(raw.reduce((text, byte) => text + String.fromCharCode(byte), ""))]));
const open = (files) => Object.fromEntries(Object.entries(files).map(([name, text]) =>
  [name, Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))]));
const ask = async (request, files) => {
  const told = JSON.parse(await globalThis.kitAsk(JSON.stringify(request), JSON.stringify(packed(files))));
  if (told.error) throw new Error(told.error);
  return { answer: told.answer, files: open(told.files) };
};
const engine = { start: async () => ({ ask, add: async () => {} }) };
// Le moteur de la page se pose ensuite à la même place : il n’y prend pas celle-ci.
Object.defineProperty(globalThis, "KitEngine", { get: () => engine, set: () => {} });
"""
STATUS, TITLE = "#atelier-etat", "#atelier-titre"


def _native(request: str, held: str) -> str:
    """Answer as the engine of the page does."""
    try:
        told, given = answer(json.loads(request), {n: base64.b64decode(t) for n, t in json.loads(held).items()})
    except KitError as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"answer": told, "files": {n: base64.b64encode(raw).decode() for n, raw in given.items()}})


@pytest.fixture
def page(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, from its folder; a parameter is its width."""
    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.expose_function("kitAsk", _native)
    page.add_init_script(_ENGINE)
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
