"""The shapes of a datum about a person, looked for in the free texts of a department; the patterns are data."""

import dataclasses
import datetime
import functools
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit import schema
from kit.law.texts import data
from kit.report import Pointer

_FILE = "donnees-personnelles"
_CONSTRAINED = ("enum", "pattern", "format")
_JOINED = re.compile(r"(?<![^\s\[{,])[&*!][^\s\[\]{},]+")
_APART = str.maketrans("_-", "  ")
# Ce qui ne porte aucun texte.
_MUTE = frozenset({type(None), bool, int, float, datetime.date})
_Place = tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """What is looked for: its French label, how it is written, where it is looked for and where it is not; `signs` are
    texts of which every datum of this shape holds one (none: nothing is known)."""

    label: str
    written: tuple[str, ...]
    flags: int
    signs: tuple[str, ...]
    within: tuple[_Place, ...]
    outside: tuple[_Place, ...]
    contact: bool
    values_only: bool

    @functools.cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """What finds it in a value; compiled when a text may hold one, which is rare."""
        return tuple(re.compile(written, self.flags) for written in self.written)

    @functools.cached_property
    def anywhere(self) -> tuple[re.Pattern[str], ...]:
        """What finds it in a whole file: what must begin a value is not looked for in the middle of one."""
        return tuple(found for found in self.patterns if not found.pattern.startswith("^"))

    def looks_at(self, pointer: Pointer) -> bool:
        """Tell whether this shape is looked for at a place."""
        return (not self.within or _inside(pointer, self.within)) and not _inside(pointer, self.outside)

    def may_be_in(self, folded: str) -> bool:
        """Tell whether a text, as `folded` gives it, may hold one."""
        return not self.signs or any(sign in folded for sign in self.signs)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that somebody was free to write: a value, or a key that the schema does not know."""

    pointer: Pointer
    value: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A datum found in a text: what it is, and the characters that must not be repeated."""

    label: str
    matched: str
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """What the schema says of a place: the keys it knows there, the items of its list, whether its text is free."""

    keys: Mapping[str, "Guide"]
    items: "Guide | None"
    free: bool


_Tell = Callable[[Text], None]


@functools.cache
def shapes() -> tuple[Shape, ...]:
    """Give all shapes, in the order of their file."""
    return tuple(_shape(raw) for raw in data(_FILE)["formes"])


@functools.cache
def contact_line() -> re.Pattern[str]:
    """Give what marks a line that holds the contact of a service."""
    return re.compile(rf"\b(?:{'|'.join(data(_FILE)['contacts'])})[\"']?\s*:")


def texts(node: Any, pointer: Pointer = ()) -> Iterator[Text]:
    """Give the free texts of a tree as written, its unknown keys included; or those of records of the model."""
    found: list[Text] = []
    _walk(node, pointer, _guide_at(pointer), found.append)
    return iter(found)


def _walk(node: Any, pointer: Pointer, guide: Guide | None, tell: _Tell) -> None:
    """Walk a tree beside its schema: what the schema does not know is free."""
    if isinstance(node, str):
        if guide is None or guide.free:
            tell(Text(pointer, node))
    elif isinstance(node, Mapping):
        _keys(node, pointer, guide, tell)
        _each(node.items(), pointer, guide.keys.get if guide else _unknown, tell)
    elif isinstance(node, (list, tuple)):
        items = guide.items if guide else None
        _each(enumerate(node), pointer, lambda _: items, tell)
    elif names := _names(node.__class__):
        # La commission n'a pas d'adresse à elle : ses champs sont ceux de commission.yaml.
        here = getattr(node, "pointer", ("commission",))
        around = _guide_at(here)
        fields = ((name, getattr(node, name)) for name in names)
        _each(fields, here, around.keys.get if around else _unknown, tell)


def _each(
    children: Iterable[tuple[Any, Any]], pointer: Pointer, guide: Callable[[Any], Guide | None], tell: _Tell
) -> None:
    for part, child in children:
        if child.__class__ not in _MUTE:
            _walk(child, (*pointer, part), guide(part), tell)


def _keys(node: Mapping[Any, Any], pointer: Pointer, guide: Guide | None, tell: _Tell) -> None:
    """Tell the keys that the schema does not know; those of a whole tree are the names of its files."""
    if isinstance(node, dict) and pointer:
        for key, value in node.items():
            if guide is None or key not in guide.keys:
                tell(Text((*pointer, key), value if isinstance(value, str) else "", key))


def _unknown(_: Any) -> None:
    """Give no guide: nothing is known there."""


