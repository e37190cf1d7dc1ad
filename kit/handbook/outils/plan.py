"""How a way out unfolds: authorisations of some months, interruptions, a total that no way out exceeds (R. 121-12-10).

After an interruption, the text adds up the periods during which the person has the rights of the way out. It says
nothing of the end of an authorisation that an interruption cuts: this one keeps the day it was given.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.handbook.outils.days import after, last_day

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without rights, both included; without end when the way out has not resumed."""

    first: Day
    last: Day | None

    def holds(self, day: Day) -> bool:
        """Tell whether a day is in the gap."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Period:
    """An authorisation: its days, both included, and how many days with rights have gone by at its end."""

    first: Day
    last: Day
    spent: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All authorisations of a way out; `end` is its last day, None when it is interrupted without end."""

    start: Day
    gaps: tuple[Gap, ...]
    periods: tuple[Period, ...]
    end: Day | None

    def spent(self, day: Day) -> int:
        """Count the days with rights up to a day, included."""
        last = self.periods[-1].last
        return sum(_length(span) for span in _open(self.start, min(day, last), self.gaps))

    def gap(self, day: Day) -> Gap | None:
        """Give the gap that holds a day."""
        return next((gap for gap in self.gaps if gap.holds(day)), None)

    def to_come(self, day: Day) -> int | None:
        """Give the rank of the first authorisation that starts after a day, None when there is none left."""
        return next((rank for rank, period in enumerate(self.periods) if period.first > day), None)


def plan(start: Day, months: int, total: int, gaps: Sequence[Gap]) -> Plan:
    """Lay out authorisations of `months` from `start` until they have given `total` months of rights.

    Ends are counted from `start`, or from the last resumption, so that no end drifts from month to month."""
    ordered = tuple(sorted(gaps, key=lambda gap: gap.first))
    whole = (last_day(start, total) - start).days + 1
    periods: list[Period] = []
    spent, rank, anchor = 0, 0, start
    first: Day | None = start
    while first is not None and spent < whole:
        rank += 1
        last, days = _spend(first, last_day(anchor, months * rank), whole - spent, ordered)
        spent += days
        periods.append(Period(first, last, spent))
        first = _resumed(after(last, 1), ordered)
        if first is not None and first != after(last, 1):
            anchor, rank = first, 0
    return Plan(start, ordered, tuple(periods), periods[-1].last if spent == whole else None)


def _spend(first: Day, last: Day, left: int, gaps: tuple[Gap, ...]) -> tuple[Day, int]:
    """Give the last day of an authorisation, sooner when no right is left, and the days with rights it spends."""
    spent = 0
    for span in _open(first, last, gaps):
        if spent + _length(span) >= left:
            return after(span[0], left - spent - 1), left
        spent += _length(span)
    return last, spent


def _open(first: Day, last: Day, gaps: tuple[Gap, ...]) -> Iterator[tuple[Day, Day]]:
    """Give the spans of days with rights between two days, both included."""
    for gap in gaps:
        if gap.first > last:
            break
        if gap.first > first:
            yield first, after(gap.first, -1)
        if gap.last is None:
            return
        first = max(first, after(gap.last, 1))
    if first <= last:
        yield first, last


def _resumed(day: Day, gaps: tuple[Gap, ...]) -> Day | None:
    """Give the first day with rights from a day on, None when an interruption has no end."""
    for gap in gaps:
        if gap.holds(day):
            if gap.last is None:
                return None
            day = after(gap.last, 1)
    return day


def _length(span: tuple[Day, Day]) -> int:
    return (span[1] - span[0]).days + 1
