"""A text is taken again only when all that it was made of is the same, and never when something is to be hidden."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kit.handbook.page import Page
from kit.handbook.shelf import Shelf
from kit.memory import open_in
from kit.report import DepartmentReport, Outcome

_REPORT = DepartmentReport(
    folder="departments/38-isere", code="38", name="Isère", example=True, results=(), outcome=Outcome.PASS, files=4
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(open_in(tmp_path / "memoire"), "interne", "adresse", {_REPORT.folder: "marque"})


def _made(shelf: Shelf, report: DepartmentReport = _REPORT, path: str = "a.md", kind: str = "page") -> bool:
    """Tell whether a text was made again."""
    made: list[str] = []

    def make() -> str:
        made.append("texte\r\nà garder")
        return made[0]

    assert shelf.text(kind, path, report, make) == "texte\r\nà garder"
    return bool(made)


def test_a_text_is_made_once(shelf: Shelf) -> None:
    assert [_made(shelf), _made(shelf), _made(shelf)] == [True, False, False]


def test_a_text_is_made_again_for_anything_that_changes_and_for_its_readers_alone(shelf: Shelf) -> None:
    assert _made(shelf)
    assert _made(replace(shelf, marks={_REPORT.folder: "autre"}))
    assert _made(replace(shelf, ground="ailleurs"))
    assert _made(shelf, replace(_REPORT, outcome=Outcome.FAIL))
    assert _made(shelf, path="b.md")
    assert _made(replace(shelf, owner="public"))
    assert _made(shelf, kind="calendrier")


def test_what_has_no_mark_is_kept_nowhere(shelf: Shelf) -> None:
    bare = replace(shelf, marks={_REPORT.folder: None})
    assert [_made(bare), _made(bare), _made(replace(shelf, memory=None))] == [True] * 3
    assert shelf.memory
    assert list(shelf.memory.folder.iterdir()) == []


def test_pages_are_made_once_for_a_day_and_for_what_is_told(shelf: Shelf) -> None:
    made: list[str] = []

    def make() -> Iterator[Page]:
        made.append("fait")
        yield Page("droit.md", "# Droit\r\n")

    day = datetime.date(2026, 11, 23)
    for _ in range(2):
        assert shelf.pages("droit", day, make) == (Page("droit.md", "# Droit\r\n"),)
        shelf.pages("regle", day, make, told=(("Isère", Outcome.FAIL),))
    assert len(made) == 2
    shelf.pages("droit", day.replace(year=2027), make)
    shelf.pages("regle", day, make, told=(("Isère", Outcome.OPEN),))
    shelf.pages("autre", day, make)
    shelf.pages("autre", day, make)
    assert len(made) == 5
    assert replace(shelf, memory=None).pages("droit", day, make) == shelf.pages("droit", day, make)


def test_pages_put_in_the_place_of_others_are_not_taken(shelf: Shelf) -> None:
    day = datetime.date(2026, 11, 23)
    assert shelf.memory
    shelf.pages("droit", day, lambda: [Page("droit.md", "# Droit\n")])
    (moved,) = shelf.memory.folder.iterdir()
    kept = moved.read_bytes()
    shelf.pages("glossaire", day, lambda: [Page("glossaire.md", "# Glossaire\n")])
    (other,) = set(shelf.memory.folder.iterdir()) - {moved}
    other.write_bytes(kept)
    assert shelf.pages("glossaire", day, list) == ()
