"""Hostile texts in every field of the files: shown as they were written, and nothing else, wherever they go."""

import csv
import functools
import io
import json
import re
import subprocess
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, Dialog

from kit.handbook.fragments.render import flat
from kit.judging import pipeline
from tests.browser import hostile
from tests.browser.hostile import HOSTILE, mark
from tests.browser.pages import Built, pages_of
from tests.browser.quality import Strict
from tests.conftest import HOUSE, TODAY
from tests.handbook.shown import files

pytestmark = pytest.mark.proof

_MARK = re.compile(r"zq(\d+)zq")
# Les signes invisibles et ceux qui retournent le sens de la lecture : la lecture les ôte.
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of departments that hold nothing but hostile texts."""
    root = tmp_path_factory.mktemp("hostile")
    hostile.write(root)
    command = [sys.executable, "-m", "kit", "build", "--root", str(root), "--date", TODAY.isoformat()]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return root / "build" / "site"


def test_the_corpus_reaches_every_free_text_of_the_schemas() -> None:
    told = set(hostile.fields())
    assert {"commission.vacances.motif", "membres.magistrat.titre", "sessions.ordre_du_jour", "sessions.lieu"} <= told
    assert {"procedures.aps.pieces.precision", "membres.pjj.suppleant.titre", "commission.invites"} <= told


def test_every_page_shows_the_text_and_nothing_comes_of_it(poisoned: Path) -> None:
    seen = dict.fromkeys(range(len(HOSTILE)), 0)
    for path in pages_of(poisoned):
        if not _MARK.search(path.read_text("utf-8")):
            continue
        page = Built(path)
        for text in (*page.blocks, *page.told):
            for found in _MARK.finditer(text):
                seen[int(found[1])] += 1
                wanted = _bare(flat(HOSTILE[int(found[1])]))
                assert _bare(text[: found.start()]).endswith(wanted), f"{path.name} : {text[:200]}"
        for tag in page.tags:
            for name, value in tag.attributes.items():
                assert not name.startswith("on"), f"{path.name} : {tag}"
                assert not value.strip().lower().startswith("javascript:"), f"{path.name} : {tag}"
    assert min(seen.values()) > 30


def _bare(text: str) -> str:
    return re.sub(rf"[\s{_UNSEEN}]", "", text)


def _refuse(said: list[str], dialog: Dialog) -> None:
    said.append(dialog.message)
    dialog.dismiss()


def test_no_script_runs_and_no_page_grows_too_wide(browser: Browser, poisoned: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 900}, locale="fr-FR")
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", functools.partial(_refuse, said))
    page.on("pageerror", lambda error: said.append(str(error)))
    pages = [*sorted((poisoned / "departements").glob("*.html")), poisoned / "index.html", poisoned / "calendrier.html"]
    for path in pages:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path.name
    context.close()
    assert said == []


def test_the_search_shows_the_text_too(browser: Browser, poisoned: Path) -> None:
    for entry in json.loads((poisoned / "search" / "search_index.json").read_text("utf-8"))["docs"]:
        assert "<script" not in entry["text"] + entry["title"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(poisoned)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", functools.partial(_refuse, said))
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/index.html")
    page.locator(".md-search__input").fill(mark(0))
    found = page.locator(".md-search-result__item").first
    found.wait_for(state="attached")
    shown = found.inner_text()
    context.close()
    server.shutdown()
    server.server_close()
    assert said == []
    assert HOSTILE[0] in shown.replace("\u00a0", " ")


def test_no_cell_of_the_open_data_is_a_formula(tmp_path: Path) -> None:
    # Ce qu’un champ interne répète d’un champ public y est masqué : ces départements n’ont que des champs publics.
    hostile.write(tmp_path, public=True)
    report, cases = pipeline.run(tmp_path, (), TODAY)
    marked = 0
    for file in files(report, cases):
        for row in csv.reader(io.StringIO(file.text), delimiter=";") if file.path.endswith(".csv") else ():
            for cell in row:
                assert not cell.startswith(_FORMULA) or re.fullmatch(r"-?\d+([.,]\d+)?", cell), f"{file.path} : {cell}"
                marked += bool(_MARK.search(cell))
    assert marked > len(HOSTILE)


def test_no_text_adds_an_event_to_a_calendar(poisoned: Path) -> None:
    read = 0
    for path in sorted((poisoned / "calendrier").glob("*.ics")):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = [event for event in calendar.walk("VEVENT") if event.get("summary")]
        assert all(str(event["uid"]).startswith("seance-") for event in events), path.name
        assert not [event for event in events if str(event["summary"]) == "faux"]
        read += len(events)
        for event in events:
            for name in ("location", "description"):
                for found in _MARK.finditer(str(event.get(name, ""))):
                    assert _bare(flat(HOSTILE[int(found[1])])) in _bare(str(event[name])), path.name
    # Chaque séance est dans le calendrier du pays et dans celui de son département.
    assert read == 2 * len(HOSTILE)


def test_the_reports_are_json(poisoned: Path) -> None:
    for path in sorted(poisoned.parent.rglob("*.json")):
        json.loads(path.read_text("utf-8"))
