"""The legal time: one zone for each department, and the same clocks as the tables of the IANA."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from kit.law.territories import territories
from kit.law.zones import Zone, zone_of, zones

OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "976": "Indian/Mayotte",
}


def test_every_department_has_its_zone() -> None:
    found = {code: zone_of(code).name for code in territories()}
    assert found == {code: OVERSEAS.get(code, "Europe/Paris") for code in territories()}
    assert {code for zone in zones() for code in zone.departments} <= set(territories())


def _last_sunday(year: int, month: int) -> datetime.date:
    day = datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)
    return day - datetime.timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("zone", zones(), ids=lambda zone: zone.name)
def test_the_clocks_are_those_of_the_iana(zone: Zone) -> None:
    there = ZoneInfo(zone.name)
    for observance in zone.observances:
        assert (observance.recurrence is None) == (len(zone.observances) == 1)
        month = int(observance.recurrence.split("BYMONTH=")[1].split(";")[0]) if observance.recurrence else 1
        for year in range(2016, 2038):
            day = _last_sunday(year, month) if observance.recurrence else datetime.date(year, month, 1)
            turn = datetime.datetime.combine(day, observance.start.time())
            before, after = (turn + datetime.timedelta(hours=hours) for hours in (-6, 6))
            assert before.replace(tzinfo=there).utcoffset() == observance.before, turn
            assert after.replace(tzinfo=there).utcoffset() == observance.after, turn
            assert after.replace(tzinfo=there).tzname() == observance.name
            assert bool(after.replace(tzinfo=there).dst()) == observance.summer


def test_the_first_change_of_each_rule_follows_it() -> None:
    for zone in zones():
        for observance in zone.observances:
            if observance.recurrence:
                assert observance.start.date() == _last_sunday(observance.start.year, observance.start.month)
                assert f"BYMONTH={observance.start.month};BYDAY=-1SU" in observance.recurrence
