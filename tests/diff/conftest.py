"""What the tests of the comparisons share: lines as people read them, real git repositories."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.diff.difference import Section
from kit.diff.sections import sections
from kit.diff.summary import SIGNS
from kit.model.department import load
from kit.model.folder import Folder
from tests.conftest import HOUSE, TODAY

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Essai",
    "GIT_AUTHOR_EMAIL": "essai@exemple.invalid",
    "GIT_AUTHOR_DATE": "2026-11-01T12:00:00Z",
    "GIT_COMMITTER_NAME": "Essai",
    "GIT_COMMITTER_EMAIL": "essai@exemple.invalid",
    "GIT_COMMITTER_DATE": "2026-11-01T12:00:00Z",
}
Edit = tuple[str, str, str]


def ordinary(text: str) -> str:
    """Give a text with ordinary spaces, to compare it with what a test can type."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def listed(found: tuple[Section, ...]) -> list[str]:
    """Write sections as `section | group | sign text`, one line a change."""
    return [
        ordinary(" | ".join(filter(None, (section.title, group.title, f"{SIGNS[change.kind]} {change.text}"))))
        for section in found
        for group in section.groups
        for change in group.changes
    ]


def edit(folder: Path, *edits: Edit) -> Path:
    """Replace, in files of a department, a piece of text that is there; gives the folder."""
    for file, old, new in edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"« {old} » n’est pas dans {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def compared(before: Path, after: Path) -> list[str]:
    """Compare two folders of one department."""
    old, new = (load(Folder(path, f"departments/{path.name}")) for path in (before, after))
    return listed(sections(old, new, TODAY))


def original(folder: Path) -> Path:
    """Give the folder of the repository that a copy comes from."""
    return HOUSE / "departments" / folder.name


@dataclass(frozen=True)
class Repository:
    """A git repository of its own, which knows nothing of the settings of this machine."""

    path: Path

    def git(self, *words: str, asked: bytes = b"", **more: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.path, input=asked, env={**ENVIRONMENT, **more}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def commit(self) -> str:
        """Commit all that is there; gives the name of the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "essai")
        return self.git("rev-parse", "HEAD")


def dated(repository: Repository, day: str) -> str:
    """Commit all that is there on a day; gives the first signs of its name."""
    repository.git("add", "--all")
    when = f"{day}T12:00:00Z"
    words = ("commit", "--quiet", "--allow-empty", "--message", "SECRET DE COMMIT")
    repository.git(*words, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    return repository.git("rev-parse", "HEAD")[:10]


DOCTOR = """    titre: "Médecin généraliste à Saint-Dié-des-Vosges"
    designation: {par: conseil_departemental_ordre}
    mandat: {debut: 2024-05-14, fin: 2027-05-13, arrete: "DDETSPP-2024-047"}
"""
# Un changement riche, dans deux départements : des entrées, des sorties, des pièces en trop, une vacance prolongée.
RICH: dict[str, list[Edit]] = {
    "23-creuse": [
        ("commission.yaml", "jusqu_au: 2026-12-31", "jusqu_au: 2027-06-30"),
        ("commission.yaml", "psp_en_cours: 0\n    psp_engages: 0\n", "psp_en_cours: 1\n    psp_engages: 1\n"),
        ("sessions.yaml", "# Les séances", "# Toutes les séances"),
    ],
    "88-vosges": [
        (
            "membres.yaml",
            "medecin:\n",
            'medecin:\n  - {id: medecin-3, titre: "Médecin à Gérardmer", mandat: {debut: 2026-11-02, fin: 2029-11-01, '
            'arrete: "N-9"}, a_verifier: "la désignation par l’ordre n’est pas jointe"}\n',
        ),
        ("membres.yaml", DOCTOR, DOCTOR.replace("2027-05-13", "2026-11-01")),
        (
            "commission.yaml",
            'publication: "RAA 88-2026-07"}\n',
            'publication: "RAA 88-2026-07"}\n  - {reference: "N-9", objet: [composition], date: 2026-10-30, '
            'signataires: [prefet], publication: "RAA 88-2026-41"}\n',
        ),
        (
            "commission.yaml",
            "liste_membres: complete\n",
            'derogations:\n  - {regle: epci-absent, motif: "Élections communautaires", autorite: "Préfète des Vosges", '
            'document: "N-10", jusqu_au: 2027-03-31}\n',
        ),
        ("sessions.yaml", "- date: 2026-12-03", "- date: 2026-12-10"),
        ("procedures.yaml", "visa_long_sejour_exige: false", "visa_long_sejour_exige: true"),
        (
            "procedures.yaml",
            "    - {piece: avis_commission}\n",
            "    - {piece: avis_commission}\n    - {piece: plainte}\n",
        ),
    ],
}


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give two folders that hold two departments, before and after a rich change; nobody writes there."""
    tmp_path = tmp_path_factory.mktemp("riche")
    for side in ("avant", "apres"):
        for name, edits in RICH.items():
            found = Path(shutil.copytree(HOUSE / "departments" / name, tmp_path / side / "departments" / name))
            if side == "apres":
                edit(found, *edits)
    return tmp_path / "avant", tmp_path / "apres"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Repository]:
    """Make a repository in a folder of that name, and take away what git inherits from this process."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def made(name: str) -> Repository:
        path = tmp_path / name
        path.mkdir(parents=True)
        found = Repository(path)
        found.git("init", "--quiet", "--initial-branch", "main")
        return found

    return made
