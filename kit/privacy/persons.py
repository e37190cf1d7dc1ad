"""Names of persons in a free text: a first name and a family name, or a rank or a function and a name; the words are
data. A school, a street or a hospital that bears somebody's name is none."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kit.law.territories import slug, territories
from kit.law.texts import data
from kit.privacy.placed import Span

FILE = "noms-de-personnes"
_SEGMENT = re.compile(r"[^,;:()\[\]{}«»\"/|\n]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# D’un nom, un mot qui n’est pas le premier a une capitale : peu de lignes d’un fichier en ont.
_NEXT_CAPITAL = re.compile(r"(?<=[ .'-])[^\W\d_a-zà-öø-ÿ]")
# Deux mots qui se touchent : une espace, une apostrophe, ou le point d’une initiale ou d’une abréviation.
_TOUCHING = re.compile(r" ?|\.[ -]?|' ?")
# Plus courts, en capitales, un nom et un sigle ne se distinguent pas.
_ACRONYM, _RARE = 5, 3
_SHORTEST = 3
# Ce que l’on lit autour d’un mot : un nom, ou une fonction et ce qui la précise, n’ont pas plus de mots.
_MOST_WORDS, _MOST_PARTS = 7, 4


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, where it stands, and as it is compared."""

    text: str
    start: int
    end: int
    plain: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.capital

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    def within(self, words: str) -> bool:
        return self.plain in _words(words)

    @property
    def first_name(self) -> bool:
        return self.capital and all(part in _words("prenoms") for part in self.plain.split("-"))

    @property
    def proper(self) -> bool:
        """Whether it may be the name of a family: it has a capital, and is no word of the trade, nor a place."""
        parts = self.plain.split("-")
        usual = self.plain in _usual() or parts[0] in _words("saints") or all(part in _usual() for part in parts)
        return self.capital and len(self.plain) >= _SHORTEST and not usual

    @property
    def acronym(self) -> bool:
        return self.shouted and len(self.text) <= _ACRONYM


def spans(text: str, *, known_only: bool = False) -> Iterator[Span]:
    """Give where names of persons stand in a text, as `Legible` reads it; with `known_only`, those that begin with a
    known first name. The time is that of the length of the text."""
    segments = [each.span() for each in _SEGMENT.finditer(text)]
    for place, after in zip_longest(segments, segments[1:], fillvalue=(len(text), len(text))):
        if _NEXT_CAPITAL.search(text, *place):
            following = next(_read(text, *after), None)
            yield from _named(text, tuple(_read(text, *place)), following, known_only=known_only)


def _read(text: str, start: int, end: int) -> Iterator[_Word]:
    """Give the words of a segment."""
    return (_Word(found[0], *found.span(), slug(found[0])) for found in _WORD.finditer(text, start, end))


def _named(text: str, words: Sequence[_Word], following: _Word | None, *, known_only: bool) -> Iterator[Span]:
    borne, at = False, 0
    while at < len(words):
        word = words[at]
        if word.within("porteurs") and not (at and words[at - 1].within("annonces")):
            borne = True
        elif word.within("annonces") or (word.within("fonctions") and not word.within("grades")):
            borne = False
        size = 0 if borne or not _begins(words, at) else _size(text, words, at, following, known_only=known_only)
        if size:
            yield word.start, words[at + size - 1].end
        at += size or 1


def _begins(words: Sequence[_Word], at: int) -> bool:
    return words[at].capital or words[at].within("grades") if not at else not words[at - 1].within("saints")


def _size(text: str, words: Sequence[_Word], at: int, following: _Word | None, *, known_only: bool) -> int:
    """Give how many words the name that begins there takes; zero when none does."""
    run = _run(text, words, at)
    if len(run) < 2:
        return 0
    if size := _full(run):
        return size
    if known_only:
        return 0
    after = _after_function(words, at)
    # Une fonction suit : « Inventine EXEMPLE, directrice ».
    before = at == 0 and len(words) == len(run) and following is not None and following.within("fonctions")
    found = _ranked(words, run, at) or _reversed(run)
    if not found and (words[0].start, words[-1].end) == (0, len(text)):
        found = _family_first(run)
    if not found and (after or before):
        found = _initials(run) or _two(run, sure=after)
    return found


