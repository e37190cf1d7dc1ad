"""Many departments checked at once, by as many processes as there are processors, and what was already read recalled.

The order, the processes and the memory change how long it takes, never what is said."""

import datetime
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from kit import check, memory
from kit.checked import Checked, of_plain, plain
from kit.folder import Folder, find, listed
from kit.later import hashlib
from kit.memory import Memory
from kit.report import Report
from kit.schema import BRANCHES
from kit.source.reading import take

# Un processus de plus coûte ce que coûte la lecture de quelques départements.
_SHARE = 6
_MOST = 8


@dataclass(frozen=True, slots=True)
class Crew:
    """How departments are checked: on which day, by how many processes, with which memory."""

    as_of: datetime.date
    processes: int = 1
    memory: Memory | None = None

    def all(self, folders: tuple[Folder, ...]) -> Iterator[Checked]:
        """Check each folder, in order."""
        number = max(1, min(self.processes, _MOST, len(folders) // _SHARE))
        with ExitStack() as stack:
            pipes = [stack.enter_context(_helped(self, folders[rank::number])) for rank in range(1, number)]
            for index, folder in enumerate(folders):
                rank = index % number
                yield (_received(pipes[rank - 1]) if rank else None) or self.one(folder)

    def one(self, folder: Folder) -> Checked:
        """Check a folder, or recall what was said of the same bytes on the same day."""
        key = self.key(folder) if self.memory else None
        if self.memory is None or key is None:
            return check.alone(folder, self.as_of)
        name = os.fspath(folder.path)
        known = self.memory.recall(name, key)
        if known is None:
            known = check.alone(folder, self.as_of)
            if self.key(folder) == key:  # Un fichier changé pendant la lecture ne se retient pas.
                self.memory.keep(name, key, known)
        return known

    def key(self, folder: Folder) -> str | None:
        """Give what identifies all that a check of a folder depends on, or None when it cannot be read plainly."""
        names = listed(folder)
        if names is None:
            return None
        seen = hashlib.sha256(f"{memory.house()}\n{self.as_of}\n{json.dumps([folder.name, names])}".encode())
        for branch in BRANCHES:
            path = folder.path / f"{branch}.yaml"
            raw = take(path) if path.name in names else b""
            if not isinstance(raw, bytes):
                return None
            seen.update(f"{branch} {len(raw)}\n".encode())
            seen.update(raw)
        return seen.hexdigest()


@contextmanager
def _helped(crew: Crew, folders: tuple[Folder, ...]) -> Iterator[IO[bytes]]:
    """Start a process that checks folders and sends each as a line; what it does not send is done without it."""
    read, write = os.pipe()
    try:
        helper = os.fork()
    except OSError:  # Plus de processus permis : le parent fera tout.
        helper = -1
    if not helper:
        os.close(read)
        _help(crew, folders, write)
    os.close(write)
    try:
        with os.fdopen(read, "rb") as pipe:
            yield pipe
    finally:
        if helper > 0:
            os.waitpid(helper, 0)


def _help(crew: Crew, folders: tuple[Folder, ...], write: int) -> NoReturn:
    """Be that process: nothing to flush and nothing to show at its end, for what is missing will be done again."""
    with suppress(BaseException), os.fdopen(write, "wb") as pipe:
        for folder in folders:
            pipe.write(json.dumps(plain(crew.one(folder))).encode() + b"\n")
            pipe.flush()
    os._exit(0)


def report(root: Path, paths: tuple[Path, ...], crew: Crew, select: tuple[str, ...] = ()) -> Report:
    """Check the departments of a repository; the report is the one that `check.run` gives, but for the lines of the
    files that it does not show. Raises UsageError as `check.run` does."""
    law, wanted = check.law(crew.as_of), check.wanted(select)
    folders = find(root, paths)
    found = zip(folders, crew.all(folders), strict=True)
    return check.gathered(root, paths, law, crew.as_of, wanted, found)


def processors() -> int:
    """Give how many processors this process may use; one where processes cannot be forked."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _received(pipe: IO[bytes]) -> Checked | None:
    line = pipe.readline()
    return of_plain(json.loads(line)) if line.endswith(b"\n") else None
