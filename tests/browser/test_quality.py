"""Every type of page in a real browser: readable by all, at every width, alone on its origin, on paper too."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.pages import pages_of
from tests.browser.quality import COLOURS, Open, Strict, cut_words, ill_drawn, serving, violations
from tests.handbook.tools.cases import PAGES

pytestmark = pytest.mark.proof

# Une page de chaque sorte ; les départements vont du plus simple au plus plein.
TYPES = (
    "index.html",
    "departements/index.html",
    "departements/38-isere.html",
    "departements/93-seine-saint-denis.html",
    "departements/48-lozere.html",
    "calendrier.html",
    "ma-fiche.html",
    "regles/index.html",
    "regles/siege-sans-titulaire.html",
    "droit/index.html",
    "droit/casf-r121-12-7.html",
    "droit/ceseda-aps.html",
    "droit/tracabilite.html",
    "droit/incertain.html",
    "droit/a-relire.html",
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
    "donnees/chiffres-nationaux.html",
    "donnees/histoire.html",
    "contact.html",
    "plan-du-site.html",
    "404.html",
)
TOOLS = tuple(f"outils/{page}.html" for page in PAGES.values())
# Des pages de même sorte : ce qui est écrit pour l'une l'est pour toutes. « test_outils » lit chaque outil.
KIN = {
    "departements/*.html": "departements/48-lozere.html",
    "regles/*.html": "regles/siege-sans-titulaire.html",
    "droit/*.html": "droit/casf-r121-12-7.html",
    "guide/*.html": "guide/preparer-une-seance.html",
    "accessibilite.html": "contact.html",
    "donnees-personnelles.html": "contact.html",
    "mentions-legales.html": "contact.html",
}
_CLASSES = re.compile(r'\bclass="([^"]*)"')
WIDTHS = (360, 768, 1280, 1920)
# Ce que le bouton d’un bloc de code recouvre, et les mots à traits d’union qu’une commande coupe.
_COVERED = """() => [...document.querySelectorAll(".md-content pre")].filter((pre) => {
  const nav = pre.querySelector(".md-code__nav")?.getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents(pre.querySelector("code"));
  return nav && [...range.getClientRects()].some((line) =>
    line.right > nav.left && line.left < nav.right && line.bottom > nav.top && line.top < nav.bottom);
}).map((pre) => pre.textContent)"""
_SPLIT = """() => [...document.querySelectorAll("pre[data-copy] .kit-numero")].filter(
  (word) => word.getClientRects().length > 1).map((word) => word.textContent)"""


# Une date dans le code d’une phrase, que deux lignes se partagent.
_CUT_DATES = """() => [...document.querySelectorAll("code:not(pre code)")].flatMap((code) => {
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT), cut = [];
  for (let text; (text = walk.nextNode()); ) for (const found of text.data.matchAll(/\\d{4}-\\d\\d-\\d\\d/g)) {
    const range = new Range();
    range.setStart(text, found.index);
    range.setEnd(text, found.index + 10);
    if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) cut.push(found[0]);
  }
  return cut;
})"""


class Unindexed(Strict):
    """The same site, where nothing can be searched: the index is in its place and holds no page."""

    def content(self, path: Path) -> bytes:
        raw = super().content(path)
        return json.dumps({**json.loads(raw), "docs": []}).encode() if path.name == "search_index.json" else raw


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with serving(Strict, site) as address:
        yield address


@pytest.fixture(scope="module")
def unindexed(site: Path) -> Iterator[str]:
    with serving(Unindexed, site) as address:
        yield address


def test_every_page_is_of_a_type(site: Path) -> None:
    kin = {page for alike, one in KIN.items() if one in TYPES for page in site.glob(alike)}
    known = kin | {site / path for path in (*TYPES, *TOOLS)}
    assert sorted(path.relative_to(site).as_posix() for path in set(pages_of(site)) - known) == []
    # Ce qu'une page a de plus que celles de sa sorte se verrait à ses classes.
    seen = set[str]().union(*(_classes(site / path) for path in (*TYPES, *TOOLS)))
    assert {f"{path.name} : {more}" for path in sorted(kin) for more in _classes(path) - seen} == set()


def _classes(page: Path) -> set[str]:
    return {name for names in _CLASSES.findall(page.read_text("utf-8")) for name in names.split()}


@pytest.mark.parametrize("path", TYPES)
def test_a_page_fits_every_width_and_keeps_nobody_out(opened: Open, path: str) -> None:
    page = opened(path, width=WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.set_viewport_size({"width": 1280, "height": 900})
    assert violations(page) == []
    # Le thème sombre ne change que les couleurs, et le bouton qui en change, le même sur chaque page.
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("wanted => (document.body.dataset.mdColorScheme ?? '') === wanted", arg=_dressed(path))
    assert ill_drawn(page, COLOURS) == []


@pytest.mark.parametrize("path", TYPES)
def test_no_table_cuts_a_word(opened: Open, path: str) -> None:
    page = opened(path, width=768)
    for width in (768, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert cut_words(page) == [], width


@pytest.mark.parametrize("path", ["guide/annee.html", "guide/debuter.html", "regles/siege-sans-titulaire.html"])
def test_on_a_phone_code_keeps_its_options_whole_and_its_button_apart(opened: Open, path: str) -> None:
    page = opened(path, width=360)
    page.wait_for_selector(".md-code__button")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(_COVERED) == []
    assert page.evaluate(_SPLIT) == []


@pytest.mark.parametrize("path", ["guide/annee.html", "regles/siege-sans-titulaire.html"])
def test_no_line_cuts_a_date_of_code(opened: Open, path: str) -> None:
    page = opened(path, width=360)
    for width in (360, 700, 768, 1024, 1100, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_CUT_DATES) == [], width


@pytest.mark.parametrize("path", [TYPES[0], "404.html"])
def test_a_page_opened_in_the_dark_keeps_nobody_out(opened: Open, path: str) -> None:
    page = opened(path, scheme="dark")
    page.wait_for_function("wanted => (document.body.dataset.mdColorScheme ?? '') === wanted", arg=_dressed(path))
    assert violations(page) == []


def _dressed(path: str) -> str:
    # Sans le thème, la page d’erreur suit la machine par sa feuille de style.
    return "slate" if path != "404.html" else ""


def test_no_page_asks_anything_of_anybody_else_or_breaks_a_policy(
    browser: Browser, served: str, unindexed: str
) -> None:
    told: list[str] = []
    pages = []
    # Toutes sont ouvertes avant d’attendre : ce que l’une demanderait encore, les autres le laissent le temps de venir.
    for path in TYPES:
        # L'index de la recherche est le même pour toutes les pages : la première l'a tout entier.
        address = served if path == TYPES[0] else unindexed
        page = browser.new_context().new_page()
        page.set_default_timeout(120_000)
        _watched(page, path, address, told)
        page.goto(f"{address}/{path}")
        pages.append(page)
    for page in pages:
        page.wait_for_load_state("networkidle")
        page.context.close()
    assert told == []


def _watched(page: Page, path: str, address: str, told: list[str]) -> None:
    """Write down what a page complains of, and what it asks of anybody else."""

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            told.append(f"{path} → {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(f"{path} : {message.text}")

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: told.append(f"{path} : {error}"))


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
