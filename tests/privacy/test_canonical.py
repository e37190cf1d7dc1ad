"""The canonical form: what makes no difference, where words stand in the original, and a time that stays linear."""

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.privacy.canonical import Canonical, Words, canonical
from kit.privacy.legible import Legible
from tests.privacy.linear import assert_linear

pytestmark = pytest.mark.proof

FORMS = {
    "majuscules": ("DUPRÉ-LÉVÊQUE", "dupre leveque"),
    "décomposé": (unicodedata.normalize("NFD", "Dupré-Lévêque"), "dupre leveque"),
    "sans accents": ("Dupre Leveque", "dupre leveque"),
    "identifiant": ("dupre_leveque", "dupre leveque"),
    "tirets de toutes sortes": ("dupre\u2010leveque \u2013 \u2014 \u2212 x", "dupre leveque x"),
    "apostrophes": ("L’Hôte d'Aubin O\u02bcNeil", "l hote d aubin o neil"),
    "initiales": ("J.-P. Aubin", "j p aubin"),
    "espaces de toutes sortes": ("\u00a0du\u202f\u2009pré\u3000\t\nx ", "du pre x"),
    "marques invisibles": ("Du\u200bp\u00adr\u200eé\ufeff\u2060", "dupre"),
    "sens de lecture": ("\u202edupre\u202c \u2067x\u2069", "dupre x"),
    "pleine chasse": ("Ｄｕｐｒé　０６", "dupre 06"),
    "ligatures": ("Lecœur Lætitia ﬁn", "lecoeur laetitia fin"),
    "i turc": ("İLKER ılker", "ilker ilker"),
    "chiffres arabes, devanagari, exposants": ("٠٦ ०६ ⁰⁶", "06 06 06"),
    "points": ("06.12…34", "06 12 34"),
    "ponctuation gardée": ("a@b.fr, (x) : y/z", "a@b fr, (x) : y/z"),
    "commande de terminal": ("du\x1b\x00pre", "dupre"),
    "rien": ("\u200b \ufeff-", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=list(FORMS))
def test_writings_of_one_word_have_one_form(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert Canonical(text).text == expected


@given(st.text())
def test_the_form_of_a_form_is_itself_and_no_writing_changes_it(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once == Canonical(text).text
    assert canonical(unicodedata.normalize("NFD", text)) == once


SPANS = {
    "deux mots": (["Dupré"], True, "Mme DUPRE, puis du\u0301pre\u0301.", ["DUPRE", "du\u0301pre\u0301"]),
    "entier seulement": (["Dupré"], True, "dupres, dupré2, predupre", []),
    "ailleurs aussi": (["Dupré"], False, "mdupres", ["dupre"]),
    "une suite de mots": (["Anne d’Aubin"], True, "anne-d_aubin ; anne aubin", ["anne-d_aubin"]),
    "une ponctuation entre deux": (["Anne Aubin"], True, "Anne, (Aubin)", ["Anne, (Aubin"]),
    "le plus long": (["Anne", "Anne Aubin", "Aubin"], True, "Anne Aubin", ["Anne Aubin"]),
    "qui se chevauchent": (["a b", "b c", "x"], True, "x a b c x", ["x", "a b c", "x"]),
    "un mot dans une suite inachevée": (["a b c", "b"], True, "a b d", ["b"]),
    "marques invisibles comprises": (["Dupré"], True, "(\u200bDu\u200bpré\u200b)", ["Du\u200bpré\u200b"]),
    "ligature": (["coe"], False, "lecœur", ["cœ"]),
    "sans lettre": (["—", "", "\u200b"], True, "— x", []),
    "aucun": ([], True, "x", []),
}  # fmt: skip


@pytest.mark.parametrize(("words", "whole", "text", "expected"), SPANS.values(), ids=list(SPANS))
def test_words_are_found_where_they_stand(words: list[str], whole: bool, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in Canonical(text).spans(Words(words, whole=whole))] == expected


def test_words_are_hidden_in_the_original() -> None:
    words = Words(["Anne Aubin", "0612"])
    assert Canonical("L’avis d’ANNE-AUBIN, ０６12 !").without(words) == "L’avis d’…, … !"
    assert Canonical("rien").without(words) == "rien"


def test_no_word_is_nothing_to_look_for() -> None:
    assert not Words(["", "…"])
    assert Words(["x"])


@given(st.lists(st.text("ab c", max_size=6), max_size=6), st.text("ab c", max_size=30), st.booleans())
def test_one_pass_finds_what_looking_for_each_finds(words: list[str], text: str, whole: bool) -> None:
    read = Canonical(text)
    one = {place for start, end in read.spans(Words(words, whole=whole)) for place in range(start, end)}
    each = {p for word in words for s, e in read.spans(Words([word], whole=whole)) for p in range(s, e)}
    assert one == each


@pytest.mark.parametrize("read", [canonical, lambda text: Legible(text).text])
def test_a_reading_is_hardly_longer_than_its_text(read: Callable[[str], str]) -> None:
    # U+FDFA se décompose en dix-huit lettres : un million d’entre elles ne tiendrait pas en mémoire.
    longest = max(len(read(chr(code))) for code in range(sys.maxunicode + 1))
    assert longest <= 4


ADVERSARIAL: dict[str, Callable[[int], tuple[list[str], str, bool]]] = {
    "milliers de mots, texte sans aucun": (lambda n: ([f"nom{i}" for i in range(n // 10)], "mot " * n, True)),
    "mots emboîtés": (lambda n: (["a " * size for size in range(1, 400)], "a " * n, True)),
    "presque un mot, partout": (lambda n: (["a " * (n // 10) + "b"], "a " * n, True)),
    "presque un mot, dans les mots": (lambda n: (["a" * (n // 10) + "b"], "a" * n, False)),
    "marques invisibles": (lambda n: (["a"], "a\u200b" * n, False)),
}  # fmt: skip


@pytest.mark.parametrize("made", ADVERSARIAL.values(), ids=list(ADVERSARIAL))
def test_the_time_is_that_of_the_text(made: Callable[[int], tuple[list[str], str, bool]]) -> None:
    def work(size: int) -> Callable[[], object]:
        words, text, whole = made(size)
        known = Words(words, whole=whole)
        return lambda: list(Canonical(text).spans(known))

    assert_linear(work, most=2)
