"""What jsonschema and referencing ask of rpds, which has no build for a browser: collections that are never changed.

In the browser alone; elsewhere, the library itself is there.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class HashTrieMap(Mapping[Key, Value]):
    """A mapping whose changes make another."""

    def __init__(self, held: Mapping[Key, Value] | Iterable[tuple[Key, Value]] = ()) -> None:
        """Take what it maps."""
        self._held: dict[Key, Value] = dict(held)

    @classmethod
    def convert(cls, held: Any) -> "HashTrieMap[Key, Value]":
        """Give a mapping as one that is never changed."""
        return held if isinstance(held, cls) else cls(held)

    def __getitem__(self, key: Key) -> Value:
        """Give what a key maps to; raises KeyError."""
        return self._held[key]

    def __iter__(self) -> Iterator[Key]:
        """Give the keys."""
        return iter(self._held)

    def __len__(self) -> int:
        """Give how many keys there are."""
        return len(self._held)

    def __hash__(self) -> int:
        """Give the same for two equal mappings."""
        return hash(frozenset(self._held.items()))

    def insert(self, key: Key, value: Value) -> "HashTrieMap[Key, Value]":
        """Give the mapping with one more key."""
        return HashTrieMap({**self._held, key: value})

    def update(self, other: Mapping[Key, Value]) -> "HashTrieMap[Key, Value]":
        """Give the mapping with the keys of another."""
        return HashTrieMap({**self._held, **other})

    def remove(self, key: Key) -> "HashTrieMap[Key, Value]":
        """Give the mapping without a key; raises KeyError."""
        held = dict(self._held)
        del held[key]
        return HashTrieMap(held)


class HashTrieSet(frozenset[Key]):
    """A set whose changes make another."""

    def insert(self, value: Key) -> "HashTrieSet[Key]":
        """Give the set with one more value."""
        return HashTrieSet({*self, value})

    def update(self, other: Iterable[Key]) -> "HashTrieSet[Key]":
        """Give the set with the values of another."""
        return HashTrieSet({*self, *other})


class List(tuple[Value, ...]):
    """A list whose changes make another."""

    def push_front(self, value: Value) -> "List[Value]":
        """Give the list with one more value before the others."""
        return List((value, *self))
