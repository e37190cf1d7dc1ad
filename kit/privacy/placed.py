"""A text read character by character: what each one reads as, and where in the text each character read comes from."""

import re
import unicodedata
from abc import abstractmethod
from functools import cached_property

Span = tuple[int, int]
# Ce qui sépare deux mots sans se voir autrement que par le blanc qu’il laisse.
BLANK = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
APOSTROPHES = frozenset("'`’‘‛ʼʹ′")
# Rangées parmi les lettres ou les symboles, elles ne se voient pas davantage que les autres marques invisibles.
UNSEEN = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Des blancs qui se suivent en sont un : un retour à la ligne, s’il y en a un parmi eux.
_SPACES, _LINES = re.compile(" {2,}"), re.compile(" ?\n[ \n]*")
# Ceux du début et ceux de la fin n’en sont aucun.
_RUNS = re.compile(r"\A[ \n]+|[ \n]{2,}|[ \n]+\Z")

# U+FDFA se décompose en dix-huit lettres : un texte ne doit pas grandir d’autant.
_MOST = 4


class Readings(dict[int, str]):
    """What each character reads as, found the first time it is met: as many as Unicode has at most."""

    def __missing__(self, code: int) -> str:
        """Read a character; marks that are not seen read as nothing."""
        char = chr(code)
        opened = self.opened(char)
        # Ce qui en dit plus est un symbole, qu’aucun nom ne contient.
        parts = opened if len(opened) <= _MOST else char
        reading = self[code] = "" if char in UNSEEN else "".join(map(self._plain, parts))
        return reading

    def _plain(self, char: str) -> str:
        kind = unicodedata.category(char)
        if kind == "Nd":
            return str(unicodedata.digit(char))
        if char in BLANK or kind[0] == "Z":
            return self.blank(char)
        return "" if kind[0] == "C" or char in UNSEEN else self.letter(char, kind)

    @abstractmethod
    def opened(self, char: str) -> str:
        """Give what a character is made of."""

    @abstractmethod
    def letter(self, char: str, kind: str) -> str:
        """Read a character that can be seen, by its category."""

    def blank(self, _char: str) -> str:
        """Read a blank."""
        return " "


class Placed:
    """A text as these readings give it, blanks that follow each other being one and none standing around."""

    def __init__(self, original: str, readings: Readings) -> None:
        """Read a text of any length, once."""
        self.original = original
        self._readings = readings
        self.text = _LINES.sub("\n", _SPACES.sub(" ", original.translate(readings))).strip(" \n")

    @cached_property
    def _read(self) -> list[str]:
        """What each character of the original text reads as."""
        return list(map(self._readings.__getitem__, map(ord, self.original)))

    @cached_property
    def _places(self) -> list[int]:
        """Where each character of the text read comes from: asked only of a text in which something is found."""
        sources = [place for place, reading in enumerate(self._read) for _ in reading]
        joined = "".join(self._read)
        places: list[int] = []
        at = 0
        for run in _RUNS.finditer(joined):
            inside = run.start() > 0 and run.end() < len(joined)
            places += sources[at : run.start() + inside]
            at = run.end()
        return places + sources[at:]

    def origin(self, start: int, end: int) -> Span:
        """Give the place in the original text of a place, not empty, in the text read: the marks that are not seen
        and follow it belong to it."""
        last = self._places[end - 1] + 1
        while last < len(self._read) and not self._read[last]:
            last += 1
        return self._places[start], last

    def source(self, start: int, end: int) -> str:
        """Give the original characters of a place, not empty, in the text read."""
        first, last = self.origin(start, end)
        return self.original[first:last]
