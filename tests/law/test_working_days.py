"""The days that the kit proposes are worked, by the public holidays of the country."""

import datetime

import holidays
import pytest

from kit.handbook.tools.parcours import off_days
from kit.law.working_days import is_worked, local_holiday, public_holidays, worked_from, worked_until
from tests.conftest import Copy
from tests.handbook.tools.cases import LAWS
from tests.rules.cases import Day, found, sessions


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-11-22", "2026-11-20", "2026-11-23"),  # un dimanche
        ("2026-11-11", "2026-11-10", "2026-11-12"),  # l’armistice
        ("2026-05-14", "2026-05-13", "2026-05-15"),  # l’Ascension
        ("2026-04-06", "2026-04-03", "2026-04-07"),  # le lundi de Pâques, après un dimanche
        ("2027-05-17", "2027-05-14", "2027-05-18"),  # le lundi de Pentecôte
        ("2027-01-01", "2026-12-31", "2027-01-04"),
        ("2027-12-25", "2027-12-24", "2027-12-27"),  # un samedi férié
    ],
)
def test_a_day_that_is_not_worked_gives_the_worked_one_beside_it(day: str, before: str, after: str) -> None:
    written = Day.fromisoformat(day)
    assert (worked_until(written).isoformat(), worked_from(written).isoformat()) == (before, after)
    assert is_worked(written) is (before == day)


def test_a_year_has_its_public_holidays() -> None:
    assert sorted(day.isoformat() for day in public_holidays(2026)) == [
        *("2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14"),
        *("2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"),
    ]


@pytest.mark.parametrize("year", range(2016, 2101))
def test_the_holidays_are_those_that_others_know(year: int) -> None:
    assert public_holidays(year) == frozenset(holidays.country_holidays("FR", years=year))


# Ce que la bibliothèque ajoute d’usage outre-mer, et qu’aucun article ne dit férié.
_CUSTOMARY = {"Good Friday", "Mi-Careme", "Victor Schoelcher Day"}


@pytest.mark.parametrize("year", range(2016, 2101))
@pytest.mark.parametrize("code", ["57", "67", "68", "88", "971", "972", "973", "974", "976"])
def test_the_holidays_of_a_department_are_those_that_others_know(code: str, year: int) -> None:
    area = {"67": "6AE", "68": "6AE", "88": None}.get(code, code)
    known = holidays.country_holidays("FR", subdiv=area, years=year)
    customary = _CUSTOMARY if code.startswith("97") else set()
    nation = public_holidays(year)
    expected = {day for day, name in known.items() if day in nation or not customary & set(name.split("; "))}
    assert public_holidays(year, code) == expected
    assert {day for day in expected if local_holiday(day, code)} == expected - nation


@pytest.mark.parametrize(
    ("code", "day", "before", "after"),
    [
        ("67", "2027-03-26", "2027-03-25", "2027-03-30"),  # le Vendredi saint, puis le lundi de Pâques
        ("57", "2028-12-26", "2028-12-22", "2028-12-27"),  # un mardi, après Noël
        ("88", "2027-03-26", "2027-03-26", "2027-03-26"),
        ("974", "2027-12-20", "2027-12-17", "2027-12-21"),
    ],
)
def test_a_department_works_on_days_of_its_own(code: str, day: str, before: str, after: str) -> None:
    written = Day.fromisoformat(day)
    assert (worked_until(written, code).isoformat(), worked_from(written, code).isoformat()) == (before, after)


def test_the_script_of_the_page_is_given_the_same_days() -> None:
    days = off_days()
    assert LAWS["parcours"]["holidays"] == days
    assert [day for day in days if day.year == 2026 and day.month == 8] == []
    assert datetime.date(2026, 4, 6) in days


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        ("2026-03-30", "2026-04-07"),  # le septième jour est le lundi de Pâques
        ("2026-05-07", "2026-05-15"),  # l’Ascension
        ("2026-05-18", "2026-05-26"),  # le lundi de Pentecôte
    ],
)
def test_no_session_is_proposed_on_a_public_holiday_that_moves(copy: Copy, today: str, proposed: str) -> None:
    folder = copy("88")
    sessions(folder, "date: 2025-06-05, formation: individuelle, etat: tenue")
    (finding,) = found(folder, "seances-trop-espacees", Day.fromisoformat(today))
    assert f"date: {proposed}" in str(finding.remedy)
