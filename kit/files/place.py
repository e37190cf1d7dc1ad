"""Where something is written: the folders on the way are opened one by one, and no link below what was asked for is
followed.

What the user asked for (`--root`, the folders before an absolute `--output`) is followed as it is; what stands below
may come from anybody who sends a change, and a link there would lead the kit where nobody asked it to write.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kit.errors import UsageError

# Un nom caché qui ne finit pas par « .yaml » : si le kit est arrêté là, personne ne le lit.
WORK = ".en-cours-"
# Windows n’ouvre pas les dossiers : les mêmes gestes s’y font par les chemins, regardés un à un.
HANDLES = {
    os.open,
    os.stat,
    os.mkdir,
    os.rename,
    os.unlink,
    os.rmdir,
} <= os.supports_dir_fd and os.scandir in os.supports_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Target:
    """A file or a folder to write: names below `top`, which is followed as the user gave it."""

    top: Path
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its own name."""
        return self.names[-1]

    @property
    def folder(self) -> "Target":
        """The folder it stands in."""
        return Target(self.top, self.names[:-1])


def under(root: Path, *names: str) -> Target:
    """Give what has these names below a root."""
    return Target(root, names)


def asked(path: Path, root: Path) -> Target:
    """Give the file of a path that the user typed: below the folder where she is, the root, or the checkouts around
    them, no link is followed; elsewhere, the folders on the way are her own."""
    whole = written(path)
    tops = {os.path.realpath(top) for place in (Path.cwd(), root) for top in _tops(place)}
    for folder in reversed(whole.parents):
        if os.path.realpath(folder) in tops:
            return Target(folder, whole.relative_to(folder).parts)
    there = next((folder for folder in whole.parents if folder.is_dir()), whole.parent)
    return Target(there, whole.relative_to(there).parts)


def written(path: Path) -> Path:
    """Give a path from the top, as it is written: no link of it is followed."""
    return Path(os.path.normpath(path.absolute()))


def _tops(place: Path) -> Iterator[Path]:
    """Give a folder, and the checkout it stands in: a commit decides what is below both."""
    whole = Path(os.path.realpath(place))
    yield whole
    yield from (folder for folder in whole.parents if os.path.lexists(folder / ".git"))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is open: what is done in it stays in it, whatever takes its place in the meantime."""

    path: Path
    handle: int | None

    def known(self, name: str) -> os.stat_result | None:
        """Say what has a name, a link being a link; None when nothing has it."""
        with suppress(FileNotFoundError):
            return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)
        return None

    def names(self) -> list[str]:
        """Give the names in the folder, sorted."""
        with os.scandir(self.path if self.handle is None else self.handle) as entries:
            return sorted(entry.name for entry in entries)

    def enter(self, name: str, *, make: bool = False) -> "Folder":
        """Open a folder of this one, made when it is not there and `make` is said; raises UsageError for what is no
        folder."""
        if make and self.known(name) is None:
            with suppress(FileExistsError):
                os.mkdir(self.at(name), dir_fd=self.handle)
        refuse_but(stat.S_IFDIR, self.known(name), self.path / name)
        if self.handle is None:
            return Folder(self.path / name, None)
        return Folder(self.path / name, os.open(name, _FOLDER | NO_LINK, dir_fd=self.handle))

    def create(self, name: str) -> int:
        """Make a file that was not there; give its handle."""
        return os.open(self.at(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK, 0o666, dir_fd=self.handle)

    def move(self, name: str, into: "Folder", new: str) -> None:
        """Give another name to a file, in the place of one that may have it, or to a folder."""
        os.replace(self.at(name), into.at(new), src_dir_fd=self.handle, dst_dir_fd=into.handle)

    def remove(self, name: str) -> None:
        """Take a file, or a link, away; nothing when it is not there."""
        with suppress(FileNotFoundError):
            os.unlink(self.at(name), dir_fd=self.handle)

    def at(self, name: str) -> str:
        """Say a name as the system takes it beside `handle`."""
        return name if self.handle is not None else str(self.path / name)

    def close(self) -> None:
        """Let it go."""
        if self.handle is not None:
            os.close(self.handle)


@contextmanager
def opened(target: Target, *, make: bool = False) -> Iterator[Folder]:
    """Open a folder, and make what is missing of it when `make` is said.

    Raises UsageError for a link, or for what is no folder, on the way; FileNotFoundError, OSError as the system does.
    """
    folder = Folder(target.top, os.open(target.top, _FOLDER) if HANDLES else None)
    try:
        for name in target.names:
            outer, folder = folder, folder.enter(name, make=make)
            outer.close()
        yield folder
    finally:
        folder.close()


def ready(target: Target, *, folders: tuple[str, ...] = (), files: tuple[str, ...] = ()) -> None:
    """Look, without changing anything, whether folders and files can be written in a folder.

    Raises UsageError for what stands in the way, PermissionError when nothing can be made there."""
    with suppress(FileNotFoundError), opened(target) as folder:
        for kind, names in ((stat.S_IFDIR, folders), (stat.S_IFREG, files)):
            for name in names:
                if known := folder.known(name):
                    refuse_but(kind, known, folder.path / name)
    path = target.top.joinpath(*target.names)
    there = next((each for each in (path, *path.parents) if each.is_dir()), target.top)
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(_denied(there), os.strerror(_denied(there)), str(path))


def _denied(folder: Path) -> int:
    if sys.platform != "win32" and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return errno.EROFS
    return errno.EACCES


def refuse_but(wanted: int, known: os.stat_result | None, path: Path) -> None:
    """Raise UsageError when what is there is neither a link nor anything else than what is wanted, a file or a folder;
    FileNotFoundError when nothing is."""
    if known is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    kind = stat.S_IFMT(known.st_mode)
    if kind == wanted:
        return
    shown = _shown(path)
    if kind == stat.S_IFLNK:
        message = f"« {shown} » est un lien, et le kit n’écrit rien à travers un lien : effacez-le, puis relancez."
        raise UsageError(message)
    what = {stat.S_IFDIR: "un répertoire", stat.S_IFREG: "un fichier"}
    message = (
        f"« {shown} » est {what.get(kind, 'un tuyau ou un appareil')}, et c’est {what[wanted]} qui doit s’écrire là : "
        "déplacez-le, puis relancez."
    )
    raise UsageError(message)


def _shown(path: Path) -> str:
    """Say a path as seen from where the user is, when it is below."""
    whole = written(path)
    return (whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole).as_posix()
