"""The same work done on many things by as many processes as there are cores, with the same results."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
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
    order = sorted(range(len(things)), key=lambda number: -weight(things[number]))
    found = dict(_numbered(work, things, order, few))
    return [found[number] for number in range(len(things))]


@contextmanager
def ahead(work: Callable[[_Thing], _Result], things: Sequence[_Thing]) -> Iterator[Callable[[], list[_Result]]]:
    """Begin a work on each thing in other processes, whose results are waited for only when they are asked for."""
    processes = min(os.cpu_count() or 1, len(things))
    if not processes or not _can_fork():
        yield lambda: [work(thing) for thing in things]
        return
    with _opened(processes, work, things) as pool:
        waiting = [pool.submit(_done, [number]) for number in range(len(things))]
        yield lambda: [result for each in waiting for _, result in each.result()]


def arriving(work: Callable[[_Thing], _Result], things: Sequence[_Thing]) -> Iterator[_Result]:
    """Do a work on each thing, begun in order; give each result when it is there."""
    return (result for _, result in _numbered(work, things, range(len(things)), _FEW))


def _numbered(
    work: Callable[[_Thing], _Result], things: Sequence[_Thing], order: Sequence[int], few: int
) -> Iterator[tuple[int, _Result]]:
    processes = min(os.cpu_count() or 1, len(things) // few)
    if processes < 2 or not _can_fork():
        yield from ((number, work(things[number])) for number in order)
        return
    size = 2 if len(things) > _MANY else 1
    with _opened(processes, work, things) as pool:
        waiting = [pool.submit(_done, order[first : first + size]) for first in range(0, len(order), size)]
        for done in as_completed(waiting):
            yield from done.result()


@contextmanager
def _opened(processes: int, work: Callable[[Any], Any], things: Sequence[Any]) -> Iterator[ProcessPoolExecutor]:
    fork = multiprocessing.get_context("fork")
    before = frozenset(multiprocessing.active_children())
    with ProcessPoolExecutor(processes, fork, initializer=_adopt, initargs=(work, things)) as pool:
        try:
            yield pool
        except BaseException:
            # Interrompu pendant qu’il les ouvre, Python ne leur dirait jamais de finir, et les attendrait toujours.
            for process in frozenset(multiprocessing.active_children()) - before:
                process.kill()
            raise


def _can_fork() -> bool:
    # Un processus qui a plusieurs fils ne se dédouble pas sans risque : « kit serve » travaille seul.
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _adopt(work: Callable[[Any], Any], things: Sequence[Any]) -> None:
    _WORK[:] = [(work, things)]
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # Ce que l’on arrête ici n’a rien à ranger.
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that opened this one: killed, it cannot say that nothing is wanted any more."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _done(numbers: Sequence[int]) -> list[tuple[int, Any]]:
    work, things = _WORK[0]
    return [(number, work(things[number])) for number in numbers]
