"""Colours and width of a terminal, decided once by the command line; plain text everywhere else."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "rouge": {"fg": "red"},
    "jaune": {"fg": "yellow"},
    "bleu": {"fg": "cyan"},
    "vert": {"fg": "green"},
    "gras": {"bold": True},
    "gris": {"dim": True},
}


@dataclass(frozen=True, slots=True)
class Style:
    """How to write for a reader: `width` 0 means one sentence a line, whatever its length."""

    coloured: bool = False
    width: int = 0

    def paint(self, text: str, *names: str) -> str:
        """Colour a text (`rouge`, `jaune`, `bleu`, `vert`, `gras`, `gris`) at a terminal, and nowhere else."""
        if not (self.coloured and names):
            return text
        return click.style(text, **{key: value for name in names for key, value in _LOOKS[name].items()})

    def wrap(self, text: str, indent: str) -> str:
        """Fold a text under an indent; no-break spaces are never folded at."""
        if not self.width:
            return text
        width = max(40, self.width) - len(indent)
        return f"\n{indent}".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))
