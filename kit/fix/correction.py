"""What is said of a correction made, and of a file corrected."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from kit.rule import Breach, Rule
from kit.source.spot import Edit
from kit.traps import TRAPS


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


def of_rule(rule: Rule, breach: Breach, text: str = "", edits: Iterable[Edit] = ()) -> Correction:
    """Say that edits of a text have answered the breach of a rule, each line being shown on its own."""
    message, _ = rule.sentences[breach.case].filled({**breach.fields, "autres": ""})
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    spans = ((bisect_right(starts, edit.start), edit) for edit in edits)
    lines = {line for first, edit in spans for line in range(first, first + text.count("\n", edit.start, edit.end) + 1)}
    return Correction(rule.id, message, tuple(sorted(lines)))


def of_trap(trap: str, breach: Breach, text: str = "", edits: Iterable[Edit] = ()) -> Correction:
    """Say that edits of a text have answered a trap."""
    return of_rule(TRAPS[trap], breach, text, edits)
