"""The amounts of the AFIS, for a person and the children in their care (D. 121-12-14)."""

from dataclasses import dataclass
from decimal import Decimal

from kit.french import NBSP, NNBSP
from kit.handbook.page import Here
from kit.handbook.tools.law import Text, text

TEXT = "casf-d121-12-14"
# Le barème, du plus petit foyer au plus grand ; au-delà, chaque enfant ajoute une somme.
SCALE, MORE = ("personne_seule", "un_enfant", "deux_enfants", "trois_enfants"), "enfant_en_plus"
MOST_CHILDREN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AfisLaw:
    """What the tool reads of the law: amounts are in cents."""

    text: Text
    scale: tuple[str, ...]
    more: str
    most_children: int


def law(here: Here) -> AfisLaw:
    """Give the amounts of `kit/law`, as a page sees them."""
    found = text(TEXT, here, lambda value: int(Decimal(value) * 100))
    return AfisLaw(text=found, scale=SCALE, more=MORE, most_children=MOST_CHILDREN)


def euros(cents: int) -> str:
    """Write a sum of cents as « 1 019,75 € », with no-break spaces."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", NNBSP) + f",{rest:02}{NBSP}€"
