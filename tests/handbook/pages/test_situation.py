"""Where the commissions stand: the home page and the pages of the departments say the same."""

import datetime
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from kit.handbook.page import Page
from kit.handbook.pages.situation import remaining
from kit.judging import pipeline
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.conftest import Judged
from tests.handbook.shown import histories

_STATE = re.compile(r"^installation:\n(?:  .*\n)+|^installation: .*\n", re.MULTILINE)
_APPROVALS = re.compile(r"^associations_agreees:\n(?:[ #-].*\n)+", re.MULTILINE)
_FOLDERS = ("38-isere", "48-lozere", "69-rhone", "88-vosges", "93-seine-saint-denis")
Rewrite = Callable[[str], str]


def _book(root: Path, *states: str, rewrite: Rewrite = str) -> dict[str, str]:
    """Give the pages that say how each department stands, one by state, copied from the examples."""
    folders = [HOUSE / "departments" / name for name in _FOLDERS[: len(states)]]
    for source, state in zip(folders, states, strict=True):
        commission = shutil.copytree(source, root / "departments" / source.name) / "commission.yaml"
        text, changed = _STATE.subn(state, commission.read_text("utf-8"))
        assert changed == 1
        commission.write_text(rewrite(text), "utf-8")
    return {page.path: shown.whole(page) for page in shown.standing(*pipeline.run(root, (), TODAY))}


def _figures(home: str) -> dict[str, int]:
    return {
        label: int(number)
        for label, number in re.findall(r"<dt><a [^>]*>([^<]*)</a></dt><dd><strong>(\d+)</strong>", home)
    }  # fmt: skip


def _legend(home: str) -> dict[str, int]:
    return {
        word: int(number)
        for number, word in re.findall(r"<strong>(\d+)</strong> <span>([^<]*?) <span", home)
    }  # fmt: skip


_INSTALLED = "installation: {etat: installee, date: 2017-06-12}\n"
_COMING = "installation: {etat: installee, date: 2027-02-01}\n"
_STARTED = "installation: {etat: en_cours, date: 2026-02-01}\n"
_NOT = "installation: {etat: non_installee}\n"


def test_the_states_sum_up(tmp_path: Path) -> None:
    book = _book(tmp_path, _INSTALLED, _COMING, _STARTED, _NOT, "")
    figures = _figures(book["index.md"])
    assert (figures["fiches déposées"], figures["commission installée"]) == (5, 1)
    assert _legend(book["index.md"]) == {
        "conforme": 1,
        # Celles qui ne sont pas installées, et celle qui ne le dit pas : jamais conformes.
        "non conformes": 2,
        "à compléter": 1,
        "à vérifier": 1,
        "fiches non déposées": 96,
    }


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (_INSTALLED, "installée depuis le 12 juin 2017"),
        (_COMING, "installation prévue le 1er février 2027"),
        (_STARTED, "en cours d’installation"),
        (_NOT, "non installée"),
        ("", "état non renseigné"),
    ],
)
def test_a_page_and_the_list_say_the_state(tmp_path: Path, state: str, said: str) -> None:
    book = _book(tmp_path, state)
    assert f"Commission\n:   {said}\n" in book["departements/38-isere.md"]
    assert f'<td data-colonne="Commission">{said}</td>' in book["departements/index.md"]
    assert "1 département sur 101 a déposé sa fiche" in book["departements/index.md"]


def test_only_running_approvals_are_shown_as_approved(tmp_path: Path) -> None:
    approvals = """associations_agreees:
  - {id: a-1, nom: "Une", agrement: {reference: "1", debut: 2024-12-01, fin: 2027-11-30}}
  - {id: a-2, nom: "Deux"}
  - {id: a-3, nom: "Trois", agrement: {reference: "3"}}
  - {id: a-4, nom: "Quatre", agrement: {reference: "4", debut: 2020-12-01, fin: 2023-11-30}}
  - {id: a-5, nom: "Cinq", agrement: {reference: "5", debut: 2027-01-01, fin: 2029-12-31}}
"""
    book = _book(tmp_path, _INSTALLED, rewrite=lambda text: _APPROVALS.sub(approvals, text))
    page = book["departements/38-isere.md"]
    assert "Association agréée\n:   Une\n" in page
    assert "Agrément à compléter\n:   Deux et Trois\n" in page
    assert not re.search("Quatre\n|Cinq\n", page)


def test_a_commission_that_starts_is_no_warning(book: dict[str, Page]) -> None:
    text = book["regles/commission-non-installee.md"].text
    assert "avertissement" not in text.split("## Ce qui est vérifié")[1].split("##")[0]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("2026-11-23", "encore 1 jour"),
        ("2026-12-04", "encore 12 jours"),
        ("2026-12-22", "encore 30 jours"),
        ("2026-12-23", "encore 1 mois"),
        ("2027-05-22", "encore 5 mois"),
        ("2029-11-23", "encore 36 mois"),
    ],
)
def test_what_remains_of_a_term(end: str, said: str) -> None:
    assert remaining(datetime.date.fromisoformat(end), datetime.date(2026, 11, 23)) == said


def test_the_years_since_the_first_wording_follow_one_another_up_to_the_day(examples: Judged) -> None:
    for past in histories(*examples).values():
        assert (past[0].start, past[-1].end) == (datetime.date(2016, 10, 31), TODAY)
        assert all(before.end == after.start for before, after in pairwise(past))
