"""Which entry of a list became which: by what names it, never by its place in the list."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

Key = Callable[[Any], Any]
Naming = Callable[[list[Any]], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry before and after; None where it is not there."""

    before: Any
    after: Any


def canon(value: Any) -> Hashable:
    """Give what two writings of the same thing share: neither the order of a list nor that of keys counts, nor the
    spaces of a text, nor an absent key rather than an empty one."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return "dict", frozenset((key, canon(item)) for key, item in value.items() if item is not None)
    if isinstance(value, list):
        return "list", frozenset(Counter(map(canon, value)).items())
    return type(value).__name__, value  # « true » n'est pas 1.


def same(before: Any, after: Any) -> bool:
    """Tell whether two values say the same thing."""
    return canon(before) == canon(after)


def matched(old: list[Any], new: list[Any], namings: Iterable[Naming]) -> dict[int, int]:
    """Give, by place in a new list, the place in the old one of the same entry: by each way of naming them in turn,
    each entry used once; None names nothing."""
    found: dict[int, int] = {}
    for names in namings:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(found.values())
        for index, name in enumerate(names(old)):
            if index not in taken and name is not None:
                waiting[name].append(index)
        for index, name in enumerate(names(new)):
            if index not in found and waiting.get(name):
                found[index] = waiting[name].popleft()
    return found


def pairs(before: Any, after: Any, *keys: Key) -> Iterator[Pair]:
    """Pair the entries of two lists: those that say the same, then by each key in turn. Pairs come in the order of
    `after`, then what is gone in the order of `before`."""
    old, new = entries(before), entries(after)
    found = matched(old, new, [partial(_names, key) for key in (canon, *keys)])
    for index, entry in enumerate(new):
        yield Pair(old[found[index]] if index in found else None, entry)
    taken = set(found.values())
    yield from (Pair(entry, None) for index, entry in enumerate(old) if index not in taken)


def _names(key: Key, held: list[Any]) -> Iterator[Hashable]:
    return (None if (name := key(entry)) is None else canon(name) for entry in held)


def entries(value: Any) -> list[Any]:
    """Give the entries of a list; a value that is no list, though one was expected, is its own only entry."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def by(*names: str) -> Key:
    """Give the key made of these fields, which names nothing when the first one is not there."""

    def key(entry: Any) -> Any:
        held = fields_of(entry)
        return [held.get(name) for name in names] if held.get(names[0]) is not None else None

    return key


def without(*names: str) -> Key:
    """Give the key made of all fields but these, for an entry that was only renamed."""

    def key(entry: Any) -> Any:
        return {name: value for name, value in fields_of(entry).items() if name not in names} or None

    return key


def fields_of(entry: Any) -> dict[str, Any]:
    """Give the fields of an entry; none when it is no group of fields, though one was expected."""
    return entry if isinstance(entry, dict) else {}
