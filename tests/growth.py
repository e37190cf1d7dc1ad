"""How the work of a function grows with what it is given, measured without a clock wherever that is possible."""

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

# Deux fois le texte, deux fois le travail : compté sans horloge, ce qui dépasse n'est pas du bruit.
MOST = 2.2
_CALLS = frozenset({"call", "c_call"})


def calls(run: Callable[[], object]) -> int:
    """Count the functions that are called while a function runs: the same number, whatever else the machine does."""
    counted = [0]

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        counted[0] += event in _CALLS

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return counted[0]


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """Give the least processor time of a few runs: for what one call of the library does, where nothing is called."""
    return min(_once(run) for _ in range(times))


def _once(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
