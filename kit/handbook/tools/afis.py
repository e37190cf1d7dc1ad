"""The amounts of the AFIS, for a person and the children in their care (D. 121-12-14)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kit.french import NBSP, NNBSP, date
from kit.handbook.page import Page
from kit.handbook.tools import wordings

TEXT = "casf-d121-12-14"
# Le barème, du plus petit foyer au plus grand ; au-delà, chaque enfant ajoute une somme.
SCALE, MORE = ("personne_seule", "un_enfant", "deux_enfants", "trois_enfants"), "enfant_en_plus"
MOST_CHILDREN = 20


def law() -> dict[str, Any]:
    """Give what the tool reads of the law: amounts are in cents."""
    text = wordings.text(TEXT, lambda value: int(Decimal(value) * 100))
    return {"text": text, "scale": SCALE, "more": MORE, "most_children": MOST_CHILDREN}


def page(as_of: datetime.date) -> Page:
    """Give the page of the tool."""
    return wordings.page("outils/montant-afis.md", "afis", law(), as_of, amounts=tuple(amounts()))


def amounts() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Give each wording: its first day, its amounts, how sure it is; the latest first."""
    for wording in reversed(law()["text"].wordings):
        yield date(wording.start), tuple(_euros(wording.values[name]) for name in (*SCALE, MORE)), wording.certainty


def _euros(cents: int) -> str:
    """Write a sum of cents as « 1 019,75 € », with no-break spaces."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", NNBSP) + f",{rest:02}{NBSP}€"
