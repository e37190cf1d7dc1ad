"""The page of a department on a phone: what comes next and who sits are on the first two screens."""

from pathlib import Path

from playwright.sync_api import Browser

# Un petit téléphone.
_WIDTH, _HEIGHT = 360, 780
_TOP = "(id) => document.getElementById(id)?.getBoundingClientRect().top"


def test_what_comes_and_who_sits_are_on_the_first_two_screens(browser: Browser, site: Path) -> None:
    pages = [path for path in sorted(site.glob("departements/*.html")) if 'id="sieges"' in path.read_text("utf-8")]
    assert len(pages) == 12
    with browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT}, locale="fr-FR") as context:
        page = context.new_page()
        for path in pages:
            page.goto(path.as_uri())
            for place in ("ce-qui-vient", "sieges"):
                assert page.evaluate(_TOP, place) < 2 * _HEIGHT, f"{path.name}#{place}"
