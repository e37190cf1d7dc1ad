"""The days on which a prefecture works (L. 3133-1 of the labour code; L. 3134-13 and L. 3422-2 for some departments):
what the kit proposes falls on none other."""

import datetime
from collections.abc import Mapping
from typing import Any

from dateutil.easter import easter

from kit.law.texts import CERTAINTY_FR, data

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
Day = datetime.date


def public_holidays(year: int, code: str | None = None) -> frozenset[Day]:
    """Give the public holidays of a year: those of the whole country and, of a department told by its code, its own
    (Alsace, Moselle, overseas)."""
    found = _falling(data("maison")["jours_feries"], year)
    return found.union(*(_falling(local, year) for local in _local(code)))


def _local(code: str | None) -> list[dict[str, Any]]:
    return [local for local in data("maison")["jours_feries_locaux"] if code in local["departements"]]


def _falling(known: Mapping[str, Any], year: int) -> frozenset[Day]:
    fixed = {Day.fromisoformat(f"{year}-{day}") for day in known["fixes"]}
    return frozenset(fixed | {easter(year) + int(days) * _DAY for days in known["apres_paques"]})


def local_holiday(day: Day, code: str) -> str | None:
    """Give by which article of the labour code, and how surely, a day is a holiday of a department alone: « article
    L. 3134-13 du code du travail, rédaction rapportée… »; None when it is not one."""
    for local in _local(code):
        if day in _falling(local, day.year) - public_holidays(day.year):
            return f"article {local['article']} du code du travail, rédaction {CERTAINTY_FR[local['certitude']]}"
    return None


def is_weekday(day: Day) -> bool:
    """Tell whether a day is neither a Saturday nor a Sunday."""
    return day.weekday() < _SATURDAY


def is_worked(day: Day, code: str | None = None) -> bool:
    """Tell whether a day is neither a Saturday, a Sunday nor a public holiday, in a department when one is told."""
    return is_weekday(day) and day not in public_holidays(day.year, code)


def worked_until(day: Day, code: str | None = None) -> Day:
    """Give a day when it is worked, else the last worked day before it."""
    while not is_worked(day, code):
        day -= _DAY
    return day


def worked_from(day: Day, code: str | None = None) -> Day:
    """Give a day when it is worked, else the first worked day after it."""
    while not is_worked(day, code):
        day += _DAY
    return day
