"""The interruptions written in the form of a way out: what can be read of them, and the readings the text leaves.

The text adds up the periods during which the person has the rights of the way out (R. 121-12-10): an interruption
counts if the rights stayed open, does not if they were closed. When nobody says which, both readings are given.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kit.french import date
from kit.handbook.outils.days import FIRST, LAST, read_day
from kit.handbook.outils.plan import Gap
from kit.handbook.outils.sheet import Answers, Fault, Say

OPEN, CLOSED, UNSAID = "oui", "non", ""


@dataclass(frozen=True, slots=True)
class Interruption:
    """An interruption, both days included, without end when the way out has not resumed."""

    rank: int
    first: datetime.date
    last: datetime.date | None
    rights: str


def interruptions(answers: Answers, most: int) -> tuple[Interruption, ...]:
    """Give the interruptions that can be read, in order of days."""
    found = (_read(answers, rank) for rank in range(1, most + 1))
    return tuple(sorted((each for each in found if each), key=lambda each: (each.first, each.rank)))


def faults(say: Say, answers: Answers, start: datetime.date | None, most: int) -> Iterator[Fault]:
    """Say what cannot be read, field by field; `start` is the first day of the way out, when it could be read."""
    before: Interruption | None = None
    for rank in range(1, most + 1):
        yield from _unread(say, answers, rank)
    for each in interruptions(answers, most):
        if start and each.first <= start:
            yield Fault(f"i{each.rank}-du", say("int_avant", debut=date(start)))
        elif each.last and each.last < each.first:
            yield Fault(f"i{each.rank}-au", say("int_ordre"))
        elif before and (before.last is None or each.first <= before.last):
            yield Fault(f"i{each.rank}-du", say("int_chevauche"))
        before = each


def readings(found: tuple[Interruption, ...]) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    """Give the days without rights: once when all is said, else as if the rights had stayed open, then as if closed."""
    closed = _gaps(found, CLOSED)
    if all(each.rights != UNSAID for each in found):
        return (("titre", closed),)
    return ("titre_ouverts", closed), ("titre_fermes", _gaps(found, CLOSED, UNSAID))


def _gaps(found: tuple[Interruption, ...], *rights: str) -> tuple[Gap, ...]:
    return tuple(Gap(each.first, each.last) for each in found if each.rights in rights)


def _read(answers: Answers, rank: int) -> Interruption | None:
    first, last = read_day(answers[f"i{rank}-du"]), read_day(answers[f"i{rank}-au"])
    return Interruption(rank, first, last, answers[f"i{rank}-droits"]) if first else None


def _unread(say: Say, answers: Answers, rank: int) -> Iterator[Fault]:
    first, last = f"i{rank}-du", f"i{rank}-au"
    wrong = say("date", premiere=date(FIRST), derniere=date(LAST))
    if answers[first] and not read_day(answers[first]):
        yield Fault(first, wrong)
    if answers[last] and not read_day(answers[last]):
        yield Fault(last, wrong)
    elif answers[last] and not answers[first]:
        yield Fault(first, say("int_debut"))
