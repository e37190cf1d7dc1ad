"""A trap found at a place of a text, before it becomes a finding."""

from dataclasses import dataclass

from kit.rule import Breach


@dataclass(frozen=True, slots=True)
class Spot:
    """A breach of the rule `trap` at a line and column that start at 1."""

    line: int
    column: int
    trap: str
    breach: Breach


def spot_at(text: str, index: int, trap: str, breach: Breach) -> Spot:
    """Place a breach at a character of the text."""
    line = text.count("\n", 0, index) + 1
    return Spot(line, index - (text.rfind("\n", 0, index) + 1) + 1, trap, breach)
