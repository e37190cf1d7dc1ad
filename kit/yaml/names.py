"""How a place of a file, and what was written there, are named in a sentence."""

import re
from typing import Any

from kit.findings.finding import Pointer

_LONGEST = 60
# Traits d’union et lettres d’autres alphabets, que l’œil prend pour ceux du clavier.
_ALIKE = re.compile("[\u0370-\u058f\u2010-\u2012\u2212\ufe63\uff0d]")


def name(pointer: Pointer) -> str:
    """Give the nearest key of a pointer."""
    return next((part for part in reversed(pointer) if isinstance(part, str)), "")


def subject(pointer: Pointer) -> str:
    """Name a value at the head of a sentence: a file, an element of a list, a key."""
    if len(pointer) == 1:
        return f"Le fichier « {pointer[0]}.yaml »"
    if isinstance(pointer[-1], int):
        return f"Chaque élément de « {name(pointer)}{'.yaml' if len(pointer) == 2 else ''} »"
    return f"« {pointer[-1]} »"


def line(pointer: Pointer, value: str) -> str:
    """Write the line that a file should have there."""
    return f"- {value}" if isinstance(pointer[-1], int) else f"{pointer[-1]}: {value}"


def shown(value: Any) -> str:
    """Give a value on one line, cut when it is long."""
    text = " ".join(str(value)[: _LONGEST * 4].split(None))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def coded(value: Any) -> str:
    """Give a value on one line, with the code of each character that looks like one of the keyboard and is another."""
    return _ALIKE.sub(lambda found: f"[U+{ord(found[0]):04X}]", shown(value))
