"""What values should be after a change, said without any text."""

from typing import Any

import pytest

from kit.edit.form.change import emptied, made
from kit.findings.finding import Pointer
from kit.findings.remedy import Change, add, drop, put


@pytest.mark.parametrize(
    ("held", "change", "after"),
    [
        ({"a": "1"}, put(("f", "a"), 2), {"a": "2"}),
        ({"a": "1"}, put(("f", "b", "c"), [1, 2]), {"a": "1", "b": {"c": ["1", "2"]}}),
        ({"a": None}, put(("f", "a", "c"), "x"), {"a": {"c": "x"}}),
        ({}, put(("f", "a", 0, "b"), "x"), {"a": [{"b": "x"}]}),
        ({"a": ["x"]}, put(("f", "a", 1), "y"), {"a": ["x", "y"]}),
        ({"a": ["x"]}, add(("f", "a"), {"b": 1}), {"a": ["x", {"b": "1"}]}),
        ({}, add(("f", "a"), "x"), {"a": ["x"]}),
        ([], add(("f",), {"a": "x"}), [{"a": "x"}]),
        ({"a": "1", "b": "2"}, drop(("f", "a")), {"b": "2"}),
        ({"a": [{"b": "1"}, "x"]}, drop(("f", "a", 0)), {"a": ["x"]}),
        ([{"a": "1"}], drop(("f", 0)), []),
    ],
)
def test_values_after_a_change(held: Any, change: Change, after: Any) -> None:
    before = repr(held)
    assert made(held, change) == after
    assert repr(held) == before


@pytest.mark.parametrize(
    ("held", "pointer", "gone"),
    [
        ({"a": {"b": {"c": "1"}}, "d": "2"}, ("f", "a", "b", "c"), ("f", "a")),
        ({"a": {"b": {"c": "1"}, "e": "2"}}, ("f", "a", "b", "c"), ("f", "a", "b")),
        ({"a": [{"b": "1"}]}, ("f", "a", 0), ("f", "a")),
        ({"a": "1"}, ("f", "a"), ("f", "a")),
        ([{"a": "1"}], ("f", 0), ("f", 0)),
    ],
)
def test_what_is_left_without_anything_goes_too(held: Any, pointer: Pointer, gone: Pointer) -> None:
    assert emptied(held, pointer) == gone
