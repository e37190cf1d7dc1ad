"""The folders of the departments: which files are there, what is missing, what is too much."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.errors import UsageError
from kit.rule import Breach
from kit.schema import BRANCHES
from kit.suggest import nearest, question

FILES = tuple(f"{branch}.yaml" for branch in BRANCHES)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of a department; `name` is its path as shown to people."""

    path: Path
    name: str

    @property
    def files(self) -> dict[str, Path]:
        """The files among the four that are there, by branch."""
        return {branch: self.path / f"{branch}.yaml" for branch in BRANCHES if (self.path / f"{branch}.yaml").is_file()}


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A trap that concerns a file as a whole."""

    file: str
    trap: str
    breach: Breach


def find(root: Path, paths: tuple[Path, ...]) -> tuple[Folder, ...]:
    """Give the folders to check, sorted: those named by `paths`, or all of `root/departments`.

    Raises UsageError when a path does not exist, is no folder of a department, or when nothing is found.
    """
    base = root / "departments"
    wanted = {folder for path in paths for folder in _folders(path, base)} if paths else set(_children(base))
    if not wanted:
        message = f"Aucun dossier de département dans « {_shown(base, root)} » : rien n’a été contrôlé."
        raise UsageError(message)
    return tuple(Folder(path, _shown(path, root)) for path in sorted(wanted))


def _folders(path: Path, base: Path) -> list[Path]:
    if not path.exists():
        message = f"« {path} » n’existe pas."
        raise UsageError(message)
    path = path.resolve()
    if path.is_file():
        return [path.parent]
    if (path / "departments").is_dir():
        return _children(path / "departments")
    if any((path / name).exists() for name in FILES) or path.parent == base.resolve():
        return [path]
    return _children(path)


def _children(base: Path) -> list[Path]:
    if not base.is_dir():
        message = f"Le dossier « {base.name} » n’existe pas dans « {base.parent} » : indiquez le bon avec --root."
        raise UsageError(message)
    return [child.resolve() for child in base.iterdir() if child.is_dir() and not child.name.startswith(".")]


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix() or "."
    except ValueError:
        return path.as_posix()


def inventory(folder: Folder) -> Iterator[Misplaced]:
    """Yield what is missing from a folder and what should not be there; hidden files are left alone."""
    names = sorted(entry.name for entry in folder.path.iterdir() if not entry.name.startswith("."))
    for name in FILES:
        if not (folder.path / name).is_file():
            near = nearest(name, [other for other in names if other not in FILES])
            fields = {"fichier": name, "dossier": folder.path.name, "suggestion": _renamed(near)}
            breach = Breach(pointer=(name.removesuffix(".yaml"),), fields=fields)
            yield Misplaced(f"{folder.name}/{name}", "fichier-manquant", breach)
    missing = [name for name in FILES if name not in names]
    for name in names:
        if name not in FILES and not nearest(name, missing):
            near = nearest(name, FILES)
            advice = f"Renommez-le en « {near} », ou rangez-le" if near else "Rangez-le"
            fields = {
                "fichier": name,
                "suggestion": question(near),
                "conseil": f"{advice} hors du dossier du département.",
            }
            yield Misplaced(f"{folder.name}/{name}", "fichier-inconnu", Breach(pointer=(), fields=fields))


def loose_files(root: Path) -> Iterator[Misplaced]:
    """Yield the files that lie in `departments` outside any folder: nobody reads them."""
    base = root / "departments"
    for entry in sorted(base.iterdir()) if base.is_dir() else ():
        if entry.is_file() and not entry.name.startswith("."):
            advice = "Rangez-le dans le dossier de son département, ou hors de « departments »."
            fields = {"fichier": entry.name, "suggestion": ".", "conseil": advice}
            yield Misplaced(_shown(entry, root), "fichier-inconnu", Breach(pointer=(), fields=fields))


def _renamed(near: str | None) -> str:
    return f" : « {near} » est-il ce fichier, mal nommé ?" if near else "."
