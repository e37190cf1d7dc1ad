"""From validated plain values to frozen records that know their pointer; leaves out what could not be read."""

import dataclasses
import datetime
import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from kit.findings.finding import Pointer

Day = datetime.date
Bad = frozenset[Pointer]
_Leaf = TypeVar("_Leaf")


@dataclasses.dataclass(frozen=True, slots=True)
class Doubt:
    """The pointers that cannot be trusted, and all that hold one of them, themselves included."""

    spots: Bad = frozenset()
    around: Bad = frozenset()

    @classmethod
    def of(cls, spots: Bad) -> "Doubt":
        """Work out once what holds them: to look for it at each record would take a quadratic time."""
        return cls(spots, frozenset(spot[:size] for spot in spots for size in range(len(spot) + 1)))


Reader = Callable[[Any, Pointer, Doubt], Any]
_SURE = Doubt()


def value(kind: Any, raw: Any, pointer: Pointer, doubt: Doubt) -> Any:
    """Give the value of a field of that type, or None when it, or what it is made of, cannot be read."""
    if raw is None or pointer in doubt.spots:
        return None
    read = _reader(kind)
    return read(raw, pointer, doubt) if read else raw


@functools.cache
def _reader(kind: Any) -> Reader | None:
    """Give what reads a value of a type; None when it is read as it is."""
    shape, inner = _shape(kind)
    if shape is tuple:
        return partial(_items, inner)
    if shape is dict:
        return partial(record, inner)
    return _day if shape is Day else None


def _day(raw: Any, _pointer: Pointer, _doubt: Doubt) -> Day:
    return Day.fromisoformat(raw)


def _items(kind: Any, raw: Any, pointer: Pointer, doubt: Doubt) -> tuple[Any, ...] | None:
    if not isinstance(raw, list):
        return None
    items = (value(kind, item, (*pointer, index), doubt) for index, item in enumerate(raw))
    return tuple(item for item in items if item is not None)


@functools.cache
def _shape(kind: Any) -> tuple[type | None, Any]:
    """Tell how a type is read, `None` left aside: a tuple and what it holds, a record (`dict`), a day, as it is."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        kind = next(option for option in typing.get_args(kind) if option is not types.NoneType)
    if typing.get_origin(kind) is tuple:
        return tuple, typing.get_args(kind)[0]
    if dataclasses.is_dataclass(kind):
        return dict, kind
    return (Day, None) if kind is Day else (None, None)


def record(cls: Any, raw: Any, pointer: Pointer, doubt: Doubt) -> Any:
    """Give a record, or None when it is no group of keys or when one of its values cannot be read."""
    if not isinstance(raw, dict) or pointer in doubt.around:
        return None
    # Rien de ce qui est sous cet endroit n’est douteux : il n’y a plus qu’à lire.
    found = ((name, read, raw[name]) for name, read in _fields(cls) if name in raw)
    return cls(
        pointer=pointer,
        **{
            name: each if read is None or each is None else read(each, (*pointer, name), _SURE)
            for name, read, each in found
        },
    )


@functools.cache
def _fields(cls: Any) -> tuple[tuple[str, Reader | None], ...]:
    return tuple((name, _reader(kind)) for name, kind in hints(cls).items() if name != "pointer")


@functools.cache
def hints(cls: Any) -> dict[str, Any]:
    """Give the types of the fields of a record."""
    # Les types y sont écrits sans guillemets : les lire de nouveau coûterait plus que de construire.
    return {field.name: field.type for field in dataclasses.fields(cls)}


def leaves(record: Any, kind: type[_Leaf]) -> Iterator[tuple[Pointer, _Leaf]]:
    """Give every value of a kind in the fields of a record and of the records that it holds, with its place."""
    if isinstance(record, (tuple, Mapping)):
        for held in record.values() if isinstance(record, Mapping) else record:
            yield from leaves(held, kind)
    elif dataclasses.is_dataclass(record):
        for known in dataclasses.fields(record):
            written = getattr(record, known.name)
            if isinstance(written, kind):
                yield (*getattr(record, "pointer", ()), known.name), written
            elif known.name != "pointer":
                yield from leaves(written, kind)
