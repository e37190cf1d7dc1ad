"""Small drawings with their words: the bar of a term, the columns of a figure over the years, the frieze of verdicts
since the first wording; no script, no style."""

import datetime
from collections.abc import Sequence

from kit.handbook.fragments.render import escape
from kit.handbook.page import Mark, Ready

_WIDTH, _STEP, _COLUMN, _HEIGHT, _HEAD, _FOOT = 100, 56, 32, 64, 14, 16
_BAND = 36


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


Span = tuple[datetime.date, datetime.date, Mark, str]


def frieze(spans: Sequence[Span]) -> Ready:
    """Give stretches of time in a row, each as wide as it lasted, with the shape of its verdict and its words.

    Places are shares of the width, so that shapes and years keep their size on a phone."""
    first, last = spans[0][0], spans[-1][1]
    whole = (last - first).days or 1

    def place(day: datetime.date) -> float:
        return round(100 * (day - first).days / whole, 2)

    bands = "".join(_band(place(start), place(end), state, words) for start, end, state, words in spans)
    years = "".join(
        f'<text x="{place(datetime.date(year, 1, 1))}%" y="{_BAND + 18}" class="kit-frise-an">{year}</text>'
        for year in range(first.year + 1, last.year + 1, 2)
    )
    said = " ; ".join(words for *_, words in spans)
    return Ready(
        f'<svg class="kit-frise" width="100%" height="{_BAND + 24}" role="img" aria-label="{escape(said)}">'
        f"{bands}{years}</svg>"
    )


def _band(start: float, end: float, state: Mark, words: str) -> str:
    width, middle = round(end - start, 2), round((start + end) / 2, 2)
    return (
        f'<g class="kit-{state.style}"><title>{escape(words)}</title>'
        f'<rect x="{start}%" y="1" width="{width}%" height="{_BAND - 2}"/>'
        f'<text x="{middle}%" y="{_BAND // 2 + 5}">{state.shape}</text></g>'
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
