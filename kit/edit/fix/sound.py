"""Whether a text read again after corrections says what it said, with the faults aimed at gone and no other come."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.edit.fix.proposal import Proposal
from kit.edit.fix.reader import Reading
from kit.findings.finding import Pointer
from kit.yaml.accents import mended
from kit.yaml.spot import Spot, applied

# Une faute de disposition fait douter que chaque ligne soit lue à la place que son auteur lui donnait.
_LAYOUT = frozenset({"forme-inattendue", "yaml-cle-repetee"})
_FREE = object()


@dataclass(frozen=True, slots=True)
class _Move:
    """How pointers and values change: keys renamed, places where anything may be."""

    keys: Mapping[Pointer, str] = field(default_factory=dict)
    free: frozenset[Pointer] = frozenset()

    def pointer(self, pointer: Pointer) -> Pointer:
        return tuple(self.keys.get(pointer[: at + 1], part) for at, part in enumerate(pointer))

    def value(self, data: Any, pointer: Pointer) -> Any:
        if pointer in self.free:
            return _FREE
        if isinstance(data, dict):
            here = ((key, (*pointer, key), value) for key, value in data.items())
            return {self.keys.get(at, key): self.value(value, at) for key, at, value in here}
        if isinstance(data, list):
            return [self.value(value, (*pointer, index)) for index, value in enumerate(data)]
        return data


def sound(before: Reading, after: Reading, made: Sequence[Proposal]) -> bool:
    """Tell whether corrections did what they proposed and nothing else: the values elsewhere are the same, what
    they aimed at is no longer found, and nothing new is but what an unknown key or an unread group had hidden."""
    if not after.source.readable:
        return False
    move = _Move(
        keys={each.breach.pointer: each.key for each in made if each.key},
        free=frozenset(each.place for each in made if each.place is not None),
    )
    root = (before.source.branch,)
    free = frozenset(map(move.pointer, move.free))
    values = move.value(before.source.data, root) == _Move(free=free).value(after.source.data, root)
    empty = set(map(move.pointer, before.source.empty)) - free == set(after.source.empty) - free
    kept = (_words(before, each) <= _words(after, move.pointer(each)) for each in set(_groups(made)))
    return values and empty and all(kept) and _fewer(before, after, made, move)


def _groups(made: Iterable[Proposal]) -> Iterator[Pointer]:
    """Give the groups of keys that a correction lets change: what was read in them must still be there."""
    return (each.place for each in made if each.place is not None and each.place != each.breach.pointer)


def _words(reading: Reading, pointer: Pointer) -> Counter[str]:
    """Count the simple values under a pointer."""
    data = reading.source.data
    for part in pointer[1:]:
        data = data[part]
    return Counter(_leaves(data))


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _leaves(value)
    else:
        yield str(data)


def _fewer(before: Reading, after: Reading, made: Iterable[Proposal], move: _Move) -> bool:
    aimed = Counter((each.rule, move.pointer(each.breach.pointer)) for each in made)
    known = Counter((spot.trap, move.pointer(spot.breach.pointer)) for spot in before.spots) - aimed
    opened = {move.pointer(each.place or each.breach.pointer) for each in made if each.key or each.opens}
    for spot in after.spots:
        found = (spot.trap, spot.breach.pointer)
        if known[found]:
            known[found] -= 1
        elif found in aimed or misplaced(spot) or not _under(spot.breach.pointer, opened):
            return False
    return True


def misplaced(spot: Spot) -> bool:
    """Tell whether a trap lets doubt that a line stands where its writer believed."""
    nameless = spot.trap == "cle-inconnue" and not spot.breach.fields["proche"]
    return nameless or spot.trap in _LAYOUT


def mends(before: Reading, after: Reading) -> bool:
    """Tell whether the values after are those before with their accents written again, and no fault has come."""
    damaged = {(spot.trap, _mended(spot.breach.pointer)) for spot in before.spots}
    found = {(spot.trap, spot.breach.pointer) for spot in after.spots}
    return after.source.readable and _mended(before.source.data) == after.source.data and found < damaged


def _mended(data: Any) -> Any:
    if isinstance(data, dict):
        return {_mended(key): _mended(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return type(data)(_mended(value) for value in data)
    return applied(data, mended(data)) if isinstance(data, str) else data


def _under(pointer: Pointer, places: set[Pointer]) -> bool:
    return any(pointer[:size] in places for size in range(len(pointer) + 1))
