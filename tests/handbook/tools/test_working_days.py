"""The days that the tools propose are worked, by the public holidays of the country."""

import datetime

import pytest

from kit.handbook.tools.working_days import public_holidays, working
from tests.handbook.tools.cases import LAWS


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-20"),  # un dimanche
        ("2026-11-11", "2026-11-10"),  # l’armistice
        ("2026-05-14", "2026-05-13"),  # l’Ascension
        ("2026-04-06", "2026-04-03"),  # le lundi de Pâques, après un dimanche
        ("2027-01-01", "2026-12-31"),
        ("2027-12-25", "2027-12-24"),  # un samedi férié
    ],
)
def test_a_day_that_is_not_worked_gives_the_worked_one_before_it(day: str, expected: str) -> None:
    assert working(datetime.date.fromisoformat(day)).isoformat() == expected


def test_a_year_has_its_public_holidays_but_those_of_the_end_of_a_week() -> None:
    known = [day.isoformat() for day in public_holidays() if day.year == 2026]
    assert known == [
        *("2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14"),
        *("2026-11-11", "2026-12-25"),
    ]


def test_the_script_of_the_page_is_given_the_same_days() -> None:
    assert LAWS["parcours"]["holidays"] == public_holidays()
