"""The excerpt of a line: the mark stands under the fault, whatever the width and the signs of the line."""

import unicodedata

import pytest

from kit.report.formats.frame import frame
from kit.report.style import Style
from tests.report.formats.conftest import finding

_LONG = "".join(f"{number:04}" for number in range(100))


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _marked(line: str, column: int, width: int) -> tuple[str, str]:
    """Give the excerpt, and the sign of it that the mark is under."""
    shown, mark = frame(finding(line=1, column=column), [line, ""], Style(width=width))
    assert not width or max(_wide(shown), _wide(mark)) <= width
    at = mark.index("^")
    return shown, next((char for number, char in enumerate(shown) if _wide(shown[:number]) == at), "")


@pytest.mark.parametrize("width", [0, 40, 80, 120])
@pytest.mark.parametrize("column", [1, 2, 30, 200, 399, 400])
def test_the_mark_of_a_long_line_is_under_the_fault(column: int, width: int) -> None:
    shown, sign = _marked(_LONG, column, width)
    assert sign == _LONG[column - 1]
    excerpt = shown.split(" | ")[1]
    assert excerpt.strip("…") in _LONG
    assert excerpt.startswith("…") != _LONG.startswith(excerpt[:10])
    assert excerpt.endswith("…") != _LONG.endswith(excerpt[-10:])


@pytest.mark.parametrize("width", [0, 40])
def test_wide_and_hidden_signs_move_the_mark_with_them(width: int) -> None:
    line = "漢字\u00a0\t" + "字" * 60 + "! " + "x" * 60
    _, sign = _marked(line, line.index("!") + 1, width)
    assert sign == "!"
    assert _marked(line, 3, width)[0].startswith("     1 | 漢字␣→字")


def test_a_fault_after_the_last_sign_fits_too() -> None:
    assert _marked(_LONG, len(_LONG) + 1, 80)[1] == ""
    assert _marked("court", 6, 80) == ("     1 | court", "")
