"""The same work done on many things by as many processes as there are processors: the same results, in the same order.

A result goes through a file of this run alone. On the one pipe that the processes of a pool share, what one of them had
half written when it was killed would be waited for without end.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kit.files.work import apart, put

# Ce qu’un processus de plus doit avoir à faire pour rapporter plus qu’il ne coûte.
_SHARE = 6
_MOST = 8
_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def mapped(work: Callable[[_Thing], _Result], things: Sequence[_Thing]) -> list[_Result]:
    """Do a work on each thing and give the results in the order of the things; few things are done here, by no other
    process. Raises what the work raises, and KitError when a process was stopped before its end."""
    number = _processes(len(things))
    with ExitStack() as stack:
        folder = _folder(stack) if number > 1 else None
        if folder is None:
            return [work(thing) for thing in things]
        from kit.judging import forked

        kept = forked.done(number, partial(_kept, work, things, folder), len(things))
        return [_taken(folder, rank) if kept[rank] else work(thing) for rank, thing in enumerate(things)]


def _processes(things: int) -> int:
    """Give how many processes so many things are worth; one where they cannot be forked, or not without risk."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST, things // _SHARE)


def _folder(stack: ExitStack) -> Path | None:
    """Give a folder for the results; None where nothing can be written."""
    try:
        return stack.enter_context(apart("kit-"))
    except OSError:
        return None


def _kept(work: Callable[[_Thing], _Result], things: Sequence[_Thing], folder: Path, rank: int) -> bool:
    """Write the result of a thing; False when the disk refuses it."""
    result = pickle.dumps(work(things[rank]), pickle.HIGHEST_PROTOCOL)
    try:
        put(folder, str(rank), result)
    except OSError:
        return False
    return True


def _taken(folder: Path, rank: int) -> Any:
    return pickle.loads((folder / str(rank)).read_bytes())
