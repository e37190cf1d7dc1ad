"""A time that grows as the text does: measured on two sizes, each at its best of several, the other one in between.

A text that costs next to nothing proves it at once; another is measured twice, and again as long as it seems not to."""

import gc
import math
import time
from collections.abc import Callable

SIZE = 50_000
# Deux fois le texte, au plus deux fois et demie le temps ; sous un dixième de seconde, ce n'est que du bruit.
RATIO, NOISE, ENOUGH, TRIES = 2.5, 0.1, 2, 4


def assert_linear(work: Callable[[int], Callable[[], object]], most: float) -> None:
    """Check what `work` makes for half of 10⁵ characters and for all of them, in less than `most` seconds."""
    small, large = work(SIZE), work(2 * SIZE)
    shorter = longer = math.inf
    for number in range(1, TRIES + 1):
        shorter, longer = min(shorter, _time(small)), min(longer, _time(large))
        if longer <= NOISE or (number >= ENOUGH and longer <= RATIO * shorter):
            break
    assert longer <= max(RATIO * shorter, NOISE), f"{SIZE} : {shorter:.3f} s ; {2 * SIZE} : {longer:.3f} s"
    assert longer < most, f"{2 * SIZE} : {longer:.3f} s"


def _time(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # Ses passages coûtent ce que coûtent les objets des autres tests.
    start = time.process_time()
    work()
    spent = time.process_time() - start
    gc.enable()
    return spent
