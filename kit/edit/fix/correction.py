"""What is said of a correction made, and of a file corrected."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from kit.findings.rule import Breach, Rule
from kit.yaml.spot import Edit
from kit.yaml.traps import TRAPS


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction made: its rule, what was wrong, and the lines (from 1) that it changed; none for a whole file."""

    rule: str
    message: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A file: its bytes after, and when they differ its text before and after, and what was done in between."""

    file: str
    raw: bytes
    before: str = ""
    after: str = ""
    made: tuple[Correction, ...] = ()


class Lines:
    """The lines of a text, counted once for all that is asked of them."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def of(self, start: int, end: int) -> range:
        """Give the lines (from 1) of the characters from `start` to `end`, `end` included."""
        return range(bisect_right(self._starts, start), bisect_right(self._starts, end) + 1)


_NOTHING = Lines("")


def of_rule(rule: Rule, breach: Breach, lines: Lines = _NOTHING, edits: Iterable[Edit] = ()) -> Correction:
    """Say that edits of a text, whose lines are given, have answered the breach of a rule, each line being shown on its
    own."""
    message, _ = rule.sentences[breach.case].filled({**breach.fields, "autres": ""})
    changed = {line for edit in edits for line in lines.of(edit.start, edit.end)}
    return Correction(rule.id, message, tuple(sorted(changed)))


def of_trap(trap: str, breach: Breach, lines: Lines = _NOTHING, edits: Iterable[Edit] = ()) -> Correction:
    """Say that edits of a text have answered a trap."""
    return of_rule(TRAPS[trap], breach, lines, edits)
