"""The days on which a prefecture works: what the handbook proposes falls on none of the others."""

import datetime
import functools
from collections.abc import Collection

import holidays

from kit.handbook.tools.months import FIRST, LAST

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@functools.cache
def public_holidays() -> tuple[datetime.date, ...]:
    """Give the public holidays of the whole country that fall from Monday to Friday, between the bounds of the tools;
    those of one territory alone (Alsace, Moselle, overseas) are not among them."""
    known: Collection[datetime.date] = holidays.country_holidays("FR", years=range(FIRST.year, LAST.year + 1))
    return tuple(sorted(day for day in known if day.weekday() < _SATURDAY))


def working(day: datetime.date) -> datetime.date:
    """Give a day when it is worked, else the last worked day before it."""
    while day.weekday() >= _SATURDAY or day in public_holidays():
        day -= _DAY
    return day
