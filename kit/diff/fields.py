"""Every difference between two values, field by field under the titles of the schemas: what nobody tells better."""

from collections.abc import Container, Iterator
from typing import Any

from kit.diff.difference import Change, added, changed, removed
from kit.diff.lexicon import Lexicon, lowered
from kit.diff.pairing import Pair, by, fields_of, pairs, same
from kit.findings.finding import Pointer

# Ce qui nomme un élément d'une liste dont aucune section ne parle elle-même.
_NAMES = ("reference", "id", "titre", "de")


def lines(
    words: Lexicon, at: Pointer, before: Any, after: Any, who: str = "", skip: Container[str] = ()
) -> Iterator[Change]:
    """Tell every difference between two values at a place, each line headed by `who`; `skip` names the fields that
    are told elsewhere. Gives nothing when they say the same."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in (*after, *(key for key in before if key not in after)):
            if key not in skip:
                yield from field_lines(words, (*at, key), before.get(key), after.get(key), who)
    elif not same(before, after):
        yield changed(f"{who} : {words.arrow(at, before, after)}")


def field_lines(words: Lexicon, at: Pointer, before: Any, after: Any, who: str = "") -> Iterator[Change]:
    """Tell what happens to one field, under its title."""
    if same(before, after):
        return
    label = words.label(at)
    about = f"{who}, {lowered(label)}" if who else label
    if isinstance(before, list) and isinstance(after, list):
        yield from _list(words, (*at, 0), before, after, about)
    elif before is None:
        yield added(f"{about} : {words.value(at, after)}")
    elif after is None:
        yield removed(f"{about} : {words.value(at, before)}")
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from lines(words, at, before, after, about)
    else:
        yield changed(f"{about} : {words.arrow(at, before, after)}")


def _list(words: Lexicon, at: Pointer, before: list[Any], after: list[Any], about: str) -> Iterator[Change]:
    for pair in pairs(before, after, *(by(name) for name in _NAMES)):
        if pair.before is None:
            yield added(f"{about} : {words.value(at, pair.after)}")
        elif pair.after is None:
            yield removed(f"{about} : {words.value(at, pair.before)}")
        else:
            yield from lines(words, at, pair.before, pair.after, f"{about} « {_name(words, pair)} »")


def _name(words: Lexicon, pair: Pair) -> str:
    held = fields_of(pair.after)
    return words.text(next((held[name] for name in _NAMES if name in held), ""))
