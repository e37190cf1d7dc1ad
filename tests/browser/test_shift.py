"""Nothing moves under the eye while a page comes: what a script will show has its place before it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.quality import Strict, serving
from tests.handbook.tools.cases import PAGES

pytestmark = pytest.mark.proof

_PAGES = (
    "index.html",
    "calendrier.html",
    "departements/index.html",
    *(f"outils/{page}.html" for page in PAGES.values()),
)
# Ce que Lighthouse appelle un déplacement à peine visible.
_MOST = 0.02
# Une liaison lente : la page se voit avant que ses scripts n’arrivent.
_SLOW = {"offline": False, "latency": 80, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
_WATCH = """
window.moved = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.moved += each.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("path", _PAGES)
def test_a_page_comes_without_moving(browser: Browser, site: Path, path: str) -> None:
    with serving(Strict, site) as address:
        pages = {}
        for width in (360, 1440):
            context = browser.new_context(viewport={"width": width, "height": 760}, locale="fr-FR")
            context.set_default_timeout(120_000)
            page = pages[width] = context.new_page()
            page.add_init_script(_WATCH)
            context.new_cdp_session(page).send("Network.emulateNetworkConditions", _SLOW)
            page.goto(f"{address}/{path}", wait_until="commit")
        for width, page in pages.items():
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.moved") <= _MOST, width
            page.context.close()
