"""The same work done on many things by as many processes as there are processors: the same results, in the same order.

A result goes through a file of this run alone. On the one pipe that the processes of a pool share, what one of them had
half written when it was killed would be waited for without end.
"""

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
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
    # Ailleurs que sous Linux, ouvrir un processus coûte plus que ce qu’il ferait.
    if sys.platform == "linux" and threading.active_count() == 1:
        number = min(len(os.sched_getaffinity(0)), _MOST, len(things) // _SHARE)
        if number > 1:
            from kit.judging import forked

            with apart("kit-") as folder:
                if forked.done(number, partial(_kept, work, things, folder), len(things)):
                    return [_taken(folder, rank) for rank in range(len(things))]
    return [work(thing) for thing in things]


def _kept(work: Callable[[_Thing], _Result], things: Sequence[_Thing], folder: Path, rank: int) -> None:
    put(folder, str(rank), pickle.dumps(work(things[rank]), pickle.HIGHEST_PROTOCOL))


def _taken(folder: Path, rank: int) -> Any:
    return pickle.loads((folder / str(rank)).read_bytes())
