"""The orders on the prefect's list: whether one fixes it, and who signs it (R. 121-12-7, paragraph on the list)."""

import datetime
from collections.abc import Iterator, Sequence

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import add, put
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging import specimens
from kit.judging.case import Case, Signature
from kit.judging.holding import held
from kit.judging.patterns import settled
from kit.judging.placeholder import says_nothing
from kit.judging.registry import rule
from kit.law.texts import Version, called
from kit.model.commission import Arrete
from kit.yaml.guesses import following

_ORDERS = ("commission", "arretes")


@rule("liste-non-arretee")
def liste_non_arretee(case: Case, _: Version) -> Iterator[Breach]:
    """Look for an order that fixes the list on the day."""
    if not case.commission.readable(*_ORDERS):
        return
    ranks = listing(seat.ordinal for seat in case.composition.seats if seat.listed)
    fields = {"de": case.territory.of, "jour": date(case.as_of), "rangs": ranks, "iso": case.as_of.isoformat()}
    fixing, silent, unpublished = case.order, False, list[Arrete]()
    for order in case.commission.arretes or ():
        # D’un arrêté remplacé depuis, ou à venir, la référence ne dit rien de la liste du jour.
        sought = fixing is None or order.date is None or order.pointer == fixing.pointer
        if order.reference is None and (not order.objet or "composition" in order.objet):
            unpublished += [order] if sought else []
            continue
        missing = _unsaid(order)
        # Un arrêté sans objet ne compte que s'il peut être celui que l'on cherche.
        if missing and (missing == "date" or fixing is None):
            silent = True
            named = {**fields, "arrete": order.called}
            pointer = (*order.pointer, missing)
            yield Breach(pointer=pointer, case=f"sans-{missing}", outcome=Outcome.OPEN, fields=named)
    if unpublished:
        yield _unpublished(case, unpublished, fields)
    elif fixing is None and not silent:
        yield _no_list(case, fields)
    elif fixing and fixing.reference and fixing.a_verifier:
        told = {**fields, "reference": fixing.reference, "doute": fixing.a_verifier}
        yield from settled([fixing.pointer], "douteux", **told)
    elif fixing and fixing.reference and says_nothing(fixing.reference):
        named = {**fields, "reference": fixing.reference}
        pointer = (*fixing.pointer, "reference")
        yield Breach(pointer=pointer, case="sans-reference", outcome=Outcome.OPEN, fields=named)


def _unpublished(case: Case, orders: Sequence[Arrete], fields: dict[str, str]) -> Breach:
    """Say that orders on the list have no reference, which a release does not give: each takes that of its year which
    terms cite, else an example; nor their day, if it lacks."""
    cited = {holder.mandat.arrete for _, holder in held(case, lambda seat: seat.listed) if holder.mandat}
    wanted = specimens.orders(case)
    taken = {each["reference"] for each in wanted if each["reference"] in cited}
    changes = []
    for order in orders:
        day = order.date.isoformat() if order.date else None
        own = next((each for each in wanted if day is None or each["date"][:4] == day[:4]), None)
        if own:
            wanted.remove(own)
        reference = own["reference"] if own else specimens.reference(case, order.date or case.as_of)
        if own is None and reference in taken:
            reference = following(reference, taken)
        taken.add(reference)
        changes.append(put((*order.pointer, "reference"), reference))
        if day is None:
            changes.append(put((*order.pointer, "date"), own["date"] if own else case.as_of.isoformat()))
    changes += [add(_ORDERS, each) for each in wanted if each["reference"] in cited]
    here = (*orders[0].pointer, "reference")
    return Breach(pointer=here, case="non-publiee", outcome=Outcome.OPEN, fields=fields, changes=tuple(changes))


def _no_list(case: Case, fields: dict[str, str]) -> Breach:
    """Say that no order fixes the list; one that modifies another leaves it to be checked."""
    modifying = [o for o in case.commission.arretes or () if "modification" in o.objet and _before(o, case.as_of)]
    if not modifying:
        orders = specimens.orders(case)
        # Une liste encore vide s’écrit d’un coup.
        changes = [add(_ORDERS, order) for order in orders] if case.commission.arretes else [put(_ORDERS, orders)]
        return Breach(pointer=_ORDERS, fields=fields, changes=tuple(changes))
    return Breach(
        pointer=(*modifying[0].pointer, "objet"),
        case="modification",
        outcome=Outcome.REVIEW,
        fields={**fields, "arrete": modifying[0].called},
        changes=(add(_ORDERS, specimens.order(case, modifying[0].date or case.as_of)),),
    )


def _before(order: Arrete, day: datetime.date) -> bool:
    return order.date is not None and order.date <= day and "composition" not in order.objet


def _unsaid(order: Arrete) -> str | None:
    """Tell what an order lacks to be the order on the composition of a day: its object, or its date."""
    if not order.objet:
        return "objet"
    return "date" if "composition" in order.objet and order.date is None else None


@rule("liste-mal-signee", evidence=lambda case: bool(case.signatures))
def liste_mal_signee(case: Case, _: Version) -> Iterator[Breach]:
    """Judge who signed each order on the list, by the text of the day it was signed."""
    if case.commission.readable(*_ORDERS):
        for signature in case.signatures:
            yield from _signed(signature)


def _signed(signature: Signature) -> Iterator[Breach]:
    order, wanted = signature.order, signature.wanted
    here = (*order.pointer, "signataires")
    fields = {
        "arrete": order.called,
        "jour": date(order.date) if order.date else "",
        "qui": wanted.who,
        "attendus": ", ".join(wanted.signatories),
        "autres": listing(sorted(set(order.signataires or ()) - set(wanted.signatories))),
        "signent": listing(map(called, order.signataires or ())),
        "depuis": date(signature.vacant) if signature.vacant else "",
        "manquent": listing((called(a) for a in wanted.signatories if a not in (order.signataires or ())), "ni"),
    }
    on_the_list = "composition" in order.objet
    if order.signataires is None:
        if on_the_list:
            yield Breach(pointer=here, case="silence", outcome=Outcome.OPEN, fields=fields)
        return
    unsettled = signature.undecided or signature.vacant
    outcome = doubted(Outcome.FAIL, not on_the_list or order.a_verifier or order.delegation or unsettled)
    sentence = "vacant" if signature.vacant else "sans-verdict" if signature.undecided else ""
    for verdict in signature.refused:
        yield Breach(
            pointer=here,
            case=sentence if order.signataires else "personne",
            outcome=outcome,
            fields=fields,
            paragraph=verdict.paragraph,
            day=order.date,
            changes=(put(here, list(wanted.signatories)),),
        )
    if fields["autres"] and not signature.refused:
        public = order.publication or order.lien
        yield Breach(
            pointer=here,
            case="lisible" if public else "de-trop",
            outcome=Outcome.PASS if public else Outcome.REVIEW,
            fields=fields,
            paragraph=wanted.paragraph,
            changes=() if public else (put(here, list(wanted.signatories)),),
            day=order.date,
        )
