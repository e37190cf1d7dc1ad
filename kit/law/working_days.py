"""The days on which a prefecture works (L. 3133-1 of the labour code): what the kit proposes falls on none other."""

import datetime
import functools
from collections.abc import Collection

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
Day = datetime.date


@functools.lru_cache(maxsize=128)
def public_holidays(year: int) -> frozenset[Day]:
    """Give the public holidays of the whole country in a year; those of one territory alone (Alsace, Moselle, overseas)
    are not among them."""
    # Quarante millisecondes, que ne paie pas un contrôle qui ne propose aucune date.
    import holidays

    known: Collection[Day] = holidays.country_holidays("FR", years=year)
    return frozenset(known)


def is_weekday(day: Day) -> bool:
    """Tell whether a day is neither a Saturday nor a Sunday."""
    return day.weekday() < _SATURDAY


def is_worked(day: Day) -> bool:
    """Tell whether a day is neither a Saturday, a Sunday nor a public holiday."""
    return is_weekday(day) and day not in public_holidays(day.year)


def worked_until(day: Day) -> Day:
    """Give a day when it is worked, else the last worked day before it."""
    while not is_worked(day):
        day -= _DAY
    return day


def worked_from(day: Day) -> Day:
    """Give a day when it is worked, else the first worked day after it."""
    while not is_worked(day):
        day += _DAY
    return day
