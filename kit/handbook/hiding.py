"""How words are taken out of the texts of records: of a commission, of a finding."""

import dataclasses
import datetime
import functools
import operator
import re
import types
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kit.model import Seats
from kit.report import Pointer

HIDDEN = "…"
# Ce qui ne porte aucun texte.
_MUTE = frozenset({type(None), bool, int, float, datetime.date})


@dataclass(frozen=True, slots=True)
class Private:
    """What a text may not hold: words, hidden where they stand alone, and looks, hidden wherever they are."""

    words: frozenset[str] = frozenset()
    looks: frozenset[str] = frozenset()


NONE = Private()


def without(value: Any, words: Private) -> Any:
    """Give a value, records within records included, with the words taken out of its texts."""
    if words == NONE:
        return value
    found: list[str] = []
    _told(value, found.append)
    # Presque aucun mot n’est dans un texte : chercher d’abord ceux qui y sont coûte moins que de les ôter tous.
    told = "\n".join(found)
    held = Private(*(frozenset(word for word in each if word in told) for each in (words.words, words.looks)))
    if held == NONE or not _pattern(held).search(told):
        return value
    return _without(value, partial(_pattern(held).sub, HIDDEN))


def _told(value: Any, tell: Callable[[str], None]) -> None:
    """Tell the texts of a value."""
    kind = value.__class__
    if kind is str:
        tell(value)
    elif kind not in _MUTE:
        for part in _parts(value, kind):
            _told(part, tell)


def _parts(value: Any, kind: Hashable) -> Iterable[Any]:
    if kind is tuple:
        parts: Iterable[Any] = value
        return parts
    if kind is types.MappingProxyType:
        return tuple(value.values())
    return (getattr(value, name) for name in _names(kind))


def _without(value: Any, hide: Callable[[str], str]) -> Any:
    kind = value.__class__
    if kind is str:  # Les issues et les poids, qui en sont aussi, ne se réécrivent pas.
        bare = hide(value)
        return value if bare == value else bare
    if kind in _MUTE:
        return value
    if kind is tuple:
        items = tuple(item if item.__class__ in _MUTE else _without(item, hide) for item in value)
        return items if any(map(operator.is_not, items, value)) else value
    if kind is types.MappingProxyType:
        seats = {seat: _without(held, hide) for seat, held in value.items()}
        return Seats(seats) if any(map(operator.is_not, seats.values(), value.values())) else value
    fields = ((name, getattr(value, name)) for name in _names(kind))
    told = ((name, item) for name, item in fields if item.__class__ not in _MUTE)
    changed = {name: bare for name, item in told if (bare := _without(item, hide)) is not item}
    return replace(value, **changed) if changed else value


@functools.cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """Give the fields of a record that may hold a text: the keys of its place are those of the schema."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in fields if field.name != "unreadable" and field.type != Pointer)


@functools.lru_cache(maxsize=256)
def _pattern(hidden: Private) -> re.Pattern[str]:
    return re.compile("|".join((*map(re.escape, _longest(hidden.looks)), *map(_alone, _longest(hidden.words)))))


def _alone(word: str) -> str:
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"


def _longest(words: frozenset[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
