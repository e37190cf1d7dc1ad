"""What each wording of a text says of one thing, side by side: neighbours that say the same are told once, and what a
wording changes of the words of the one before is marked."""

import datetime
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kit.law.texts import CERTAINTY_FR, Version

ABSENT = "–"
_UNREAD, _SAME = "Non lu.", "Inchangé."
# En dessous, deux phrases n’ont en commun que des mots de liaison : la nouvelle se lit mieux seule.
_ALIKE = 0.5


class Piece(NamedTuple):
    """Some words of a wording: as they were, taken away (`del`) or new (`ins`)."""

    mark: Literal["", "del", "ins"]
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one wording says of a thing: its texts, in order, none when it says nothing; what changed, in words, and
    whether the wording is sure of it."""

    texts: tuple[str, ...]
    change: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Wordings that follow each other and say the same of a thing: from when to when (`end` excluded; None: still in
    force), how many, their words, what changed, and how sure they are when they were not read."""

    start: datetime.date
    end: datetime.date | None
    span: int
    texts: tuple[tuple[Piece, ...], ...]
    change: str
    doubt: str


def runs(versions: Sequence[Version], told: Iterable[Told]) -> Iterator[Run]:
    """Give what the wordings of a text, in order, say of a thing, alike neighbours together."""
    kept: Run | None = None
    last = Told(())
    for version, each in zip(versions, told, strict=True):
        alike = kept is not None and (each.texts, each.certain, each.change) == (last.texts, last.certain, "")
        if kept is not None and alike:
            kept = replace(kept, end=version.end, span=kept.span + 1)
        else:
            if kept is not None:
                yield kept
            kept = _run(version, each, last)
        last = each
    if kept is not None:
        yield kept


def alike(versions: Sequence[Version], facts: Iterable[str]) -> tuple[Run, ...]:
    """Give a fact about each of the wordings, alike neighbours together."""
    return tuple(runs(versions, (Told((fact,)) for fact in facts)))


def _run(version: Version, told: Told, before: Told) -> Run:
    return Run(
        start=version.start,
        end=version.end,
        span=1,
        texts=tuple(_marked(version, told, before)),
        change=told.change,
        doubt="" if told.certain else CERTAINTY_FR[version.certainty],
    )


def _marked(version: Version, told: Told, before: Told) -> Iterator[tuple[Piece, ...]]:
    """Give the words of a wording; what is only thought to be as before is not told twice."""
    if not told.texts:
        yield (Piece("", ABSENT if told_silent(version) else _UNREAD),)
    elif told.texts == before.texts and not told.certain:
        yield (Piece("", _SAME),)
    else:
        compared = before.texts if told.change and len(before.texts) == len(told.texts) else told.texts
        yield from (changed(*pair) for pair in zip(compared, told.texts, strict=True))


def told_silent(version: Version) -> bool:
    """Tell whether what is not written of a wording is not in it; of one that others report, nobody knows."""
    return version.certain or version.certainty == "deduite"


def changed(before: str, after: str) -> tuple[Piece, ...]:
    """Give a text, with what it changes of the one before, word by word; whole when little of it stays."""
    old, new = before.split(" "), after.split(" ")
    compared = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    if compared.ratio() < _ALIKE:
        return (Piece("", after),)
    return tuple(_pieces(compared, old, new))


def _pieces(compared: difflib.SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for what, start, end, first, last in compared.get_opcodes():
        if what == "equal":
            yield Piece("", " ".join(new[first:last]))
            continue
        if start < end:
            yield Piece("del", " ".join(old[start:end]))
        if first < last:
            yield Piece("ins", " ".join(new[first:last]))
