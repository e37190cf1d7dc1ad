"""The same work done on many things by as many processes as there are processors: the same results, in the same order.

Each process has a pipe that nobody else writes to: when it is killed, even in the middle of a result, its pipe ends and
nothing waits for it. The pools of the library share one pipe: a result half written there is waited for without end.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from kit.errors import KitError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Ce qu’un processus de plus doit avoir à faire pour rapporter plus qu’il ne coûte.
_SHARE = 6
_MOST = 8
# Ce que chacun a d’avance, pour ne pas attendre qu’on lui demande la suite.
_AHEAD = 2
_LOST = (
    "un des processus qui se partagent le travail a été arrêté avant d’avoir fini. Relancez la commande ; si cela "
    "recommence, cette machine n’a peut-être pas assez de mémoire."
)
_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def mapped(work: Callable[[_Thing], _Result], things: Sequence[_Thing]) -> list[_Result]:
    """Do a work on each thing and give the results in the order of the things; few things are done here, by no other
    process. Raises what the work raises, and KitError when a process was stopped before its end."""
    number = min(_processors(), _MOST, len(things) // _SHARE)
    if number > 1:
        with _opened(number, work, things) as pipes:
            if pipes:
                return _gathered(pipes, len(things))
    return [work(thing) for thing in things]


def _processors() -> int:
    """Give how many processes can work at once: one where they cannot be forked, or not without risk."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


@contextmanager
def _opened(number: int, work: Callable[[Any], Any], things: Sequence[Any]) -> Iterator["list[Connection]"]:
    """Give the pipes of so many processes, or of as many as the system allows; they end with the block, whatever ends
    it: a signal waits until all are there, or all are gone."""
    import multiprocessing

    context = multiprocessing.get_context("fork")
    helpers, pipes = [], []
    try:
        with _undisturbed():
            for _ in range(number):
                ours, theirs = context.Pipe()
                pipes.append(ours)
                helper = context.Process(target=_help, args=(theirs, work, things), daemon=True)
                try:
                    helper.start()
                except OSError:  # Plus de processus permis : ceux qui sont là feront tout.
                    pipes.pop().close()
                    break
                finally:
                    theirs.close()
                helpers.append(helper)
        yield pipes
    finally:
        with _undisturbed():
            for helper in helpers:
                helper.kill()
            for helper in helpers:
                helper.join()
            for pipe in pipes:
                pipe.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _endings())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _endings() -> set[signal.Signals]:
    return {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def _help(pipe: "Connection", work: Callable[[Any], Any], things: Sequence[Any]) -> None:
    """Be one of those processes: work on what is asked until nobody is there to ask."""
    # Ce qui arrête la commande l’arrête seule : c’est elle qui arrête ceux qui l’aident, ou sa fin.
    for ending in _endings():
        signal.signal(ending, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _endings())
    threading.Thread(target=_follow, daemon=True).start()
    with suppress(EOFError, ConnectionError):
        while True:
            rank = pipe.recv()
            try:
                result, fault = work(things[rank]), None
            except Exception as error:  # Elle se dit dans le processus qui a demandé le travail.
                result, fault = None, error
            pipe.send((rank, result, fault))


def _follow() -> None:
    """End with the process that opened this one, even in the middle of a work."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _gathered(pipes: "list[Connection]", number: int) -> list[Any]:
    """Give out the things one by one, and take the results as they come."""
    from multiprocessing.connection import wait

    found: dict[int, Any] = {}
    left = iter(range(number))
    for pipe in pipes * _AHEAD:
        _ask(pipe, left)
    while len(found) < number:
        ready = wait(pipes)
        for pipe in (pipe for pipe in pipes if pipe in ready):
            rank, result = _received(pipe)
            found[rank] = result
            _ask(pipe, left)
    return [found[rank] for rank in range(number)]


def _ask(pipe: "Connection", left: Iterator[int]) -> None:
    rank = next(left, None)
    if rank is not None:
        with suppress(ConnectionError):  # Arrêté : c’est en attendant sa réponse que cela se dira.
            pipe.send(rank)


def _received(pipe: "Connection") -> tuple[int, Any]:
    try:
        rank, result, fault = pipe.recv()
    except (EOFError, OSError) as error:
        raise KitError(_LOST) from error
    if fault:
        raise fault
    return rank, result
