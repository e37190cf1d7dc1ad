"""How words are taken out of the texts of records: of a commission, of a finding."""

import dataclasses
import datetime
import functools
import operator
import re
import types
from dataclasses import dataclass, replace
from typing import Any

from kit.model import Seats

HIDDEN = "…"


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
    if type(value) is str:  # Les issues et les poids, qui en sont aussi, ne se réécrivent pas.
        bare = _pattern(words).sub(HIDDEN, value)
        return value if bare == value else bare
    if value is None or isinstance(value, (int, datetime.date)):
        return value
    if isinstance(value, types.MappingProxyType):
        return Seats({seat: without(held, words) for seat, held in value.items()})
    if isinstance(value, tuple):
        items = tuple(without(item, words) for item in value)
        return items if any(map(operator.is_not, items, value)) else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((name, getattr(value, name)) for name in _names(type(value)))
        changed = {name: bare for name, item in fields if (bare := without(item, words)) is not item}
        return replace(value, **changed) if changed else value
    return value


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.name != "unreadable")


@functools.lru_cache(maxsize=256)
def _pattern(hidden: Private) -> re.Pattern[str]:
    return re.compile("|".join((*map(re.escape, _longest(hidden.looks)), *map(_alone, _longest(hidden.words)))))


def _alone(word: str) -> str:
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"


def _longest(words: frozenset[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
