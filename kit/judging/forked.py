"""Processes forked to share a work, on Linux only: they end with the command, which alone hears what ends it."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from kit.errors import KitError

if sys.platform != "linux":
    raise ImportError

_ENDINGS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_LOST = (
    "un des processus qui se partagent le travail a été arrêté avant d’avoir fini. Relancez la commande ; si cela "
    "recommence, cette machine n’a peut-être pas assez de mémoire."
)
_Thing = TypeVar("_Thing")


def done(number: int, work: Callable[[_Thing], None], things: Iterable[_Thing]) -> bool:
    """Have each thing worked on by one of so many processes; False where the system allows no more of them. Raises what
    the work raises, and KitError when a process was stopped before its end."""
    with ProcessPoolExecutor(number, multiprocessing.get_context("fork"), _begun) as pool:
        try:
            with _undisturbed():
                ends = pool.map(work, things)
            return all(end is None for end in ends)
        except BrokenProcessPool as error:
            raise KitError(_LOST) from error
        except BlockingIOError:
            _stop()
            return False
        except BaseException:
            _stop()
            raise


def _stop() -> None:
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


def _begun() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # Par quoi la bibliothèque arrête les siens.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that opened this one, even in the middle of a work."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
