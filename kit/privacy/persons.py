"""Names of persons in a free text: a first name and a family name, or a rank or a function and a name; the words are
data. A school, a street or a hospital that bears somebody's name is none."""

import functools
import itertools
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
# Le point d’une initiale, et la fin de ce qui se lit d’un trait.
_DOTTED_END = re.compile(r"\. ?(?:$|[,;:()\[\]»\"/|\n])")
# Plus courts, en capitales, un nom et un sigle ne se distinguent pas.
_ACRONYM, _RARE = 5, 3
_SHORTEST = 3
# Ce que l’on lit autour d’un mot : un nom, ou une fonction et ce qui la précise, n’ont pas plus de mots.
_MOST_WORDS, _MOST_PARTS = 7, 4
# Un prénom, et un nom qui peut en avoir deux.
_MOST_NAMES = 3
# « Nom, Prénom » : de part et d’autre de la virgule.
_SIDES = 2
_NUMBERED = re.compile(r"\d")


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
    def unknown(self) -> bool:
        """Whether it may be the name of a family, and is no word of a trade by its end: « Addictologue »."""
        return self.proper and not self.acronym and not self.plain.endswith(tuple(_words("finales")))

    @property
    def small(self) -> bool:
        """Whether it may be a name written without a capital: nobody knows it."""
        parts = self.plain.split("-")
        known = any(part in _usual() or part in _words("jamais_un_nom") for part in parts)
        return self.text.islower() and len(self.plain) >= _SHORTEST and not known

    @property
    def acronym(self) -> bool:
        return self.shouted and len(self.text) <= _ACRONYM


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where a text stands: that only names that begin with a known first name are looked for
    (`known_only`), that it is the `title` of somebody, or that it speaks of `files`, whose names are those of nobody
    that may be named."""

    known_only: bool = False
    title: bool = False
    files: bool = False


ANYWHERE = Place()


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a text between two marks: its words, whether a function was told before it, the word after it, and
    whether it is the whole text."""

    text: str
    words: Sequence[_Word]
    told: bool
    following: _Word | None
    whole: bool


def spans(text: str, place: Place = ANYWHERE) -> Iterator[Span]:
    """Give where names of persons stand in a text, as `Legible` reads it, in a time that its length
    bounds."""
    segments = [each.span() for each in _SEGMENT.finditer(text)]
    yield from _inverted(text, segments)
    told = False
    for at, after in zip_longest(segments, segments[1:], fillvalue=(len(text), len(text))):
        if place.title or place.files or _NEXT_CAPITAL.search(text, *at) or _civil().search(text, *at):
            words = tuple(_read(text, *at))
            whole = bool(words) and (words[0].start, words[-1].end) == (0, len(text.rstrip(".")))
            yield from _named(_Segment(text, words, told, next(_read(text, *after), None), whole), place)
            told = told or (place.title and any(word.within("fonctions") for word in words))


def _inverted(text: str, segments: Sequence[Span]) -> Iterator[Span]:
    """Read « Exempleuse, Jeanne », when a text is nothing else."""
    if len(segments) != _SIDES or text[segments[0][1] : segments[1][0]] != ",":
        return
    family, first = (tuple(itertools.islice(_read(text, *each), _MOST_WORDS)) for each in segments)
    around = text[: segments[0][0]].strip() or text[segments[1][1] :].strip()
    proper = [word for word in family if not word.within("particules")]
    shaped = 0 < len(proper) <= _MOST_NAMES and all(word.proper for word in proper)
    called = bool(first) and all(word.first_name for word in first)
    if shaped and called and not around and not _NUMBERED.search(text):
        yield family[0].start, first[-1].end


def strange(text: str) -> bool:
    """Tell a text made of nothing but words with capitals, that are none of the trade: it may be somebody's name."""
    words = tuple(itertools.islice(_read(text, 0, len(text)), _MOST_WORDS + 1))
    own = [word for word in words if not word.within("particules") and not word.initial]
    short = len(words) <= _MOST_WORDS and not _NUMBERED.search(text)
    return short and all(word.proper for word in own) and any(word.unknown for word in own)


def _read(text: str, start: int, end: int) -> Iterator[_Word]:
    """Give the words of a segment."""
    return (_Word(found[0], *found.span(), slug(found[0])) for found in _WORD.finditer(text, start, end))


def _named(segment: _Segment, place: Place) -> Iterator[Span]:
    words = segment.words
    borne, at = False, 0
    while at < len(words):
        word = words[at]
        if word.within("porteurs") and not (at and words[at - 1].within("annonces")):
            borne = True
        elif word.within("annonces") or (word.within("fonctions") and not word.within("grades")):
            borne = False
        size = 0 if borne or not _begins(words, at) else _size(segment, at, place)
        if size and not _is_place(words[at : at + size]):
            yield word.start, words[at + size - 1].end
        at += size or 1


def _is_place(words: Sequence[_Word]) -> bool:
    """Tell a place whose name begins as that of a person: « Marie-Galante »."""
    return "-".join(word.plain for word in words) in _words("lieux")


