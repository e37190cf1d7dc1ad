"""Colours and width of a terminal, decided once by the command line; plain text everywhere else."""

import textwrap
from dataclasses import dataclass

from kit.french import NBSP, NNBSP

_CODES = {"rouge": "31", "jaune": "33", "bleu": "36", "vert": "32", "gras": "1", "gris": "2"}
_KEPT = str.maketrans({NBSP: "\ue000", NNBSP: "\ue001"})
_BACK = str.maketrans({"\ue000": NBSP, "\ue001": NNBSP})


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
        # textwrap coupe aussi aux espaces insécables : elles sont mises de côté le temps du pliage.
        width = max(40, self.width)
        lines = textwrap.wrap(
            text.translate(_KEPT), width - len(indent), break_on_hyphens=False, break_long_words=False
        )
        return f"\n{indent}".join(lines).translate(_BACK)
