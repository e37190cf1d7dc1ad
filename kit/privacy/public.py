"""What the public may read of the files of a department: the values that the schemas declare `x-public`, no other.

Each group of a schema names under `x-public` the fields that are: `true`; `presence`: that something is written there,
not what; `seuil`: counts, published above the small numbers only; or the value that a key beside it must have. A field
that it does not name is internal. It is said by the group, for editors read nothing that stands beside a `$ref`.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kit.findings.finding import Pointer
from kit.yaml import schema
from kit.yaml.schema import JsonSchema

NOT_PUBLISHED = "non publié"
PRESENCE, THRESHOLD = "presence", "seuil"
# Ce que ces mots décrivent n’est pas un texte : une valeur d’une liste, un jour, une heure, un code, un numéro.
_CHOSEN = ("enum", "format", "x-guillemets")
Bad = frozenset[Pointer]


@dataclass(frozen=True, slots=True)
class Place:
    """What the schema says of a place: who reads it, its keys, the items of its list, whether nobody writes its text
    freely: a word of a list, a day, an hour, a code, a number."""

    shown: Any
    keys: Mapping[str, "Place"]
    items: "Place | None"
    chosen: bool

    @property
    def holds_many(self) -> bool:
        """Whether other places are inside this one."""
        return bool(self.keys) or self.items is not None

    def shown_in(self, beside: Mapping[Any, Any]) -> bool:
        """Tell whether the public may read something of this place, seeing the keys that stand beside it."""
        if isinstance(self.shown, dict):
            return all(beside.get(key) in wanted for key, wanted in self.shown.items())
        return bool(self.shown)


@dataclass(frozen=True, slots=True)
class Value:
    """A text as written in the files; `place` is None where the schemas know nothing."""

    pointer: Pointer
    text: str
    place: Place | None
    shown: bool


@functools.cache
def root() -> Place:
    """Give what the schemas say of the four files."""
    files = {branch: _place(schema.load(branch), shown=True) for branch in schema.BRANCHES}
    return Place(shown=True, keys=files, items=None, chosen=False)


def declared() -> Iterator[tuple[str, Any]]:
    """Give each place that the schemas declare public, by its path (`sessions/*/date`), with what they say of it."""
    yield from _declared("", root())


def pruned(tree: Mapping[str, Any], bad: Bad = frozenset()) -> dict[str, Any]:
    """Give the values of a department that the public may read, each at its own place; what is at a pointer of `bad`
    is not what its place declares."""
    kept: dict[str, Any] = _pruned(tree, (), root(), bad)
    return kept


def unread(bad: Bad) -> Bad:
    """Give the places of `bad` without the keys that the schemas do not know; what holds one is not read either."""
    places = (_known(pointer) for pointer in bad)
    return frozenset(place for place in places if place)


def values(tree: Mapping[str, Any], bad: Bad = frozenset()) -> Iterator[Value]:
    """Give every text of a tree, the keys that the schemas do not know included; the public does not read one that
    stands at a pointer of `bad`."""
    found: list[Value] = []
    _gather(tree, (), root(), found.append, shown=True)
    for value in found:
        yield replace(value, shown=False) if value.shown and value.pointer in bad else value


def rewritten(tree: Mapping[str, Any], told: Callable[[str], str]) -> dict[str, Any]:
    """Give a tree whose texts are told otherwise; those chosen in a list, and the days, stay as they are."""
    kept: dict[str, Any] = _rewritten(tree, root(), told)
    return kept


def prefix(branch: str, pointer: str) -> Pointer:
    """Give as much of a JSON pointer inside a file as the public may read: it stops where nothing is declared."""
    parts = _parts(pointer)
    return parts[: len(_way(branch, parts)) - 1]


def silent(branch: str, pointer: str) -> bool:
    """Tell whether nothing at all is said of a place in a file: it is in a part that is not public, or in counts of
    people."""
    parts = _parts(pointer)
    way = _way(branch, parts)
    if any(place.shown == THRESHOLD for place in way):
        return True
    left = parts[len(way) - 1 :]
    stopped = _next(way[-1], left[0]) if left else None
    return stopped is not None and stopped.holds_many and not isinstance(stopped.shown, Mapping)


def _known(pointer: Pointer) -> Pointer:
    place: Place | None = root()
    for rank, part in enumerate(pointer):
        place = _next(place, part) if place else None
        if place is None:
            # D’une clé inconnue en tête de fichier, rien d’autre ne dépend.
            return pointer[:rank] if rank > 1 else ()
    return pointer


def _place(described: JsonSchema, *, shown: Any) -> Place:
    described = schema.resolve(described)
    items, public = described.get("items"), described.get("x-public", {})
    return Place(
        shown=shown,
        keys={key: _place(each, shown=public.get(key, False)) for key, each in described.get("properties", {}).items()},
        # Ce qui vaut pour une liste vaut pour chacun de ses éléments.
        items=_place(items, shown=True) if items else None,
        chosen=any(word in described for word in _CHOSEN),
    )


def _declared(path: str, place: Place) -> Iterator[tuple[str, Any]]:
    inside = (*place.keys.items(), *((("*", place.items),) if place.items else ()))
    for key, each in inside:
        here = f"{path}/{key}" if path else key
        if each.shown:
            if key != "*":
                yield here, each.shown
            yield from _declared(here, each)


def _pruned(node: Any, pointer: Pointer, place: Place, bad: Bad) -> Any:
    if node is None or pointer in bad:
        return None
    if isinstance(node, Mapping):
        if not place.keys:
            return None
        known = ((key, value, place.keys[key]) for key, value in node.items() if key in place.keys)
        shown = ((key, value, each) for key, value, each in known if each.shown_in(node))
        kept = {key: _pruned(value, (*pointer, key), each, bad) for key, value, each in shown}
        return {key: value for key, value in kept.items() if value is not None}
    if isinstance(node, list):
        # Les éléments gardent leur rang : un constat les désigne par lui.
        items = place.items
        return [_pruned(item, (*pointer, rank), items, bad) for rank, item in enumerate(node)] if items else None
    if place.holds_many:
        return None
    return NOT_PUBLISHED if place.shown == PRESENCE else node


def _gather(node: Any, pointer: Pointer, place: Place | None, tell: Callable[[Value], None], *, shown: bool) -> None:
    if isinstance(node, str):
        tell(Value(pointer, node, place, shown and place is not None and place.shown != PRESENCE))
    elif isinstance(node, dict):
        keys = place.keys if place else {}
        for key, value in node.items():
            each = keys.get(key)
            if each is None and isinstance(key, str):
                tell(Value((*pointer, key), key, None, shown=False))
            _gather(value, (*pointer, key), each, tell, shown=shown and each is not None and each.shown_in(node))
    elif isinstance(node, list):
        items = place.items if place else None
        for rank, item in enumerate(node):
            _gather(item, (*pointer, rank), items, tell, shown=shown and items is not None)


def _rewritten(node: Any, place: Place | None, told: Callable[[str], str]) -> Any:
    if isinstance(node, str):
        return node if place and place.chosen else told(node)
    if isinstance(node, Mapping):
        keys = place.keys if place else {}
        return {key: _rewritten(value, keys.get(key), told) for key, value in node.items()}
    if isinstance(node, list):
        return [_rewritten(item, place.items if place else None, told) for item in node]
    return node


def _parts(pointer: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _way(branch: str, parts: tuple[str, ...]) -> list[Place]:
    """Give the places that a pointer goes through, its file first, as far as the public reads them whatever stands
    beside."""
    way = [root().keys[schema.kind(branch)]]
    for part in parts:
        place = _next(way[-1], part)
        if place is None or place.shown not in (True, PRESENCE, THRESHOLD):
            break
        way.append(place)
    return way


def _next(place: Place, part: str | int) -> Place | None:
    return place.items or (place.keys.get(part) if isinstance(part, str) else None)
