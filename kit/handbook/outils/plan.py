"""How a way out unfolds: authorisations of some months, interruptions, a total that no way out exceeds (R. 121-12-10).

After an interruption, the text adds up the periods during which the person has the rights of the way out. It says
nothing of the end of an authorisation that an interruption cuts: this one keeps the day it was given. Nor does it say
how to add months that are not whole: here thirty days of them make one more.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kit.handbook.outils.days import after, last_day, whole_months

Day = datetime.date
Span = tuple[int, int]  # Des mois, puis des jours.
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without rights, both included; without end when the way out has not resumed."""

    first: Day
    last: Day | None

    def holds(self, day: Day) -> bool:
        """Tell whether a day is in the gap."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with rights, both included, between two gaps, and what was spent before them."""

    first: Day
    last: Day
    before: Span

    def within(self, day: Day) -> Span:
        """Give the months and days spent here up to a day, included."""
        return whole_months(self.first, (min(day, self.last) - self.first).days + 1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days of an authorisation, both included."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Plan:
    """A way out; `end` is its last day, None when it is interrupted without end."""

    total: int
    gaps: tuple[Gap, ...]
    stretches: tuple[Stretch, ...]
    periods: tuple[Period, ...]
    end: Day | None

    def spent(self, day: Day) -> Span:
        """Give the months and days with rights up to a day, included."""
        if self.end and day >= self.end:
            return self.total, 0
        known = [stretch for stretch in self.stretches if stretch.first <= day]
        # Le dernier mois n’est entier que le dernier jour, si court que soit un mois de trente jours.
        return min(_sum(known[-1].before, known[-1].within(day)), (self.total - 1, _MONTH)) if known else (0, 0)

    def left(self, day: Day) -> Span:
        """Give the months and days with rights that come after a day."""
        if self.end and day >= self.end:
            return 0, 0
        months, days = self.spent(day)
        now = next((stretch for stretch in self.stretches if stretch.first <= day < stretch.last), None)
        if now is None or not now.within(day)[1]:
            return _rest(self.total - months, -days)
        # Au milieu d'un mois : les jours qui restent de ce mois-là, tel que le calendrier le fait.
        whole = now.within(day)[0] + 1
        return _rest(self.total - now.before[0] - whole, (last_day(now.first, whole) - day).days - now.before[1])

    def gap(self, day: Day) -> Gap | None:
        """Give the gap that holds a day."""
        return next((gap for gap in self.gaps if gap.holds(day)), None)

    def to_come(self, day: Day) -> int | None:
        """Give the rank of the first authorisation that starts after a day, None when there is none left."""
        return next((rank for rank, period in enumerate(self.periods) if period.first > day), None)


def plan(start: Day, months: int, total: int, gaps: Sequence[Gap]) -> Plan:
    """Lay out a way out from `start`: authorisations of `months`, `total` months of rights."""
    ordered = tuple(sorted(gaps, key=lambda gap: gap.first))
    stretches, end = _stretches(start, total, ordered)
    periods = _periods(start, months, end or stretches[-1].last, ordered)
    if end:
        periods[-1] = Period(periods[-1].first, end)
    return Plan(total, ordered, stretches, tuple(periods), end)


def _stretches(start: Day, total: int, gaps: tuple[Gap, ...]) -> tuple[tuple[Stretch, ...], Day | None]:
    """Give the days with rights until the total is spent, and the day when it is."""
    found: list[Stretch] = []
    first, spent = start, (0, 0)
    for gap in gaps:
        end = after(last_day(first, total - spent[0]), -spent[1])
        if end < max(first, gap.first):
            break
        if gap.first > first:
            found.append(Stretch(first, after(gap.first, -1), spent))
            spent = _sum(spent, found[-1].within(gap.first))
        if gap.last is None:
            return tuple(found), None
        first = after(gap.last, 1)
    end = after(last_day(first, total - spent[0]), -spent[1])
    if end < first:
        return tuple(found), found[-1].last
    return (*found, Stretch(first, end, spent)), end


def _periods(start: Day, months: int, until: Day, gaps: tuple[Gap, ...]) -> list[Period]:
    """Give the authorisations that start up to a day; ends are counted from the start, or from the last resumption."""
    found: list[Period] = []
    first: Day | None = start
    anchor, rank = start, 0
    while first is not None and first <= until:
        rank += 1
        last = last_day(anchor, months * rank)
        found.append(Period(first, last))
        first = _resumed(after(last, 1), gaps)
        if first is not None and first != after(last, 1):
            anchor, rank = first, 0
    return found


def _resumed(day: Day, gaps: tuple[Gap, ...]) -> Day | None:
    """Give the first day with rights from a day on, None when an interruption has no end."""
    for gap in gaps:
        if gap.holds(day):
            if gap.last is None:
                return None
            day = after(gap.last, 1)
    return day


def _sum(one: Span, other: Span) -> Span:
    months, days = one[0] + other[0], one[1] + other[1]
    return (months + 1, days - _MONTH) if one[1] and other[1] and days >= _MONTH else (months, days)


def _rest(months: int, days: int) -> Span:
    return (months - 1, days + _MONTH) if days < 0 else (months, days)
