"""How French writes days, months and hours."""

import datetime

import pytest

from kit.french import NBSP, hour, letters, month, share, weekday


@pytest.mark.parametrize(
    ("day", "said", "in_month"),
    [
        ("2026-12-10", "jeudi 10 décembre", "décembre 2026"),
        ("2021-01-01", "vendredi 1er janvier", "janvier 2021"),
        ("2024-02-29", "jeudi 29 février", "février 2024"),
        ("2026-11-22", "dimanche 22 novembre", "novembre 2026"),
    ],
)
def test_a_day_and_its_month(day: str, said: str, in_month: str) -> None:
    found = datetime.date.fromisoformat(day)
    assert (weekday(found), month(found)) == (said, in_month)


@pytest.mark.parametrize(
    ("written", "said"),
    [("09:00", "9 h"), ("14:30", "14 h 30"), ("00:00", "0 h"), ("08:05", "8 h 05"), ("23:59", "23 h 59")],
)
def test_an_hour(written: str, said: str) -> None:
    assert hour(written) == said.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "une"), (2, "deux"), (15, "quinze"), (16, "seize"), (17, "dix-sept"), (20, "vingt"), (21, "vingt et une"),
     (24, "vingt-quatre"), (69, "soixante-neuf"), (101, "101")],
)  # fmt: skip
def test_a_number_in_letters(number: int, said: str) -> None:
    assert letters(number, "une") == said


def test_a_share_has_its_article() -> None:
    assert [share(number) for number in (2, 3, 4, 5)] == ["la moitié", "le tiers", "le quart", "1/5"]
