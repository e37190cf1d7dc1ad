"""Work that is shared between processes comes back whole and in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest

from kit.handbook import spread as module
from kit.handbook.spread import spread

_SCRIPT = """
import os, signal
from kit.handbook.spread import ahead

def work(_):
    os.write(1, b"!")
    signal.pause()

with ahead(work, range(2)) as read:
    {}
"""


def _done(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("able", [True, False])
def test_results_are_in_order_whoever_worked(able: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_can_fork", lambda: able)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found = spread(_done, range(40), weight=lambda number: number % 7)
    assert [square for square, _ in found] == [number * number for number in range(40)]
    assert (os.getpid() in {process for _, process in found}) is not able


def test_a_fault_in_another_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        spread(lambda number: 1 // number, range(40))


def _running(asked: str) -> subprocess.Popen[bytes]:
    """Start a process that has others working for it, none of which ever ends by itself."""
    command = [sys.executable, "-c", _SCRIPT.format(asked)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.fixture
def running() -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    with ExitStack() as stack:

        def run(asked: str) -> subprocess.Popen[bytes]:
            process = stack.enter_context(_running(asked))
            stack.callback(_swept, process.pid)
            return process

        yield run


def _swept(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def test_who_works_for_a_killed_process_ends_with_it(running: Callable[[str], subprocess.Popen[bytes]]) -> None:
    process = running("read()")
    assert process.stdout
    assert process.stdout.read(1) == b"!"
    process.kill()
    # La fin de ce qui se lit : plus personne n'est là pour l'écrire.
    process.communicate(timeout=20)


def test_who_works_for_an_interrupted_process_is_not_waited_for(
    running: Callable[[str], subprocess.Popen[bytes]],
) -> None:
    process = running("raise KeyboardInterrupt")
    process.communicate(timeout=20)
    assert process.returncode
