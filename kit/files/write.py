"""A file written whole: beside, then given its name; whatever stops the kit, the file is that of before or that of
after."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from kit.files.place import NO_LINK, WORK, Folder, Target, asked, opened, ready, refuse_but, written

# Là, un lien est un nom que le système donne à un canal : « /dev/stdout », « /dev/fd/63 ».
_SYSTEM = (Path("/dev"), Path("/proc"))
_STREAMS = (stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK)


def replace(target: Target, raw: bytes) -> None:
    """Write a file and the folders it needs, in the place of the one that may be there, whose permissions and owner
    are kept; another name of that one keeps its content.

    Raises UsageError for a link on the way, or for what is no file in its place; OSError when the disk refuses."""
    with opened(target.folder, make=True) as folder:
        known = folder.known(target.name)
        if known:
            refuse_but(stat.S_IFREG, known, folder.path / target.name)
        beside = fresh()
        try:
            with os.fdopen(folder.create(beside), "wb") as file:
                file.write(raw)
                file.flush()
                if known:
                    _like(known, file.fileno())
                os.fsync(file.fileno())
            folder.move(beside, folder, target.name)
        finally:
            folder.remove(beside)


def look(path: Path, root: Path) -> None:
    """Look, without changing anything, whether `output` can write there; raises UsageError for what stands in the way,
    PermissionError when nothing can be made there."""
    if _is_channel(path):
        return
    target = asked(path, root)
    with suppress(FileNotFoundError), opened(target.folder) as folder:
        if _is_stream(folder, target.name):
            return
    ready(target.folder, files=(target.name,))


def output(path: Path, root: Path, content: str | bytes) -> None:
    """Write a text, or bytes, where the user asked for it, a channel or a pipe of her own included; raises as
    `replace` does."""
    raw = content.encode() if isinstance(content, str) else content
    if _is_channel(path):
        _pour(os.open(path, os.O_WRONLY | os.O_TRUNC), raw)
        return
    target = asked(path, root)
    with suppress(FileNotFoundError), opened(target.folder) as folder:
        if _is_stream(folder, target.name):
            _pour(os.open(folder.at(target.name), os.O_WRONLY | NO_LINK, dir_fd=folder.handle), raw)
            return
    replace(target, raw)


def append(path: Path, text: str) -> None:
    """Add a text at the end of a file that somebody else reads; raises OSError, also for a link and for a file that
    has another name."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINK, 0o666)
    with os.fdopen(handle, "ab") as file:
        if os.fstat(handle).st_nlink > 1:
            raise OSError(errno.EMLINK, os.strerror(errno.EMLINK), str(path))
        file.write(text.encode())


def fresh() -> str:
    """Give a name to work under: nothing has it, and nobody can have foreseen it."""
    return f"{WORK}{os.getpid()}-{os.urandom(8).hex()}"


def _is_channel(path: Path) -> bool:
    whole = written(path)
    return whole.is_symlink() and any(whole.is_relative_to(system) for system in _SYSTEM)


def _is_stream(folder: Folder, name: str) -> bool:
    known = folder.known(name)
    return known is not None and stat.S_IFMT(known.st_mode) in _STREAMS


def _pour(handle: int, raw: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(raw)


def _like(known: os.stat_result, handle: int) -> None:
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(handle, known.st_uid, known.st_gid)
        os.chmod(handle, stat.S_IMODE(known.st_mode))
