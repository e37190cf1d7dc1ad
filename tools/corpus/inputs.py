"""The departments over which the kit is asked: those of the repository, those of its tests, a country and its ruins."""

import random
import shutil
from pathlib import Path

from kit.yaml.schema import BRANCHES
from tests.conftest import DATA, HOUSE
from tests.generator import write as country
from tests.yaml.table import department, rows
from tools.corpus.damage import damaged

LOTS = 15  # de 101 départements chacun


def write(folder: Path) -> None:
    """Write every repository under a folder, each with its `departments`."""
    shutil.copytree(HOUSE / "departments", folder / "exemples" / "departments")
    for family in sorted((DATA / "invalid").iterdir()):
        shutil.copytree(family / "departments", folder / "invalides" / family.name / "departments")
    shutil.copytree(DATA / "reels" / "departments", folder / "reels" / "departments")
    department(folder / "complet", {})
    for table in ("fichier", "structure", "valeur"):
        for number, row in enumerate(rows(table), 1):
            department(folder / "pieges" / f"{table}-{number:03}", {row.file: row.raw})
    for path in sorted((DATA / "fuzz").iterdir()):
        raw = path.read_bytes()
        department(folder / "pieges" / f"fuzz-{path.name}", {f"{BRANCHES[raw[0] % len(BRANCHES)]}.yaml": raw[1:]})
    country.write(folder / "pays")
    for lot in range(1, LOTS + 1):
        _ruin(folder / "pays", folder / "abimes" / f"{lot:02}", lot)


def _ruin(country: Path, lot: Path, seed: int) -> None:
    """Copy a country with one file of each department damaged."""
    shutil.copytree(country, lot)
    for home in sorted((lot / "departments").iterdir()):
        rng = random.Random(f"{seed} {home.name}")
        path = home / f"{rng.choice(BRANCHES)}.yaml"
        path.write_bytes(damaged(path.read_bytes(), rng))
