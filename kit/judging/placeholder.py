"""The free texts that only hold the place of an answer: « À venir », « En cours d’élaboration »; all words are data."""

import functools
import re

from kit.law.territories import slug
from kit.law.texts import data

_PASSAGES = re.compile(r"[.;:,()]|\bmais\b")


def passages(text: str) -> list[str]:
    """Give the passages of a free text; a negation holds for its own alone."""
    return _PASSAGES.split(text)


def says_nothing(text: str) -> bool:
    """Tell whether a text is, or begins by, words of the kit that describe nothing, or nothing yet: « À venir »."""
    # Un seul mot ne compte que s'il est tout le texte : « Aucune difficulté » décrit quelque chose.
    plain, first, empty = slug(text), slug(passages(text)[0]), _words("mots_vides")
    whole = not plain or plain in empty or ("-" in first and first in empty)
    return whole or any(f"{plain}-".startswith(f"{word}-") for word in _words("debuts_vides"))


@functools.cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(slug(word) for word in data("maison")[name])