@functools.cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """Give the fields of a record, its pointer aside; none for anything else."""
    named = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(known.name for known in named if known.name != "pointer")


def hits(text: Text) -> Iterator[Hit]:
    """Give the data about a person that a text holds."""
    if text.key is not None:
        persons = data(_FILE)["cles"]
        if text.key.strip().lower() in persons["noms"] and _inside(text.pointer, _places(persons["ou"])):
            yield Hit(persons["libelle"], text.value)
    yield from _hits(_plain(text.pointer), text.value if text.key is None else text.key)


@functools.lru_cache(maxsize=4096)
def _hits(pointer: Pointer, looked: str) -> tuple[Hit, ...]:
    """Look for each shape of a place; a text is looked at twice, to judge it and to hide it."""
    read = folded(looked)
    shapes_here = (shape for shape in _shapes_at(pointer) if shape.may_be_in(read))
    return tuple(Hit(shape.label, found, shape.contact) for shape in shapes_here for found in _found(shape, looked))


def hits_of_file(text: str, branch: str) -> Iterator[tuple[int, Hit]]:
    """Give the data about a person anywhere in the text of a file, comments included, with the index of each."""
    reads = _reads(text)
    whole = folded("\n".join(reads))
    for shape in shapes():
        here = not shape.values_only and (not shape.within or any(place[0] == branch for place in shape.within))
        for looked_for in shape.anywhere if here and shape.may_be_in(whole) else ():
            for start, end in sorted({match.span() for read in reads for match in looked_for.finditer(read)}):
                yield start, Hit(shape.label, text[start:end], shape.contact)


def folded(text: str) -> str:
    """Give a text in which a sign is looked for: `re` takes « İ » and « ı » for an i, whatever the language."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _reads(text: str) -> tuple[str, ...]:
    """Give a text as it is and, of the same length, with the words of its anchors, aliases and tags parted: YAML has
    no space there, and who writes them joins the words."""
    parted = _JOINED.sub(lambda name: name[0].translate(_APART), text)
    return (text,) if parted == text else (text, parted)


def _found(shape: Shape, text: str) -> Iterable[str]:
    return (match[0] for looked_for in shape.patterns for match in looked_for.finditer(text))


def _guide_at(pointer: Pointer) -> Guide | None:
    """Give what the schemas say of a place, or None where they say nothing."""
    guide: Guide | None = _guides()
    for part in pointer:
        if guide is None:
            return None
        guide = guide.keys.get(part) if isinstance(part, str) else guide.items
    return guide


@functools.cache
def _guides() -> Guide:
    return Guide(keys={branch: _guide(schema.load(branch)) for branch in schema.BRANCHES}, items=None, free=False)


def _guide(described: schema.JsonSchema) -> Guide:
    """Read a schema; a text is free when no enumeration, pattern or format holds it."""
    if reference := schema.shared(described):
        return _referred(reference)
    described = schema.resolve(described)
    items = described.get("items")
    return Guide(
        keys={key: _guide(value) for key, value in described.get("properties", {}).items()},
        items=_guide(items) if items else None,
        free=described.get("type") == "string" and not any(word in described for word in _CONSTRAINED),
    )


@functools.cache
def _referred(reference: str) -> Guide:
    return _guide(schema.referred(reference))


def _plain(pointer: Pointer) -> Pointer:
    """Give a pointer whose places in lists are all the first: one schema describes them all."""
    return tuple(part if isinstance(part, str) else 0 for part in pointer)


@functools.lru_cache(maxsize=4096)
def _shapes_at(pointer: Pointer) -> tuple[Shape, ...]:
    return tuple(shape for shape in shapes() if shape.looks_at(pointer))


def _inside(pointer: Pointer, places: Iterable[_Place]) -> bool:
    keys = tuple(part for part in pointer if isinstance(part, str))
    return any(
        keys[start : start + len(place)] == place
        for place in places
        if place[0] in keys
        for start in range(len(keys) - len(place) + 1)
    )


def _places(raw: Iterable[str]) -> tuple[_Place, ...]:
    return tuple(tuple(place.split("/")) for place in raw)


def _shape(raw: dict[str, Any]) -> Shape:
    return Shape(
        label=raw["libelle"],
        written=tuple(raw["motifs"]),
        flags=re.IGNORECASE if raw.get("casse") == "ignoree" else 0,
        signs=tuple(raw.get("signes", ())),
        within=_places(raw.get("ou", ())),
        outside=_places(raw.get("sauf", ())),
        contact=raw.get("contact") == "oui",
        values_only=raw.get("valeurs_seules") == "oui",
    )
