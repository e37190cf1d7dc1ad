"""Frozen values: the dataclass of the standard library, with its methods written when they are first called.

A process that checks one department makes eighty classes and calls few of their methods; to write and compile all of
them took a third of its time. The fields and the slots are those of the library, whose `fields`, `replace` and `asdict`
know these values; `frozen` and `slots` are what the house always asks for, and say so to whoever reads the class."""

import dataclasses
import functools
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

_Kind = TypeVar("_Kind")
# Ce qui tient la place d'une valeur que l'on n'a pas donnée, et que chaque instance fait pour elle.
_MADE = object()
# Ce qu’écrire une méthode coûte de plus que remplir une valeur : une vingtaine de fois.
_FEW = 16


def _dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type[_Kind]], type[_Kind]]:
    """Make a class of values; nothing else than frozen values with slots is made here."""
    if not (frozen and slots):
        raise TypeError

    def made(kind: type[_Kind]) -> type[_Kind]:
        new = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
        methods = (_later(new), _equal, _hash, _shown, _refused, _refused, _state, _restored)
        for name, method in zip(_METHODS, methods, strict=True):
            setattr(new, name, method)
        return new

    return made


if not TYPE_CHECKING:
    dataclass = _dataclass

_METHODS = (
    "__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__", "__getstate__", "__setstate__",
)  # fmt: skip


def _later(kind: Any) -> Callable[..., None]:
    """Give an `__init__` that fills the first values one field after the other; for a class that makes more of them, it
    writes the true one, which then takes its place."""
    left = _FEW

    def first(self: Any, *values: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        # La vraie dit aussi ce qui manque ou ce qui est en trop.
        if left < 0 or not _filled(self, values, named):
            kind.__init__ = true = _written(kind)
            true(self, *values, **named)

    return first


def _filled(self: Any, values: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Fill the fields of a value; tell whether what was given is what they ask for."""
    fields = dataclasses.fields(self)
    first = [field.name for field in fields if not field.kw_only] if values else []
    given = {**dict(zip(first, values, strict=False)), **named}
    if len(values) > len(first) or len(given) < len(values) + len(named):
        return False
    for field in fields:
        if field.name in given:
            value = given.pop(field.name)
        elif field.default_factory is not dataclasses.MISSING:
            value = field.default_factory()
        else:
            value = field.default
        object.__setattr__(self, field.name, value)
        if value is dataclasses.MISSING:
            return False
    return not given


def _written(kind: Any) -> Callable[..., None]:
    names: dict[str, Any] = {"_MADE": _MADE}
    asked: list[str] = []
    lines: list[str] = []
    for field in sorted(dataclasses.fields(kind), key=lambda field: bool(field.kw_only)):
        name, given = field.name, field.name
        names[f"_{name}_set"] = getattr(kind, name).__set__
        if field.kw_only and "*" not in asked:
            asked.append("*")
        if field.default is not dataclasses.MISSING:
            names[f"_{name}"] = field.default
            asked.append(f"{name}=_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_{name}"] = field.default_factory
            asked.append(f"{name}=_MADE")
            given = f"_{name}() if {name} is _MADE else {name}"
        else:
            asked.append(name)
        lines.append(f" _{name}_set(self, {given})\n")
    exec(f"def __init__(self, {', '.join(asked)}):\n{''.join(lines)}", names)
    init: Callable[..., None] = names["__init__"]
    return init


@functools.cache
def _compared(kind: Any) -> Callable[[Any], Any]:
    return attrgetter("__class__", *(field.name for field in dataclasses.fields(kind) if field.compare))


def _equal(self: Any, other: Any) -> Any:
    if self.__class__ is not other.__class__:
        return NotImplemented
    values = _compared(self.__class__)
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(_compared(self.__class__)(self))


def _shown(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refused(self: Any, name: str, *_: Any) -> None:
    message = f"{type(self).__qualname__}.{name}"
    raise dataclasses.FrozenInstanceError(message)


def _state(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, field.name) for field in dataclasses.fields(self))


def _restored(self: Any, state: tuple[Any, ...]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
