"""What a public reader is spared in a text: small numbers of people."""

import functools
import re

from kit.handbook.pages.figures import least

_NUMBERS_FR = ("zéro|aucune?", "une? seule?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_PEOPLE = "dossiers?|demandes?|parcours|personnes?|femmes?|hommes?|mineure?s?|bénéficiaires?|renouvellements?"


def unnumbered(text: str) -> str:
    """Give a text without its small numbers of people or of files."""
    return _few().sub("…", text)


@functools.cache
def _few() -> re.Pattern[str]:
    """Give what finds a small number of people or of files in a text: « 3 dossiers », « une seule demande »."""
    numbers = [*map(str, range(least())), *_NUMBERS_FR[: least()]]
    return re.compile(rf"(?<![\w,.-])(?:{'|'.join(numbers)})\s+(?:{_PEOPLE})\b", re.IGNORECASE)
