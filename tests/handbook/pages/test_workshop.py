"""The page « Ma fiche » as it is published: what it is told of the forge."""

from pathlib import Path

import pytest

from kit.files import resources
from kit.handbook.country import Country
from kit.handbook.pages import workshop
from kit.model.repository import Repository
from tests.handbook.conftest import Judged


@pytest.mark.parametrize("forge", ["https://github.com/o/r", None])
def test_the_forge_that_the_repository_names_is_told_to_the_page(
    examples: Judged, forge: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "ENGINE", tmp_path)
    [held] = workshop.page(Country.of(*examples, home=Repository(depot=forge))).fragments
    assert ("data-forge" in held, f'data-forge="{forge}"' in held) == (bool(forge), bool(forge))
