"""The shapes of a datum about a person, looked for in a text or in a whole file; the patterns are data."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kit.findings.finding import Pointer
from kit.law.texts import data
from kit.privacy import persons
from kit.privacy.legible import Legible
from kit.privacy.placed import Span

FILE = "donnees-personnelles"
_PIECE = re.compile("<([a-z]+)>")
# Aucune donnée n’est plus longue : à cette distance de ce qu’elle contient, on ne cherche plus.
_AROUND = 250
_JOINED = re.compile(r"(?<![^\s\[{,])[&*!][^\s\[\]{},]+")
_APART = str.maketrans("_-", "  ")
_BOX = str.maketrans("_-.+", "    ")
# Ce qui est écrit sous « nom », où un nom a sa place, sur sa ligne ou entre accolades.
_NAMED = re.compile(r"\bnom[\"']?[ ]{0,9}:[^\n,}\]#]{0,300}")
Place = tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """An expression as it is written, compiled when a text is first looked at with it: most never are."""

    written: str
    flags: int

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.written, self.flags)


@dataclass(frozen=True)
class Near:
    """What stands in every datum of a shape, and how many characters of it may stand before and after."""

    pattern: Pattern
    around: int


class Read:
    """A text looked at by every shape."""

    def __init__(self, text: str) -> None:
        """Keep a text as `Legible` reads it."""
        self.text = text
        self._near: dict[Near, tuple[Span, ...]] = {}

    @cached_property
    def small(self) -> str:
        """The text in small letters, in which signs are looked for."""
        return self.text.lower()

    def parts(self, near: Near) -> tuple[Span, ...]:
        """Give the parts of the text around what an expression finds; several shapes look around the same."""
        if near not in self._near:
            self._near[near] = tuple(self._parts(near))
        return self._near[near]

    def _parts(self, near: Near) -> Iterator[Span]:
        start = end = -1
        for sign in near.pattern.regex.finditer(self.text):
            if sign.start() - near.around > end:
                if end >= 0:
                    yield start, end
                start = max(0, sign.start() - near.around)
            end = min(sign.end() + near.around, len(self.text))
        if end >= 0:
            yield start, end


@dataclass(frozen=True, slots=True)
class Shape:
    """What is looked for: its French label, its patterns, where it is looked for and where it is not; every datum of
    this shape holds what `near` finds (None: nothing is known), and so one of the `signs`, in small letters. Patterns
    are for a text as `Legible` reads it."""

    label: str
    patterns: tuple[Pattern, ...]
    anywhere: tuple[Pattern, ...]
    near: Near | None
    signs: tuple[str, ...]
    within: tuple[Place, ...]
    outside: tuple[Place, ...]
    contact: bool
    values_only: bool
    secret: bool

    def looks_at(self, pointer: Pointer) -> bool:
        """Tell whether this shape is looked for at a place."""
        return (not self.within or inside(pointer, self.within)) and not inside(pointer, self.outside)

    def looks_in_file(self, branch: str) -> bool:
        """Tell whether this shape is looked for in the comments of a file."""
        return not self.values_only and (not self.within or any(place[0] == branch for place in self.within))

    def found(self, read: Read, patterns: Iterable[Pattern]) -> Iterator[Span]:
        """Give where some of its patterns are found in a text, in a time that its length bounds."""
        if self.signs and not any(sign in read.small for sign in self.signs):
            return
        for start, end in read.parts(self.near) if self.near else ((0, len(read.text)),):
            for looked_for in patterns:
                yield from (match.span() for match in looked_for.regex.finditer(read.text, start, end))


@dataclass(frozen=True, slots=True)
class Hit:
    """A datum found in a text: what it is, and the characters that must not be repeated."""

    label: str
    matched: str
    contact: bool = False
    secret: bool = False

    @property
    def named(self) -> bool:
        """Whether it is the name of a person."""
        return self.label == _person()


@dataclass(frozen=True, slots=True)
class Loose:
    """A datum found in a file, wherever it stands, and its first and last line (from 1)."""

    first: int
    last: int
    hit: Hit


@functools.cache
def shapes() -> tuple[Shape, ...]:
    """Give all shapes, in the order of their file."""
    raw = data(FILE)
    return tuple(_shape(each, raw["morceaux"]) for each in raw["formes"])


@functools.cache
def contact_line() -> re.Pattern[str]:
    """Give what marks a line that holds the contact of a service."""
    return re.compile(rf"\b(?:{'|'.join(data(FILE)['contacts'])})[\"']?\s{{0,9}}:")


def hits_in(text: str, pointer: Pointer, *, whole: bool = True) -> tuple[Hit, ...]:
    """Give the data that the shapes of a place find in a text; of one that is no `whole` value, not those that say
    how a value begins."""
    return _hits(_plain(pointer), text, whole=whole)


@functools.lru_cache(maxsize=4096)
def _hits(pointer: Pointer, text: str, *, whole: bool) -> tuple[Hit, ...]:
    """Look for each shape of a place; a text is looked at twice, to judge it and to hide it."""
    read = Legible(text)
    looked_at = Read(read.text)
    here = (shape for shape in _shapes_at(pointer) if whole or not shape.values_only)
    found = ((each, span) for each in here for span in each.found(looked_at, each.patterns if whole else each.anywhere))
    told = [Hit(shape.label, read.source(*span), shape.contact, shape.secret) for shape, span in found]
    if whole and not inside(pointer, _proper_names()):
        told += (Hit(_person(), read.source(*span)) for span in persons.spans(read.text, _place(pointer)))
        if not told and inside(pointer, places(data(persons.FILE)["identifiants"])):
            told += hits_in_name(text)
    return tuple(told)


@functools.lru_cache(maxsize=4096)
def _place(pointer: Pointer) -> persons.Place:
    """Give what the names of persons know of a place."""
    titles = data(persons.FILE)["titres"]
    title = pointer[-1:] == (titles["cle"],) and inside(pointer, places(titles["ou"]))
    return persons.Place(title=title, files=of_files(pointer))


def of_files(pointer: Pointer) -> bool:
    """Tell a place that speaks of files."""
    return inside(pointer, places(data(persons.FILE)["dossiers"]["ou"]))


@functools.lru_cache(maxsize=4096)
def hits_in_name(name: str) -> tuple[Hit, ...]:
    """Give the data about a person in a name without spaces: of a file, of a folder, an identifier."""
    # Lus l’un après l’autre : bout à bout, les chiffres d’une date feraient un numéro de téléphone.
    both = (Legible(name), Legible(name.translate(_APART).title()))
    return tuple(dict.fromkeys(hit for read in both for hit in _named(read)))


def _named(read: Legible) -> Iterator[Hit]:
    looked_at = Read(read.text)
    for shape in shapes():
        for span in () if shape.values_only else shape.found(looked_at, shape.anywhere):
            yield Hit(shape.label, read.source(*span), shape.contact)
    for span in persons.spans(read.text, persons.Place(known_only=True)):
        yield Hit(_person(), read.source(*span))


def hits_in_address(address: str) -> tuple[Hit, ...]:
    """Give the name of a person that the address of a service bears: « jeanne.exemple@… »."""
    box, at, _ = address.partition("@")
    words = box.translate(_BOX).title()
    orders = {words, " ".join(reversed(words.split()))} if at else set()
    named = any(True for order in orders for _ in persons.spans(order, persons.Place(known_only=True)))
    return (Hit(_person(), box),) if named else ()


def mobile(number: str) -> bool:
    """Tell a number that a person carries from that of an office."""
    return re.match(data(FILE)["mobile"], number) is not None


def hits_of_file(text: str, branch: str) -> Iterator[Loose]:
    """Give the data about a person anywhere in the text of a file, comments included."""
    legible = Legible(text)
    starts = [0, *(match.end() for match in re.finditer("\n", legible.original))]
    reads = _reads(legible.text)
    named = [found.span() for found in _NAMED.finditer(legible.text)]
    for shape in (each for each in shapes() if each.looks_in_file(branch)):
        spans = {span for read in reads for span in shape.found(read, shape.anywhere)}
        kept = _apart(spans, named) if set(_proper_names()) <= set(shape.outside) else spans
        yield from (_loose(legible, starts, span, shape.label, contact=shape.contact) for span in sorted(kept))
    for span in sorted(_apart(persons.spans(legible.text), named)):
        yield _loose(legible, starts, span, _person(), contact=False)


def _loose(legible: Legible, starts: Sequence[int], span: Span, label: str, *, contact: bool) -> Loose:
    first, last = legible.origin(*span)
    lines = bisect_right(starts, first), bisect_right(starts, last - 1)
    return Loose(*lines, Hit(label, legible.original[first:last], contact))


def _apart(spans: Iterable[Span], named: Sequence[Span]) -> set[Span]:
    """Give the spans that do not begin where a name has its place."""
    starts = [start for start, _ in named]
    before = ((span, bisect_right(starts, span[0])) for span in spans)
    return {span for span, rank in before if not rank or named[rank - 1][1] <= span[0]}


def _person() -> str:
    return str(data(persons.FILE)["libelle"])


@functools.cache
def _proper_names() -> tuple[Place, ...]:
    """Give the places where a name has its own: that of a member, of an association."""
    return places(data(persons.FILE)["sauf"])


def inside(pointer: Pointer, places: Iterable[Place]) -> bool:
    """Tell whether a pointer goes through one of these places."""
    keys = tuple(part for part in pointer if isinstance(part, str))
    return any(
        keys[start : start + len(place)] == place
        for place in places
        if place[0] in keys
        for start in range(len(keys) - len(place) + 1)
    )


def places(raw: Iterable[str]) -> tuple[Place, ...]:
    """Read places as the data write them: « sessions/dossiers »."""
    return tuple(tuple(place.split("/")) for place in raw)


def _reads(text: str) -> tuple[Read, ...]:
    """Give a text as it is and, of the same length, with the words of its anchors, aliases and tags parted: YAML has
    no space there, and who writes them joins the words."""
    parted = _JOINED.sub(lambda name: name[0].translate(_APART), text)
    return (Read(text),) if parted == text else (Read(text), Read(parted))


def _plain(pointer: Pointer) -> Pointer:
    """Give a pointer whose places in lists are all the first: one schema describes them all."""
    return tuple(part if isinstance(part, str) else 0 for part in pointer)


@functools.lru_cache(maxsize=4096)
def _shapes_at(pointer: Pointer) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes() if shape.looks_at(pointer))


def _shape(raw: dict[str, Any], pieces: dict[str, str]) -> Shape:
    flags = re.IGNORECASE if raw.get("casse") == "ignoree" else 0
    patterns = {written: Pattern(_whole(written, pieces), flags) for written in raw["motifs"]}
    signs = tuple(raw.get("signes", ()))
    near = _whole(raw["autour"], pieces) if "autour" in raw else "|".join(map(re.escape, signs))
    return Shape(
        label=raw["libelle"],
        patterns=tuple(patterns.values()),
        # Ce qui doit commencer une valeur ne se cherche pas au milieu d'un fichier.
        anywhere=tuple(found for written, found in patterns.items() if not written.startswith("^")),
        near=Near(Pattern(near, re.IGNORECASE), int(raw.get("marge", _AROUND))) if near else None,
        signs=signs,
        within=places(raw.get("ou", ())),
        outside=places(raw.get("sauf", ())),
        contact=raw.get("contact") == "oui",
        secret=raw.get("secret") == "oui",
        values_only=raw.get("valeurs_seules") == "oui",
    )


def _whole(written: str, pieces: dict[str, str]) -> str:
    """Give a pattern with its pieces in their places; a piece may hold others."""
    while (opened := _PIECE.sub(lambda piece: pieces[piece[1]], written)) != written:
        written = opened
    return written
