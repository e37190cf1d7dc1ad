"""A text as an eye reads it, to look for shapes in: one kind of blank, of dash, of apostrophe and of digit.

Unlike the canonical form, capitals, accents and punctuation stay: « âge » is no « âgé », « M. » begins a name."""

import re
import unicodedata

from kit.privacy.placed import APOSTROPHES, Placed, Readings

# Une lettre et ses accents écrits à part ; les normaliser en bloc prendrait un temps carré.
_APART = re.compile("[^\\W\\d_][\u0300-\u036f]{1,3}")


class _Readings(Readings):
    def opened(self, char: str) -> str:
        return unicodedata.normalize("NFKC", char)

    def letter(self, char: str, kind: str) -> str:
        if char in APOSTROPHES:
            return "'"
        if kind == "Pd" or char == "−":
            return "-"
        return "" if kind[0] == "M" else {"ı": "i"}.get(char, char)

    def blank(self, char: str) -> str:
        return "\n" if char == "\n" else " "


_READINGS = _Readings()


class Legible(Placed):
    """A text read so; its `original` has accents composed, and as many lines as the text given."""

    def __init__(self, text: str) -> None:
        """Read a text of any length, once."""
        composed = text if text.isascii() else _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
        super().__init__(composed, _READINGS)
