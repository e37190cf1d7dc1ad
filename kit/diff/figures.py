"""The aggregates of which day were added, taken away or corrected."""

from collections.abc import Iterator
from typing import Any

from kit.diff.change import Group, Section, added, grouped, removed, section
from kit.diff.commission import silence
from kit.diff.fields import lines
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import Pair, by, fields_of, pairs, without

_AT = ("commission", "indicateurs")


def sections(words: Lexicon, before: Any, after: Any) -> Iterator[Section]:
    """Give the section of the indicators written in commission.yaml."""
    old, new = fields_of(before).get("indicateurs"), fields_of(after).get("indicateurs")
    found = pairs(old, new, by("date"), without("date"))
    groups = [*grouped(None, silence(words, _AT, old, new)), *(each for pair in found for each in _day(words, pair))]
    yield from section("Indicateurs", groups)


def _day(words: Lexicon, pair: Pair) -> Iterator[Group]:
    held = fields_of(pair.before if pair.after is None else pair.after)
    title = f"Au {words.day(held.get('date', ''))}"
    figures = words.value((*_AT, 0), {key: value for key, value in held.items() if key != "date"})
    if pair.before is None:
        yield from grouped(title, [added(f"Chiffres ajoutés : {figures}")])
    elif pair.after is None:
        yield from grouped(title, [removed(f"Chiffres retirés : {figures}")])
    else:
        yield from grouped(title, lines(words, (*_AT, 0), pair.before, pair.after))
