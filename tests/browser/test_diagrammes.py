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
    # Les mesures dépendent des polices de la machine ; les mots, les traits et leur ordre, non.
    assert re.sub(r"[\d.,-]+", "", made) == re.sub(r"[\d.,-]+", "", kept)
