"""What the free texts of a commission hold that a public reader has to be spared: small numbers of people."""

import functools
import re

from kit.handbook.figures import least
from kit.model import Commission
from kit.rules.shapes import texts

_NUMBERS_FR = ("zéro|aucune?", "une? seule?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_PEOPLE = "dossiers?|demandes?|parcours|personnes?|femmes?|hommes?|mineure?s?|bénéficiaires?|renouvellements?"


def few(commission: Commission) -> frozenset[str]:
    """Give the small numbers of people or of files that its free texts hold, as they are written."""
    return frozenset(found for text in texts(commission) for found in _few().findall(text.value))


@functools.cache
def _few() -> re.Pattern[str]:
    """Give what finds a small number of people or of files in a text: « 3 dossiers », « une seule demande »."""
    numbers = [*map(str, range(least())), *_NUMBERS_FR[: least()]]
    return re.compile(rf"(?<![\w,.-])(?:{'|'.join(numbers)})\s+(?:{_PEOPLE})\b", re.IGNORECASE)
