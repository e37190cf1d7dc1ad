"""The amounts of the AFIS, for a person and the children in their care (D. 121-12-14)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kit.french import NBSP, NNBSP, date
from kit.handbook.page import Page
from kit.handbook.tools import wordings

TEXT = "casf-d121-12-14"
MAYOTTE = "casf-d121-12-14-mayotte"
# Le barème, du plus petit foyer au plus grand ; au-delà, chaque enfant ajoute une somme.
SCALE, MORE = ("personne_seule", "un_enfant", "deux_enfants", "trois_enfants"), "enfant_en_plus"
MOST_CHILDREN = 20
Row = tuple[str, tuple[str, ...], str]


def law() -> dict[str, Any]:
    """Give what the tool reads of the law: amounts are in cents."""
    scales = {"text": _cents(TEXT), "mayotte": _cents(MAYOTTE)}
    return {**scales, "scale": SCALE, "more": MORE, "most_children": MOST_CHILDREN}


def page(as_of: datetime.date) -> Page:
    """Give the page of the tool."""
    return wordings.page("outils/montant-afis.md", "afis", law(), as_of, **tables())


def tables() -> dict[str, tuple[Row, ...]]:
    """Give the amounts that a page shows: those of D. 121-12-14, and those of Mayotte."""
    return {"amounts": tuple(_rows(TEXT)), "amounts_mayotte": tuple(_rows(MAYOTTE))}


def _cents(text_id: str) -> wordings.Text:
    return wordings.text(text_id, lambda value: int(Decimal(value) * 100))


def _rows(text_id: str) -> Iterator[Row]:
    """Give each wording: its first day, its amounts, how sure it is; the latest first."""
    for wording in reversed(_cents(text_id).wordings):
        yield date(wording.start), tuple(_euros(wording.values[name]) for name in (*SCALE, MORE)), wording.certainty


def _euros(cents: int) -> str:
    """Write a sum of cents as « 1 019,75 € », with no-break spaces."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", NNBSP) + f",{rest:02}{NBSP}€"
