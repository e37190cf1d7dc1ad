"""The form in which two writings of one word are the same, and where many words stand in a text, in one pass.

Capitals, accents (composed or not), ligatures, full-width letters, digits of any script, invisible marks, kinds of
blanks, dashes, dots, apostrophes and underscores make no difference.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from kit.privacy.placed import APOSTROPHES, Placed, Readings, Span

_TOKEN = re.compile(r"[^\W_]+")
# Ce qui sépare deux mots sans rien dire : chacun se lit comme une espace.
_APART = frozenset("._·‧•−") | APOSTROPHES
# Unicode ne décompose pas ces lettres ; qui écrit un nom sans accents le fait.
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}


class _Readings(Readings):
    def opened(self, char: str) -> str:
        return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())

    def letter(self, char: str, kind: str) -> str:
        if char in _APART or kind == "Pd":
            return " "
        return "" if kind[0] == "M" else _LETTERS.get(char, char)


_READINGS = _Readings()


def canonical(text: str) -> str:
    """Give the canonical form of a text, one space between its words and none around; its own form is itself."""
    return " ".join(text.translate(_READINGS).split())


class Words:
    """Many words or phrases to look for at once; `whole` ones stand alone, the others also inside longer words.

    Looking for them takes a time that depends on the text, not on how many they are (Aho and Corasick, 1975). A word
    that has no letter and no digit is not looked for.
    """

    def __init__(self, words: Iterable[str], *, whole: bool = True) -> None:
        """Take words as anybody writes them: their canonical form is what counts."""
        self.whole = whole
        self._after: list[dict[str, int]] = [{}]
        # De chaque état : la longueur du plus long mot qui s’y termine.
        self._length = [0]
        self._depth = [0]
        for word in sorted({canonical(word) for word in words}):
            parts = self.parts(word) if whole else word
            if _TOKEN.search(word):
                self._add(parts)
        self._back = self._backwards()

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self._after[0])

    @staticmethod
    def parts(text: str) -> list[str]:
        """Give the words of a canonical text."""
        return _TOKEN.findall(text)

    def _add(self, parts: Sequence[str]) -> None:
        state = 0
        for part in parts:
            if part not in self._after[state]:
                self._after[state][part] = len(self._after)
                self._after.append({})
                self._length.append(0)
                self._depth.append(self._depth[state] + 1)
            state = self._after[state][part]
        self._length[state] = len(parts)

    def _backwards(self) -> list[int]:
        """Give, for each state, the state of its longest end that begins a word too."""
        back = [0] * len(self._after)
        left = deque(self._after[0].values())
        while left:
            state = left.popleft()
            for part, following in self._after[state].items():
                back[following] = self._next(back, back[state], part)
                self._length[following] = self._length[following] or self._length[back[following]]
                left.append(following)
        return back

    def _next(self, back: Sequence[int], state: int, part: str) -> int:
        while state and part not in self._after[state]:
            state = back[state]
        return self._after[state].get(part, 0)

    def ends(self, parts: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Give, for each part, how many of the last ones are the longest word that ends there, and how many begin a
        word, whole or not."""
        state = 0
        for part in parts:
            state = self._next(self._back, state, part)
            yield self._length[state], self._depth[state]


class Canonical(Placed):
    """A text in its canonical form, each character of which knows the characters that it stands for."""

    def __init__(self, text: str) -> None:
        """Read a text of any length, once."""
        super().__init__(text, _READINGS)

    def spans(self, words: Words) -> Iterator[Span]:
        """Give the places of these words in the original text, in order, those that overlap as one."""
        places = self.tokens() if words.whole else [(place, place + 1) for place in range(len(self.text))]
        found: list[Span] = []
        for rank, (length, _) in enumerate(words.ends(self.text[start:end] for start, end in places)):
            if not length:
                continue
            start, end = rank - length + 1, rank + 1
            while found and start < found[-1][1]:
                start = min(start, found.pop()[0])
            found.append((start, end))
        yield from (self.origin(places[start][0], places[end - 1][1]) for start, end in found)

    def without(self, words: Words, mark: str = "…") -> str:
        """Give the original text with a mark in the place of each of these words."""
        pieces, done = [], 0
        for start, end in self.spans(words):
            pieces += [self.original[done:start], mark]
            done = end
        return "".join((*pieces, self.original[done:]))

    def tokens(self) -> list[Span]:
        """Give the places of its words in the canonical text."""
        return [found.span() for found in _TOKEN.finditer(self.text)]
