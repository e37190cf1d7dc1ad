"""Processes forked to share a work, on Linux only: they end with the command, which alone hears what ends it."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from kit.errors import KitError

if sys.platform != "linux":
    raise ImportError

_ENDINGS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_LOST = (
    "un des processus qui se partagent le travail a été arrêté avant d’avoir fini. Relancez la commande ; si cela "
    "recommence, cette machine n’a peut-être pas assez de mémoire."
)
# Le travail d’un processus ouvert ici, tel qu’il l’a reçu en s’ouvrant : rien de long ne passe par le tuyau du partage.
_WORK: list[Callable[[int], bool]] = []


def done(number: int, work: Callable[[int], bool], things: int) -> list[bool]:
    """Have the ranks of so many things worked on by so many processes, and give what each says; False for all where the
    system allows no more processes. Raises what the work raises, and KitError when a process was stopped before its
    end."""
    with ProcessPoolExecutor(number, multiprocessing.get_context("fork"), _begun, (work,)) as pool:
        try:
            with _undisturbed():
                ends = [pool.submit(_worked, rank) for rank in range(things)]
            return [end.result() for end in ends]
        except BrokenProcessPool as error:
            raise KitError(_LOST) from error
        except BlockingIOError:
            return [False] * things
        finally:
            _stop()


def _stop() -> None:
    """Stop the processes, whose results are all written or no longer wanted. Asked to end by the library, they would
    wait for each other without end when one of them is killed at that moment."""
    helpers = multiprocessing.active_children()
    for helper in helpers:
        helper.kill()
    for helper in helpers:
        helper.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back what ends the command until all processes are there, each ready for it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begun(work: Callable[[int], bool]) -> None:
    _WORK.append(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # Par quoi la bibliothèque arrête les siens.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    threading.Thread(target=_follow, daemon=True).start()


def _worked(rank: int) -> bool:
    return _WORK[-1](rank)


def _follow() -> None:
    """End with the process that opened this one, even in the middle of a work."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
