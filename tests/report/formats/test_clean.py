"""What is taken out of a text before it goes anywhere, and what is left alone."""

import json

import pytest

from kit.report.formats.clean import as_json, clean, inert
from tests.report.formats.conftest import HOSTILE


@pytest.mark.parametrize("text", ["", "à l’été : 12 €, « ligne »\u00a0;", "😀 \u200d", *HOSTILE])
def test_a_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "code",
    [
        0,
        9,
        10,
        13,
        0x1B,
        0x7F,
        0x85,
        0x2028,
        0x202E,
        0x2066,
        0xD800,
        0xDFFF,
        0xFFFF,
        0x200B,
        0x200E,
        0x61C,
        0xFEFF,
        0xAD,
        0x2060,
        0xE0041,
        0xE0101,
        0x180E,
        0xFFFA,
    ],
)
def test_a_sign_that_no_reader_holds_is_replaced(code: int) -> None:
    assert clean(f"a{chr(code)}b") == "a\ufffdb"


def test_json_keeps_the_lines_of_a_text_and_the_order_of_the_keys() -> None:
    plain = {"b": ["deux\nlignes\x00", 1, None, True], "a": ("é",)}
    text = as_json(plain)
    assert json.loads(text) == {"b": ["deux\nlignes\ufffd", 1, None, True], "a": ["é"]}
    assert text.index('"b"') < text.index('"a"')
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a ##[error]faux", "a # #[error]faux"), ("##vso[task.x]y", "# #vso[task.x]y"), ("## titre", "## titre")],
)
def test_no_command_of_a_forge_is_left(text: str, shown: str) -> None:
    assert inert(text) == shown
