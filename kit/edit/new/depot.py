"""A whole repository for the departments that somebody will keep: what its forge runs, its hooks, its settings.

Each file is one of `templates/depot`, ready to copy by hand: there, the address and the commit of the kit are examples,
which are replaced here by those of the kit that writes.
"""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.edit.new.create import SCHEMAS, copy_schemas
from kit.edit.new.repository import blank
from kit.errors import UsageError
from kit.files import resources
from kit.files.place import ready, under, written
from kit.files.write import replace
from kit.model.repository import FILE
from kit.privacy.names import typed

# Ce que les modèles montrent du kit, et ce que l’on y remplace.
ADDRESS = "https://git.example.org/kit-commissions.git"
PROJECT = "example/kit-commissions"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
_COMMON, _README = "commun", "README.md"
# Rien de ce qui s’écrit dans un fichier YAML ou un terminal n’y a un autre sens.
_SHAPE = re.compile(
    r"https://[A-Za-z0-9.-]+(?::[0-9]+)?/([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*?/[A-Za-z0-9._-]+?)(?:\.git)?/?"
)
_FULL = re.compile(r"[0-9a-f]{40}")
# Une forge crée ce répertoire pour qui copie un dépôt encore vide.
_OF_GIT = ".git"


class Forge(enum.StrEnum):
    """What runs the workflows of a repository."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "aucune"


@dataclass(frozen=True, slots=True)
class Origin:
    """A kit as others get it: the git address, the commit, and the project on its forge."""

    address: str = ADDRESS
    commit: str = COMMIT
    project: str = PROJECT

    @property
    def known(self) -> bool:
        """Whether this is a true kit, and not the example of the templates."""
        return self.commit != COMMIT


def origin(forge: Forge, address: str, commit: str) -> Origin:
    """Give the kit of an address and of a commit; raises UsageError for what a workflow could not name."""
    shape, named = _SHAPE.fullmatch(address), typed(address, "La valeur donnée")
    if not shape:
        message = (
            f"{named} n’est pas l’adresse git d’un projet : écrivez-la entière, par exemple "
            f"https://forge.exemple.invalid/{PROJECT}.git."
        )
        raise UsageError(message)
    if forge is Forge.GITHUB and shape[1].count("/") != 1:
        message = f"{named} n’est pas l’adresse d’un projet de GitHub : il y faut un propriétaire et un nom."
        raise UsageError(message)
    if not _FULL.fullmatch(commit):
        named = typed(commit, "La valeur donnée")
        message = f"{named} n’est pas un commit : donnez ses 40 chiffres et lettres, une étiquette peut changer."
        raise UsageError(message)
    return Origin(address, commit, shape[1])


def files(forge: Forge, kit: Origin) -> dict[str, str]:
    """Give the files of a repository by path, `kit.yaml` and the departments aside."""
    shared, own = dict(_read(_COMMON)), dict(_read(forge.value))
    shared[_README] += own.pop(_README, "")
    found = {**shared, **own}
    return {name: _pinned(text, kit) for name, text in sorted(found.items())}


def _read(name: str) -> Mapping[str, str]:
    top = resources.DEPOT / name
    paths = (path for path in top.rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _pinned(text: str, kit: Origin) -> str:
    # L’adresse d’abord : elle finit comme le nom du projet.
    return text.replace(ADDRESS, kit.address).replace(PROJECT, kit.project).replace(COMMIT, kit.commit)


def refuse(folder: Path) -> None:
    """Raise UsageError when a repository cannot be written in a folder: it is no folder, or it holds something."""
    named = typed(folder.as_posix(), "Le répertoire donné")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = f"{named} n’est pas un répertoire : donnez le nom d’un répertoire neuf, ou vide."
        raise UsageError(message)
    if folder.is_dir() and {path.name for path in folder.iterdir()} - {_OF_GIT}:
        message = (
            f"{named} n’est pas vide : rien n’a été écrit. Donnez le nom d’un répertoire neuf ; dans "
            "un dépôt qui existe, « kit new » suivi d’un département suffit."
        )
        raise UsageError(message)


def write(folder: Path, given: Mapping[str, str]) -> tuple[str, ...]:
    """Write the files of a repository, `kit.yaml` and the schemas that editors read; give their paths.

    Raises UsageError when the folder is not empty or is a link, OSError when it cannot."""
    refuse(folder)
    # Le répertoire lui-même, et ceux qui mènent à lui, sont ceux que l’on a nommés.
    whole = written(folder)
    there = next(each for each in (whole, *whole.parents) if each.is_dir())
    names = whole.relative_to(there).parts
    ready(under(there, *names))
    every = {**given, FILE: blank()}
    for name, text in sorted(every.items()):
        replace(under(there, *names, *name.split("/")), text.encode())
    copy_schemas(folder, SCHEMAS)
    return tuple(sorted((*every, *(f"schemas/{name}" for name in SCHEMAS))))
