"""Work that is shared between processes comes back whole and in order, or is said not to; nobody outlives it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kit import pool
from kit.errors import KitError

_OPEN = """
import os, signal, sys
from kit import pool

os.sched_getaffinity = lambda _: {0, 1}

def work(_):
    os.write(1, b"!")
    signal.pause()

pool.mapped(work, range(12))
"""


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and no other thread, wherever the tests run."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def _worker(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def test_results_are_in_order_whoever_worked() -> None:
    found = pool.mapped(_worker, range(40))
    assert [square for square, _ in found] == [number * number for number in range(40)]
    assert len({process for _, process in found} | {os.getpid()}) == 3


@pytest.mark.parametrize("case", ["few", "threads", "one"])
def test_nothing_is_opened_for_few_things_beside_threads_or_on_one_processor(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case == "threads":
        monkeypatch.setattr(threading, "active_count", lambda: 2)
    if case == "one":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    found = pool.mapped(_worker, range(5 if case == "few" else 40))
    assert {process for _, process in found} == {os.getpid()}


@pytest.mark.parametrize("allowed", [0, 1])
def test_where_no_more_processes_are_allowed_those_there_do_all(allowed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fork, asked = os.fork, iter(range(9))

    def refused() -> int:
        if next(asked) >= allowed:
            raise BlockingIOError
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    found = pool.mapped(_worker, range(40))
    assert [square for square, _ in found] == [number * number for number in range(40)]
    assert len({process for _, process in found}) == 1


def test_a_fault_in_another_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        pool.mapped(lambda number: 1 // number, range(40))


def test_a_fault_of_the_system_in_another_process_is_raised_as_it_is() -> None:
    with pytest.raises(FileNotFoundError) as told:
        pool.mapped(lambda number: Path(f"absent-{number}").read_bytes(), range(12))
    assert str(told.value.filename).startswith("absent-")


@pytest.mark.parametrize("size", [1, 5_000_000])
def test_a_process_that_is_killed_is_said_even_in_the_middle_of_a_result(size: int) -> None:
    def work(number: int) -> bytes:
        if number == 7:
            threading.Timer(0.001 if size > 1 else 0, os.kill, (os.getpid(), signal.SIGKILL)).start()
            time.sleep(0 if size > 1 else 60)
        return b"x" * size

    with pytest.raises(KitError, match="a été arrêté avant d’avoir fini"):
        pool.mapped(work, range(40))


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_who_works_for_a_process_ends_with_it(ending: signal.Signals) -> None:
    command = ["env", "--default-signal=INT", sys.executable, "-c", _OPEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        assert process.stdout.read(2) == b"!!"
        process.send_signal(ending)
        # La fin de ce qui se lit : plus personne n'est là pour l'écrire.
        process.communicate(timeout=30)
    assert process.returncode
