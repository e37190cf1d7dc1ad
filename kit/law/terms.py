"""How long a term of whole years runs, first and last day included."""

import datetime


def last_day(start: datetime.date, years: int) -> datetime.date:
    """Give the last day, included, of a term of whole years that starts on `start` (included)."""
    try:
        return start.replace(year=start.year + years) - datetime.timedelta(days=1)
    except ValueError:  # Un mandat commencé un 29 février finit un 28 février.
        return datetime.date(start.year + years, 2, 28)
