"""What a check remembers of the files it has read: a folder that can be deleted at any time and changes no result.

An entry holds for the very same bytes of the four files, of the kit, of its law, its schemas and its libraries, and for
the same day. It is JSON with its own digest: anything else in its place is as if there were nothing. It keeps what a
report shows and nothing that a report hides. It never stands in a repository, where whoever sends a change could write
the verdict with it: only in a folder of the user's, that nobody else may write to."""

import functools
import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kit import resources
from kit.checked import Checked, of_plain, plain
from kit.later import hashlib, sysconfig

_PRIVATE, _HIDDEN = 0o700, 0o600
_FAULTS = (OSError, ValueError, TypeError, KeyError, RecursionError, AttributeError)


@dataclass(frozen=True, slots=True)
class Memory:
    """Entries in a folder, one for each folder of a department; the last state read is the one kept."""

    folder: Path

    def recall(self, name: str, key: str) -> Checked | None:
        """Give what was kept under a name, when it was kept for that key and nothing was done to it since."""
        body = self.text(name, key)
        try:
            return None if body is None else of_plain(json.loads(body))
        except _FAULTS:
            return None

    def keep(self, name: str, key: str, checked: Checked) -> None:
        """Keep what a check has said."""
        self.keep_text(name, key, json.dumps(plain(checked), ensure_ascii=True, separators=(",", ":")))

    def text(self, name: str, key: str) -> str | None:
        """Give the text kept under a name, when it was kept for that key and nothing was done to it since."""
        try:
            with self._entry(name).open(encoding="utf-8", newline="") as file:
                digest, _, body = file.read().partition("\n")
        except _FAULTS:
            return None
        return body if digest == _digest(name, key, body) else None

    def keep_text(self, name: str, key: str, body: str) -> None:
        """Write an entry whole or not at all; a folder that cannot be written to is no fault."""
        entry = self._entry(name)
        beside = entry.with_name(f"{entry.name}.{os.getpid()}")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _HIDDEN)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(f"{_digest(name, key, body)}\n{body}")
            beside.replace(entry)
        except (OSError, ValueError):  # Un texte qui ne s’écrit pas en UTF-8 ne se retient pas.
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _entry(self, name: str) -> Path:
        return self.folder / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def open_in(folder: Path) -> Memory | None:
    """Open a memory in a folder, made when it is absent; None when it is not the user's alone to write to."""
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        state = folder.lstat()
    except OSError:
        return None
    alone = stat.S_ISDIR(state.st_mode) and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return Memory(folder) if alone and state.st_uid == os.geteuid() else None


@functools.cache
def house() -> str:
    """Give what identifies all that judges: the code of the kit, its law, its schemas, its libraries, Python."""
    seen = hashlib.sha256(sys.version.encode())
    for path in sorted(_judging()):
        content = path.read_bytes()
        seen.update(f"{path.name}\0{len(content)}\0".encode())
        seen.update(content)
    for installed in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):
        seen.update(f"{installed.name}\0".encode())
    return seen.hexdigest()


def _judging() -> Iterator[Path]:
    yield from resources.LAW.parent.rglob("*.py")
    yield from resources.LAW.glob("*.yaml")
    yield from resources.SCHEMAS.rglob("*.json")


def _digest(name: str, key: str, body: str) -> str:
    return hashlib.sha256(f"{name}\n{key}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()
