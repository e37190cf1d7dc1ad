"""The files around the kit: locks, commands, licences, guides; each promise of the README is kept here."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kit import __version__
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import HOUSE, TODAY, Copy, judge, without_seat

LOCKS = ("requirements.txt", "requirements-site.txt", "requirements-dev.txt")
GENERATED = {
    ".git",
    ".venv",
    "node_modules",
    "build",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
}
CHECKLIST_LINES = 25
# Écrits en morceaux : ce fichier aussi est relu par ses propres tests.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:wo" r"rk|t" r"mp|ro" r"ot|ho" r"me)/")


def read(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, set[str]]:
    """Give the versions a lock file pins, by distribution: several when they depend on the Python."""
    pinned: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", read(lock), re.MULTILINE):
        pinned.setdefault(name, set()).add(version)
    return pinned


def committed() -> set[Path]:
    """Give the paths of the repository, those not committed yet included, those that git ignores left out."""
    command = ["git", "-C", str(HOUSE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    git = subprocess.run(command, capture_output=True, check=False) if shutil.which("git") else None
    if git and git.returncode == 0:
        return {HOUSE / name for name in git.stdout.decode().split("\0") if name}
    return {path for path in HOUSE.rglob("*") if not GENERATED & set(path.relative_to(HOUSE).parts)}


def tracked() -> Iterator[Path]:
    """Give the text files of the repository."""
    return (path for path in sorted(committed()) if path.is_file() and b"\0" not in path.read_bytes())


def places(pattern: re.Pattern[str]) -> list[str]:
    """Give where a pattern is found, as `file:line`."""
    return [
        f"{path.relative_to(HOUSE).as_posix()}:{number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def sections(name: str) -> dict[str, str]:
    """Give the second-level sections of a Markdown file, by title."""
    parts = re.split(r"^## (.+)\n", read(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("word", ["http", "index-url", "find-links", "trusted-host", "file:", " @ "])
def test_a_lock_file_names_no_registry(lock: str, word: str) -> None:
    assert word not in read(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", read(lock).strip())
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    extras = project["project"]["optional-dependencies"]

    def names(asked: list[str]) -> set[str]:
        return {re.split(r"[<>=!~;\[ ]", text)[0] for text in asked}

    checking = names(project["project"]["dependencies"] + extras["build"])
    assert checking <= set(pins("requirements.txt"))
    assert names(extras["site"]) <= set(pins("requirements-site.txt"))
    assert not names(extras["site"]) & set(pins("requirements.txt"))
    assert names(extras["dev"]) | names(extras["zensical"]) <= set(pins("requirements-dev.txt"))
    assert set(project["build-system"]["requires"]) <= set(extras["build"])


def test_each_lock_contains_the_one_before_at_the_same_versions() -> None:
    for smaller, larger in pairwise(LOCKS):
        everything = pins(larger)
        assert {name: everything.get(name) for name in pins(smaller)} == pins(smaller), larger


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] == __version__
    assert re.findall(r"^## (\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)[0] == __version__
    assert set(re.findall(r"rev: v(\S+)", read("site/pages/guide/debuter.md"))) == {__version__}


def test_the_installer_asks_for_the_python_of_the_project() -> None:
    found = re.search(r"^OLDEST = \((\d+), (\d+)\)", read("tools/install.py"), re.MULTILINE)
    assert found
    assert tomllib.loads(read("pyproject.toml"))["project"]["requires-python"] == f">={found[1]}.{found[2]}"


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md"])
def test_every_make_command_of_the_guides_exists(guide: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", read(guide), re.MULTILINE))
    assert named <= targets
    assert {"test"} <= named


def test_the_readme_gives_the_two_commands() -> None:
    assert re.findall(r"^make (\w+)", read("README.md"), re.MULTILINE) == ["site", "test"]


def test_every_target_of_the_makefile_that_one_types_has_a_help_text() -> None:
    makefile = read("Makefile")
    typed = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) - {"runtime", "dev"}
    assert set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)) == typed


def test_ci_runs_every_test() -> None:
    run = HOUSE / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert run.read_text(encoding="utf-8").rstrip().endswith("\nmake test\nexec make preuves")


def test_the_licences_are_there_and_said() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert project["license-files"] == ["LICENSE", "LICENCE-DONNEES.md"]
    assert read("LICENSE").startswith("MIT License\n")
    assert "LICENCE OUVERTE 2.0 / OPEN LICENCE 2.0" in read("LICENCE-DONNEES.md")
    said = sections("README.md")["Licences"]
    for word in ("MIT", "Licence Ouverte 2.0", "`departments/`", "`kit/law/`"):
        assert word in " ".join(said.split())


@pytest.mark.parametrize("title", ["Ajouter un département", "Ajouter une règle", "Modifier un texte"])
def test_a_checklist_fits_a_screen(title: str) -> None:
    lines = sections("CONTRIBUTING.md")[title].strip().splitlines()
    assert len(lines) <= CHECKLIST_LINES
    assert sum(line.startswith("- [ ] ") for line in lines) > 1


def test_the_changelog_uses_its_four_types_in_order() -> None:
    types = ["Évolution du droit", "Données départementales", "Technique", "Correction"]
    for text in sections("CHANGELOG.md").values():
        used = re.findall(r"^### (.+)$", text, re.MULTILINE)
        assert used == [type_ for type_ in types if type_ in used]


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENCE-DONNEES.md"])
def test_every_link_of_a_guide_leads_to_a_file(guide: str) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", read(guide))
    assert [link for link in links if not (HOUSE / link).is_file()] == []


def test_the_readme_calls_no_third_party_for_its_pictures() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", read("README.md"))
    assert pictures
    assert [picture for picture in pictures if not picture.startswith("docs/")] == []


def test_every_place_the_readme_names_is_there() -> None:
    named = re.findall(r"`([a-z]+/[\w/]*(?:\.py|/))`", read("README.md"))
    assert len(named) > 15
    assert [name for name in named if name != "build/" and not (HOUSE / name).exists()] == []


def test_the_finding_of_the_readme_is_what_the_kit_says(copy: Copy) -> None:
    folder = copy("88")
    members = folder / "membres.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    report = judge(folder.parent.parent, TODAY, "siege-sans-titulaire")
    shown = re.search(r"```text\n(.*?)```", sections("README.md")["A finding"], re.DOTALL)
    assert shown
    assert FORMATS["texte"](report, Style()).startswith(shown[1])


def test_nothing_is_left_unfinished() -> None:
    assert places(UNFINISHED) == []


def test_the_repository_holds_no_link() -> None:
    # Un lien mènerait, ailleurs, à un dossier qui n’y est pas.
    assert [path for path in sorted(committed()) if path.is_symlink()] == []


def test_no_path_of_one_machine_is_written() -> None:
    assert places(MACHINE) == []
