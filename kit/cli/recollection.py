"""Where the kit remembers what it has read: a folder of the user's, named, moved or refused by `KIT_CACHE`."""

import os
from pathlib import Path

from kit.memory import Memory, open_in

_NAME, _REFUSED = "KIT_CACHE", "non"


def memory() -> Memory | None:
    """Open the folder that `KIT_CACHE` names, else the usual one; None for « non », or when there is none to trust."""
    told = os.environ.get(_NAME, "")
    if told == _REFUSED:
        return None
    folder = Path(told) if told else _usual()
    return open_in(folder) if folder and folder.is_absolute() else None


def _usual() -> Path | None:
    """Give the folder that the XDG rules give; they pass over a path that is not absolute."""
    named = Path(os.environ.get("XDG_CACHE_HOME") or "")
    if named.is_absolute():
        return named / "kit-commissions"
    home = Path(os.environ.get("HOME") or "")
    return home / ".cache" / "kit-commissions" if home.is_absolute() else None
