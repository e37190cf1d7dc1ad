"""No report takes the place of what the kit reads, however its path is written."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import HOUSE
from tests.files.hostile import refused
from tests.trust.command import DAY, run

COMMANDS = {
    "--output": [["check", *DAY, "--output"], ["diff", "avant", *DAY, "--output"]],
    "--baseline": [["check", *DAY, "--baseline"], ["check", *DAY, "--write-baseline", "--baseline"]],
}
INSIDE = (
    "departments/88-vosges/membres.yaml",
    "departments/88-vosges/rapport.json",
    "./departments/../departments/rapport.txt",
    "departments/rapport.txt",
    "departments/neuf/sous/rapport.txt",
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one department, and what it was before; the user is in it."""
    root = tmp_path / "depot"
    (tmp_path / "ailleurs").mkdir()
    for name in (root, root / "avant"):
        shutil.copytree(HOUSE / "departments" / "88-vosges", name / "departments" / "88-vosges")
        (name / "kit.yaml").write_text('departements: ["88"]\n', encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("path", INSIDE)
@pytest.mark.parametrize(("option", "words"), [(name, words) for name, each in COMMANDS.items() for words in each])
def test_nothing_is_written_among_the_departments(root: Path, option: str, words: list[str], path: str) -> None:
    said = f"« {Path(path)} » est dans « departments », où le kit n’écrit pas de rapport : donnez à « {option} »"
    refused(root, [*words, path], said)
    refused(root, [*words, str(root / path)], "est dans « departments », où le kit n’écrit pas de rapport")


@pytest.mark.parametrize(("option", "words"), [(name, words) for name, each in COMMANDS.items() for words in each])
def test_what_the_repository_says_of_itself_stays(root: Path, option: str, words: list[str]) -> None:
    said = f"« kit.yaml » est un fichier que le kit lit, et il serait remplacé : donnez à « {option} »"
    refused(root, [*words, "kit.yaml"], said)


def test_what_is_compared_with_stays(root: Path) -> None:
    for path in ("avant/kit.yaml", "avant/departments/88-vosges/sessions.yaml"):
        refused(root, ["diff", "avant", *DAY, "--output", path], "où le kit" if "departments" in path else "que le kit")


@pytest.mark.parametrize("name", ["kit-baseline.json", "connues.json"])
def test_a_report_does_not_take_the_place_of_the_baseline(root: Path, name: str) -> None:
    assert run("check", *DAY, "--write-baseline", "--baseline", name)[0] == 0
    words = ["check", *DAY, "--baseline", name, "--output", f"./{name}"]
    refused(root, words, f"« {name} » est un fichier que le kit lit, et il serait remplacé")
    refused(root, [*words, "--write-baseline"], "donnez à « --output » un autre fichier, par exemple")


def test_the_departments_of_another_root_and_by_a_link_stay(root: Path) -> None:
    (root.parent / "lien").symlink_to(root / "departments" / "88-vosges")
    inside = str(root.parent / "lien" / "membres.yaml")
    refused(root, ["check", *DAY, "--root", str(root), "--output", inside], "où le kit n’écrit pas de rapport")


@pytest.mark.parametrize(
    ("words", "path", "instead"),
    [
        (["check", *DAY, "--output"], "departments/88-vosges/membres.yaml", "build/rapport.txt"),
        (["check", *DAY, "--output"], "departments/rapport.json", "build/rapport.json"),
        (["acte", "ordre-du-jour", "88", *DAY, "--output"], "departments/c.odt", "build/rapport.odt"),
        (["acte", "ordre-du-jour", "88", *DAY, "--output"], "departments/c.html", "build/rapport.html"),
        (["exporter", "88", *DAY, "--output"], "departments/88.csv", "build/rapport.csv"),
    ],
)
def test_the_name_proposed_holds(root: Path, words: list[str], path: str, instead: str) -> None:
    refused(root, [*words, path], f"un autre fichier, par exemple « {instead} ».")
    code, _, _ = run(*words, instead)
    assert (code, (root / instead).is_file()) == (0, True)


def test_the_remedy_holds(root: Path) -> None:
    assert run("check", *DAY, "--output", "build/rapport.txt") == (0, "", "")
    assert (root / "build" / "rapport.txt").is_file()
