"""Small drawings with their words: the bar of a term, the columns of a figure over the years; no script, no style."""

import datetime
from collections.abc import Sequence

from kit.handbook.page import Ready
from kit.handbook.render import escape

_WIDTH, _STEP, _COLUMN, _HEIGHT, _HEAD, _FOOT = 100, 56, 32, 64, 14, 16


def term(start: datetime.date, end: datetime.date, day: datetime.date) -> Ready:
    """Give the bar of a term, from its first day to its last, filled up to a day; days before it leave it empty."""
    whole = max(1, (end - start).days + 1)
    done = min(max(0, (day - start).days), whole)
    percent = 100 * done // whole
    return Ready(
        f'<svg class="kit-barre" viewBox="0 0 {_WIDTH} 4" preserveAspectRatio="none" role="img" '
        f'aria-label="mandat écoulé à {percent} %"><rect class="kit-barre-fond" width="{_WIDTH}" height="4"/>'
        f'<rect class="kit-barre-part" width="{percent}" height="4"/></svg>'
    )


def columns(title: str, values: Sequence[tuple[str, int | None]]) -> Ready:
    """Give the columns of a figure, one a day of figures, oldest first; a value that is not given has no column.

    The numbers are written above the columns, so that the drawing says nothing by height alone."""
    top = max((value for _, value in values if value is not None), default=0) or 1
    drawn = "".join(_column(index, label, value, top) for index, (label, value) in enumerate(values))
    said = ", ".join(f"{label} : {'non publié' if value is None else value}" for label, value in values)
    width, height = _STEP * len(values), _HEAD + _HEIGHT + _FOOT
    return Ready(
        f'<figure class="kit-graphe"><figcaption>{escape(title)}</figcaption>'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(f"{title} : {said}")}">{drawn}'
        f'<path class="kit-graphe-sol" d="M0 {_HEAD + _HEIGHT}h{width}"/></svg></figure>'
    )


def _column(index: int, label: str, value: int | None, top: int) -> str:
    middle = index * _STEP + _STEP // 2
    base = _HEAD + _HEIGHT
    foot = f'<text x="{middle}" y="{base + 12}" class="kit-graphe-an">{escape(label)}</text>'
    if value is None:
        return f'<text x="{middle}" y="{base - 4}" class="kit-graphe-rien">np</text>{foot}'
    high = _HEIGHT * value // top
    return (
        f'<rect x="{middle - _COLUMN // 2}" y="{base - high}" width="{_COLUMN}" height="{high}"/>'
        f'<text x="{middle}" y="{base - high - 3}">{value}</text>{foot}'
    )
