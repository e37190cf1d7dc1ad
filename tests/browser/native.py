"""« Ma fiche » answered by the kit as it runs here, in place of the engine of the page, which is long to start."""

import base64
import json

from playwright.sync_api import Page

from kit.edit.form.worker import answer
from kit.errors import KitError

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


def answered(page: Page) -> None:
    """Have the kit answer a page that is not opened yet."""
    page.expose_function("kitAsk", _native)
    page.add_init_script(_ENGINE)


def _native(request: str, held: str) -> str:
    """Answer as the engine of the page does."""
    try:
        told, given = answer(json.loads(request), {n: base64.b64decode(t) for n, t in json.loads(held).items()})
    except KitError as error:
        return json.dumps({"error": str(error)})
    return json.dumps({"answer": told, "files": {n: base64.b64encode(raw).decode() for n, raw in given.items()}})
