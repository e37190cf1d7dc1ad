"""What changes in how a department applies the procedure: documents, delays, services, visa, asylum."""

from collections.abc import Iterator
from typing import Any

from kit.diff.change import Change, Section, added, grouped, removed, section
from kit.diff.commission import silence
from kit.diff.fields import field, lines
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import Pair, by, fields_of, pairs
from kit.findings.finding import Pointer

_ASKED = ("psp", "aps")


def sections(words: Lexicon, before: Any, after: Any) -> Iterator[Section]:
    """Give the section of procedures.yaml, procedure by procedure."""
    old, new = fields_of(before), fields_of(after)
    names = list(dict.fromkeys([*new, *old]))
    groups = (
        group
        for name in names
        for group in grouped(words.label(("procedures", name)), _procedure(words, name, old.get(name), new.get(name)))
    )
    yield from section("Procédures", groups)


def _procedure(words: Lexicon, name: str, before: Any, after: Any) -> Iterator[Change]:
    at = ("procedures", name)
    if not all(side is None or isinstance(side, dict) for side in (before, after)):
        yield from field(words, at, before, after)
        return
    if (before is None) != (after is None):
        yield added("Procédure décrite") if before is None else removed("Procédure qui n’est plus décrite")
    old, new = fields_of(before), fields_of(after)
    skip = ("pieces",) if name in _ASKED else ()
    if skip:
        yield from _documents(words, (*at, "pieces"), old.get("pieces"), new.get("pieces"))
    yield from lines(words, at, old, new, skip=skip)


def _documents(words: Lexicon, at: Pointer, before: Any, after: Any) -> Iterator[Change]:
    yield from silence(words, at, before, after)
    for pair in pairs(before, after, by("piece", "precision"), by("piece")):
        if pair.before is None:
            yield added(f"Pièce demandée : {_document(words, at, pair.after)}")
        elif pair.after is None:
            yield removed(f"Pièce qui n’est plus demandée : {_document(words, at, pair.before)}")
        else:
            yield from _altered(words, at, pair)


def _altered(words: Lexicon, at: Pointer, pair: Pair) -> Iterator[Change]:
    name = fields_of(pair.after).get("piece")
    who = f"Pièce « {words.value((*at, 0, 'piece'), name)} »" if name else "Pièce"
    yield from lines(words, (*at, 0), pair.before, pair.after, who)


def _document(words: Lexicon, at: Pointer, entry: Any) -> str:
    held = fields_of(entry)
    if "piece" not in held:
        return words.value((*at, 0), entry)
    more = {key: value for key, value in held.items() if key != "piece"}
    details = f" ({words.value((*at, 0), more)})" if more else ""
    return words.value((*at, 0, "piece"), held["piece"]) + details
