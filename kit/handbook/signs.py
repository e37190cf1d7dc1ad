"""What the free texts of a commission hold that a reader may have to be spared: data about a person, small numbers."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kit.handbook.figures import least
from kit.model import Commission
from kit.once import once
from kit.privacy.texts import hits, texts

_NUMBERS_FR = ("zéro|aucune?", "une? seule?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_PEOPLE = "dossiers?|demandes?|parcours|personnes?|femmes?|hommes?|mineure?s?|bénéficiaires?|renouvellements?"


@dataclass(frozen=True, slots=True)
class Signs:
    """Each text that holds a datum about a person, with what was found in it; and small numbers of people."""

    told: tuple[tuple[str, frozenset[str]], ...]
    few: frozenset[str]


# Chaque édition regarde les mêmes textes, et deux fois le même dépôt donne les mêmes.
@once(most=2048)
def signs(commission: Commission) -> Signs:
    """Look for them in all free texts."""
    read = tuple(texts(commission))
    told = ((text.value, frozenset(hit.matched for hit in hits(text))) for text in read)
    return Signs(
        told=tuple((value, found) for value, found in told if found),
        few=frozenset(found for text in read for found in _few().findall(text.value)),
    )


def plain(known: Signs) -> list[Any]:
    """Give signs as values that JSON writes as they are."""
    return [[[value, sorted(found)] for value, found in known.told], sorted(known.few)]


def of_plain(raw: Iterable[Any]) -> Signs:
    """Give back what `plain` was given."""
    told, few = raw
    return Signs(told=tuple((value, frozenset(found)) for value, found in told), few=frozenset(few))


@functools.cache
def _few() -> re.Pattern[str]:
    """Give what finds a small number of people or of files in a text: « 3 dossiers », « une seule demande »."""
    numbers = [*map(str, range(least())), *_NUMBERS_FR[: least()]]
    return re.compile(rf"(?<![\w,.-])(?:{'|'.join(numbers)})\s+(?:{_PEOPLE})\b", re.IGNORECASE)
