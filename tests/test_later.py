"""What is prepared when it is first used: nothing before, and the same as if it had been there."""

import copy
import re
import subprocess
import sys

import pytest

from kit.later import Later, pattern
from tests.conftest import HOUSE


def test_a_module_is_imported_at_its_first_attribute() -> None:
    script = (
        "import sys; from kit.later import Later; late = Later('colorsys')\n"
        "assert 'colorsys' not in sys.modules\n"
        "assert late.rgb_to_hsv(0, 0, 0) == (0, 0, 0)\n"
        "assert late.rgb_to_hsv is sys.modules['colorsys'].rgb_to_hsv\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=HOUSE, check=True)


def test_what_a_module_has_not_is_said_as_ever() -> None:
    with pytest.raises(AttributeError, match="inconnu"):
        _ = Later("json").inconnu


def test_an_expression_is_compiled_at_its_first_attribute() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.match("a")
    read = pattern("A(b)?", re.IGNORECASE)
    assert [found.span() for found in read.finditer("ab a")] == [(0, 2), (3, 4)]
    assert read.fullmatch("AB")
    assert read.pattern == "A(b)?"


def test_an_expression_is_copied_as_one_that_is_compiled() -> None:
    for made in (copy.copy, copy.deepcopy):
        assert made(pattern("A(b)?", re.IGNORECASE)) == re.compile("A(b)?", re.IGNORECASE)
