"""From validated plain values to frozen records that know their pointer; leaves out what could not be read."""

import dataclasses
import datetime
import functools
import types
import typing
from typing import Any

from kit.report import Pointer

Day = datetime.date
Bad = frozenset[Pointer]


def value(kind: Any, raw: Any, pointer: Pointer, bad: Bad) -> Any:
    """Give the value of a field of that type, or None when it, or what it is made of, cannot be read."""
    if pointer in bad or raw is None:
        return None
    shape, inner = _shape(kind)
    if shape is tuple:
        if not isinstance(raw, list):
            return None
        items = (value(inner, item, (*pointer, index), bad) for index, item in enumerate(raw))
        return tuple(item for item in items if item is not None)
    if shape is dict:
        return record(inner, raw, pointer, bad)
    return Day.fromisoformat(raw) if shape is Day else raw


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


def record(cls: Any, raw: Any, pointer: Pointer, bad: Bad) -> Any:
    """Give a record, or None when it is no group of keys or when one of its values cannot be read."""
    if not isinstance(raw, dict) or any(spot[: len(pointer)] == pointer for spot in bad):
        return None
    fields = {name: kind for name, kind in hints(cls).items() if name != "pointer" and name in raw}
    values = {name: value(kind, raw[name], (*pointer, name), bad) for name, kind in fields.items()}
    return cls(pointer=pointer, **values)


@functools.cache
def hints(cls: Any) -> dict[str, Any]:
    """Give the types of the fields of a record."""
    return typing.get_type_hints(cls)
