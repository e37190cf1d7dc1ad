"""What a remedy writes when the files cannot tell it: a session to come, a term that follows another, an identifier
that is free, a day before another."""

import datetime
import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from kit.findings.finding import Pointer
from kit.findings.remedy import Change, Gesture
from kit.judging.assembly import FILES, PLANNED, members
from kit.judging.case import Case
from kit.law.terms import last_day
from kit.model.commission import Titulaire
from kit.yaml.sample import sample

_ONE_DAY = datetime.timedelta(days=1)
_ORDERS = ("commission", "arretes")
Day = datetime.date


def eve(day: Day) -> str:
    """Give the day before, as a file has it."""
    return (day - _ONE_DAY).isoformat()


def to_call(case: Case, day: Day) -> Day:
    """Give the last day on which members can be called in time to a session (CRPA R. 133-8)."""
    return day - _delay(case)


def next_session(case: Case) -> Change:
    """Add an individual session, on the first day to which members called today can come (CRPA R. 133-8)."""
    first = case.as_of + _delay(case)
    return Change(Gesture.ADD, ("sessions",), {"date": first.isoformat(), "formation": FILES, "etat": PLANNED})


def _delay(case: Case) -> datetime.timedelta:
    return datetime.timedelta(days=case.version_of("crpa-r133").number("convocation_jours"))


def renewed(case: Case, seat: str, holder: Titulaire, end: Day, association: str | None) -> Change:
    """Add to a seat the term of a holder that follows the one that ends on a day, as long as the text allows."""
    start = end + _ONE_DAY
    term = {"debut": start.isoformat(), "fin": last_day(start, case.composition.term_years).isoformat()}
    known: dict[str, Any] = {"id": holder.id, "titre": holder.titre, "association": association}
    value = {key: written for key, written in known.items() if written} | {"mandat": term}
    return Change(Gesture.ADD, ("membres", seat), value)


def ended(holder: Titulaire, day: Day) -> Change:
    """End a term the day before another, or on its own first day when it begins then."""
    term = holder.mandat
    last = eve(day) if term is None or term.debut is None or term.debut < day else term.debut.isoformat()
    return Change(Gesture.PUT, (*holder.pointer, "mandat", "fin"), last)


def free(case: Case, identifier: str) -> str:
    """Give the first identifier, after this one, that nobody has in membres.yaml."""
    known, (root, _, rank) = members(case), identifier.rpartition("-")
    stem, first = (root, int(rank)) if root and rank.isdecimal() else (identifier, 1)
    return next(name for n in itertools.count(first + 1) if (name := f"{stem}-{n}") not in known)


def order(case: Case, reference: str, day: Day) -> Change:
    """Add an order that makes the list, signed on a day by those whom the text of the department names."""
    signed = list(case.composition.presidency(case.territory.regime).signatories)
    value = {"reference": reference, "date": day.isoformat(), "objet": ["composition"], "signataires": signed}
    return Change(Gesture.ADD, _ORDERS, value)


def filled(written: Mapping[str, Any], places: Iterable[Pointer]) -> tuple[Change, ...]:
    """Set the example of the schema at each of several places of a file; groups that are not `written` yet are added
    whole, once."""
    added: dict[Pointer, dict[str, Any]] = {}
    changes: list[Change] = []
    for place in places:
        value = sample(place)
        top = next((place[:size] for size in range(2, len(place)) if not _at(written, place[:size])), None)
        if top is None:
            changes.append(Change(Gesture.PUT, place, value))
            continue
        if top not in added:
            added[top] = {}
            changes.append(Change(Gesture.PUT, top, added[top]))
        inside = added[top]
        for part in place[len(top) : -1]:
            inside = inside.setdefault(str(part), {})
        inside[str(place[-1])] = value
    return tuple(changes)


def _at(data: Any, place: Pointer) -> Any:
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
