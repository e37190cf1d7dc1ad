"""BASE as git knows it: real repositories, one sentence for each way it cannot be had."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.diff.base import extract, opened
from kit.diff.git import commit
from kit.errors import UsageError
from tests.conftest import Kit
from tests.diff.conftest import Repository

Made = Callable[[str], Repository]
FILE = Path("departments/88-vosges/commission.yaml")


def write(root: Path, text: str, file: Path = FILE) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")


def content(base: str, root: Path, file: Path = FILE) -> str:
    with opened(base, root) as state:
        return (state.path / file).read_text(encoding="utf-8")


def fault(base: str, root: Path) -> str:
    with pytest.raises(UsageError) as caught, opened(base, root):
        pass
    said = str(caught.value)
    assert "\n" not in said
    return said


@pytest.fixture
def two(repository: Made) -> Repository:
    """Two commits, then a change that is in neither."""
    found = repository("dépôt de l’État")
    for text in ("premier", "second"):
        write(found.path, text)
        found.commit()
    write(found.path, "en cours")
    return found


@pytest.mark.parametrize(
    ("base", "text"),
    [("HEAD", "second"), ("HEAD~1", "premier"), ("main", "second"), ("v1", "premier"), ("HEAD^", "premier")],
)
def test_a_ref_gives_the_files_of_its_commit(two: Repository, base: str, text: str) -> None:
    two.git("tag", "--annotate", "--message", "un", "v1", "HEAD~1")
    assert content(base, two.path) == text


def test_the_name_shown_has_the_beginning_of_the_commit(two: Repository) -> None:
    full = two.git("rev-parse", "HEAD")
    with opened("HEAD", two.path) as state:
        assert state.name == f"HEAD ({full[:10]})"
    with opened(full[:12], two.path) as state:
        assert state.name == full[:12]


def test_neither_the_working_tree_nor_the_index_is_touched_and_nothing_is_left(two: Repository) -> None:
    def state() -> list[tuple[str, int, int]]:
        known = (path.lstat() for path in sorted(two.path.rglob("*")))
        return [(str(two.path), each.st_size, each.st_mtime_ns) for each in known]

    before = state()
    with opened("HEAD~1", two.path) as found:
        folder = found.path
        assert not folder.is_relative_to(two.path)
    assert state() == before
    assert not folder.exists()


def test_the_root_may_be_a_folder_of_the_repository_with_accents_and_spaces(repository: Made) -> None:
    found = repository("dépôt")
    root = found.path / "données d’été"
    odd = Path("departments/88-vosges/à côté (copie) « 1 ».yaml")
    write(root, "dedans")
    write(root, "aussi", odd)
    write(found.path, "ailleurs")
    found.commit()
    assert content("HEAD", root) == "dedans"
    with opened("HEAD", root) as state:
        assert (state.path / odd).is_file()  # Seul son nom compte : personne ne le lit.
    assert content("HEAD", found.path) == "ailleurs"


def test_a_folder_that_holds_departments_is_a_base_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "avant", "avant")
    monkeypatch.setenv("PATH", "")
    with opened(str(tmp_path / "avant"), tmp_path) as state:
        assert (state.path, state.name) == (tmp_path / "avant", str(tmp_path / "avant"))


def test_a_name_that_is_a_folder_and_a_branch_is_not_guessed(two: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    write(two.path / "main", "dossier")
    monkeypatch.chdir(two.path)
    assert re.fullmatch(
        r"« main » est un répertoire et aussi un commit : écrivez « \./main » ou « [0-9a-f]{10} »\.",
        fault("main", two.path),
    )
    assert content("./main", two.path) == "dossier"


NEITHER = "n’est ni un répertoire qui contient « departments », ni une branche, une étiquette ou un commit de ce dépôt"


@pytest.mark.parametrize(
    "base", ["nulle-part", "", "HEAD~9", "HEAD:departments", "a..b", "--help", "-n1", "x\0y", "été"]
)
def test_an_unknown_base_is_told_and_never_becomes_an_option(two: Repository, base: str) -> None:
    assert NEITHER in fault(base, two.path)


@pytest.mark.parametrize("name", ["LISEZMOI", "departments/LISEZMOI"])
def test_a_commit_without_departments_is_before_the_first_one(repository: Made, name: str) -> None:
    found = repository("vide")
    (found.path / name).parent.mkdir(exist_ok=True)
    (found.path / name).write_text("rien", encoding="utf-8")
    found.commit()
    for root in (found.path, found.path / "sous"):
        write(root, "neuf")
        with opened("HEAD", root) as state:
            assert not state.begun
            assert re.fullmatch(r"HEAD \([0-9a-f]{10}\)", state.name)


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "n’est pas dans un dépôt git" in fault("HEAD", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert fault("HEAD", tmp_path).startswith("git n’est pas installé")


def test_a_repository_of_somebody_else(two: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    program = two.path.parent / "bin" / "git"
    program.parent.mkdir()
    # Le kit ne laisse pas passer cette variable de git : on la rend à git lui-même.
    program.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    said = fault("HEAD", two.path)
    assert said.startswith("Git refuse de lire ce dépôt")
    assert f"git config --global --add safe.directory {two.path}" in said


def cloned(found: Repository, *options: str) -> Repository:
    target = found.path.parent / "clone"
    found.git("clone", "--quiet", *options, f"file://{found.path}", str(target))
    return Repository(target)


def test_a_shallow_clone_says_the_command_that_brings_what_is_missing(two: Repository) -> None:
    clone = cloned(two, "--depth", "1")
    said = fault("HEAD~1", clone.path)
    assert "« git fetch --unshallow »" in said
    assert "« fetch-depth: 0 »" in said
    clone.git("fetch", "--quiet", "--unshallow")
    assert content("HEAD~1", clone.path) == "premier"


def test_a_branch_that_was_not_fetched_says_the_command_that_fetches_it(two: Repository) -> None:
    two.git("branch", "autre/travail", "HEAD~1")
    clone = cloned(two, "--single-branch", "--depth", "1")
    said = fault("origin/autre/travail", clone.path)
    command = said.partition("« git ")[2].partition(" »")[0]
    assert command == "fetch origin autre/travail:refs/remotes/origin/autre/travail"
    clone.git(*command.split())
    assert content("origin/autre/travail", clone.path) == "premier"


@pytest.mark.parametrize("kept", ["blob:none", "tree:0"])
def test_a_partial_clone_fetches_nothing_and_says_what_to_run(two: Repository, kept: str) -> None:
    two.git("config", "uploadpack.allowFilter", "true")
    clone = cloned(two, "--filter", kept)
    assert "lancez d’abord « git fetch --no-filter --refetch »" in fault("HEAD~1", clone.path)
    clone.git("fetch", "--quiet", "--no-filter", "--refetch")
    assert content("HEAD~1", clone.path) == "premier"


def test_what_a_hook_leaves_behind_misleads_nobody(
    two: Repository, repository: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository("autre")
    write(other.path, "ailleurs")
    other.commit()
    for name, value in {
        "GIT_DIR": str(other.path / ".git"),
        "GIT_WORK_TREE": str(other.path),
        "GIT_INDEX_FILE": str(other.path / ".git" / "index.lock"),
        "GIT_PREFIX": "nulle/part/",
        "GIT_OBJECT_DIRECTORY": str(other.path / ".git" / "objects"),
        "GIT_GLOB_PATHSPECS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    assert content("HEAD", two.path) == "second"


def test_a_real_hook_compares_with_its_own_repository(two: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = two.path / ".git" / "hooks" / "pre-commit"
    said = two.path.parent / "dit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nenv > "{said}"\n', encoding="utf-8")
    hook.chmod(0o755)
    two.git("commit", "--quiet", "--all", "--message", "trois")
    inherited = dict(line.split("=", 1) for line in said.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert "GIT_INDEX_FILE" in inherited
    for name, value in inherited.items():
        monkeypatch.setenv(name, value)
    assert content("HEAD", two.path) == "en cours"


def test_links_are_followed_inside_the_folder_only(repository: Made) -> None:
    found = repository("liens")
    secret = found.path.parent / "secret"
    secret.write_text("dehors", encoding="utf-8")
    write(found.path, "dedans")
    folder = (found.path / FILE).parent
    (folder / "voisin.yaml").symlink_to("commission.yaml")
    (folder / "absolu.yaml").symlink_to(secret)
    (folder / "remonte.yaml").symlink_to("../../../secret")
    (folder / "haut").symlink_to("..")
    (folder / "detour.yaml").symlink_to("haut/../../../secret")
    (found.path / "departments" / "99-ailleurs").symlink_to(found.path.parent)
    found.commit()
    with opened("HEAD", found.path) as state:
        there = state.path / FILE.parent
        assert (there / "voisin.yaml").read_text(encoding="utf-8") == "dedans"
        for name in ("absolu.yaml", "remonte.yaml", "detour.yaml", "../99-ailleurs/secret"):
            with pytest.raises(OSError, match="Too many levels of symbolic links"):
                (there / name).read_text(encoding="utf-8")


def test_a_forged_tree_writes_nothing_out_of_the_folder(repository: Made, tmp_path: Path) -> None:
    found = repository("forge")
    blob = found.git("hash-object", "-w", "--stdin", asked=b"intrus")
    link = found.git("hash-object", "-w", "--stdin", asked=str(tmp_path / "cible").encode())
    (tmp_path / "cible").mkdir()
    inner = found.git("mktree", asked=f"100644 blob {blob}\tintrus.yaml\n".encode())
    # Le même nom deux fois, lien puis dossier : git ne l'écrirait pas, mais un commit forgé peut le contenir.
    entries = f"120000 blob {link}\tpiege\n040000 tree {inner}\tpiege\n100644 blob {blob}\tmembres.yaml\n"
    department = found.git("mktree", asked=entries.encode())
    folders = f"120000 blob {link}\t01-ain\n040000 tree {department}\t01-ain\n040000 tree {department}\t02-aisne\n"
    base = found.git("mktree", asked=folders.encode())
    top = found.git("mktree", asked=f"040000 tree {base}\tdepartments\n".encode())
    forged = found.git("commit-tree", top, "-m", "forge")
    (tmp_path / "vers").mkdir()
    extract(found.path, forged, tmp_path / "vers", "forge")
    assert list((tmp_path / "cible").iterdir()) == []
    assert (tmp_path / "vers" / "departments" / "02-aisne" / "membres.yaml").read_text(encoding="utf-8") == "intrus"


def test_a_submodule_holds_no_file(repository: Made) -> None:
    found = repository("module")
    write(found.path, "dedans")
    name = found.commit()
    found.git("update-index", "--add", "--cacheinfo", f"160000,{name},departments/01-ain")
    found.git("commit", "--quiet", "--message", "module")
    with opened("HEAD", found.path) as state:
        assert sorted(path.name for path in (state.path / "departments").iterdir()) == ["88-vosges"]


def test_a_worktree_reads_its_own_head(two: Repository) -> None:
    two.git("worktree", "add", "--quiet", "--detach", str(two.path.parent / "autre"), "HEAD~1")
    assert content("HEAD", two.path.parent / "autre") == "premier"
    assert commit(two.path, "HEAD") == two.git("rev-parse", "HEAD")


def test_a_forged_tree_makes_no_link_through_a_link(repository: Made, tmp_path: Path) -> None:
    found = repository("forge")
    (tmp_path / "cible").mkdir()
    link = found.git("hash-object", "-w", "--stdin", asked=str(tmp_path / "cible").encode())
    inner = found.git("mktree", asked=f"120000 blob {link}\tintrus\n".encode())
    department = found.git("mktree", asked=f"120000 blob {link}\tpiege\n040000 tree {inner}\tpiege\n".encode())
    top = found.git("mktree", asked=f"040000 tree {department}\tdepartments\n".encode())
    (tmp_path / "vers").mkdir()
    extract(found.path, found.git("commit-tree", top, "-m", "forge"), tmp_path / "vers", "forge")
    assert list((tmp_path / "cible").iterdir()) == []


ANSWERS = {
    "rien": "exit 0",
    "des mots": "echo bonjour le monde",
    "des octets": "printf '\\377\\000\\t x'",
    "un nombre": "echo 1",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_git_that_answers_nonsense_is_one_sentence(
    two: Repository, monkeypatch: pytest.MonkeyPatch, kit: Kit, name: str
) -> None:
    true = shutil.which("git")
    program = two.path.parent / "bin" / "git"
    program.parent.mkdir()
    (two.path / "kit-baseline.json").write_text('{"version": 1, "known": []}', encoding="utf-8")
    two.commit()
    for lies in ("rev-parse --verify", "ls-tree", "cat-file"):
        # Vrai pour tout, sauf pour une question.
        program.write_text(f'#!/bin/sh\ncase "$*" in *"{lies}"*) {ANSWERS[name]}; exit 0;; esac\nexec {true} "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
        for words in (["diff", "HEAD"], ["check", "--baseline", "kit-baseline.json", "--baseline-de", "HEAD"]):
            done = kit(*words, "--date", "2026-11-23", cwd=two.path)
            assert done.returncode == 2 or (name, lies) == ("rien", "ls-tree"), (lies, done)
            assert done.stderr.count("\n") == (done.returncode == 2) or words[0] == "check"
            assert "Traceback" not in done.stderr
