"""Every type of page in a real browser: readable by all, at every width, alone on its origin, on paper too."""

import functools
import gzip
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.conftest import HOUSE
from tests.handbook.outils_cases import PAGES

_AXE = HOUSE / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_COLOURS = ("color-contrast", "link-in-text-block")
# Une page de chaque sorte ; les départements vont du plus simple au plus plein.
TYPES = (
    "index.html",
    "departements/index.html",
    "departements/38-isere.html",
    "departements/93-seine-saint-denis.html",
    "departements/48-lozere.html",
    "calendrier.html",
    "regles/index.html",
    "regles/siege-sans-titulaire.html",
    "droit/index.html",
    "droit/casf-r121-12-7.html",
    "droit/ceseda-aps.html",
    "droit/tracabilite.html",
    "droit/incertain.html",
    "guide/index.html",
    "guide/preparer-une-seance.html",
    "glossaire.html",
    "procedures/index.html",
    "procedures/parcours.html",
    "procedures/aps.html",
    "procedures/fiche-aps.html",
    "procedures/situations.html",
    "procedures/afis.html",
    "procedures/apres.html",
    "outils/index.html",
    "donnees/index.html",
    "donnees/journal.html",
    "404.html",
)
TOOLS = tuple(f"outils/{page}.html" for page in PAGES.values())
# Des pages de même sorte : ce qui est écrit pour l'une l'est pour toutes. « test_outils » lit chaque outil.
KIN = {
    "departements/*.html": "departements/48-lozere.html",
    "regles/*.html": "regles/siege-sans-titulaire.html",
    "droit/*.html": "droit/casf-r121-12-7.html",
    "guide/*.html": "guide/preparer-une-seance.html",
}
_CLASSES = re.compile(r'\bclass="([^"]*)"')
WIDTHS = (360, 768, 1280, 1920)
# Le plus strict que le thème permette : rien que de cette origine, et aucune requête ailleurs.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'"
)


class Strict(SimpleHTTPRequestHandler):
    """The site behind a strict policy, compressed as servers do, in silence."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():  # Une icône qu’aucune page ne nomme, et que le navigateur demande quand même.
            self.send_response(204 if path.name == "favicon.ico" else 404)
            self.end_headers()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        # La page d’erreur, seule, porte sa feuille de style : elle s’affiche à n’importe quelle adresse.
        own = " 'unsafe-inline'" if path.name == "404.html" else ""
        self.send_header("Content-Security-Policy", _POLICY.replace("style-src 'self'", f"style-src 'self'{own}"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site from its folder, as a double click does."""
    contexts = []

    def open_page(path: str, *, width: int = 1280, scheme: Any = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR")
        contexts.append(context)
        page = context.new_page()
        page.goto((site / path).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_every_page_is_of_a_type(site: Path) -> None:
    kin = {page for alike, one in KIN.items() if one in TYPES for page in site.glob(alike)}
    known = kin | {site / path for path in (*TYPES, *TOOLS)}
    assert sorted(path.relative_to(site).as_posix() for path in set(site.rglob("*.html")) - known) == []
    # Ce qu'une page a de plus que celles de sa sorte se verrait à ses classes.
    seen = set[str]().union(*(_classes(site / path) for path in (*TYPES, *TOOLS)))
    assert {f"{path.name} : {more}" for path in sorted(kin) for more in _classes(path) - seen} == set()


def _classes(page: Path) -> set[str]:
    return {name for names in _CLASSES.findall(page.read_text("utf-8")) for name in names.split()}


@pytest.mark.parametrize("path", TYPES)
def test_no_page_keeps_anybody_out(opened: Open, path: str) -> None:
    assert violations(opened(path)) == []


@pytest.mark.parametrize("path", TYPES)
def test_no_page_keeps_anybody_out_in_the_dark(opened: Open, path: str) -> None:
    # Le thème sombre ne change que les couleurs, et le bouton qui en change, le même sur chaque page.
    page = opened(path, scheme="dark")
    dressed = "slate" if path != "404.html" else None  # Sans le thème, elle suit la machine par sa feuille de style.
    assert page.evaluate("document.body.dataset.mdColorScheme") == dressed
    assert violations(page, *(() if path == TYPES[0] else _COLOURS)) == []


def violations(page: Page, *rules: str) -> list[str]:
    """Give what axe-core finds in a page against WCAG 2.2 A and AA; of some rules only when they are named."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _TAGS}
    found = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [
        f"{rule['id']} {node['target']} {node['any'][0]['message'] if node['any'] else node['html'][:90]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", TYPES)
def test_a_page_fits_every_width(opened: Open, path: str) -> None:
    page = opened(path, width=WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("path", TYPES)
def test_a_page_asks_nothing_of_anybody_else_and_breaks_no_policy(browser: Browser, served: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[Request] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{served}/{path}", wait_until="networkidle")
    context.close()
    assert [request.url for request in asked if not request.url.startswith((served, "data:", "blob:"))] == []
    assert said == []


def test_a_department_page_is_light(browser: Browser, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    weights: dict[str, int] = {}
    page.on("requestfinished", lambda request: weights.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{served}/departements/93-seine-saint-denis.html", wait_until="networkidle")
    context.close()
    # L'index de la recherche vient à part, une fois la page lue.
    shown = {url: weight for url, weight in weights.items() if "/search/" not in url and "/workers/" not in url}
    assert sum(shown.values()) <= 300_000, shown


def test_the_keyboard_leads_from_home_to_a_rule_and_to_a_tool(opened: Open) -> None:
    page = opened("index.html")
    for wanted in ("departements/13-bouches-du-rhone.html", "regles/", "outils/", "echeancier.html"):
        _tab_to(page, wanted)
        _is_seen(page)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{wanted}**")
    assert page.locator("h1").count() == 1
    # L’outil lui-même se remplit au clavier.
    _tab_to_field(page, "debut")
    page.keyboard.type("01012026")
    page.keyboard.press("Enter")
    assert "1er janvier 2026" in page.locator(".kit-reponse").inner_text().replace("\u00a0", " ")


def _tab_to_field(page: Page, wanted: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == wanted:
            return
    pytest.fail(f"Aucun champ {wanted} au clavier.")


def _is_seen(page: Page) -> None:
    """The element that has the focus does not look as it does without."""
    focused = page.evaluate_handle("document.activeElement")
    here = page.screenshot()
    focused.evaluate("element => element.blur()")
    assert page.screenshot() != here
    focused.evaluate("element => element.focus()")


def _tab_to(page: Page, wanted: str) -> None:
    for _ in range(400):
        page.keyboard.press("Tab")
        address = page.evaluate(
            "(document.activeElement.getAttribute('href') || document.activeElement.href?.baseVal || '')"
        )
        if wanted in address.removeprefix("../") and ("index" not in address or wanted == "outils/"):
            return
    pytest.fail(f"Aucun lien vers {wanted} au clavier.")


@pytest.mark.parametrize(
    "path", ["departements/38-isere.html", "regles/siege-sans-titulaire.html", "procedures/fiche-aps.html"]
)
def test_paper_has_the_text_and_not_the_menus(opened: Open, path: str) -> None:
    page = opened(path)
    page.emulate_media(media="print")
    for menu in (".md-header", ".md-tabs", ".md-sidebar"):
        assert not any(page.locator(menu).nth(n).is_visible() for n in range(page.locator(menu).count())), menu
    assert page.locator("h1").is_visible()
