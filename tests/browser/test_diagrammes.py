"""The drawings of the site are those that Mermaid makes of their sources."""

import re

from playwright.sync_api import Browser

from kit.files import resources
from tools.diagrams import drawn

_SOURCE = resources.SITE / "diagrammes" / "parcours.mmd"


def test_the_drawing_is_what_mermaid_makes_of_its_source(browser: Browser) -> None:
    kept = _SOURCE.with_suffix(".svg").read_text("utf-8")
    page = browser.new_page()
    made = drawn(page, _SOURCE.read_text("utf-8"))
    page.close()
    assert unmeasured(made) == unmeasured(kept)


def unmeasured(drawing: str) -> str:
    """Leave out of a drawing what the fonts of a machine change: measures, and where a line of text is cut."""
    joined = re.sub(r"</tspan><tspan[^>]*>", " ", drawing)
    return re.sub(r"[\d.,-]+(?:e-?\d+)?", "", joined)
