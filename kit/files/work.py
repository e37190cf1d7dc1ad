"""Folders written whole: made apart, out of the reach of what a commit can hold, then given their name.

Nothing found under the name of a work is ever taken up: what a run that was killed has left is only removed.
"""

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO

from kit.errors import UsageError
from kit.files.place import NO_LINK, WORK, Folder, Target, opened, ready, refuse_but
from kit.files.write import fresh

if sys.platform != "win32":
    import fcntl


@contextmanager
def apart(prefix: str) -> Iterator[Path]:
    """Give a folder of this run alone, among the temporary ones of the machine, and take it away at the end."""
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def nameless() -> Iterator[IO[bytes]]:
    """Give a file of this run alone that has no name, and goes when it is let go."""
    with tempfile.TemporaryFile() as file:
        yield file


def make(folder: Path, name: str) -> None:
    """Make a folder, and those it stands in, in a folder of this run."""
    (folder / name).mkdir(parents=True, exist_ok=True)


def put(folder: Path, name: str, raw: bytes, size: int | None = None) -> None:
    """Write a file, and the folders it needs, in a folder of this run; of that size when one is said, without more
    content than what is given."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_LINK, 0o666), "wb") as file:
            file.write(raw)
            if size is not None:
                file.truncate(size)
    except OSError as error:
        error.filename = str(path)  # Un disque plein ne dit pas de quel fichier il s’agit.
        raise


def copy(source: Path, folder: Path, name: str) -> None:
    """Copy a file, or a folder, of the kit into a folder of this run."""
    files = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    for path in files:
        put(folder, (Path(name) / path.relative_to(source)).as_posix(), path.read_bytes())


def anew(source: Path, folder: Path) -> None:
    """Make a folder of this run a copy of another one of this run, whatever it was before."""
    shutil.rmtree(folder, ignore_errors=True)
    copy(source, folder, ".")


def distinct(names: Iterable[str]) -> None:
    """Raise UsageError when two names are one on a disk that takes capitals for small letters."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            message = f"« {other} » et « {name} » sont le même fichier pour certains disques : rien n’est écrit."
            raise UsageError(message)


def add(target: Target, files: Mapping[str, bytes]) -> None:
    """Write a folder that was not there, whole or not at all; raises UsageError when something has its name, or for a
    link on the way, OSError when the disk refuses."""
    with opened(target.folder, make=True) as folder:
        _sweep(folder)
        with _beside(folder) as aside:
            for name, raw in sorted(files.items()):
                _new(aside, name, raw)
            if folder.known(target.name):
                message = f"« {(folder.path / target.name).as_posix()} » existe déjà : rien n’a été écrit."
                raise UsageError(message)
            folder.move(aside.path.name, folder, target.name)


def exchange(made: Path, target: Target, names: tuple[str, ...], steady: AbstractContextManager[object]) -> None:
    """Put folders made apart in the place of those that a folder has; `steady` is held while names change.

    Each is brought beside first, then takes the place of the other. Killed between the two names that one exchange
    takes, a run leaves that folder absent until the next one. Raises UsageError for a link or a file in the place of a
    folder, OSError when the disk refuses; what was there is then there still."""
    ready(target, folders=names)
    with opened(target, make=True) as folder:
        _sweep(folder)
        with _beside(folder) as aside:
            for name in names:
                _moved(made / name, aside, name)
            with steady, _alone(folder):
                for name in names:
                    _swap(aside, folder, name)


def _new(folder: Folder, name: str, raw: bytes) -> None:
    with os.fdopen(folder.create(name), "wb") as file:
        file.write(raw)


def _moved(source: Path, into: Folder, name: str) -> None:
    try:
        os.rename(source, into.at(name), dst_dir_fd=into.handle)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copied(source, into, name)  # Le dossier passager est sur un autre disque.


def _copied(source: Path, into: Folder, name: str) -> None:
    inner = into.enter(name, make=True)
    try:
        with os.scandir(source) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    _copied(Path(entry.path), inner, entry.name)
                elif entry.is_file(follow_symlinks=False):
                    _new(inner, entry.name, Path(entry.path).read_bytes())
    finally:
        inner.close()


def _swap(aside: Folder, folder: Folder, name: str) -> None:
    before = f"{name}-avant"
    if known := folder.known(name):
        refuse_but(stat.S_IFDIR, known, folder.path / name)
        folder.move(name, aside, before)
    try:
        aside.move(name, folder, name)
    except OSError:
        if known:
            aside.move(before, folder, name)
        raise


@contextmanager
def _beside(folder: Folder) -> Iterator[Folder]:
    """Give a new folder to work in, in another, and take it away at the end."""
    name = fresh()
    try:
        aside = folder.enter(name, make=True)
        try:
            yield aside
        finally:
            aside.close()
    finally:
        try:
            _discard(folder, name)
        except KeyboardInterrupt:  # Ce qui arrête la commande attend que tout soit rangé.
            _discard(folder, name)
            raise


def _sweep(folder: Folder) -> None:
    """Take away what runs that were killed have left; a run that still works keeps its own."""
    for name in folder.names():
        worker = re.fullmatch(r"(\d+)-.*", name.removeprefix(WORK)) if name.startswith(WORK) else None
        if worker and not _alive(int(worker[1])):
            _discard(folder, name)


def _discard(folder: Folder, name: str) -> None:
    """Take a folder away with what it holds, or a link and not what it leads to; what cannot go stays."""
    known = folder.known(name)
    if known and stat.S_ISDIR(known.st_mode):
        shutil.rmtree(folder.at(name), ignore_errors=True, dir_fd=folder.handle)
    elif known:
        with suppress(OSError):
            folder.remove(name)


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # Sous Windows, os.kill arrêterait le processus au lieu de demander s'il vit.
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """Hold back another run that would exchange at the same time; where nothing can hold it, go on."""
    if sys.platform != "win32" and folder.handle is not None:
        with suppress(OSError):  # Certains disques partagés ne savent pas retenir.
            fcntl.flock(folder.handle, fcntl.LOCK_EX)
    yield
