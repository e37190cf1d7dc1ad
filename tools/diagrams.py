"""Draw the diagrams of `site/diagrammes`: Mermaid reads each source once, here, and the drawing is kept beside it; the
card that a message shows of a link becomes the picture that no message would take as a drawing.

Mermaid writes style sheets and styles into what it draws, which a strict policy of the server refuses, and weighs more
than the rest of the site. Drawn beforehand, a diagram needs no script: it prints, and works from a folder.
Run by the Python of the environment, after `make dev`: `.venv/bin/python tools/diagrams.py`.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "site" / "diagrammes"
CARD = ROOT / "site" / "assets" / "partage.png"
MERMAID = ROOT / "tests" / "node" / "node_modules" / "@mermaid-js" / "tiny" / "dist" / "mermaid.tiny.js"
_DRAW = """async ([source, options]) => {
  mermaid.initialize(options);
  return (await mermaid.render("trait", source)).svg;
}"""
_OPTIONS = {
    "startOnLoad": False,
    "htmlLabels": False,
    "look": "classic",
    "fontFamily": "sans-serif",
    "fontSize": 16,
    "flowchart": {
        "htmlLabels": False,
        "useMaxWidth": False,
        "nodeSpacing": 22,
        "rankSpacing": 26,
        "padding": 8,
        "wrappingWidth": 170,
    },
}
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {f"{_SVG}rect", f"{_SVG}polygon"}
_KEPT = ("transform", "x", "y", "width", "height", "points")
_SIZED = {"width", "points"}
_NUMBER = re.compile(r"-?\d+\.\d+")


def main() -> None:
    """Draw every source again."""
    browser = next(
        filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))),
        None,
    )
    if browser is None:
        sys.exit("Aucun navigateur Chromium sur cette machine. Sous Debian : sudo apt-get install chromium.")
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page()
        for source in sorted(SOURCES.glob("*.mmd")):
            target = source.with_suffix(".svg")
            target.write_text(drawn(page, source.read_text(encoding="utf-8")), encoding="utf-8")
            print(f"Écrit : {target.relative_to(ROOT)}")
        card(page)
        print(f"Écrit : {CARD.relative_to(ROOT)}")


def card(page: Page) -> None:
    """Make a picture of the card, at its own size."""
    drawing = (SOURCES / "partage.svg").read_text(encoding="utf-8")
    page.set_content(f'<body style="margin: 0">{drawing}</body>')
    page.locator("svg").screenshot(path=CARD)


def drawn(page: Page, source: str) -> str:
    """Give the drawing of a source, with nothing but shapes, lines and words: the style sheet of the site paints it."""
    page.set_content("<body></body>")
    page.add_script_tag(content=MERMAID.read_text(encoding="utf-8"))
    return _plain(html5lib.parseFragment(page.evaluate(_DRAW, [source, _OPTIONS]))[0])


def _plain(svg: Element) -> str:
    box = _rounded(svg.get("viewBox", ""))
    lines = [
        f'<svg class="kit-diagramme" viewBox="{box}" role="img" aria-labelledby="diagramme-titre">',
        '<defs><marker id="pointe" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9"'
        ' orient="auto"><path d="M0 0L10 5L0 10z"></path></marker></defs>',
        *_edges(svg),
        *_groups(svg, "node", "kit-noeud"),
        *_groups(svg, "edgeLabel", "kit-branche"),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _edges(svg: Element) -> Iterator[str]:
    for path in svg.iter(f"{_SVG}path"):
        if "flowchart-link" in path.get("class", ""):
            yield f'<path class="kit-fleche" d="{_rounded(path.get("d", ""))}" marker-end="url(#pointe)"></path>'


def _groups(svg: Element, name: str, shown: str) -> Iterator[str]:
    """Give each group of Mermaid that has words: its place, its shape, its lines of text."""
    for group in svg.iter(f"{_SVG}g"):
        names = group.get("class", "").split()
        if name not in names or not "".join(group.itertext()).strip():
            continue
        drawn_as = f"{shown} kit-choix" if "choix" in names else shown
        shapes = group.iter() if name == "node" else ()
        shape = "".join(_shape(each) for each in shapes if each.tag in _SHAPES and _SIZED & set(each.keys()))
        yield f'<g class="{drawn_as}"{_attributes(group)}>{shape}<text>{"".join(_words(group))}</text></g>'


def _shape(shape: Element) -> str:
    tag = shape.tag.removeprefix(_SVG)
    return f"<{tag}{_attributes(shape)}></{tag}>"


def _words(group: Element) -> Iterator[str]:
    lines = [row for row in group.iter(f"{_SVG}tspan") if "text-outer-tspan" in row.get("class", "")]
    for rank, row in enumerate(lines):
        height = 1.15 * (rank - (len(lines) - 1) / 2)
        yield f'<tspan x="0" y="{height:.3g}em">{" ".join("".join(row.itertext()).split())}</tspan>'


def _attributes(element: Element) -> str:
    return "".join(f' {name}="{_rounded(value)}"' for name in _KEPT if (value := element.get(name)))


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda found: f"{float(found.group()):.1f}".removesuffix(".0"), text)


if __name__ == "__main__":
    main()
