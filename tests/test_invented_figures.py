"""The figures of the example departments are invented: none is one that a public document gives for that department."""

from pathlib import Path

import pytest

from kit.law.texts import data
from kit.yaml import own
from tests.conftest import HOUSE

# Sénat, rapport d’information n° 814 (2024-2025) : parcours en cours au 31 décembre 2024.
PUBLISHED = {"13": "49", "31": "39", "38": "39", "69": "89", "75": "148"}
FOLDERS = sorted(path for path in (HOUSE / "departments").iterdir() if path.is_dir())


def _figures(folder: Path) -> list[dict[str, str]]:
    written = dict(own.values((folder / "commission.yaml").read_text(encoding="utf-8")))
    return list(written.get("indicateurs") or ())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_example_bears_the_published_figure_of_its_department(folder: Path) -> None:
    published = PUBLISHED.get(folder.name.partition("-")[0].upper())
    assert published not in {year.get("psp_en_cours") for year in _figures(folder)}


def test_no_example_bears_a_national_figure() -> None:
    texts = ("instruction-2022-7", "chiffres-publics")
    national = {row["valeur"] for text in texts for row in data(text)["chiffres"] if int(row["valeur"]) > 100}
    assert len(national) > 5
    years = [year for folder in FOLDERS for year in _figures(folder)]
    borne = {str(value) for year in years for name, value in year.items() if name not in ("date", "source")}
    assert borne & national == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_figure_says_that_it_is_invented(folder: Path) -> None:
    assert {year["source"] for year in _figures(folder)} <= {"Données inventées"}
