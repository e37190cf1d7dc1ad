"""What a new entry may be proposed, from the text of the day or from what the fiche already says; she who fills it in
sees it, and changes it where it is not so."""

from typing import Any

from kit.edit.form.draft import Draft
from kit.findings.finding import Pointer
from kit.law.composition import snapshot
from kit.law.periods import period_on
from kit.law.terms import last_day
from kit.law.texts import Seat
from kit.model.commission import Arrete

_DESIGNATED = "designation/par"
_START, _END, _ORDER = "mandat/debut", "mandat/fin", "mandat/arrete"


def proposed(draft: Draft, entry: Pointer, way: str, *, successor: bool) -> Any:
    """Give what is proposed for a value of a new entry, None for nothing: who the text says designates to a seat, and
    the term that the order on the composition opens. A `successor` has the term of nobody else."""
    if entry[0] != "membres":
        return None
    composition = period_on(draft.as_of).composition
    seat = composition.seat(str(entry[1]))
    if seat is None:
        return None
    if way == _DESIGNATED:
        return seat.designated_by
    order = None if successor else _opening(draft, seat)
    if order is None or order.date is None:
        return None
    term = {
        _START: order.date.isoformat(),
        _END: last_day(order.date, composition.term_years).isoformat(),
        _ORDER: order.reference,
    }
    return term.get(way)


def _opening(draft: Draft, seat: Seat) -> Arrete | None:
    """Give the order that fixes the composition, for a seat of its list whose holders, if there are any, are all named
    by it."""
    case = draft.checked.case
    order = snapshot.composition_order(case.commission, draft.as_of) if case and seat.listed else None
    if case is None or order is None:
        return None
    held = case.commission.seat(seat.id)
    return order if all(each.mandat and each.mandat.arrete == order.reference for each in held) else None
