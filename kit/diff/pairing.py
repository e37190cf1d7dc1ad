"""Which entry of a list became which: by what names it, never by its place in the list."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

Key = Callable[[Any], Any]


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


def pairs(before: Any, after: Any, *keys: Key) -> Iterator[Pair]:
    """Pair the entries of two lists: those that say the same, then by each key in turn, each used once; a key that
    gives None names nothing. Pairs come in the order of `after`, then what is gone in the order of `before`."""
    old, new = entries(before), entries(after)
    found: dict[int, int] = {}
    for key in (canon, *keys):
        waiting = _waiting(old, key, set(found.values()))
        for index, entry in enumerate(new):
            if index not in found and (name := key(entry)) is not None and waiting.get(canon(name)):
                found[index] = waiting[canon(name)].popleft()
    for index, entry in enumerate(new):
        yield Pair(old[found[index]] if index in found else None, entry)
    taken = set(found.values())
    yield from (Pair(entry, None) for index, entry in enumerate(old) if index not in taken)


def _waiting(old: list[Any], key: Key, taken: set[int]) -> dict[Hashable, deque[int]]:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, entry in enumerate(old):
        if index not in taken and (name := key(entry)) is not None:
            waiting[canon(name)].append(index)
    return waiting


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
