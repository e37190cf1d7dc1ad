"""What a commit may hold is bounded before it is read: a few objects of git can stand for millions of files."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.diff.base import MOST_BYTES, MOST_ENTRIES, extract, opened
from kit.diff.git import commit
from kit.errors import UsageError
from kit.yaml.decode import SIZE_LIMIT
from kit.yaml.source import read
from tests.conftest import HOUSE
from tests.diff.conftest import ENVIRONMENT, Repository

Made = Callable[[str], Repository]
TOO_MANY = "Le répertoire « departments » de « essai » a plus de 10 000 fichiers, ou plus de 200 Mo à lire"
UNEXPECTED = "git n’a pas répondu comme prévu"


def blob(found: Repository, raw: bytes) -> str:
    return found.git("hash-object", "-w", "--stdin", asked=raw)


def tree(found: Repository, *entries: str) -> str:
    return found.git("mktree", "--missing", asked="".join(f"{entry}\n" for entry in entries).encode())


def committed(found: Repository, departments: str) -> str:
    """Give a commit whose `departments` is a tree."""
    return found.git("commit-tree", tree(found, f"040000 tree {departments}\tdepartments"), "-m", "essai")


def many(kind: str, name: str, number: int) -> list[str]:
    return [f"{kind} {name}\t{index:04}" for index in range(number)]


@pytest.fixture
def found(repository: Made) -> Repository:
    return repository("essai")


def refused(found: Repository, name: str, tmp_path: Path) -> str:
    (tmp_path / "vers").mkdir()
    with pytest.raises(UsageError) as caught:
        extract(found.path, name, tmp_path / "vers", "essai")
    return str(caught.value)


def test_a_million_files_of_a_few_objects_are_refused(found: Repository, tmp_path: Path) -> None:
    folder = tree(found, *many("100644 blob", blob(found, b"a: b\n"), 1000))
    name = committed(found, tree(found, *many("040000 tree", folder, 1000)))
    said = refused(found, name, tmp_path)
    assert said.startswith(TOO_MANY)
    assert not list((tmp_path / "vers").iterdir())


def test_folders_in_folders_are_not_walked(found: Repository, tmp_path: Path) -> None:
    """Two to the power of sixty: whoever walked them would never end."""
    deep = tree(found, f"100644 blob {blob(found, b'a: b')}\tcommission.yaml")
    for _ in range(60):
        deep = tree(found, f"040000 tree {deep}\ta", f"040000 tree {deep}\tb")
    name = committed(found, tree(found, f"040000 tree {deep}\t01-ain"))
    (tmp_path / "vers").mkdir()
    assert extract(found.path, name, tmp_path / "vers", "essai")
    assert sorted(path.name for path in (tmp_path / "vers").rglob("*")) == ["01-ain", "a", "b", "departments"]


def test_a_folder_of_too_many_names_is_refused(found: Repository, tmp_path: Path) -> None:
    folder = tree(found, *many("100644 blob", blob(found, b"x"), MOST_ENTRIES))
    name = committed(found, tree(found, f"040000 tree {folder}\t01-ain"))
    assert refused(found, name, tmp_path).startswith(TOO_MANY)


def test_too_much_to_read_is_refused_before_it_is_read(found: Repository, tmp_path: Path) -> None:
    full = blob(found, b"#" * SIZE_LIMIT)
    folder = tree(found, f"100644 blob {full}\tmembres.yaml")
    name = committed(found, tree(found, *many("040000 tree", folder, MOST_BYTES // SIZE_LIMIT + 1)))
    assert refused(found, name, tmp_path).startswith(TOO_MANY)
    assert not next((tmp_path / "vers").rglob("membres.yaml")).stat().st_size


def test_a_file_that_is_too_big_is_named_not_read(found: Repository, tmp_path: Path) -> None:
    heavy, light = blob(found, b"#" * (SIZE_LIMIT + 1)), blob(found, b"a: b\n")
    folder = tree(
        found, f"100644 blob {heavy}\tcommission.yaml", f"100644 blob {light}\tmembres.yaml",
        f"100644 blob {light}\tphoto.jpg",
    )  # fmt: skip
    name = committed(found, tree(found, f"040000 tree {folder}\t01-ain"))
    (tmp_path / "vers").mkdir()
    assert extract(found.path, name, tmp_path / "vers", "essai")
    there = tmp_path / "vers" / "departments" / "01-ain"
    assert [spot.trap for spot in read(there / "commission.yaml", "f").spots] == ["fichier-trop-gros"]
    assert not (there / "commission.yaml").read_bytes().strip(b"\0")
    assert (there / "membres.yaml").read_bytes() == b"a: b\n"
    assert (there / "photo.jpg").read_bytes() == b""


def test_a_link_is_followed_to_a_file_of_another_name(found: Repository, tmp_path: Path) -> None:
    target, real = blob(found, b"vrai.yaml"), blob(found, b"a: b\n")
    folder = tree(found, f"120000 blob {target}\tcommission.yaml", f"100644 blob {real}\tvrai.yaml")
    name = committed(found, tree(found, f"040000 tree {folder}\t01-ain"))
    (tmp_path / "vers").mkdir()
    assert extract(found.path, name, tmp_path / "vers", "essai")
    assert (tmp_path / "vers" / "departments" / "01-ain" / "commission.yaml").read_bytes() == b"a: b\n"


def test_a_name_that_no_disk_admits_is_told(found: Repository, tmp_path: Path) -> None:
    folder = tree(found, f"100644 blob {blob(found, b'x')}\t{'n' * 300}")
    name = committed(found, tree(found, f"040000 tree {folder}\t01-ain"))
    assert refused(found, name, tmp_path).startswith("Les fichiers de « essai » ne peuvent pas être écrits à part")


def test_the_command_refuses_within_five_seconds_and_little_memory(found: Repository) -> None:
    folder = tree(found, *many("100644 blob", blob(found, b"a: b\n"), 1000))
    name = committed(found, tree(found, *many("040000 tree", folder, 1000)))
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "kit", "diff", name, "--root", str(found.path)],
        cwd=HOUSE, env=ENVIRONMENT, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (800_000_000, 800_000_000)),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert time.monotonic() - before < 5


NAMED = 'case "$*" in *show-prefix*) ;; *rev-parse*) echo ' + "a" * 40 + " ;; "
NONSENSE = {
    "des mots": "echo bonjour",
    "rien": "true",
    "des octets": "printf '\\377\\000\\376'",
    "sans fin": "yes",
    "un nom puis des mots": NAMED + "*) echo x y z ;; esac",
    "un arbre puis des mots": f"{NAMED}*ls-tree*) echo '040000 tree {'b' * 40}\tdepartments' ;; *) echo x y z ;; esac",
}


@pytest.mark.parametrize("words", NONSENSE.values(), ids=NONSENSE)
def test_a_git_that_answers_nonsense_is_told(tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(UsageError, match=UNEXPECTED), opened("HEAD", tmp_path):
        pass


def test_a_tree_that_git_would_not_write_is_told(found: Repository, tmp_path: Path) -> None:
    forged = found.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", asked=b"100644 sans fin")
    name = committed(found, forged)
    assert refused(found, name, tmp_path).startswith(UNEXPECTED)


def test_a_git_that_cannot_run_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_bytes(b"\x7fELF")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=UNEXPECTED):
        commit(tmp_path, "HEAD")
