"""A file written back whole: whatever stops the kit, what is there is the file of before or the file of after."""

import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from kit.errors import UsageError


def write(path: Path, raw: bytes, root: Path, name: str) -> None:
    """Replace the content of a file, or of the file a link leads to, permissions kept; `name` is shown to people.

    Raises UsageError for a link that leaves `root` and for a file protected against writing, OSError when the disk
    refuses."""
    target = path.resolve(strict=True)
    if target != path.absolute() and not target.is_relative_to(root.resolve()):
        message = f"« {name} » est un lien vers un fichier hors du dépôt, qui n’est pas corrigé."
        raise UsageError(message)
    known = target.stat()
    # Un compte d'administration passe outre cette protection : le kit, non.
    if not known.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        message = f"« {name} » est protégé en écriture, et n’est pas corrigé."
        raise UsageError(message)
    _replace(target, raw, known)


def _replace(target: Path, raw: bytes, known: os.stat_result) -> None:
    # Un nom caché qui ne finit pas par « .yaml » : si le kit est arrêté là, personne ne le lit.
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".en-cours", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, beside)
        with contextlib.suppress(PermissionError):
            os.chown(beside, known.st_uid, known.st_gid)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
