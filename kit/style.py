"""Colours and width of a terminal, decided once by the command line; plain text everywhere else."""

import textwrap
from dataclasses import dataclass

_CODES = {"rouge": "31", "jaune": "33", "bleu": "36", "vert": "32", "gras": "1", "gris": "2"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to write for a reader: `width` 0 means one sentence a line, whatever its length."""

    coloured: bool = False
    width: int = 0

    def paint(self, text: str, *names: str) -> str:
        """Colour a text (`rouge`, `jaune`, `bleu`, `vert`, `gras`, `gris`), at a terminal only."""
        if not self.coloured:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def wrap(self, text: str, indent: str) -> str:
        """Fold a text under an indent; no-break spaces are never folded at."""
        if not self.width:
            return text
        width = max(40, self.width) - len(indent)
        return f"\n{indent}".join(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))
