"""What a process of the tests obeys before anything else: no network, and folders listed in another order.

Python runs this file by itself in every process that has this folder first on its path, the engine of the site too.
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.bind", "socket.send", "urllib.Request")


def watch(told: Path) -> None:
    """Write down, then refuse, whatever asks for the network."""

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event.startswith(_NETWORK):
            with told.open("a", encoding="utf-8") as file:
                file.write(f"{event}\n")
            raise OSError(event)

    sys.addaudithook(hook)


class _Shuffled:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = shuffled(list(entries))
        self._next = iter(self._entries)

    def __enter__(self) -> "_Shuffled":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Any:
        return self._next

    def __next__(self) -> Any:
        return next(self._next)

    def close(self) -> None:
        self._entries.clear()


def shuffled(entries: list[Any]) -> list[Any]:
    """Give a list in an order that is not that of the disk, and that changes from one call to the next."""
    _ORDER.shuffle(entries)
    return entries


def disorder() -> None:
    """List every folder in another order."""
    listed, scanned = os.listdir, os.scandir
    vars(os).update(
        listdir=lambda *path: shuffled(listed(*path)),
        scandir=lambda *path: _Shuffled(scanned(*path)),
    )


_ORDER = random.Random(11)
if _told := os.environ.get("KIT_TESTS_NETWORK"):
    watch(Path(_told))
if os.environ.get("KIT_TESTS_DISORDER"):
    disorder()
