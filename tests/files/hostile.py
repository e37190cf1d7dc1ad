"""What a commit, or a hand, can put where the kit is to write; and all that a folder holds, links as links."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from tests.trust.command import run

Maker = Callable[[Path, Path], object]


def state(folder: Path) -> dict[str, object]:
    """Give everything below a folder: a link by what it says, a file by its bytes."""
    return {path.relative_to(folder).as_posix(): _what(path) for path in sorted(folder.rglob("*"))}


def _what(path: Path) -> object:
    if path.is_symlink():
        return f"→ {path.readlink()}"
    mode = path.lstat().st_mode
    return path.read_bytes() if stat.S_ISREG(mode) else stat.S_IFMT(mode)


def _folder(path: Path, _: Path) -> None:
    path.mkdir()
    (path / "dedans").write_text("gardé", encoding="utf-8")


# Là où un fichier doit s'écrire.
FOR_A_FILE: dict[str, tuple[Maker, str]] = {
    "lien vers un fichier": (lambda path, away: path.symlink_to(away / "fichier"), "est un lien"),
    "lien vers rien": (lambda path, away: path.symlink_to(away / "rien"), "est un lien"),
    "lien vers un appareil": (lambda path, _: path.symlink_to("/dev/null"), "est un lien"),
    "lien vers un dossier": (lambda path, away: path.symlink_to(away), "est un lien"),
    "dossier": (_folder, "est un répertoire"),
}
# Là où un dossier doit se trouver.
FOR_A_FOLDER: dict[str, tuple[Maker, str]] = {
    "lien vers un dossier": (lambda path, away: path.symlink_to(away), "est un lien"),
    "lien vers ici": (lambda path, _: path.symlink_to("."), "est un lien"),
    "lien vers rien": (lambda path, away: path.symlink_to(away / "rien"), "est un lien"),
    "fichier": (lambda path, _: path.write_text("gardé", encoding="utf-8"), "est un fichier"),
    "tuyau": (lambda path, _: os.mkfifo(path), "est un tuyau ou un appareil"),
}


def away(folder: Path) -> Path:
    """Make a folder elsewhere that has what a careless write would destroy."""
    for name in ("site", "pages", "reports", "avant/site", "88-vosges", "r121-12-7"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text("à quelqu’un d’autre", encoding="utf-8")
    (folder / "fichier").write_text("à quelqu’un d’autre", encoding="utf-8")
    return folder


def refused(root: Path, words: list[str], said: str) -> None:
    """Run a command that must refuse in one sentence, and change nothing."""
    before = state(root), state(root.with_name("ailleurs"))
    code, out, beside = run(*words)
    assert (code, out) == (2, ""), beside
    assert beside.count("\n") == 1
    assert said in beside.replace("\u00a0", " ")
    assert (state(root), state(root.with_name("ailleurs"))) == before
