"""The days on which a prefecture works (L. 3133-1 of the labour code): what the kit proposes falls on none other."""

import datetime

from dateutil.easter import easter

from kit.law.texts import data

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
Day = datetime.date


def public_holidays(year: int) -> frozenset[Day]:
    """Give the public holidays of the whole country in a year; those of one territory alone (Alsace, Moselle, overseas)
    are not among them."""
    known = data("maison")["jours_feries"]
    fixed = {Day.fromisoformat(f"{year}-{day}") for day in known["fixes"]}
    return frozenset(fixed | {easter(year) + int(days) * _DAY for days in known["apres_paques"]})


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
