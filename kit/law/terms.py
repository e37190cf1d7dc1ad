"""How long a term of whole years runs, first and last day included, and when one outlasts them."""

import calendar
import datetime
import enum


class Overrun(enum.Enum):
    """How a term outlasts its years: it ends on the day of the month it began, as orders often count, and no text says
    whether that day is a part of it; or later."""

    ANNIVERSARY = "anniversaire"
    BEYOND = "au-dela"


def last_day(start: datetime.date, years: int) -> datetime.date:
    """Give the last day, included, of a term of whole years that starts on `start` (included)."""
    try:
        return start.replace(year=start.year + years) - datetime.timedelta(days=1)
    except ValueError:  # Un mandat commencé un 29 février finit un 28 février.
        return datetime.date(start.year + years, 2, 28)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Give the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def first_day(end: datetime.date, years: int) -> datetime.date:
    """Give the earliest day on which a term of whole years that covers `end` can have started."""
    start = end - datetime.timedelta(days=1)
    # Un 29 février n’existe pas chaque année : le 28 en tient lieu.
    day = min(start.day, 28) if start.month == 2 else start.day
    first = start.replace(year=start.year - years, day=day)
    while last_day(first, years) < end:
        first += datetime.timedelta(days=1)
    return first


def overrun(start: datetime.date, end: datetime.date, years: int) -> Overrun | None:
    """Tell how a term outlasts the years that it may run, or None."""
    beyond = (end - last_day(start, years)).days
    if beyond <= 0:
        return None
    return Overrun.ANNIVERSARY if beyond == 1 else Overrun.BEYOND
