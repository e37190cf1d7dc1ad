"""A quicker reading of inline Markdown gives what Python-Markdown gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from kit.handbook.engine.inline import Inline

_EXTENSIONS = ["attr_list", "md_in_html", "tables"]


def _same(text: str) -> None:
    assert markdown(text, extensions=[*_EXTENSIONS, Inline()]) == markdown(text, extensions=_EXTENSIONS)


@pytest.mark.parametrize(
    "text",
    [
        "Rien que du texte, avec (des) signes : 3 % - 1.",
        "Un [lien](a.md \"titre *gras*\"), une ![image](b.png), un ![renvoi][r] et [un autre][r].\n\n[r]: c.md 'C'",
        "**gras _penché_** et __gras__ *`code *non*`* \\*non\\* ``a`b`` \\`",
        "<b>un *deux*</b> <https://a.fr> <a@b.fr> a < b &amp; &#233; &nbsp",
        "| a | b |\n|---|--:|\n| *x* | [y](z.md){ .k } |\n",
        "une ligne  \nl’autre\n\n> *citée*\n\n- [a][a]\n- ![b]\n\n[b]: b.png",
        '<div markdown="1">\n*dedans* <span markdown>`ici`</span>\n</div>',
        "[ouvert](sans fin *mais* penché [imbriqué [deux]](x)\n",
    ],
)
def test_each_kind_of_sign(text: str) -> None:
    _same(text)


@settings(max_examples=50)
@given(st.text(st.sampled_from(list("ab *_`\\[]()!<>&;#{}|:\n./\"'x1\u00a0")), max_size=60))
def test_any_text(text: str) -> None:
    _same(text)


def test_what_another_extension_adds_is_tried() -> None:
    text = "un ~~deux~~ [^1]\n\n[^1]: note"
    assert markdown(text, extensions=["footnotes", Inline()]) == markdown(text, extensions=["footnotes"])
