"""A department's figures as a page shows them; the public one withholds the small, and what would give them away."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kit.french import date
from kit.law.texts import data
from kit.model import Indicateurs

SILENT, WITHHELD = "–", "np"
_STOCK, _IN, _OUT = "psp_en_cours", "psp_engages", "psp_termines"
_PERMITS = "aps_delivrees"
_COUNTS = (_STOCK, _IN, _OUT, "formation", "emploi", "logement", "demandes_en_attente", _PERMITS)
# Une médiane sur très peu de personnes en décrit presque une : elle suit le nombre dont elle est tirée.
_MEDIANS = {"aps_delai_median_jours": _PERMITS, "carte_delai_median_jours": _OUT}

_DRAWN = {
    _STOCK: "Parcours en cours",
    _IN: "Parcours engagés dans l’année",
    _OUT: "Parcours terminés dans l’année",
    _PERMITS: "Autorisations de séjour délivrées",
}

Row = Mapping[str, int | None]
Cell = tuple[int, str]


def rows(known: Sequence[Indicateurs], *, public: bool) -> Iterator[tuple[str, ...]]:
    """Give a row of text a day of figures, the latest first: the day, the counts, the median delays (in days)."""
    ordered = sorted(known, key=lambda each: each.date)
    plain = [_plain(figures) for figures in ordered]
    hidden = withheld(plain) if public else set()
    for number in reversed(range(len(ordered))):
        cells = (_shown(plain[number][n], hidden=(number, n) in hidden) for n in (*_COUNTS, *_MEDIANS))
        yield (date(ordered[number].date), *cells)


def series(known: Sequence[Indicateurs], *, public: bool) -> Iterator[tuple[str, list[tuple[str, int | None]]]]:
    """Give the counts worth a drawing, those known at two days at least: a title, and by year the number, None when
    it is not published."""
    ordered = sorted(known, key=lambda each: each.date)
    plain = [_plain(figures) for figures in ordered]
    hidden = withheld(plain) if public else set()
    for name, title in _DRAWN.items():
        told = [n for n, row in enumerate(plain) if row[name] is not None]
        values = [(str(ordered[n].date.year), None if (n, name) in hidden else plain[n][name]) for n in told]
        if sum(value is not None for _, value in values) > 1:
            yield title, values


def least() -> int:
    """Give the smallest count that the public profile shows."""
    return int(data("maison")["petit_nombre"])


def withheld(known: Sequence[Row]) -> set[Cell]:
    """Give the cells (row number, name) not to publish, rows being in order of days.

    Those under `least()`; then, where a year's stock is the former stock plus those who came less those who left, at
    least two of the four when one is withheld, so that none follows from the others; then the medians of few people."""
    hidden = {(n, name) for n, row in enumerate(known) for name in _COUNTS if _small(row[name])}
    while found := next(_alone(known, hidden), None):
        hidden.add(found)
    for number, row in enumerate(known):
        few = {name for name, base in _MEDIANS.items() if row[base] is None or _small(row[base])}
        hidden |= {(number, name) for name in few if row[name] is not None}
    return hidden


def _alone(known: Sequence[Row], hidden: set[Cell]) -> Iterator[Cell]:
    """Give a second cell to withhold for each year in which a single one is: a flow, which no other year tells."""
    for before, after in pairwise(range(len(known))):
        cells = ((before, _STOCK), (after, _STOCK), (after, _IN), (after, _OUT))
        if any(known[number][name] is None for number, name in cells):
            continue  # Une somme incomplète ne laisse rien deviner.
        kept = [cell for cell in cells if cell not in hidden]
        if len(kept) == len(cells) - 1:
            yield next(cell for cell in ((after, _OUT), (after, _IN)) if cell in kept)


def _small(number: int | None) -> bool:
    return number is not None and number < least()


def _plain(figures: Indicateurs) -> dict[str, int | None]:
    out = figures.sorties
    ways = {name: getattr(out, name) if out else None for name in ("formation", "emploi", "logement")}
    others = [name for name in (*_COUNTS, *_MEDIANS) if name not in ways]
    return {**{name: getattr(figures, name) for name in others}, **ways}


def _shown(number: int | None, *, hidden: bool) -> str:
    if hidden:
        return WITHHELD
    return SILENT if number is None else str(number)
