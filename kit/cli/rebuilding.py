"""The process of `kit serve` that builds. Nothing else runs in it, so that its work can be spread over the cores, and
between two builds it gets ready for the next."""

import datetime
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Lock
from pathlib import Path

from kit.cli import french, options, publishing, screen
from kit.cli.publishing import Order
from kit.errors import KitError, UsageError
from kit.french import spaced
from kit.handbook.write import Draft
from kit.memory import open_in
from kit.report import Report, Severity

_SHOWN = 10
# Ce qu’une construction répond : ce qui est à dire, et si c’est un échec.
_Said = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Builder:
    """What is asked for builds; `steady` is held while what is shown is replaced."""

    pipe: Connection
    steady: Lock

    def first(self) -> None:
        """Build for the first time, and say what is being done; raises UsageError when there is no site."""
        lines, failed = self._asked(first=True)
        if failed:
            raise UsageError("\n".join(lines))

    def again(self) -> tuple[str, ...]:
        """Build again; give what there is to say. When it fails, the site stays as it was."""
        lines, failed = self._asked(first=False)
        return tuple(f"kit : {spaced(line)} La page montrée est la précédente." for line in lines) if failed else lines

    def _asked(self, *, first: bool) -> _Said:
        try:
            self.pipe.send(first)
            said: _Said = self.pipe.recv()
        except (EOFError, OSError) as error:
            message = "Le processus qui construit le site s’est arrêté."
            raise UsageError(message) from error
        return said


@contextmanager
def started(order: Order, as_of: datetime.date | None) -> Iterator[Builder]:
    """Start the process, to be done before any thread; it ends with the block, or with whoever asks it. Without a day,
    each build reads the day again."""
    ours, theirs = multiprocessing.Pipe()
    steady = multiprocessing.Lock()
    process = multiprocessing.Process(target=_process, args=(order, as_of, (theirs, ours), steady))
    process.start()
    theirs.close()
    try:
        yield Builder(ours, steady)
    finally:
        ours.close()
        if process.pid and process.is_alive() and sys.platform != "win32":
            os.kill(process.pid, signal.SIGINT)  # Une construction commencée s’arrête en rangeant ce qu’elle écrivait.
        process.join()


def _process(order: Order, as_of: datetime.date | None, pipe: tuple[Connection, Connection], steady: Lock) -> None:
    if sys.platform != "win32":
        # Un terminal que l’on ferme, un service que l’on arrête : ce processus range lui aussi ce qu’il écrivait.
        for ending in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(ending, signal.default_int_handler)
    _builds(order, as_of, pipe, steady)


def _builds(order: Order, as_of: datetime.date | None, pipe: tuple[Connection, Connection], steady: Lock) -> None:
    """Build each time it is asked, until nobody is there to ask."""
    asked, other = pipe
    other.close()
    order = replace(order, recent={})
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError), ExitStack() as stack:
        if order.memory is None:
            # Refusée, la mémoire de l’utilisateur n’est pas touchée : celle-ci part avec le processus.
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kit-"))
            order = replace(order, memory=open_in(Path(folder)))
        while True:
            asked.send(_built(order, as_of, asked, steady))


def _built(order: Order, as_of: datetime.date | None, asked: Connection, steady: Lock) -> _Said:
    """Get ready, wait to be asked, build once; give what there is to say."""
    with ExitStack() as stack:
        today = replace(order, day=as_of or options.today())
        draft: Draft | None = None
        with suppress(KitError, OSError):  # Ce qui manque sera dit à qui demande, s’il manque encore.
            draft = stack.enter_context(publishing.drafted(today))
        first: bool = asked.recv()
        try:
            if draft is None or not draft.work.is_dir() or today.day != (as_of or options.today()):
                today = replace(order, day=as_of or options.today())
                draft = stack.enter_context(publishing.drafted(today))
            report = publishing.publish(today, draft, screen.progress if first else _silent, steady)
        except KitError as error:
            return (str(error),), True
        except OSError as error:
            return (f"impossible de lire ou d’écrire « {error.filename} » : {french.cause(error)}.",), True
        return tuple(_told(report)), False


def _told(report: Report) -> Iterator[str]:
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    for finding in errors[:_SHOWN]:
        yield f"{finding.file}:{finding.line} {spaced(finding.message)}"
    yield f"Mis à jour. {publishing.told(report)}"


def _silent(_: str) -> None:
    """Say nothing of each step: the page that changes says enough."""
