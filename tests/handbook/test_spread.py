"""Work that is shared between processes comes back whole and in order."""

import os

import pytest

from kit.handbook import spread as module
from kit.handbook.spread import spread


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
