"""What a remedy shows of a thing that only the department knows: a holder, an order, an association, a meeting, whole
and valid on the day that is judged, under identifiers that nothing else bears."""

import datetime
import itertools
import re
from collections.abc import Container, Iterable
from typing import Any

from kit.judging.assembly import members
from kit.judging.case import Case
from kit.judging.holding import held
from kit.law.periods import period_on
from kit.law.terms import last_day
from kit.law.territories import former_service_named, forms
from kit.law.texts import COMPOSITION, Seat, data, provision
from kit.law.working_days import is_worked
from kit.model.sessions import ENTRY, DossierExamine
from kit.yaml.guesses import following

Day = datetime.date
Written = dict[str, Any]
_APPROVAL = "casf-agrement"
NAMELESS = "Nom de l’association"
# Ce que dit d’un titulaire une fiche qui ne sait pas encore qui est désigné.
NOBODY = "À désigner"
# Qui représente une collectivité : le titre du siège ne nomme personne.
_ELECTED = "Maire"
_YEAR = re.compile(r"-\d{4}$")
# Le motif d’un refus : d’une première demande, puis d’un parcours, dont les engagements comptent (R. 121-12-9).
_FIRST, _LATER = "Projet d’insertion à préciser", "Engagements du parcours non tenus"
# Ce qui, dans le titre d’un siège, dit d’où vient son titulaire et non qui il est.
_ORIGIN = re.compile(r",? désigné par .*| \(.*\)|, ou .*| et de leurs .*")


def approval(case: Case, start: Day) -> Written:
    """Give an approval that starts on a day and lasts as long as the text allows."""
    end = last_day(start, approval_years(case, start))
    return {"reference": _approving(case, start), "debut": start.isoformat(), "fin": end.isoformat()}


def approval_years(case: Case, start: Day) -> int:
    """Give for how many years the text lets an approval that starts on a day last."""
    return (provision(_APPROVAL).in_force(start) or case.version_of(_APPROVAL)).number("duree_annees")


def association(case: Case, start: Day, name: str = NAMELESS, known: str = "association") -> Written:
    """Give an entry of the list of associations, approved from a day; `known` is the id of a former approval."""
    taken = {entry.id for entry in case.commission.associations_agreees or ()}
    wanted = f"{_YEAR.sub('', known)}-{start.year}"
    identifier = following(wanted, taken) if wanted in taken else wanted
    return {"id": identifier, "nom": name, "agrement": approval(case, start)}


def holder(case: Case, seat: Seat, **more: Any) -> Written:
    """Give a holder of a seat, whose term starts on the day; `more` are other keys."""
    return {
        "id": _free(members(case), seat.id.replace("_", "-")),
        "titre": title(case, seat),
        "mandat": term(case, seat, case.as_of),
        **more,
    }


def title(case: Case, seat: Seat) -> str:
    """Give the title of a holder of a seat, which names somebody: an elected person where that of the seat names
    nobody, the service of the day where another replaced the one that the text names."""
    if seat.with_epci:
        return _ELECTED
    services = forms()[case.territory.service.value].services
    if seat.id in case.period.replaced and former_service_named(seat.title):
        return f"Représentant de la {services[0]}"
    return re.sub("^Représentants", "Représentant", _ORIGIN.sub("", seat.title))


def reason(file: DossierExamine) -> str:
    """Give the reason of an opinion or of a decision that does not grant what a file asks for."""
    return _FIRST if file.nature == ENTRY else _LATER


def next_free(taken: Container[str], identifier: str) -> str:
    """Give the first identifier after this one that is not taken."""
    root, _, rank = identifier.rpartition("-")
    return _free(taken, root, int(rank) + 1) if root and rank.isdecimal() else _free(taken, identifier, 2)


def _free(taken: Container[str], stem: str, first: int = 1) -> str:
    """Give the first identifier of a stem, from a rank on, that is not taken."""
    return next(name for n in itertools.count(first) if (name := f"{stem}-{n}") not in taken)


def term(case: Case, seat: Seat, start: Day) -> Written:
    """Give a term that starts on a day; at a seat of the list, as long as the text of the day asked for lets it."""
    end = {"fin": last_day(start, case.composition.term_years).isoformat()} if seat.listed else {}
    return {"debut": start.isoformat(), **end}


def order(case: Case, day: Day) -> Written:
    """Give an order that fixes the list, signed on a day by those whom the text of that day wants."""
    day = max(day, provision(COMPOSITION).versions[0].start)
    signatories = period_on(day).composition.presidency(case.territory.regime).signatories
    known = {"reference": reference(case, day), "objet": ["composition"], "date": day.isoformat()}
    return {**known, "signataires": list(signatories)}


def orders(case: Case) -> list[Written]:
    """Give each order that the terms of the day cite and that is not written, of their first day; else one of the
    day."""
    known = {order.reference for order in case.commission.arretes or () if order.reference}
    cited: dict[str, Day] = {}
    for _, holder in held(case, lambda seat: seat.listed):
        mandate = holder.mandat
        if mandate and mandate.arrete and mandate.arrete not in known:
            start = mandate.debut or case.as_of
            cited[mandate.arrete] = min(start, cited.get(mandate.arrete, start))
    found = [{**order(case, day), "reference": reference} for reference, day in cited.items()]
    return found or [order(case, case.as_of)]


def meetings(case: Case, year: int, number: int, state: str, after: Day, alike: Iterable[Day] = ()) -> list[Written]:
    """Give as many meetings on the orientations in a year as it has room for, each on a working day that is not taken,
    as near its middle as `after` lets, and apart from each other and from those that are written (`alike`)."""
    busy, code = {session.date for session in case.sessions}, case.territory.code
    day, known = max(after, Day(year, 6, 15)), list(alike)
    apart = datetime.timedelta(days=int(data("maison")["ecart_entre_reunions_jours"]))
    found: list[Day] = []
    while len(found) < number and day.year == year:
        near = any(abs(day - other) < apart for other in (*known, *found))
        found += [] if near or day in busy or not is_worked(day, code) else [day]
        day += datetime.timedelta(days=1)
    return [{"date": each.isoformat(), "formation": "politique", "etat": state} for each in found]


def _approving(case: Case, day: Day) -> str:
    """Give the reference of an order that approves an association: never the one that `reference` shows."""
    numbered = (f"{case.commission.departement}-{day.year}-{number:05}" for number in itertools.count(2))
    taken = _references(case)
    return next(each for each in numbered if each not in taken)


def reference(case: Case, day: Day) -> str:
    """Give the reference of an order, as a collection of orders numbers them."""
    wanted = f"{case.commission.departement}-{day.year}-00001"
    taken = _references(case)
    return following(wanted, taken) if wanted in taken else wanted


def _references(case: Case) -> set[str]:
    """Give the references that the orders and the approvals of a file bear."""
    orders = (order.reference for order in case.commission.arretes or ())
    approvals = (each.agrement.reference for each in case.commission.associations_agreees or () if each.agrement)
    return set(filter(None, (*orders, *approvals)))
