"""The words by which a free text seems to refuse a right or to set a condition to it; all of them are data."""

from collections.abc import Collection, Iterable, Iterator

from kit.judging.description import passages, speaks_of, without
from kit.law.texts import data

_FILE = "mots-de-refus"
# Refuser ou exiger : le passage qui le nie n’écarte rien.
_DENIABLE = ("refus", "exigences")


def refusing(text: str, lists: Collection[str]) -> str | None:
    """Give the first word of a text that seems to refuse or to demand something, by these lists of words; None when it
    has none, or denies it."""
    return next((word for passage in passages(text) for word in _said(passage, lists)), None)


def _said(passage: str, lists: Collection[str]) -> Iterator[str]:
    known = data(_FILE)
    plain = without(passage, known["ecartes"])
    yield from _held(plain, known["absences"] if "absences" in lists else ())
    # Une exigence niée n’en est pas une, même là où elle ne se cherche pas : « aucun document exigé ».
    every = [word for name in _DENIABLE for word in _held(plain, known[name])]
    denied = speaks_of(without(plain, every), known["negations"])
    if every and not denied:
        yield from (word for name in _DENIABLE if name in lists for word in _held(plain, known[name]))
    elif not every and "totales" in lists:
        yield from _held(plain, known["totales"])


def _held(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if speaks_of(text, [word])]
