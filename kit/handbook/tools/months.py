"""Days and months as the pages of the tools write them; `outils.js` counts the same way."""

import calendar
import datetime

from kit.french import date, weekday

# Les bornes du formulaire : hors d'elles, une année est une faute de frappe.
FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


def last_day(start: datetime.date, months: int) -> datetime.date:
    """Give the last day, included, of some months that start on `start`, included.

    It is the eve of the same day some months later, or the last day of a month that has no such day: six months from
    31 August end on 28 February, as a term of years from 29 February does (`kit.law.terms`)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    if start.day > length:
        return datetime.date(year, month, length)
    return datetime.date(year, month, start.day) - datetime.timedelta(days=1)


def on_weekday(day: datetime.date) -> str:
    """Write « mardi 23 février 2027 »."""
    return f"{weekday(day).split()[0]} {date(day)}"
