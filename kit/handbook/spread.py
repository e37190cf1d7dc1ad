"""The same work done on many things by as many processes as there are cores; the results come back in order."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

# En deçà, ouvrir un second processus coûte plus que le travail.
_FEW = 12
# Au-delà, chaque chose est petite : deux à la fois font moins d’allées et venues.
_MANY = 200
_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
# Ce qu’un processus ouvert ici trouve déjà fait : rien n’en passe par un tuyau.
_WORK: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def spread(
    work: Callable[[_Thing], _Result],
    things: Sequence[_Thing],
    weight: Callable[[_Thing], int] = lambda _: 0,
    few: int = _FEW,
) -> list[_Result]:
    """Do a work on each thing; the heaviest first, so that the processes end together. For a process to be opened, it
    needs so many things to do: a `few`."""
    processes = min(os.cpu_count() or 1, len(things) // few)
    if processes < 2 or not _can_fork():
        return [work(thing) for thing in things]
    order = sorted(range(len(things)), key=lambda number: -weight(things[number]))
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, fork, initializer=_adopt, initargs=(work, things)) as pool:
        found = dict(zip(order, pool.map(_done, order, chunksize=2 if len(things) > _MANY else 1), strict=True))
    return [found[number] for number in range(len(things))]


def _can_fork() -> bool:
    # Un processus qui a plusieurs fils ne se dédouble pas sans risque : « kit serve » travaille seul.
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _adopt(work: Callable[[Any], Any], things: Sequence[Any]) -> None:
    _WORK[:] = [(work, things)]


def _done(number: int) -> Any:
    work, things = _WORK[0]
    return work(things[number])
