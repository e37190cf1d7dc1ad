"""How long a term of whole years runs, first and last day included."""

import datetime


def last_day(start: datetime.date, years: int) -> datetime.date:
    """Give the last day, included, of a term of whole years that starts on `start` (included)."""
    try:
        return start.replace(year=start.year + years) - datetime.timedelta(days=1)
    except ValueError:  # Un mandat commencé un 29 février finit un 28 février.
        return datetime.date(start.year + years, 2, 28)


def first_day(end: datetime.date, years: int) -> datetime.date:
    """Give the earliest day on which a term of whole years that covers `end` can have started."""
    start = end - datetime.timedelta(days=1)
    # Un 29 février n’existe pas chaque année : le 28 en tient lieu.
    day = min(start.day, 28) if start.month == 2 else start.day
    first = start.replace(year=start.year - years, day=day)
    while last_day(first, years) < end:
        first += datetime.timedelta(days=1)
    return first