def _run(text: str, words: Sequence[_Word], at: int) -> Sequence[_Word]:
    """Give the words that follow each other from there, as many as a name may have."""
    end = at + 1
    while (
        end < len(words) and end - at < _MOST_WORDS and _TOUCHING.fullmatch(text, words[end - 1].end, words[end].start)
    ):
        end += 1
    return words[at:end]


def _full(run: Sequence[_Word]) -> int:
    """Read first names, initials, particles, and a family name with the capitals that follow it."""
    at = 0
    while at < len(run) and (run[at].first_name or (at and run[at].initial)):
        at += 1
    if not at:
        return 0
    family = at
    while family < len(run) and run[family].within("particules"):
        family += 1
    if family < len(run) and run[family].proper and not run[family].acronym:
        return _ended(run, family)
    # « Jean Martin » : le dernier prénom est le nom.
    return at if at > 1 and not run[at - 1].initial else 0


def _ended(run: Sequence[_Word], family: int) -> int:
    end = family + 1
    while end < len(run) and run[end].proper and not run[end].acronym:
        end += 1
    return end


def _ranked(words: Sequence[_Word], run: Sequence[_Word], at: int) -> int:
    """Read a rank and a name: « Capitaine Exemple »."""
    if not run[0].within("grades") or (at and words[at - 1].within("avant_general")):
        return 0
    name = 1
    while name < len(run) and run[name].within("grades"):
        name += 1
    while name < len(run) and run[name].initial:
        name += 1
    return _ended(run, name) if name < len(run) and run[name].proper and not run[name].acronym else 0


def _initials(run: Sequence[_Word]) -> int:
    """Read « J. Exemple », « J.-P. EXEMPLE »."""
    name = 0
    while name < len(run) and run[name].initial:
        name += 1
    gap = name and run[name - 1].end < run[name].start - 1 if name < len(run) else 0
    return _ended(run, name) if gap and run[name].proper and not run[name].acronym else 0


def _reversed(run: Sequence[_Word]) -> int:
    """Read « EXEMPLE Jeanne »."""
    family, first = run[0], run[1]
    alone = len(run) == 2 or not run[2].capital
    told = family.shouted and family.proper and not family.acronym
    return 2 if told and alone and first.first_name and not first.shouted else 0


def _family_first(run: Sequence[_Word]) -> int:
    """Read « Exempleuse Jeanne », when a text is nothing else."""
    return 2 if len(run) == 2 and run[0].proper and not run[0].first_name and run[1].first_name else 0


def _after_function(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a word follows a function, with what is a part of it: « directrice adjointe »."""
    for before in reversed(words[max(0, at - _MOST_PARTS) : at]):
        if before.within("fonctions"):
            return True
        if not before.within("suites"):
            return False
    return False


def _two(run: Sequence[_Word], *, sure: bool) -> int:
    """Read two words that nobody knows; where nothing is `sure`, the second is in capitals."""
    first, family = run[0], run[1]
    if not (first.proper and family.proper) or first.shouted:
        return 0
    long_enough = len(family.text) > _RARE if family.shouted else sure
    return _ended(run, 1) if long_enough and (sure or len(run) == 2) else 0


@functools.cache
def _words(name: str) -> frozenset[str]:
    written = data(FILE)[name]
    return frozenset(slug(word) for word in (written.split() if isinstance(written, str) else written))


@functools.cache
def _usual() -> frozenset[str]:
    """Give the words that are the name of nobody: those of the trade, and the places."""
    places = " ".join(
        f"{each.name} {each.prefecture} {each.region} {each.court.value}" for each in territories().values()
    )
    trade = (_words(each) for each in ("mots", "fonctions", "suites", "grades", "porteurs", "annonces"))
    return frozenset().union(*trade, slug(places).split("-"))
