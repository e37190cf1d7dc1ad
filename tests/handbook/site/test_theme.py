"""What the theme writes, set right."""

import pytest

from kit.french import NBSP, NNBSP
from kit.handbook.site.theme import mended


@pytest.mark.parametrize(
    ("theme", "html"),
    [
        ('<input type="checkbox" id="x" autocomplete="off">', '<input type="checkbox" id="x">'),
        ('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">'),
        ('<label for="x" tabindex="">', '<label for="x">'),
        ('<label for="x" tabindex="0">', '<label for="x" tabindex="0">'),
        ('<span class="md-ellipsis">\n  Qui ? R. 121-12-7 : rien\n</span>',
         f'<span class="md-ellipsis">\n  Qui{NNBSP}? R.{NBSP}121-12-7{NBSP}: rien\n</span>'),
    ],
)  # fmt: skip
def test_the_theme_is_mended_and_the_rest_is_left(theme: str, html: str) -> None:
    assert mended(theme) == html
