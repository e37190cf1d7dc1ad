"""A commission on one day, as the derived schema reads it: seat → holders, presidency, signatories."""

import datetime
import functools
from collections.abc import Callable
from typing import Any

from kit.law.periods import Period
from kit.law.territories import Territory, former_service_named, service_named
from kit.law.texts import COMPOSITION, provision
from kit.model.commission import Arrete, Commission, Presidence, Titulaire, covers


def _told(holder: Titulaire, named: Callable[[str], str | None]) -> str | None:
    found = (named(text) for text in (holder.organisme, holder.titre) if text)
    return next((service for service in found if service), None)


def service_of(holder: Titulaire) -> str | None:
    """Give the short name of the State's service of a holder, from `organisme`, else from its title."""
    return _told(holder, service_named)


def former_service_of(holder: Titulaire) -> str | None:
    """Give the former service that `organisme` or the title still names, or None."""
    return _told(holder, former_service_named)


def holders(commission: Commission, seat: str, period: Period, day: datetime.date) -> tuple[Titulaire, ...]:
    """Give who holds a seat on a day, the holders of the seats it succeeds included. While former seats are held
    by representatives of one service, those written under its later seat count by their field of competence."""
    found = list(commission.seat(seat))
    known = period.composition.seat(seat)
    if known:
        found += [holder for former in known.succeeds for holder in commission.seat(former)]
    if seat in period.replaced:
        found += [holder for holder in _successors(commission, seat) if holder.competence == seat]
    # Une mention qui vaut pour deux sièges fondus en un n’y siège qu’une fois.
    return tuple({holder.pointer: holder for holder in found if holder.sits_on(day)}.values())


def unassigned(commission: Commission, seat: str, day: datetime.date) -> tuple[Titulaire, ...]:
    """Give the holders of the seat that succeeds `seat`, on a day, whose field of competence is not said."""
    return tuple(h for h in _successors(commission, seat) if h.sits_on(day) and h.competence is None)


def _successors(commission: Commission, seat: str) -> tuple[Titulaire, ...]:
    return tuple(holder for seat_id in _later(seat) for holder in commission.seat(seat_id))


@functools.cache
def _later(seat: str) -> tuple[str, ...]:
    """Give the seats that succeed a seat, by any wording."""
    versions = provision(COMPOSITION).versions
    found = (known.id for version in versions for known in version.seats if seat in known.succeeds)
    return tuple(dict.fromkeys(found))


def composition_order(commission: Commission, day: datetime.date) -> Arrete | None:
    """Give the last order on the composition signed on or before a day, or None; an order older than the article
    cannot have fixed the list it speaks of."""
    dated = [(signed, a.reference or "", a) for signed, a in _signed(commission, day) if "composition" in a.objet]
    return max(dated, key=lambda entry: entry[:2])[2] if dated else None


def list_orders(commission: Commission, day: datetime.date) -> tuple[Arrete, ...]:
    """Give the orders that make the list of a day: the last on the composition, those signed with it, those that
    modified an order since, and those on the composition that a running term cites."""
    last = composition_order(commission, day)
    if last is None or last.date is None:
        return ()
    together = {"composition": last.date, "modification": last.date + datetime.timedelta(days=1)}
    cited = {
        holder.mandat.arrete
        for seated in (commission.sieges or {}).values()
        for holder in seated
        if holder.mandat and holder.sits_on(day)
    }
    return tuple(
        arrete
        for signed, arrete in _signed(commission, day)
        if any(purpose in together and together[purpose] <= signed for purpose in arrete.objet)
        or ("composition" in arrete.objet and arrete.reference and arrete.reference in cited)
    )


def _signed(commission: Commission, day: datetime.date) -> list[tuple[datetime.date, Arrete]]:
    """Give the orders signed on or before a day, since the article exists, with the day of each."""
    first = provision(COMPOSITION).versions[0].start
    return [(a.date, a) for a in commission.arretes or () if a.date and first <= a.date <= day]


def presidency(commission: Commission, day: datetime.date) -> tuple[Presidence, ...]:
    """Give the presidencies that run on a day."""
    return tuple(p for p in commission.presidence or () if covers(p.debut, p.fin, day))


def take(commission: Commission, territory: Territory, period: Period, day: datetime.date) -> dict[str, Any]:
    """Give the snapshot of a commission on a day of a period, as plain values for a JSON Schema."""
    seats = {seat.id: _seat(commission, seat.id, period, day) for seat in period.composition.seats}
    state = [holder["id"] for seat in period.replaced for holder in seats[seat]]
    order = composition_order(commission, day)
    return {
        "departement": territory.code,
        "regime": territory.regime,
        "service": territory.service.value,
        "sieges": seats,
        "presidence": sorted({presidence.autorite for presidence in presidency(commission, day)}),
        "signataires": sorted(order.signataires) if order and order.signataires is not None else None,
        "representants": sorted(set(state)),
    }


def _seat(commission: Commission, seat: str, period: Period, day: datetime.date) -> list[dict[str, Any]]:
    return [
        {"id": holder.id, "service": service_of(holder), "ancien_service": former_service_of(holder)}
        for holder in holders(commission, seat, period, day)
    ]
