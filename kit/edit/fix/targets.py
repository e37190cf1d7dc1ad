"""What is corrected on the disk: whole departments or the files that were named, and how one is written back."""

import os
import stat
from pathlib import Path

from kit.errors import UsageError
from kit.files.place import under
from kit.files.write import replace
from kit.model.folder import Folder, branch_of, find


def asked(root: Path, paths: tuple[Path, ...]) -> dict[Folder, frozenset[str]]:
    """Give the folders to correct, sorted, and which of their files; a path that is a file asks for it alone.

    Raises UsageError as `kit.model.folder.find` does, and for a file that is none of the four."""
    files = [path for path in paths if path.is_file()]
    others = tuple(path for path in paths if path not in files)
    wanted: dict[Folder, frozenset[str]] = {}
    for path in files:
        (folder,) = find(root, (path,))
        real = path.resolve()
        branch = branch_of(real.name)
        if branch is None:
            message = f"« {path} » n’est pas un des quatre fichiers d’un département : rien n’a été corrigé."
            raise UsageError(message)
        wanted[folder] = wanted.get(folder, frozenset()) | {branch}
    if others or not files:
        wanted.update({folder: frozenset(folder.files) for folder in find(root, others)})
    return dict(sorted(wanted.items(), key=lambda entry: entry[0].path))


def look(path: Path, name: str) -> None:
    """Raise UsageError when a file of a department is a link, or is protected against writing; `name` is shown to
    people."""
    known = path.lstat()
    if stat.S_ISLNK(known.st_mode):
        message = f"« {name} » est un lien, et n’est pas corrigé : corrigez le fichier lui-même."
        raise UsageError(message)
    # Un compte d'administration passe outre cette protection : le kit, non.
    if not known.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        message = f"« {name} » est protégé en écriture, et n’est pas corrigé."
        raise UsageError(message)


def write(path: Path, raw: bytes, name: str) -> None:
    """Replace the content of a file of a department, permissions kept; raises as `look`, and OSError when the disk
    refuses."""
    look(path, name)
    folder = path.parent
    replace(under(folder.parent, folder.name, path.name), raw)
