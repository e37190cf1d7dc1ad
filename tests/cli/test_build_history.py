"""`kit build --histoire`: the page of the days of the country, when git can tell them, and why not when it cannot."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kit.cli import publishing
from kit.handbook import contents
from kit.handbook.page import COUNTRY_DAYS, Page
from kit.model.repository import Repository as Home
from tests.conftest import HOUSE, TODAY
from tests.diff.conftest import Repository, dated, ordinary
from tests.diff.conftest import repository as repository

pytestmark = pytest.mark.proof


def made_of(root: Path, *, days: bool) -> tuple[dict[str, Page], list[str]]:
    """Give the pages of a repository, and what was said meanwhile."""
    said: list[str] = []
    order = replace(publishing.order(root, TODAY, None, None), days=days)
    _, country = publishing.checked(order, Home(), said.append)
    return {page.path: page for page in contents.book(country)}, said


def test_the_page_is_made_when_it_is_asked_for(repository: Callable[[str], Repository]) -> None:
    made = repository("depot")
    shutil.copytree(HOUSE / "departments" / "38-isere", made.path / "departments" / "38-isere")
    dated(made, "2026-11-20")
    plain, said = made_of(made.path, days=False)
    assert COUNTRY_DAYS not in plain
    assert "Histoire…" not in said
    asked, said = made_of(made.path, days=True)
    assert "20 novembre 2026" in ordinary(asked[COUNTRY_DAYS].text)
    assert said == ["Contrôle…", "Histoire…"]
    assert set(asked) - set(plain) == {
        COUNTRY_DAYS, "donnees/histoire.csv", "donnees/histoire.json", "donnees/tables/histoire.csv",
        "donnees/tables/histoire.schema.json",
    }  # fmt: skip


def test_without_git_the_site_is_made_without_it_and_it_is_said(tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere")
    pages, said = made_of(tmp_path, days=True)
    assert COUNTRY_DAYS not in pages
    assert "departements/38-isere.md" in pages
    assert ordinary(said[2]) == (
        "L’histoire du pays se lit dans git, qui ne lit aucun dépôt ici : « git status » dit pourquoi. "
        "Le site n’a donc pas de page « L’histoire du pays »."
    )
