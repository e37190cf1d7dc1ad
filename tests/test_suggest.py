"""« Vouliez-vous dire … ? »."""

import pytest

from kit.suggest import nearest, question, same

SEATS = ("magistrat", "medecin", "etrangers", "police_nationale", "police_judiciaire")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("medcin", "medecin"),
        ("Médecin", "medecin"),
        ("MEDECINS", "medecin"),
        ("police nationale", "police_nationale"),
        ("police-judiciaire", "police_judiciaire"),
        ("étranger", "etrangers"),
        ("couleur", None),
        ("", None),
        ("m" * 10_000, None),
    ],
)
def test_the_nearest_word(word: str, near: str | None) -> None:
    assert nearest(word, SEATS) == near


@pytest.mark.parametrize(("word", "found"), [("Médecin", "medecin"), ("medecins", None), ("°", None)])
def test_the_same_word_but_for_accents(word: str, found: str | None) -> None:
    assert same(word, SEATS) == found


def test_a_question_ends_the_statement() -> None:
    assert question("medecin") == " : vouliez-vous dire « medecin » ?"
    assert question(None) == "."
