"""Sessions that go to the file of their year: no change of the commission, in a comparison as in its history."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HOUSE, Kit
from tests.diff.conftest import Repository, dated, ordinary
from tests.model.years import files, parted

UNTIL = ("--date", "2026-11-23")
Made = Callable[[str], Repository]
NAME = "88-vosges"


@pytest.fixture
def depot(repository: Made) -> tuple[Repository, Path]:
    """Give a repository where the sessions of 2024 and 2025 were moved, with an error that was there before."""
    made = repository("depot")
    folder = Path(shutil.copytree(HOUSE / "departments" / NAME, made.path / "departments" / NAME))
    text = (folder / "sessions.yaml").read_text("utf-8").replace("etat: tenue", "etat: tenue\n  couleur: rouge", 2)
    (folder / "sessions.yaml").write_text(text, "utf-8")
    dated(made, "2026-11-01")
    for name, raw in parted({**files(NAME), "sessions.yaml": text.encode()}, ("2024", "2025"))[0].items():
        (folder / name).write_bytes(raw)
    dated(made, "2026-11-10")
    return made, folder


def test_moving_sessions_changes_nothing_and_brings_no_finding(kit: Kit, depot: tuple[Repository, Path]) -> None:
    made, _ = depot
    done = kit("diff", "HEAD^", *UNTIL, cwd=made.path)
    told = ordinary(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Aucun changement de fond ; 0 constat nouveau, 0 disparu, " in told


def test_what_changes_in_the_file_of_a_year_is_told(kit: Kit, depot: tuple[Repository, Path]) -> None:
    made, folder = depot
    path = folder / "sessions-2024.yaml"
    path.write_text(path.read_text("utf-8").replace("14:30", "15:30"), "utf-8")
    told = ordinary(kit("diff", "HEAD", *UNTIL, cwd=made.path).stdout)
    assert "Heure : 14:30 → 15:30" in told or "14 h 30 → 15 h 30" in told
    path.unlink()
    told = ordinary(kit("diff", "HEAD", *UNTIL, cwd=made.path).stdout)
    assert "Séance retirée : politique du 23 mai 2024" in told


def test_a_file_of_a_year_that_is_not_read_is_named(kit: Kit, depot: tuple[Repository, Path]) -> None:
    made, folder = depot
    (folder / "sessions-2024.yaml").write_text("- date: [\n")
    told = ordinary(kit("diff", "HEAD", *UNTIL, cwd=made.path).stdout)
    assert "Le fichier « sessions-2024.yaml » ne peut pas être lu après ce changement : rien n’y est comparé" in told
    assert "Séance retirée" not in told


def test_a_history_reads_the_files_of_the_years(kit: Kit, depot: tuple[Repository, Path]) -> None:
    made, folder = depot
    with (folder / "sessions-2024.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- {date: 2024-12-17, formation: politique, etat: annulee}\n")
    dated(made, "2026-11-20")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert told.count("Nouvelle séance") == 1
    assert "Séances : Nouvelle séance : politique du 17 décembre 2024, annulée\n" in told
    assert "Séance retirée" not in told


def test_a_file_of_a_year_under_a_wrong_name_takes_no_session_away(kit: Kit, depot: tuple[Repository, Path]) -> None:
    made, folder = depot
    (folder / "sessions-2024.yaml").rename(folder / "sessions-24.yaml")
    told = ordinary(kit("diff", "HEAD", *UNTIL, cwd=made.path).stdout)
    assert "Le fichier « sessions-24.yaml » ne peut pas être lu après ce changement" in told
    assert "Séance retirée" not in told
    dated(made, "2026-11-20")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert "Le fichier « sessions-24.yaml » ne peut pas être lu après ce changement" in told
    assert "Séance retirée" not in told


@pytest.mark.parametrize("wrong", ["lien", "répertoire", "trop gros"])
def test_a_file_of_a_year_that_a_commit_does_not_hold_as_one_takes_no_session_away(
    kit: Kit, depot: tuple[Repository, Path], wrong: str
) -> None:
    made, folder = depot
    path = folder / "sessions-2024.yaml"
    text = path.read_text("utf-8")
    path.unlink()
    if wrong == "lien":
        path.symlink_to("ailleurs.yaml")
    elif wrong == "répertoire":
        path.mkdir()
        (path / "dedans.yaml").write_text(text, "utf-8")
    else:
        path.write_text(text + "# vide\n" * 200_000, "utf-8")
    dated(made, "2026-11-20")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    large = "dépasse la limite de 1000 ko et " if wrong == "trop gros" else ""
    assert f"Le fichier « sessions-2024.yaml » {large}ne peut pas être lu après ce changement" in told
    assert "Séance retirée" not in told


def test_no_session_is_compared_beside_a_file_that_is_not_read(kit: Kit, depot: tuple[Repository, Path]) -> None:
    made, folder = depot
    (folder / "sessions-2024.yaml").write_text("- date: [\n")
    path = folder / "sessions-2025.yaml"
    path.write_text(path.read_text("utf-8").replace("etat: tenue", "etat: annulee"), "utf-8")
    told = ordinary(kit("diff", "HEAD", *UNTIL, cwd=made.path).stdout)
    assert "Aucune séance n’est comparée : « sessions-2025.yaml » change aussi" in told