def _begins(words: Sequence[_Word], at: int) -> bool:
    word = words[at]
    if at and words[at - 1].within("saints"):
        return False
    return bool(at) or word.capital or word.within("grades") or word.within("civilites")


def _size(segment: _Segment, at: int, place: Place) -> int:
    """Give how many words the name that begins there takes; zero when none does."""
    words, run = segment.words, _run(segment.text, segment.words, at)
    if place.files and _alone(words, at):
        return 1
    if len(run) < 2:
        return 0
    if size := _full(run):
        return size
    if place.known_only:
        return 0
    return _ranked(words, run, at) or _reversed(run) or _uncivil(segment, run, at) or _guessed(segment, run, at, place)


def _guessed(segment: _Segment, run: Sequence[_Word], at: int, place: Place) -> int:
    """Read a name that nothing but its place tells: beside a function, or in a text that is nothing else."""
    after = _after_function(segment.words, at)
    alone = at == 0 and len(segment.words) == len(run)
    # Une fonction suit : « Inventine EXEMPLE, directrice ».
    before = alone and segment.following is not None and segment.following.within("fonctions")
    found = _family_first(run) if segment.whole else 0
    if not found and (after or before or (alone and segment.told)):
        found = _initials(run)
    if not found and (after or before):
        found = _two(run, sure=after)
    if not found and place.title and (alone or _represents(segment.words, at)):
        found = _unknown(run) if before or segment.told or segment.whole or not alone else 0
    return found or _initial_last(segment, run, at, sure=before or (place.title and alone))


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
    if name < len(run) and run[name].proper and not run[name].acronym:
        return _ended(run, name)
    # « Dr Q. » : rien ne suit.
    return name if name == len(run) > 1 and run[-1].initial and run[0].within("docteurs") else 0


def _uncivil(segment: _Segment, run: Sequence[_Word], at: int) -> int:
    """Read a name without a capital that ends a text, after a civility or a rank: « madame exemple, médecin »."""
    civility = run[0]
    # « M » seul n’est une civilité qu’en tête, ou avec son point.
    if not civility.within("civilites") or (civility.plain == "m" and at and segment.text[civility.end] != "."):
        return 0
    name = 1
    while name < len(run) and (
        run[name].within("docteurs") or run[name].within("particules") or _dotted(segment.text, run[name])
    ):
        name += 1
    end = name
    while end < len(run) and run[end].small:
        end += 1
    last = at + end == len(segment.words) or (end < len(run) and run[end].within("fonctions"))
    return end if name < end and last else 0


def _dotted(text: str, word: _Word) -> bool:
    """Tell an initial, whatever its capital: one letter and its point."""
    return len(word.text) == 1 and text[word.end : word.end + 1] == "."


def _alone(words: Sequence[_Word], at: int) -> bool:
    """Tell a first name alone that says whose a file is: « Renouvellement de Jeanne », « Jeanne a déménagé »."""
    if not words[at].first_name or words[at].shouted:
        return False
    if at == 0:
        return len(words) > 1 and words[1].text.islower() and not words[1].within("particules")
    said = {word.plain for word in words[max(0, at - _MOST_PARTS) : at - 1]}
    tied = words[at - 1].plain in ("de", "d")
    return tied and bool(said & (_words_of("dossiers") | {f"{word}s" for word in _words_of("dossiers")}))


def _represents(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a word follows « représenté par »."""
    return at > 1 and words[at - 1].plain == "par" and words[at - 2].plain.startswith("represent")


def _unknown(run: Sequence[_Word]) -> int:
    """Read two or three words that nobody knows, and nothing else: « Inventine d’Exemple »."""
    proper = [word for word in run if not word.within("particules")]
    shaped = 2 <= len(proper) <= _MOST_NAMES and proper[0] is run[0] and proper[-1] is run[-1]
    shouting = all(word.shouted for word in proper)
    return len(run) if shaped and not shouting and all(word.unknown for word in proper) else 0


def _initial_last(segment: _Segment, run: Sequence[_Word], at: int, *, sure: bool) -> int:
    """Read « Exempleuse J. » at the end of a title, or alone."""
    shaped = len(run) == 2 and run[0].unknown and run[1].initial and run[0].end + 1 == run[1].start
    if not shaped or run[1].within("civilites"):
        return 0
    told = sure or (at and segment.words[at - 1].within("annonces")) or _after_function(segment.words, at)
    return 2 if told and _DOTTED_END.match(segment.text, run[1].end) else 0


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
def _words_of(place: str) -> frozenset[str]:
    return frozenset(map(slug, data(FILE)[place]["mots"]))


@functools.cache
def _civil() -> re.Pattern[str]:
    """Give the civilities and the ranks that a name without a capital may follow."""
    written = data(FILE)["civilites"].split()
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, written))})(?!\w)", re.IGNORECASE)


@functools.cache
def _usual() -> frozenset[str]:
    """Give the words that are the name of nobody: those of the trade, and the places."""
    places = " ".join(
        f"{each.name} {each.prefecture} {each.region} {each.court.value}" for each in territories().values()
    )
    trade = (_words(each) for each in ("mots", "fonctions", "suites", "grades", "porteurs", "annonces"))
    return frozenset().union(*trade, slug(places).split("-"))
