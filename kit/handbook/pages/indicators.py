"""A department's figures as a page shows them; the public ones withhold the small, and what would give them away."""

import datetime
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.french import date
from kit.handbook.vocabulary import words
from kit.judging.case import Case
from kit.law.texts import data
from kit.model.commission import Indicateurs

SILENT, WITHHELD = "–", "np"
_STOCK, _IN, _OUT = "psp_en_cours", "psp_engages", "psp_termines"
_WAYS = ("formation", "emploi", "logement")
_PERMITS = "aps_delivrees"
_COUNTS = (_STOCK, _IN, _OUT, *_WAYS, "demandes_en_attente", _PERMITS)
# Une médiane sur très peu de personnes en décrit presque une : elle suit le nombre dont elle est tirée.
_MEDIANS = {"aps_delai_median_jours": _PERMITS, "carte_delai_median_jours": _OUT}

_NUMBERS_FR = ("zéro|aucune?", "une? seule?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_PEOPLE = "dossiers?|demandes?|parcours|personnes?|femmes?|hommes?|mineure?s?|bénéficiaires?|renouvellements?"
Row = Mapping[str, int | None]
Cell = tuple[int, str]
# Une courbe : son titre, par année un nombre (None : non publié), le plus grand.
Series = tuple[str, Sequence[tuple[str, int | None]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures as a table, one column a day, the oldest first; a figure that no day tells has no row."""

    days: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[tuple[str, str], ...]


def written(case: Case) -> list[Indicateurs]:
    """Give the figures of a file, those of the days to come left aside."""
    return [each for each in case.commission.indicateurs or () if each.date <= case.as_of]


def table(known: Sequence[Indicateurs], *, public: bool) -> Figures | None:
    """Give the table of the figures, or None when no day has any."""
    told = kept(known, public=public)
    if not told:
        return None
    cells = _cells(told, public=public)
    shown = ((label, tuple(row[name] for row in cells)) for name, label in words("libelles")["indicateurs"].items())
    return Figures(
        days=tuple(date(each.date) for each in told),
        rows=tuple((label, row) for label, row in shown if set(row) != {SILENT}),
        sources=tuple((date(each.date), each.source) for each in told if each.source),
    )


def rows(known: Sequence[Indicateurs], *, public: bool) -> Iterator[tuple[datetime.date, tuple[str, ...]]]:
    """Give each day of figures, the latest first: the counts, then the median delays (in days)."""
    told = kept(known, public=public)
    for figures, row in reversed(list(zip(told, _cells(told, public=public), strict=True))):
        yield figures.date, tuple(row.values())


def kept(known: Sequence[Indicateurs], *, public: bool) -> list[Indicateurs]:
    """Give the figures to show, the oldest first. The public ones are the last of each year: what is counted since
    January grows, and the difference of two days of a year would tell a small number."""
    ordered = sorted(known, key=lambda each: each.date)
    return list({each.date.year: each for each in ordered}.values()) if public else ordered


def drawn(title: str, values: Sequence[tuple[str, int | None]]) -> Series:
    """Give what the template draws of a count: its title, its values, the highest column."""
    return title, values, max((value for _, value in values if value is not None), default=0) or 1


def series(known: Sequence[Indicateurs], *, public: bool) -> Iterator[Series]:
    """Give the counts worth a drawing, those known at two days at least, by year, None when it is not published."""
    told = kept(known, public=public)
    plain = [_plain(figures) for figures in told]
    hidden = withheld(plain) if public else set()
    for name, title in words("libelles")["courbes"].items():
        given = [n for n, row in enumerate(plain) if row[name] is not None]
        values = [(str(told[n].date.year), None if (n, name) in hidden else plain[n][name]) for n in given]
        if sum(value is not None for _, value in values) > 1:
            yield drawn(title, values)


def least() -> int:
    """Give the smallest count that the public profile shows."""
    return int(data("maison")["petit_nombre"])


def unnumbered(text: str) -> str:
    """Give a text without its small numbers of people or of files: « 3 dossiers », « une seule demande »."""
    return _few().sub("…", text)


@functools.cache
def _few() -> re.Pattern[str]:
    numbers = [*map(str, range(least())), *_NUMBERS_FR[: least()]]
    return re.compile(rf"(?<![\w,.-])(?:{'|'.join(numbers)})\s+(?:{_PEOPLE})\b", re.IGNORECASE)


def withheld(known: Sequence[Row]) -> set[Cell]:
    """Give the cells (row number, name) not to publish, rows being in order of days.

    Those under `least()`. Then those who came and those who left in a year, both or neither: from a stock to the next
    a single one would follow from the other. Both too when a stock is withheld, in its year and in the next. Then the
    ways out of those who left, which bound their number; then the medians of few people."""
    hidden = {(n, name) for n, row in enumerate(known) for name in _COUNTS if _small(row[name])}
    for number, row in enumerate(known):
        moved = {(number, _IN), (number, _OUT), (number, _STOCK), (number - 1, _STOCK)} & hidden
        closed = {_IN, _OUT} if moved else set()
        if (number, _OUT) in hidden or closed:
            closed |= set(_WAYS)
        silent = {base for base in row if row[base] is None or (number, base) in hidden or base in closed}
        few = {name for name, base in _MEDIANS.items() if base in silent}
        hidden |= {(number, name) for name in closed | few if row[name] is not None}
    return hidden


def _small(number: int | None) -> bool:
    return number is not None and number < least()


def _plain(figures: Indicateurs) -> dict[str, int | None]:
    """Give the figures of a day by name, in the order of a row."""
    out = figures.sorties
    ways = {name: getattr(out, name) if out else None for name in _WAYS}
    return {name: ways[name] if name in ways else getattr(figures, name) for name in (*_COUNTS, *_MEDIANS)}


def _cells(told: Sequence[Indicateurs], *, public: bool) -> list[dict[str, str]]:
    """Give the figures of each day as they are shown, by name."""
    plain = [_plain(figures) for figures in told]
    hidden = withheld(plain) if public else set()
    return [
        {name: _shown(number, hidden=(day, name) in hidden) for name, number in row.items()}
        for day, row in enumerate(plain)
    ]


def _shown(number: int | None, *, hidden: bool) -> str:
    if hidden:
        return WITHHELD
    return SILENT if number is None else str(number)
