"""What a page is held to in a browser: axe-core, a strict policy, a server like those of others."""

import contextlib
import functools
import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.conftest import HOUSE

Open = Callable[..., Page]

_AXE = HOUSE / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

COLOURS = ("color-contrast", "link-in-text-block")

_DRAWN = (*COLOURS, "target-size")

_FEWER = """() => {
  const dress = (each) => `${each.tagName} ${each.getAttribute("class")} ${each.getAttribute("style")}`;
  for (const whole of document.querySelectorAll("tbody, ul, ol")) {
    const kept = {};
    for (const line of [...whole.children]) {
      const kind = [line, ...line.querySelectorAll("*")].map(dress).join();
      kept[kind] = (kept[kind] ?? 0) + 1;
      if (kept[kind] > 2) line.remove();
    }
  }
}"""

# Un mot de tableau sur deux lignes, sauf à une syllabe ; les numéros et les adresses n’en sont pas.
_CUT = """() => {
  const found = [], range = document.createRange();
  for (const cell of document.querySelectorAll(".md-content tbody :is(th, td)")) {
    const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const text = words.currentNode;
      if (!text.parentElement.checkVisibility() || text.parentElement.closest(".kit-adresse, td .kit-numero")) continue;
      for (const word of text.data.matchAll(/[\\p{L}\\p{N}_]{2,}/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].filter((each) => each.width > 0.5).map((each) => each.top));
        if (lines.size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""

# Le plus strict que le thème permette : rien que de cette origine, et aucune requête ailleurs.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'"
)


class Strict(SimpleHTTPRequestHandler):
    """The site behind a strict policy, compressed as servers do, in silence; `python` is what it lets a page run."""

    python = " 'wasm-unsafe-eval'"

    policy = POLICY

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():  # Une icône qu’aucune page ne nomme, et que le navigateur demande quand même.
            self.send_response(204 if path.name == "favicon.ico" else 404)
            self.end_headers()
            return
        body = gzip.compress(self.content(path), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        # La page d’erreur, seule, porte sa feuille de style : elle s’affiche à n’importe quelle adresse.
        own = " 'unsafe-inline'" if path.name == "404.html" else ""
        policy = self.policy.replace("style-src 'self'", f"style-src 'self'{own}")
        if path.name == "ma-fiche.html":  # Elle s’interdit le reste elle-même, et demande à lancer Python.
            policy = policy.replace("script-src 'self'", f"script-src 'self'{self.python}")
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def content(self, path: Path) -> bytes:
        return path.read_bytes()

    def log_message(self, *args: Any) -> None:
        """Say nothing of each request."""


def violations(page: Page) -> list[str]:
    """Give what axe-core finds in a page against WCAG 2.2 A and AA."""
    return judged(page, WCAG, but=_DRAWN) + ill_drawn(page, _DRAWN)


def ill_drawn(page: Page, rules: tuple[str, ...]) -> list[str]:
    """Give what axe-core finds in how a page is drawn, of which two lines of each kind are kept in every table and
    every list: the others have the same elements, with the same classes."""
    page.evaluate(_FEWER)
    return judged(page, {"type": "rule", "values": rules})


def cut_words(page: Page) -> list[str]:
    """Give the words of the tables of a page that the end of a line cuts."""
    found: list[str] = page.evaluate(_CUT)
    return found


def judged(page: Page, only: dict[str, Any], but: tuple[str, ...] = ()) -> list[str]:
    """Give what axe-core finds by some rules only, but for others."""
    page.evaluate("() => globalThis.axe !== undefined") or page.evaluate(_AXE.read_text(encoding="utf-8"))
    # Ce qui bouge encore arrive d’abord à sa place : une couleur se lit une fois qu’elle y est.
    page.evaluate(
        "document.getAnimations().forEach(each => each.effect.getComputedTiming().endTime < 1e6 && each.finish())"
    )
    rules = {rule: {"enabled": False} for rule in but}
    options = {"runOnly": only, "rules": rules, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']} {node['target']} {node['any'][0]['message'] if node['any'] else node['html'][:90]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@contextlib.contextmanager
def serving(kind: type[Strict], site: Path) -> Iterator[str]:
    """Serve a site; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
