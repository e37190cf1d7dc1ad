"""The kit's own files, read without their places: the same values as when every trap is looked for, and no trap."""

import pytest

from kit import resources
from kit.source.plain import plain
from kit.source.reading import read

FILES = sorted(resources.LAW.glob("*.yaml"))


def test_each_law_file_is_read_as_one_of_a_department_would_be() -> None:
    for path in FILES:
        strict = read(path, path.name)
        assert (strict.spots, strict.data) == ((), plain(path.read_text(encoding="utf-8"))), path.name


def test_each_law_file_bears_its_id() -> None:
    assert [plain(path.read_text(encoding="utf-8"))["id"] for path in FILES] == [path.stem for path in FILES]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", None),
        ("a:\nb: ''\nc: [x, ]\nd: 012", {"b": "", "c": ["x"], "d": "012"}),
        ("a: &nom [1]\nb: *nom", {"a": ["1"], "b": ["1"]}),
    ],
)
def test_what_is_empty_is_not_there_and_a_value_is_a_text(text: str, values: object) -> None:
    assert plain(text) == values


def test_a_text_that_is_no_yaml_has_no_values() -> None:
    with pytest.raises(ValueError, match="flow node"):
        plain("a: [")
