"""Who holds a seat on the day, from when to when, and where what is said of a holder stands."""

import datetime
from collections.abc import Callable, Iterator

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.rule import Breach
from kit.judging import causes
from kit.judging.case import Case
from kit.law.texts import Seat
from kit.model.commission import Titulaire


def at_holder(
    seat: Seat, holder: Titulaire, case: str, outcome: Outcome, *under: str, paragraph: str | None = None, **fields: str
) -> Breach:
    """Say something of a holder, by the paragraph of its rule or by another; one that its own author doubts is to be
    checked, not refused."""
    known = {"titre": holder.titre, "rang": seat.ordinal, "id": holder.id}
    return Breach(
        pointer=(*holder.pointer, *under),
        case=case,
        outcome=doubted(outcome, holder.a_verifier),
        fields={**known, **fields},
        paragraph=paragraph,
        siege=seat.id,
        of=(causes.entry(seat.id, holder.id),),
    )


def readable_seats(case: Case) -> Iterator[Seat]:
    """Give the seats of the day whose holders could all be read."""
    return (seat for seat in case.composition.seats if case.seat_readable(seat.id))


def starts(holder: Titulaire) -> datetime.date | None:
    """Give the first day of a term, or None when it is not written."""
    return holder.mandat.debut if holder.mandat else None


def ends(holder: Titulaire) -> datetime.date | None:
    """Give the last day of a term, or None when it is not written."""
    return holder.mandat.fin if holder.mandat else None


def term_place(holder: Titulaire, key: str) -> Pointer:
    """Point at a date of a term, or at the holder that has no term."""
    return (*holder.mandat.pointer, key) if holder.mandat else holder.pointer


def held(case: Case, wanted: Callable[[Seat], bool]) -> Iterator[tuple[Seat, Titulaire]]:
    """Give the holders of the day of the seats that the wording of the day describes so."""
    for seat in case.composition.seats:
        if wanted(seat) and case.seat_readable(seat.id):
            for holder in case.holders(seat.id):
                yield seat, holder
