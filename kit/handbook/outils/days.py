"""Days, months and numbers as the tools read and count them; `outils.js` reads and counts the same way."""

import calendar
import datetime
import re

from kit.days import is_day
from kit.french import count, date, weekday

# Les bornes du formulaire : hors d'elles, une année est une faute de frappe.
FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
# Le singulier et le pluriel de ce que les outils comptent.
UNITS = {
    "jour": ("jour", "jours"),
    "mois": ("mois", "mois"),
    "piece": ("pièce", "pièces"),
    "point": ("point", "points"),
    "enfant": ("enfant", "enfants"),
}
_DAY = datetime.timedelta(days=1)
_NUMBER = re.compile(r"[0-9]{1,4}")


def read_day(text: str) -> datetime.date | None:
    """Give a day written year-month-day, or None when it is none, or outside of the bounds of the forms."""
    if not is_day(text):
        return None
    day = datetime.date.fromisoformat(text)
    return day if FIRST <= day <= LAST else None


def read_number(text: str, least: int, most: int) -> int | None:
    """Give a whole number written in digits, or None when it is none, or outside of the bounds."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    number = int(text)
    return number if least <= number <= most else None


def after(day: datetime.date, days: int) -> datetime.date:
    """Give the day that comes some days later; a negative number goes back."""
    return day + days * _DAY


def last_day(start: datetime.date, months: int) -> datetime.date:
    """Give the last day, included, of some months that start on `start`, included.

    It is the eve of the same day some months later, or the last day of a month that has no such day: six months from
    31 August end on 28 February, as a term of years from 29 February does (`kit.law.terms`)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    if start.day > length:
        return datetime.date(year, month, length)
    return datetime.date(year, month, start.day) - _DAY


def whole_months(start: datetime.date, days: int) -> tuple[int, int]:
    """Give the whole months, then the days that remain, in a number of days counted from `start`."""
    end, months = after(start, days - 1), 0
    while last_day(start, months + 1) <= end:
        months += 1
    return months, (end - last_day(start, months)).days


def counted(number: int, unit: str) -> str:
    """Write « 1 jour », « 3 jours »."""
    return count(number, *UNITS[unit])


def on_weekday(day: datetime.date) -> str:
    """Write « mardi 23 février 2027 »."""
    return f"{weekday(day).split()[0]} {date(day)}"


def duration(months: int, days: int) -> str:
    """Write « 7 mois et 3 jours », « 7 mois », « 3 jours »."""
    if months and days:
        return f"{counted(months, 'mois')} et {counted(days, 'jour')}"
    return counted(days, "jour") if days else counted(months, "mois")
