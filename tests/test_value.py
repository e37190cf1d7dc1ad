"""Frozen values: what a dataclass of the standard library does, whether its methods are written yet or not."""

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import field
from typing import Any

import pytest

from kit.value import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """Fields of every kind, given in order."""

    first: str
    second: int = 2
    many: list[int] = field(default_factory=list)
    quiet: str = field(default="q", repr=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same, of the standard library."""

    first: str
    second: int = 2
    many: list[int] = field(default_factory=list)
    quiet: str = field(default="q", repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Fields given by name."""

    first: str
    second: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider(Named):
    """More fields than its base."""

    third: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bare:
    """No field."""


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 3), {}),
    (("a",), {"second": 3}),
    ((), {"first": "a", "many": [1]}),
    (("a", 3, [4], "z"), {}),
    ((), {}),
    (("a",), {"first": "b"}),
    (("a",), {"third": 1}),
    (("a", 1, [], "z", 5), {}),
]


def made(kind: Callable[..., Any], values: tuple[Any, ...], named: dict[str, Any]) -> Any:
    try:
        return dataclasses.astuple(kind(*values, **named))
    except TypeError as error:
        return str(error).rpartition("__init__()")[2]


@pytest.mark.parametrize(("values", "named"), GIVEN)
def test_a_value_takes_what_the_library_takes_and_refuses_the_rest(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    # La première fois, la dernière avant que la méthode soit écrite, puis la méthode elle-même.
    expected = made(Theirs, values, named)
    assert [made(Ours, values, named) for _ in range(40)] == [expected] * 40


def test_a_default_that_is_made_is_made_for_each_value() -> None:
    held = [Ours("a") for _ in range(40)]
    held[0].many.append(1)
    held[-1].many.append(2)
    assert [each.many for each in held] == [[1], *([[]] * 38), [2]]


def test_values_are_equal_by_their_fields_and_their_class() -> None:
    assert Ours("a", quiet="x") == Ours("a", quiet="y")
    assert Ours("a") != Ours("b")
    theirs: Any = Theirs("a")
    assert Ours("a") != theirs
    assert Wider(first="a") != Named(first="a")
    assert {Named(first="a"), Named(first="a"), Named(first="b")} == {Named(first="a"), Named(first="b")}
    assert Bare() == Bare()
    assert len({Bare(), Bare()}) == 1


def test_a_value_shows_its_fields() -> None:
    assert repr(Ours("a", 3)) == "Ours(first='a', second=3, many=[])"
    assert repr(Wider(first="a", third=(1,))) == "Wider(first='a', second=2, third=(1,))"


@pytest.mark.parametrize("times", [1, 40])
def test_a_value_does_not_change(times: int) -> None:
    value: Any = [Named(first="a") for _ in range(times)][-1]
    with pytest.raises(dataclasses.FrozenInstanceError, match=r"Named\.first"):
        value.first = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.first
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.other = 1
    assert not hasattr(value, "__dict__")
    assert value == Named(first="a")


def test_the_library_knows_these_values() -> None:
    value = Wider(first="a", third=(1, 2))
    assert [known.name for known in dataclasses.fields(value)] == ["first", "second", "third"]
    assert dataclasses.replace(value, second=5) == Wider(first="a", second=5, third=(1, 2))
    assert dataclasses.asdict(value) == {"first": "a", "second": 2, "third": (1, 2)}
    for each in (value, Bare()):
        assert copy.deepcopy(each) == copy.copy(each) == each
    match value:
        case Wider(first=first, third=(_, last)):
            assert (first, last) == ("a", 2)
        case _:
            pytest.fail("not read")
