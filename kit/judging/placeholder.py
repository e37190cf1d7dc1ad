"""The free texts that only hold the place of an answer: « À venir », « En attente de la signature », « Arrêté n° … »;
all words are data."""

import functools
import itertools
import re
from collections.abc import Iterable

from kit.law.territories import slug
from kit.law.texts import data

_PASSAGES = re.compile(r"[.;:,()]|\bmais\b")
# Ce qu’un modèle laisse à remplir : « n° … », « [référence] », « XX/XX/2026 ».
_UNNUMBERED = re.compile(r"\bn(?:°|º|um[ée]ro)\s*(?:$|[.…_?]|x{2,}\b)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*(?:\[.*\]|<.*>|\{.*\})\s*")
_LEFT = re.compile(r"…|\.{2,}|_{2,}|\?")
_CROSSED = re.compile(r"x{2,}")
_NOUGHT = re.compile(r"0{3,}")
Words = tuple[str, ...]


def passages(text: str) -> list[str]:
    """Give the passages of a free text; a negation holds for its own alone."""
    return _PASSAGES.split(text)


@functools.lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Tell whether a text is, or begins by, words of the kit that describe nothing, or nothing yet: « À venir »."""
    words = _bare(text)
    return not words or _to_come(words, text) or _to_fill_in(words, text) or _to_come(_unnamed(words), text)


def _to_come(words: Words, text: str) -> bool:
    """Tell whether words announce an answer, or are one that says nothing."""
    first = _bare(passages(text.strip(" .«»\"'-"))[0])
    # Un seul mot ne compte que s'il est tout le texte : « Aucune difficulté » décrit quelque chose.
    whole = words in _empty() or (len(first) > 1 and first in _empty())
    return whole or any(words[:size] in _begun() for size in range(1, len(words) + 1))


def _to_fill_in(words: Words, text: str) -> bool:
    """Tell whether a text is that of a model that nobody has filled in."""
    crossed = [word for word in words if _CROSSED.fullmatch(word)]
    named = all(word in _names() or word.isdecimal() or word in crossed for word in words)
    alone = bool(crossed) and not text.strip().count(" ")
    left = (named and bool(crossed or _LEFT.search(text))) or alone or all(map(_NOUGHT.fullmatch, words))
    return left or bool(_UNNUMBERED.search(text) or _BRACKETED.fullmatch(text))


def _unnamed(words: Words) -> Words:
    """Give words less those that only name what lacks, when something else follows."""
    left = tuple(itertools.dropwhile(_names().__contains__, words))
    return left if left != words else ()


def _bare(text: str) -> Words:
    """Give the words of a text, its articles aside."""
    return tuple(word for word in slug(text).split("-") if word and word not in _articles())


@functools.cache
def _articles() -> frozenset[str]:
    return frozenset(map(slug, data("maison")["articles"]))


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(map(slug, data("maison")["noms_en_attente"]))


@functools.cache
def _empty() -> frozenset[Words]:
    return _all(data("maison")["mots_vides"])


@functools.cache
def _begun() -> frozenset[Words]:
    waits = data("maison")["attentes"]
    return _all(data("maison")["debuts_vides"]) | _all(map(" ".join, itertools.product(waits["mots"], waits["de"])))


def _all(texts: Iterable[str]) -> frozenset[Words]:
    return frozenset(map(_bare, texts))
