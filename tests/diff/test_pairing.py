"""Entries are known by what names them, never by their place."""

from typing import Any

import pytest

from kit.diff.pairing import Pair, by, pairs, same, without


@pytest.mark.parametrize(
    ("before", "after", "equal"),
    [
        ("a  b\n", " a b", True),
        ("a", "A", False),
        (["a", "b"], ["b", "a"], True),
        (["a", "a"], ["a"], False),
        ({"x": 1, "y": None}, {"x": 1}, True),
        ({"x": 1}, {"x": True}, False),
        ({"x": 1}, {"x": "1"}, False),
        ([], {}, False),
        (None, [], False),
        ([{"x": [1, 2]}], [{"x": [2, 1]}], True),
        ([["x", 1]], [{"x": 1}], False),
    ],
)
def test_what_says_the_same(before: Any, after: Any, equal: bool) -> None:
    assert same(before, after) is equal
    assert same(after, before) is equal


A, B, C = {"id": "a", "n": 1}, {"id": "b", "n": 2}, {"id": "c", "n": 3}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([A, B], [B, A], [(B, B), (A, A)]),
        ([A], [{**A, "n": 9}], [(A, {**A, "n": 9})]),
        ([A], [{**A, "id": "z"}], [(A, {**A, "id": "z"})]),
        ([A, B], [C, A], [(None, C), (A, A), (B, None)]),
        ([A, A], [A], [(A, A), (A, None)]),
        # Deux fois le même nom : ce qui est identique d'abord, puis dans l'ordre.
        ([A, {**A, "n": 5}], [{**A, "n": 5}, {**A, "n": 6}], [({**A, "n": 5}, {**A, "n": 5}), (A, {**A, "n": 6})]),
        ([{"n": 1}], [{"n": 2}], [(None, {"n": 2}), ({"n": 1}, None)]),
        (None, [A], [(None, A)]),
        ("texte", [A], [(None, A), ("texte", None)]),
    ],
)
def test_pairs(before: Any, after: Any, found: list[tuple[Any, Any]]) -> None:
    assert list(pairs(before, after, by("id"), without("id"))) == [Pair(*each) for each in found]


def test_a_long_list_is_paired_at_once() -> None:
    many = [{"id": str(number)} for number in range(20_000)]
    assert sum(pair.before is None for pair in pairs(many, many[::-1], by("id"))) == 0
