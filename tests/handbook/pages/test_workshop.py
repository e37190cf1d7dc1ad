"""The page « Ma fiche » as it is published: what it is told of the forge."""

import re
from pathlib import Path

import pytest

from kit.files import resources
from kit.handbook.country import Country
from kit.handbook.pages import workshop
from kit.model.repository import Repository
from tests.handbook.conftest import Judged


@pytest.mark.parametrize(
    ("depot", "branch", "told"),
    [
        ("https://github.com/o/r", None, 'data-forge="https://github.com/o/r"'),
        ("https://gitlab.com/o/r.git", "fiches", 'data-forge="https://gitlab.com/o/r" data-branche="fiches"'),
        ("https://gitlab.com/o/r.git/", None, 'data-forge="https://gitlab.com/o/r"'),
        (None, "fiches", ""),
    ],
)
def test_the_forge_that_the_repository_names_is_told_to_the_page(
    examples: Judged, depot: str | None, branch: str | None, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "ENGINE", tmp_path)
    [held] = workshop.page(Country.of(*examples, home=Repository(depot=depot, branche=branch))).fragments
    assert " ".join(re.findall(r'data-(?:forge|branche)="[^"]*"', held)) == told


def test_without_the_engine_the_page_offers_the_spreadsheet(
    examples: Judged, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "ENGINE", tmp_path / "absent")
    told = workshop.page(Country.of(*examples)).text
    assert "elle n’est pas disponible ici" in told
    for each in ("`kit exporter --modele`", "`kit importer`", "LibreOffice ou Excel"):
        assert each in told
