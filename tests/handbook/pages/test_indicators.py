"""Small numbers of people are not published, nor what would give them away."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.handbook.pages.indicators import WITHHELD, least, rows, table, withheld
from kit.model.commission import Indicateurs, Sorties
from tests.conftest import TODAY

NAMES = (
    "psp_en_cours", "psp_engages", "psp_termines", "formation", "emploi", "logement", "demandes_en_attente",
    "aps_delivrees", "aps_delai_median_jours", "carte_delai_median_jours",
)  # fmt: skip
Year = Mapping[str, int | None]


def year(**numbers: int) -> dict[str, int | None]:
    return {name: numbers.get(name) for name in NAMES}


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([year(psp_en_cours=5, demandes_en_attente=5)], set()),
        ([year(psp_en_cours=4)], {(0, "psp_en_cours")}),
        ([year(demandes_en_attente=0)], {(0, "demandes_en_attente")}),
        ([year(aps_delivrees=20, aps_delai_median_jours=3)], set()),
        ([year(aps_delivrees=4, aps_delai_median_jours=41)], {(0, "aps_delivrees"), (0, "aps_delai_median_jours")}),
        ([year(aps_delai_median_jours=41)], {(0, "aps_delai_median_jours")}),
        # 49 + 12 - 9 = 52 : un petit nombre de sorties se lirait dans les trois autres.
        (
            [year(psp_en_cours=49), year(psp_en_cours=58, psp_engages=12, psp_termines=3)],
            {(1, "psp_termines"), (1, "psp_engages")},
        ),
        (
            [year(psp_en_cours=4), year(psp_en_cours=10, psp_engages=12, psp_termines=6)],
            {(0, "psp_en_cours"), (1, "psp_engages"), (1, "psp_termines")},
        ),
        # Une année sans nombre en cours n'arrête pas le calcul : 40 + 3 - 9 + 8 - 7 = 35.
        (
            [
                year(psp_en_cours=40),
                year(psp_engages=3, psp_termines=9),
                year(psp_en_cours=35, psp_engages=8, psp_termines=7),
            ],
            {(1, "psp_engages"), (1, "psp_termines")},
        ),
        # Neuf emplois diraient au moins neuf sorties, et une médiane au moins cinq.
        (
            [year(psp_engages=2, psp_termines=9, emploi=9, logement=5, carte_delai_median_jours=50)],
            {(0, name) for name in ("psp_engages", "psp_termines", "emploi", "logement", "carte_delai_median_jours")},
        ),
        ([year(psp_en_cours=49), year(psp_en_cours=58, psp_termines=3)], {(1, "psp_termines")}),
    ],
)
def test_what_is_withheld(years: Sequence[Year], expected: set[tuple[int, str]]) -> None:
    assert withheld(years) == expected


def test_the_public_table_says_np_and_the_internal_one_the_number() -> None:
    out = Sorties(pointer=(), formation=2, emploi=8, logement=None)
    known = [Indicateurs(pointer=(), date=TODAY, psp_en_cours=3, psp_engages=7, sorties=out)]
    [(_, public)] = rows(known, public=True)
    [(_, internal)] = rows(known, public=False)
    assert public[:6] == (WITHHELD, WITHHELD, "–", WITHHELD, WITHHELD, "–")
    assert internal[:6] == ("3", "7", "–", "2", "8", "–")


def test_the_public_figures_are_the_last_of_each_year() -> None:
    """From June to December, 22 permits less 20 would tell two of them."""
    days = [datetime.date(2025, month, 28) for month in (12, 6)] + [datetime.date(2024, 12, 31)]
    known = [Indicateurs(pointer=(), date=day, aps_delivrees=20) for day in days]
    assert [day for day, _ in rows(known, public=True)] == [days[0], days[2]]
    assert [day for day, _ in rows(known, public=False)] == [days[0], days[1], days[2]]
    shown = table(known, public=True)
    assert shown
    assert shown.rows == (("Autorisations provisoires de séjour délivrées", ("20", "20")),)
    assert table([], public=False) is None


def test_no_small_number_is_the_only_one_that_fits_what_is_published() -> None:
    """Every world of two years, and what is published of it: a small number must keep company in its class."""
    classes: dict[object, list[list[dict[str, int | None]]]] = {}
    for world in _worlds():
        hidden = withheld(world)
        seen = tuple(tuple(None if (n, k) in hidden else v for k, v in row.items()) for n, row in enumerate(world))
        classes.setdefault(seen, []).append(world)
    for worlds in classes.values():
        first = worlds[0]
        for n, name in withheld(first):
            if max(value or 0 for row in first for value in row.values()) <= _FAR:
                assert len({world[n][name] for world in worlds}) > 1, (first, n, name)


_FAR = 8


def _worlds() -> Iterator[list[dict[str, int | None]]]:
    numbers = range(_FAR + least() + 1)
    for start, came, left in product(numbers, repeat=3):
        if (stock := start + came - left) >= 0:
            for work in range(0, left + 1, 2):
                moved = year(psp_en_cours=stock, psp_engages=came, psp_termines=left, emploi=work)
                yield [year(psp_en_cours=start), moved]


flows = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=5)


@given(start=st.integers(0, 40), moves=flows)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_no_withheld_number_follows_from_the_others(start: int, moves: list[tuple[int, int]]) -> None:
    stock, years = start, [year(psp_en_cours=start)]
    for came, left in moves:
        left = min(left, stock + came)
        stock += came - left
        years.append(year(psp_en_cours=stock, psp_engages=came, psp_termines=left))
    hidden = withheld(years)
    assert hidden >= {
        (n, name) for n, row in enumerate(years) for name, v in row.items() if v is not None and v < least()
    }
    unknown = sorted(hidden)
    system = [[Fraction(_sign(cell, number)) for cell in unknown] for number in range(1, len(years))]
    for index in range(len(unknown)):
        unit = [Fraction(int(index == other)) for other in range(len(unknown))]
        assert _rank([*system, unit]) > _rank(system), (years, unknown[index])


def _sign(cell: tuple[int, str], number: int) -> int:
    """Give the sign of a cell in « stock of the year - stock before - came + left = 0 »."""
    signs = {
        (number, "psp_en_cours"): 1, (number - 1, "psp_en_cours"): -1, (number, "psp_engages"): -1,
        (number, "psp_termines"): 1,
    }  # fmt: skip
    return signs.get(cell, 0)


def _rank(matrix: list[list[Fraction]]) -> int:
    lines, rank = [list(line) for line in matrix], 0
    for column in range(len(lines[0]) if lines else 0):
        pivot = next((line for line in lines[rank:] if line[column]), None)
        if pivot is None:
            continue
        lines.remove(pivot)
        lines.insert(rank, pivot)
        for line in lines[rank + 1 :]:
            factor = line[column] / pivot[column]
            line[:] = [value - factor * other for value, other in zip(line, pivot, strict=True)]
        rank += 1
    return rank
