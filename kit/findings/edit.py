"""What a finding proposes to write, and where: the value that every output gives in its own way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Write `new` instead of `old` in a file, from a line and column to an end that is excluded.

    Lines and columns start at 1; a column counts characters, as editors do. Where nothing is taken away, the end is the
    start and `old` is empty. `sure` tells that nothing else can have been meant: `kit fix` then writes it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    old: str
    new: str
    sure: bool = False
