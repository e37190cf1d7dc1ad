"""Work that is shared between processes comes back whole and in order, or is said not to; nobody outlives it.

Each test runs in a process apart: one that has several threads, as the tests may have, opens no other."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from kit.errors import KitError
from kit.judging import pipeline, pool
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import DATA, HOUSE, TODAY
from tests.handbook.shown import histories

pytestmark = pytest.mark.proof


@contextmanager
def processors(number: int) -> Iterator[None]:
    """Be on a machine of so many processors."""
    with mock.patch.object(os, "sched_getaffinity", return_value=set(range(number))):
        yield


def apart(called: str) -> subprocess.Popen[bytes]:
    """Start a process that calls something of this module; what ends it is heard even where a shell, or « nohup », made
    it deaf to it."""
    script = f"import tests.judging.test_pool as here; here.{called}"
    command = ["env", "--default-signal=HUP,INT,TERM", sys.executable, "-c", script]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def done(called: str) -> None:
    with apart(called) as process:
        _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def workers(found: Iterable[tuple[int, int]]) -> set[int]:
    """Give who worked, once it is sure that all was done, in order."""
    kept = list(found)
    assert [square for square, _ in kept] == [number * number for number in range(len(kept))]
    return {process for _, process in kept}


def shared() -> None:
    with processors(2):
        assert len(workers(pool.mapped(squared, range(40))) - {os.getpid()}) == 2
        assert workers(pool.mapped(squared, range(11))) == {os.getpid()}
    with processors(1):
        assert workers(pool.mapped(squared, range(40))) == {os.getpid()}


def test_results_are_in_order_whoever_worked_and_few_things_open_no_process() -> None:
    done("shared()")


def test_nothing_is_opened_beside_other_threads() -> None:
    with processors(2), mock.patch.object(threading, "active_count", return_value=2):
        assert workers(pool.mapped(squared, range(40))) == {os.getpid()}


def refused(allowed: int) -> None:
    fork, asked = os.fork, iter(range(9))

    def forked() -> int:
        if next(asked) >= allowed:
            raise BlockingIOError
        return fork()

    with processors(2), mock.patch.object(os, "fork", forked):
        found = workers(pool.mapped(squared, range(40)))
    assert found == {os.getpid()}
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("allowed", [0, 1])
def test_where_no_more_processes_are_allowed_all_is_done_here(allowed: int) -> None:
    done(f"refused({allowed})")


def nowhere() -> None:
    with processors(2):
        with mock.patch("kit.judging.pool.put", side_effect=OSError):
            assert workers(pool.mapped(squared, range(40))) == {os.getpid()}
        with mock.patch("kit.judging.pool.apart", side_effect=FileNotFoundError):
            assert workers(pool.mapped(squared, range(40))) == {os.getpid()}


def test_where_nothing_can_be_written_all_is_done_here() -> None:
    done("nowhere()")


def read(number: int) -> bytes:
    return Path(f"absent-{number}").read_bytes()


def inverse(number: int) -> int:
    return 1 // number


def faulty() -> None:
    with processors(2):
        with pytest.raises(ZeroDivisionError):
            pool.mapped(inverse, range(40))
        with pytest.raises(FileNotFoundError) as told:
            pool.mapped(read, range(40))
    assert str(told.value.filename).startswith("absent-")


def test_a_fault_in_another_process_is_raised_here_as_it_was() -> None:
    done("faulty()")


def killed(number: int) -> bytes:
    """Be killed a little after, so that it may be in the middle of a long result."""
    if number == 7:
        threading.Timer(0.002, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return b"x" * 20_000_000


def lost() -> None:
    for _ in range(10):
        with processors(2), pytest.raises(KitError, match="a été arrêté avant d’avoir fini"):
            pool.mapped(killed, range(40))


def test_a_process_that_is_killed_is_said_even_in_the_middle_of_a_result() -> None:
    done("lost()")


def waiting(_: int) -> None:
    os.write(1, b"!")
    signal.pause()


def busy() -> None:
    with processors(2):
        pool.mapped(waiting, range(12))


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_who_works_for_a_process_ends_with_it(ending: signal.Signals) -> None:
    with apart("busy()") as process:
        assert process.stdout
        assert process.stdout.read(2) == b"!!"
        process.send_signal(ending)
        # La fin de ce qui se lit : plus personne n'est là pour l'écrire.
        process.communicate(timeout=60)
    assert process.returncode


def same() -> None:
    """Check a repository with one process, then with two: the example departments and the wrong ones."""
    roots = sorted({HOUSE, *(path for path in (DATA / "invalid").iterdir() if (path / "departments").is_dir())})
    with mock.patch.object(pool, "_SHARE", 1):
        for root in roots:
            seen = []
            for number in (1, 2):
                with processors(number):
                    report, cases = pipeline.run(root, (), TODAY)
                    bare, none = pipeline.run(root, (), TODAY, cases=False)
                    seen.append((report, report.texts, cases, histories(report, cases), bare, none))
                    assert FORMATS["texte"](bare, Style()) == FORMATS["texte"](report, Style())
            assert seen[0] == seen[1], root


def test_several_processes_say_what_one_says() -> None:
    done("same()")
