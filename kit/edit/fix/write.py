"""A file of a department written back: not through a link, nor over a protection."""

import os
import stat
from pathlib import Path

from kit.errors import UsageError
from kit.files.place import under
from kit.files.write import replace


def write(path: Path, raw: bytes, name: str) -> None:
    """Replace the content of a file of a department, permissions kept; `name` is shown to people.

    Raises UsageError for a link and for a file protected against writing, OSError when the disk refuses."""
    known = path.lstat()
    if stat.S_ISLNK(known.st_mode):
        message = f"« {name} » est un lien, et n’est pas corrigé : corrigez le fichier lui-même."
        raise UsageError(message)
    # Un compte d'administration passe outre cette protection : le kit, non.
    if not known.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        message = f"« {name} » est protégé en écriture, et n’est pas corrigé."
        raise UsageError(message)
    folder = path.parent
    replace(under(folder.parent, folder.name, path.name), raw)
