"""A trap found at a place of a text, before it becomes a finding, and the characters to replace when it is certain."""

from collections.abc import Iterable
from dataclasses import dataclass

from kit.findings.rule import Breach


@dataclass(frozen=True, slots=True)
class Edit:
    """Write `text` instead of the characters of a text from `start` to `end`, `end` excluded."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Give a text with its edits made; raises ValueError when two of them touch the same characters."""
    parts: list[str] = []
    at = 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end, edit.text)):
        if edit.start < at:
            raise ValueError(edit)
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))


@dataclass(frozen=True, slots=True)
class Spot:
    """A breach of the rule `trap` at a line and column that start at 1; `edits` do what its remedy says."""

    line: int
    column: int
    trap: str
    breach: Breach
    edits: tuple[Edit, ...] = ()


def spot_at(text: str, index: int, trap: str, breach: Breach, edits: tuple[Edit, ...] = ()) -> Spot:
    """Place a breach at a character of the text."""
    line = text.count("\n", 0, index) + 1
    return Spot(line, index - (text.rfind("\n", 0, index) + 1) + 1, trap, breach, edits)
