"""The place of a fragment: kept by both engines, filled once, and what only the engine reads gone with it."""

import importlib

import pytest

from kit.errors import KitError
from kit.handbook.fragments.slots import filled, slot

_MARKDOWN = importlib.import_module("markdown")  # sans annotations de types
_TABLE, _FORM = "<table><tr><td>1</td></tr></table>", '<form id="choix"></form>'
_SHELL = f"# Titre\n\nAvant.{slot(0, _TABLE)}Entre.{slot(1, _FORM, 'deux mots')}## Après\n"


def _built(shell: str) -> str:
    return str(_MARKDOWN.markdown(shell, extensions=["attr_list", "def_list", "md_in_html", "toc"]))


def test_each_fragment_is_put_in_its_place() -> None:
    assert filled(_built(_SHELL), (_TABLE, _FORM), "page.html") == (
        f'<h1 id="titre">Titre</h1>\n<p>Avant.</p>\n{_TABLE}\n\n<p>Entre.</p>\n{_FORM}\n\n<h2 id="apres">Après</h2>'
    )


def test_the_engine_reads_the_words_and_the_anchors_of_a_fragment() -> None:
    assert '<p><span id="choix"></span>deux mots</p>' in _built(_SHELL)


def test_what_a_fragment_holds_is_never_taken_for_a_place_nor_for_a_pattern() -> None:
    held = "<p>\\1 \\g&lt;0&gt; &lt;!-- kit:0 --&gt;</p>"
    assert filled(slot(0, held), (held,), "page.md").strip() == held


@pytest.mark.parametrize(
    ("html", "held"),
    [
        (_built("Rien."), (_TABLE,)),
        (_built(slot(0, _TABLE) * 2), (_TABLE,)),
        (_built(slot(0, _TABLE)), ()),
        (_built(slot(1, _TABLE) + slot(0, _TABLE)), (_TABLE, _TABLE)),
        (_built(slot(0, _FORM)).replace("/kit:0", ""), (_FORM,)),
    ],
)
def test_a_place_that_is_missing_or_doubled_is_said(html: str, held: tuple[str, ...]) -> None:
    with pytest.raises(KitError, match=r"La page « page\.html » n’a pas, une fois chacun et dans l’ordre"):
        filled(html, held, "page.html")
