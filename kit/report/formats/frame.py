"""The line of a file where a finding stands, with a mark under it."""

import unicodedata
from collections.abc import Sequence

from kit.findings.finding import Finding
from kit.french import NBSP, NNBSP
from kit.privacy.mask import HIDDEN
from kit.report.style import Style

# Sur un terminal, la ligne tient dans sa largeur : repliée, son repère ne serait plus sous la faute.
_LONGEST, _SHORTEST = 100, 30
_CUT = "…"


def frame(finding: Finding, lines: Sequence[str], style: Style) -> list[str]:
    """Give the offending line, its number and a caret; nothing for a file without that line, and no caret under
    a line that is hidden."""
    if finding.line > len(lines):
        return []
    line = lines[finding.line - 1].rstrip("\r")
    gutter = f"{finding.line:>6} | "
    if line == HIDDEN:
        return [style.paint(gutter, "gris") + line]
    column = finding.column - 1
    # Une espace insécable, une tabulation se voient dans l'extrait.
    room = max(_SHORTEST, style.width - len(gutter) - 1) if style.width else _LONGEST
    visible, at = _excerpt(seen(line), column, room)
    pad = "".join(" " * _width(char) for char in visible[:at])
    return [
        style.paint(gutter, "gris") + visible,
        style.paint(" " * (len(gutter) - 2) + "| ", "gris") + pad + style.paint("^", "rouge", "gras"),
    ]


def _excerpt(line: str, column: int, room: int) -> tuple[str, int]:
    """Give what fits of a line around a column, with an ellipsis where it is cut, and the place of the column in it."""
    if sum(map(_width, line)) <= room:
        return line, column
    room //= max(map(_width, line))
    start = max(0, min(column - room // 2, len(line) - room))
    stop = start + room
    head, tail = _CUT if start else "", _CUT if stop < len(line) else ""
    return f"{head}{line[start + len(head) : stop - len(tail)]}{tail}", column - start


def seen(text: str) -> str:
    """Give a text whose no-break spaces, tabs and unprintable signs can be seen, each as one sign."""
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in (NBSP, NNBSP):
        return "␣"
    if char == "\t":
        return "→"
    return char if char.isprintable() else "·"


def _width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
