"""The line of a file where a finding stands, with a mark under it."""

import unicodedata

from kit.french import NBSP, NNBSP
from kit.report import Finding
from kit.rules.mask import HIDDEN
from kit.style import Style

_LONGEST = 100


def frame(finding: Finding, text: str, style: Style) -> list[str]:
    """Give the offending line, its number and a caret; nothing for a file without that line, and no caret under
    a line that is hidden."""
    lines = text.split("\n")
    if not text or finding.line > len(lines):
        return []
    line = lines[finding.line - 1].rstrip("\r")
    gutter = f"{finding.line:>6} | "
    if line == HIDDEN:
        return [style.paint(gutter, "gris") + line]
    column = finding.column - 1
    start = max(0, column - _LONGEST // 2) if len(line) > _LONGEST else 0
    shown = line[start : start + _LONGEST]
    # Une espace insécable, une tabulation se voient dans l'extrait.
    visible = seen(shown)
    pad = "".join(" " * _width(char) for char in visible[: column - start])
    return [
        style.paint(gutter, "gris") + visible,
        style.paint(" " * (len(gutter) - 2) + "| ", "gris") + pad + style.paint("^", "rouge", "gras"),
    ]


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
