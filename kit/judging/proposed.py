"""What a remedy does when the files cannot tell it: add a session to come or a term that follows another, end a term,
set the examples of the schema; what it adds is made by `specimens`."""

import datetime
from collections.abc import Container, Iterable, Mapping
from typing import Any

from kit.findings.finding import Pointer, reached
from kit.findings.remedy import Change, add, drop, put
from kit.judging import specimens
from kit.judging.assembly import FILES
from kit.judging.case import Case
from kit.law.texts import Seat, data
from kit.law.working_days import worked_from, worked_until
from kit.model.commission import Titulaire
from kit.model.sessions import PLANNED
from kit.yaml.sample import sample

_ONE_DAY = datetime.timedelta(days=1)
Day = datetime.date


def eve(day: Day) -> str:
    """Give the day before, as a file has it."""
    return (day - _ONE_DAY).isoformat()


def called_by(case: Case, day: Day) -> tuple[Day, Day]:
    """Give the last worked days on which to send the call to a session, and to receive it (CRPA R. 133-8): the first is
    counted back from the second."""
    delay, code = case.version_of("crpa-r133").number("convocation_jours"), case.territory.code
    received = worked_until(day - datetime.timedelta(days=delay), code)
    return worked_until(received - datetime.timedelta(days=posting()), code), received


def first_session(case: Case) -> Day:
    """Give the first working day to which members called today can come (CRPA R. 133-8)."""
    return worked_from(case.as_of + _delay(case), case.territory.code)


def next_session(case: Case) -> Change:
    """Add an individual session, on the first working day to which members called today can come."""
    return add(("sessions",), {"date": first_session(case).isoformat(), "formation": FILES, "etat": PLANNED})


def _delay(case: Case) -> datetime.timedelta:
    return datetime.timedelta(days=case.version_of("crpa-r133").number("convocation_jours") + posting())


def posting() -> int:
    """Give how many days the kit leaves to what is sent before it is taken for received; no text says."""
    return int(data("maison")["acheminement_jours"])


def renewed(case: Case, seat: Seat, holder: Titulaire, end: Day, association: str | None) -> Change:
    """Add to a seat the term of a holder that follows the one that ends on a day, as long as the text allows."""
    known: dict[str, Any] = {"id": holder.id, "titre": holder.titre, "association": association}
    value = {key: written for key, written in known.items() if written}
    return add(("membres", seat.id), {**value, "mandat": specimens.term(case, seat, end + _ONE_DAY)})


def ended(holder: Titulaire, day: Day) -> Change:
    """End a term the day before another, or on its own first day when it begins then."""
    term = holder.mandat
    last = eve(day) if term is None or term.debut is None or term.debut < day else term.debut.isoformat()
    return put((*holder.pointer, "mandat", "fin"), last)


def unmentioned(holder: Titulaire, seats: Container[str]) -> tuple[Change, ...]:
    """Take seats out of those that a holder is said to sit for too; the list goes with its last one."""
    place = (*holder.pointer, "aussi_pour")
    ranks = [rank for rank, name in enumerate(holder.aussi_pour) if name in seats]
    if len(ranks) == len(holder.aussi_pour):
        return (drop(place),) if ranks else ()
    return tuple(drop((*place, rank)) for rank in ranks)


def filled(written: Mapping[str, Any], places: Iterable[Pointer]) -> tuple[Change, ...]:
    """Set the example of the schema at each of several places of a file; groups that are not `written` yet are added
    whole, once."""
    added: dict[Pointer, dict[str, Any]] = {}
    changes: list[Change] = []
    for place in places:
        value = sample(place)
        top = next((place[:size] for size in range(2, len(place)) if not reached(written, place[:size])), None)
        if top is None:
            changes.append(put(place, value))
            continue
        if top not in added:
            added[top] = {}
            changes.append(put(top, added[top]))
        inside = added[top]
        for part in place[len(top) : -1]:
            inside = inside.setdefault(str(part), {})
        inside[str(place[-1])] = value
    return tuple(changes)
