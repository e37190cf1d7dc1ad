"""How the country stood, day by day: a curve for each verdict, and the same numbers in a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from kit.diff.national import National, Stand
from kit.findings.verdicts import OF_DEPARTMENTS, Verdict
from kit.french import date
from kit.handbook.fragments import render
from kit.handbook.page import COUNTRY_DAYS, Mark, Page, mark, split

# La hauteur de chaque courbe, pour le plus grand nombre de toutes ; sa part de la largeur, le reste étant au dernier
# jour, qui se voit ainsi.
_HIGH, _WIDE = 64, 95


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The number of departments of a verdict: what is drawn, in shares of the width (0 to 100) and from the top, and
    the first, last, smallest and largest number."""

    mark: Mark
    steps: tuple[tuple[float, int], ...]
    first: int
    last: int
    least: int
    most: int


def pages(days: National | None) -> Iterator[Page]:
    """Give the page of the days before, when they were asked for."""
    if days:
        yield render.page(
            COUNTRY_DAYS,
            "histoire",
            days=days,
            begins=date(days.stands[0].day),
            ends=date(days.stands[-1].day),
            curves=tuple(_curves(days.stands)),
            verdicts=tuple(mark(each, each.of(2)) for each in OF_DEPARTMENTS),
            rows=split((stand, [stand.numbers[each] for each in OF_DEPARTMENTS]) for stand in reversed(days.stands)),
            high=_HIGH,
        )


def _curves(stands: tuple[Stand, ...]) -> Iterator[Curve]:
    """Give a curve for each verdict that a department had, on the same scales; one day alone draws nothing."""
    whole = (stands[-1].day - stands[0].day).days
    top = max(max(stand.numbers.values()) for stand in stands)
    for verdict in OF_DEPARTMENTS:
        if whole and any(stand.numbers[verdict] for stand in stands):
            yield _curve(verdict, stands, whole, top)


def _curve(verdict: Verdict, stands: tuple[Stand, ...], whole: int, top: int) -> Curve:
    numbers = [stand.numbers[verdict] for stand in stands]
    places = [round(_WIDE * (stand.day - stands[0].day).days / whole, 2) for stand in stands]
    return Curve(
        mark=mark(verdict, verdict.of(2)),
        steps=tuple((place, _HIGH - _HIGH * number // top) for place, number in zip(places, numbers, strict=True)),
        first=numbers[0],
        last=numbers[-1],
        least=min(numbers),
        most=max(numbers),
    )
