"""The order that names each member of the list (R. 121-12-7, paragraph on the list)."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import Change, add, drop, put
from kit.findings.rule import Breach
from kit.french import count, date, quoted
from kit.judging import causes, specimens
from kit.judging.case import Case
from kit.judging.holding import held
from kit.judging.past import to_come
from kit.judging.patterns import titled
from kit.judging.placeholder import says_nothing
from kit.judging.registry import rule
from kit.law.texts import Seat, Version, first_day_of
from kit.model.commission import Arrete, Mandat, Titulaire
from kit.yaml.days import same_day

_ORDERS = ("commission", "arretes")
_NAMING = {"composition", "modification"}
# Au-delà, une liste de références ne se lit plus.
_MOST = 5
_Named = tuple[Seat, Titulaire, Mandat]


@rule("mandat-sans-arrete", evidence=lambda case: any(_named(case)))
def mandat_sans_arrete(case: Case, _: Version) -> Iterator[Breach]:
    """Look for terms of the list that name no order, or one that is not written."""
    known = {order.reference for order in case.commission.arretes or () if order.reference}
    aims = _aims(case)
    silent, unknown, beside = [], dict[str, list[_Named]](), dict[str, list[_Named]]()
    for named in _named(case):
        if named[2].arrete is None or says_nothing(named[2].arrete):
            silent.append(named)
        elif named[2].arrete not in known:
            unknown.setdefault(named[2].arrete, []).append(named)
        elif aims[named[2].arrete] and not aims[named[2].arrete] & _NAMING:
            beside.setdefault(named[2].arrete, []).append(named)
    # Sans aucun arrêté, « liste-non-arretee » l’a déjà dit.
    if known and case.commission.readable(*_ORDERS):
        # Un arrêté dont la référence n’est pas écrite peut être celui que ces mandats citent.
        unsure = any(each.reference is None for each in case.commission.arretes or ())
        for reference, members in sorted(unknown.items()):
            outcome = Outcome.REVIEW if unsure else _certain(members)
            breach = _order_breach(members, "", outcome, "arrete", reference=reference, connues=_listed(known))
            first = min(term.debut for _, _, term in members if term.debut)
            yield replace(breach, changes=(add(_ORDERS, {**specimens.order(case, first), "reference": reference}),))
    for reference, members in sorted(beside.items()):
        told = {"reference": reference, "objet": quoted(sorted(aims[reference]))}
        cited = next(each for each in case.commission.arretes or () if each.reference == reference)
        changes = (add((*cited.pointer, "objet"), "composition"),)
        yield replace(_order_breach(members, "objet", Outcome.REVIEW, "arrete", **told), changes=changes)
    yield from _before_the_seat(case)
    if silent:
        breach = _order_breach(silent, "silence", Outcome.OPEN, "arrete")
        yield replace(breach, changes=_cited(case, silent[0][2]))


def _before_the_seat(case: Case) -> Iterator[Breach]:
    """Doubt an order signed before the text created the seat it names somebody for; no rule of transition was read."""
    signed = {order.reference: order.date for order in case.commission.arretes or ()}
    early: dict[tuple[str, datetime.date], list[_Named]] = {}
    for named in _named(case):
        reference, known = named[2].arrete or "", first_day_of(named[0].id)
        if (day := signed.get(reference)) and day < known:
            early.setdefault((reference, known), []).append(named)
    for (reference, known), members in sorted(early.items()):
        told = {"reference": reference, "signe": date(signed[reference] or known), "depuis": date(known)}
        yield _order_breach(members, "avant", Outcome.REVIEW, "arrete", **told)


def _listed(references: Iterable[str]) -> str:
    """Write « (« 38-2024-10 » ou « 38-2025-3 ») » after what bids to write one of these; nothing when they are many."""
    known = sorted(references)
    return f" ({quoted(known, 'ou')})" if len(known) <= _MOST else ""


def _cited(case: Case, term: Mandat) -> tuple[Change, ...]:
    """Cite, for a term, the last order on the list signed before it; else the first one, from the day of which the term
    can run; a reference to write when there is none."""
    naming = [each for each in case.commission.arretes or () if set(each.objet) & _NAMING]
    signed = ((each.date, each.reference) for each in naming if each.date and term.debut and each.date <= term.debut)
    last = max(signed, key=lambda each: each[0], default=None)
    here = (*term.pointer, "arrete")
    if last and last[1] is None:
        # L’arrêté qui nomme est écrit sans sa référence : un autre ne se cite pas à sa place.
        return (put(here, specimens.reference(case, last[0])),)
    orders = [(each.date, each.reference) for each in naming if each.reference and not says_nothing(each.reference)]
    dated = sorted((day, reference) for day, reference in orders if day)
    before = [reference for day, reference in dated if term.debut and day <= term.debut]
    if before or not dated:
        found = before[-1:] or [reference for _, reference in orders]
        return (put(here, found[0] if found else specimens.reference(case, term.debut or case.as_of)),)
    first, reference = dated[0]
    return (put(here, reference), put((*term.pointer, "debut"), first.isoformat()))


def _aims(case: Case) -> dict[str, set[str]]:
    """Give what each order decides, by reference; an order whose object is not written may decide anything."""
    aims: dict[str, set[str]] = {}
    for order in case.commission.arretes or ():
        if order.reference:
            aims.setdefault(order.reference, set()).update(order.objet)
    return aims


def _named(case: Case) -> Iterator[_Named]:
    """Give the holders of the list whose term has a first day; « mandat-trop-long » tells of the others."""
    for seat, holder in held(case, lambda seat: seat.listed):
        if holder.mandat and holder.mandat.debut:
            yield seat, holder, holder.mandat


def _certain(members: Iterable[_Named]) -> Outcome:
    return doubted(Outcome.FAIL, all(holder.a_verifier for _, holder, _ in members))


def _order_breach(members: list[_Named], sentence: str, outcome: Outcome, key: str, **fields: str) -> Breach:
    """Say one thing of all the members that one order names, at the term of the first of them."""
    seat, holder, term = members[0]
    return Breach(
        pointer=(*term.pointer, key),
        case=sentence,
        outcome=outcome,
        fields={"titres": titled((seat, holder) for seat, holder, _ in members), **fields},
        siege=seat.id,
        # Dit de plusieurs, il ne vient pas de ce que l’un d’eux soit mal rangé.
        of=(causes.entry(seat.id, holder.id),) if len(members) == 1 else (),
    )


@rule("arrete-posterieur-au-mandat", evidence=lambda case: any(term.arrete for *_, term in _named(case)))
def arrete_posterieur_au_mandat(case: Case, _: Version) -> Iterator[Breach]:
    """Look for terms that begin before the order that names the member."""
    orders = {order.reference: order for order in case.commission.arretes or () if order.reference}
    together: dict[tuple[str, datetime.date], list[_Named]] = {}
    ahead: dict[str, list[_Named]] = {}
    for named in _named(case):
        term = named[2]
        if term.arrete in orders and term.debut:
            if to_come(case, orders[term.arrete].date):
                ahead.setdefault(term.arrete, []).append(named)
            else:
                together.setdefault((term.arrete, term.debut), []).append(named)
    for reference, members in sorted(ahead.items()):
        yield _ahead(case, orders[reference], members)
    for (reference, start), members in sorted(together.items()):
        yield from _late(case, orders[reference], start, members)


def _ahead(case: Case, order: Arrete, members: list[_Named]) -> Breach:
    """Doubt the day of an order that is still to come, though terms that run already cite it."""
    start, signed = min(term.debut for _, _, term in members if term.debut), order.date or case.as_of
    told = {"reference": order.reference or "", "signe": date(signed), "jour": date(case.as_of), "debut": date(start)}
    breach = _order_breach(members, "a-venir", Outcome.REVIEW, "arrete", **told)
    iso, last = signed.isoformat(), start.isoformat()
    earlier = same_day(iso, start.year - (iso[4:] > last[4:]), last)
    return replace(breach, pointer=(*order.pointer, "date"), changes=(put((*order.pointer, "date"), earlier),))


def _late(case: Case, order: Arrete, start: datetime.date, members: list[_Named]) -> Iterator[Breach]:
    fields = {"reference": order.reference or "", "debut": date(start)}
    if order.date is None:
        # Quand aucun arrêté n’a de date, « liste-non-arretee » l’a déjà dit.
        if case.order is not None:
            breach = _order_breach(members, "silence", Outcome.OPEN, "arrete", **fields)
            yield replace(breach, changes=(put((*order.pointer, "date"), start.isoformat()),))
    elif order.date > start:
        outcome = doubted(_certain(members), order.a_verifier)
        signed = {"signe": date(order.date), "iso": order.date.isoformat()}
        over = [term for _, _, term in members if term.fin and term.fin < order.date]
        if over:
            breach = _order_breach(members, "fini", outcome, "arrete", **fields, **signed)
            yield replace(breach, changes=tuple(drop((*term.pointer, "arrete")) for term in over))
        else:
            yield _order_breach(members, "", outcome, "debut", **fields, **signed)


@rule("nombre-de-membres-different", concerns=lambda case: _announcing(case) is not None)
def nombre_de_membres_different(case: Case, _: Version) -> Iterator[Breach]:
    """Look for an order on the list that announces fewer members than the list has, or more than can compose it."""
    order = _announcing(case)
    if order is None or order.nombre_membres is None or not case.commission.readable("membres"):
        return
    named = {holder.id for _, holder in held(case, lambda seat: seat.listed)}
    every = {holder.id for _, holder in held(case, lambda _: True)}
    # Le texte ne dit pas si l’arrêté compte la présidence ; un siège vide a déjà son constat, et peut avoir plusieurs
    # titulaires.
    chairs = len(case.composition.presidency(case.territory.regime).authorities)
    partial, empty = case.commission.partial, any(not case.holders(seat.id) for seat in case.composition.seats)
    beyond = order.nombre_membres > len(every) + chairs and (partial or not empty)
    if order.nombre_membres >= len(named) and not beyond:
        return
    yield Breach(
        pointer=(*order.pointer, "nombre_membres"),
        case="partielle" if partial else "",
        outcome=doubted(Outcome.FAIL, partial or order.a_verifier),
        fields={
            "arrete": order.called,
            "annonces": count(order.nombre_membres, "membre"),
            "tous": str(len(every)),
            "liste": str(len(named)),
            "jour": date(case.as_of),
        },
    )


def _announcing(case: Case) -> Arrete | None:
    """Give the order that makes the list of the day, or one that has no date, when it announces a number."""
    undated = [each for each in case.commission.arretes or () if each.date is None and "composition" in each.objet]
    order = case.order or next(iter(undated), None)
    return order if order and order.nombre_membres is not None else None


@rule("arrete-sur-siege-de-droit")
def arrete_sur_siege_de_droit(case: Case, _: Version) -> Iterator[Breach]:
    """Say that a seat held by right needs no order."""
    orders = [order for order in case.commission.arretes or () if order.reference]
    composing = {order.reference for order in orders if "composition" in order.objet}
    cited = [
        (seat, holder, holder.mandat)
        for seat, holder in held(case, lambda seat: not seat.listed)
        if holder.mandat and holder.mandat.arrete in composing
    ]
    if cited:
        dropped = tuple(drop((*term.pointer, "arrete")) for _, _, term in cited)
        yield replace(_order_breach(cited, "", Outcome.REVIEW, "arrete"), changes=dropped)
