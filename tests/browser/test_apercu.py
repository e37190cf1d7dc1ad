"""`kit serve` in a real browser: a file is saved, and the open page shows the change by itself."""

import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cli.serving import port, start
from tests.conftest import HOUSE

pytestmark = pytest.mark.proof

_BEFORE, _SAID = "Délégation départementale aux droits des femmes et à l’égalité des Vosges", "Délégation relue"


def test_an_open_page_shows_a_saved_file_by_itself(browser: Browser, tmp_path: Path) -> None:
    folder = shutil.copytree(HOUSE / "departments" / "88-vosges", tmp_path / "depot" / "departments" / "88-vosges")
    process = start(tmp_path / "depot", "--port", "0")
    page = browser.new_page()
    try:
        page.goto(f"http://127.0.0.1:{port(process)}/departements/88-vosges.html")
        assert _SAID not in page.content()
        page.evaluate("window.ouverte = true")
        path = folder / "commission.yaml"
        text = path.read_text("utf-8")
        assert text.count(_BEFORE) == 1
        path.write_text(text.replace(_BEFORE, _SAID), "utf-8")
        page.get_by_text(_SAID).first.wait_for(state="attached", timeout=120_000)
        # La page s’est rechargée ; personne ne l’a touchée.
        assert page.evaluate("window.ouverte") is None
        page.goto("about:blank")
    finally:
        page.close()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert (process.returncode, said.splitlines()[-1]) == (0, "Arrêté.")
    assert sorted(path.name for path in (tmp_path / "depot").iterdir()) == ["build", "departments"]
