"""Small numbers of people are not published, nor what would give them away."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.handbook.figures import WITHHELD, least, rows, withheld
from kit.model import Indicateurs, Sorties
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
            {(0, "psp_en_cours"), (1, "psp_termines")},
        ),
        ([year(psp_en_cours=49), year(psp_en_cours=58, psp_termines=3)], {(1, "psp_termines")}),
    ],
)
def test_what_is_withheld(years: Sequence[Year], expected: set[tuple[int, str]]) -> None:
    assert withheld(years) == expected


def test_the_public_table_says_np_and_the_internal_one_the_number() -> None:
    out = Sorties(pointer=(), formation=2, emploi=8, logement=None)
    known = [Indicateurs(pointer=(), date=TODAY, psp_en_cours=3, psp_engages=7, sorties=out)]
    [public] = rows(known, public=True)
    [internal] = rows(known, public=False)
    assert public[1:7] == (WITHHELD, "7", "–", WITHHELD, "8", "–")
    assert internal[1:7] == ("3", "7", "–", "2", "8", "–")


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
