"""A commission on one day, as the derived schema reads it: seat → holders, presidency, signatories."""

import datetime
import functools
import re
from typing import Any

from kit.law.periods import Period
from kit.law.territories import Territory, known_services
from kit.model import Arrete, Commission, Presidence, Titulaire, covers

_DDETS = "ddets"
REPLACED = ("cohesion_sociale", "travail_emploi")


@functools.cache
def _service_words() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(known_services())})\b", re.IGNORECASE)


def service_of(holder: Titulaire) -> str | None:
    """Give the short name of the State's service of a holder, from `organisme`, else from its title."""
    for text in (holder.organisme, holder.titre):
        if text and (found := _service_words().search(text.replace("-", ""))):
            return found.group(1).upper()
    return None


def holders(commission: Commission, seat: str, period: Period, day: datetime.date) -> tuple[Titulaire, ...]:
    """Give who holds a seat on a day. The seats of the State follow one another: DDCS and DIRECCTE, two
    representatives of the DDETS (2021), then the DDETS itself (2026)."""
    found = list(commission.seat(seat))
    if seat == _DDETS:
        found += [holder for former in REPLACED for holder in commission.seat(former)]
    elif period.replacement and seat in REPLACED:
        found += [holder for holder in commission.seat(_DDETS) if holder.competence == seat]
    return tuple(holder for holder in found if holder.sits_on(day))


def unassigned(commission: Commission, day: datetime.date) -> tuple[Titulaire, ...]:
    """Give the holders of the seat `ddets` on a day whose field of competence is not said."""
    return tuple(holder for holder in commission.seat(_DDETS) if holder.sits_on(day) and holder.competence is None)


def composition_order(commission: Commission, day: datetime.date) -> Arrete | None:
    """Give the last order on the composition signed on or before a day, or None."""
    orders = (arrete for arrete in commission.arretes or () if "composition" in arrete.objet)
    dated = [(arrete.date, arrete.reference, arrete) for arrete in orders if arrete.date and arrete.date <= day]
    return max(dated, key=lambda entry: entry[:2])[2] if dated else None


def presidency(commission: Commission, day: datetime.date) -> tuple[Presidence, ...]:
    """Give the presidencies that run on a day."""
    return tuple(p for p in commission.presidence or () if covers(p.debut, p.fin, day))


def take(commission: Commission, territory: Territory, period: Period, day: datetime.date) -> dict[str, Any]:
    """Give the snapshot of a commission on a day of a period, as plain values for a JSON Schema."""
    seats = {seat.id: _seat(commission, seat.id, period, day) for seat in period.composition.seats}
    state = [holder["id"] for seat in REPLACED for holder in seats.get(seat, ())]
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
    return [{"id": holder.id, "service": service_of(holder)} for holder in holders(commission, seat, period, day)]
