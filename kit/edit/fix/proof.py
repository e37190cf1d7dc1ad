"""A text read again after corrections, within bounds: whether it says what it said, with the faults aimed at gone and
no other come."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kit.edit.fix.correction import Proposal
from kit.findings.finding import Pointer
from kit.model.department import spots
from kit.yaml.accents import mended
from kit.yaml.source import Source, read_bytes
from kit.yaml.spot import Edit, Spot, applied
from kit.yaml.written import Known

_Done = TypeVar("_Done")
# Garde-fou : au-delà de tant de caractères, ou de tant de relectures, d'un seul fichier, ce qui reste est laissé à une
# personne.
_READ_AT_MOST = 600_000
_WHOLE_READS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the kit reads it."""

    source: Source
    spots: tuple[Spot, ...]


class Reader:
    """Reads one file again, as many times as its size allows."""

    def __init__(self, first: Source, known: Mapping[str, Known] | None = None) -> None:
        """Take the file as it was read first, and the identifiers of its department."""
        self._first = first
        self._known = known or {}
        self._left: int | None = None

    @property
    def spent(self) -> bool:
        """Whether nothing more is read: what could not be looked at proves nothing."""
        return self._left is not None and self._left < 0

    def read(self, text: str, edits: Iterable[Edit] = ()) -> Reading | None:
        """Read a text with edits made; None when two of them touch the same characters, or when enough was read."""
        if self.spent:
            return None
        left = max(_READ_AT_MOST, _WHOLE_READS * len(text)) if self._left is None else self._left
        self._left = left - len(text)
        try:
            raw = applied(text, edits).encode()
        except ValueError:
            return None
        first = self._first
        source = first if raw == first.raw else read_bytes(raw, first.file, first.branch)
        return Reading(source, spots(source, self._known))


# Une faute de disposition fait douter que chaque ligne soit lue à la place que son auteur lui donnait.
_LAYOUT = frozenset({"forme-inattendue", "yaml-cle-repetee"})
_FREE = object()
# Entre deux mots, ce qu’une virgule peut remplacer.
_PARTING = re.compile(r"(?:[\s;,/|+&]|\bet\b)+")


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


def most(
    offered: Sequence[Proposal], attempt: Callable[[list[Proposal]], tuple[_Done | None, set[Pointer]]]
) -> tuple[_Done | None, list[Proposal]]:
    """Make all corrections at once; when an attempt gives nothing, leave aside those under the holders that it says are
    at fault, else try half of them, and so on down to each alone. Give what the last good attempt gave, and its own."""
    done: _Done | None = None
    kept: list[Proposal] = []
    groups = [list(offered)] if offered else []
    while groups:
        group = groups.pop()
        found, at_fault = attempt([*kept, *group])
        innocent = [each for each in group if each.breach.pointer[:3] not in at_fault]
        if found is not None:
            done, kept = found, [*kept, *group]
        elif len(innocent) < len(group):
            groups += [innocent] if innocent else []
        elif len(group) > 1:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
    return done, kept


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
    """Count the words of the simple values under a pointer."""
    data = reading.source.data
    for part in pointer[1:]:
        data = data[part]
    return Counter(_leaves(data))


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _leaves(value)
    else:
        yield from _PARTING.split(str(data))


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
