"""« Vouliez-vous dire … ? »."""

import pytest

from kit.yaml.guesses import Identifiers, certain, nearest, question, same

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


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Médecin", "medecin"),
        ("medcin", "medecin"),
        ("medecins", "medecin"),
        ("medicin", "medecin"),
        ("mdeecin", "medecin"),
        ("medecni", "medecin"),
        ("emdecin", "medecin"),
        ("Étranger", "etrangers"),
        ("police-nationales", "police_nationale"),
        ("medcins", None),
        ("police", None),
        ("", None),
    ],
)
def test_the_only_word_that_a_slip_can_mean(word: str, found: str | None) -> None:
    assert certain(word, SEATS) == found


def test_two_words_at_one_slip_or_a_short_word_are_no_certainty() -> None:
    assert certain("dates", ("dater", "datés", "date")) == "datés"
    assert certain("datex", ("date", "dater")) is None
    assert certain("fni", ("fin",)) is None


IDS = ("association-sapin-2024", "association-le-passage-2024", "magistrat-3", "medecin-1", "orme-2", "pj-3")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("association-sapn-2024", "association-sapin-2024"),
        ("association-sapin-2021", "association-sapin-2024"),
        ("Association-Sapin-2024", "association-sapin-2024"),
        ("association-ballon-2024", None),
        ("association-le-2024", None),
        ("medecn-1", "medecin-1"),
        ("magistrat-33", "magistrat-3"),
        ("ome-2", "orme-2"),
        ("education-1", None),
        ("pt-3", None),
        ("3", None),
        ("m" * 10_000, None),
    ],
)
def test_an_identifier_is_near_another_of_the_same_thing_only(word: str, near: str | None) -> None:
    assert Identifiers(IDS).nearest(word) == near
