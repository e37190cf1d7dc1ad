"""Vacancies and derogations have a term and a rule that admits them; rules of the kit, judged after the others."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach, Rule, Scope
from kit.french import date, listing, quoted
from kit.judging import registry
from kit.judging.case import Case
from kit.judging.excuse import admits, latest, outlasts, renewed, seat_name, unsaid, vacant
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.law.terms import Overrun
from kit.model.commission import Derogation, Vacance
from kit.yaml.guesses import nearest, question

_DAY = datetime.timedelta(days=1)
# Une vacance d’un an, commencée au lendemain de celle-ci, serait déjà finie.
_LONG_AGO = "ancienne"


@rule("exception-expiree")
def exception_expiree(case: Case) -> Iterator[Breach]:
    """Look for vacancies and derogations whose term is over."""
    followed, empty = renewed(case), _still_empty(case)
    for vacance in case.commission.vacances:
        if vacance.jusqu_au < case.as_of and vacance.pointer not in followed:
            fields = {"siege": seat_name(case, vacance.siege), "fin": date(vacance.jusqu_au)}
            sentence, changes = _renewed(case, vacance, vacance.jusqu_au) if vacance.siege in empty else ("", ())
            yield replace(_end(vacance, sentence, **fields), changes=changes)
    for derogation in case.commission.derogations:
        if derogation.jusqu_au < case.as_of and derogation.pointer not in followed:
            fields = {"regle": derogation.regle, "fin": date(derogation.jusqu_au)}
            yield _end(derogation, "derogation", **fields, limite=latest(case.as_of).isoformat())


@rule("exception-trop-longue")
def exception_trop_longue(case: Case) -> Iterator[Breach]:
    """Look for vacancies and derogations longer than the kit admits."""
    for vacance in case.commission.vacances:
        limit = latest(vacance.depuis)
        over = outlasts(vacance.depuis, vacance.jusqu_au)
        if not over or not vacance.depuis <= case.as_of <= vacance.jusqu_au:
            continue
        fields = {"siege": seat_name(case, vacance.siege), "fin": date(vacance.jusqu_au)}
        if over is Overrun.ANNIVERSARY:
            yield _birthday(vacance, "anniversaire", limit, fields)
        else:
            breach = _end(vacance, "", **fields, suite=(limit + _DAY).isoformat())
            shortened = put(breach.pointer, limit.isoformat())
            sentence, next_one = _renewed(case, vacance, limit) if limit < case.as_of else ("", ())
            if sentence == _LONG_AGO:
                yield replace(breach, case=sentence, changes=next_one)
            else:
                yield replace(breach, changes=(shortened, *next_one))
    limit = latest(case.as_of)
    for derogation in case.commission.derogations:
        over = outlasts(case.as_of, derogation.jusqu_au)
        if not over or is_past(case):
            continue
        fields = {"regle": derogation.regle, "fin": date(derogation.jusqu_au), "jour": date(case.as_of)}
        if over is Overrun.ANNIVERSARY:
            yield _birthday(derogation, "derogation-anniversaire", limit, fields)
        else:
            yield _end(derogation, "derogation", **fields, limite=limit.isoformat())


def _birthday(exception: Vacance | Derogation, sentence: str, limit: datetime.date, fields: dict[str, str]) -> Breach:
    """Doubt an exception that ends on the day it began, as a term that does."""
    told = _end(exception, sentence, **fields)
    return replace(told, outcome=Outcome.REVIEW, changes=(put(told.pointer, limit.isoformat()),))


@rule("derogation-refusee")
def derogation_refusee(case: Case) -> Iterator[Breach]:
    """Look for derogations from a rule that does not exist or does not admit any."""
    known = {known.id: known for known in registry.catalogue()}
    for derogation in case.commission.derogations:
        target = known.get(derogation.regle)
        if derogation.jusqu_au < case.as_of or (target and admits(target)):
            continue
        near = nearest(derogation.regle, [known.id for known in known.values() if admits(known)])
        fields = {"regle": derogation.regle, "suggestion": question(near), "proche": near or ""}
        sentence = _refusal(target) if target or near else "inconnue"
        yield Breach(pointer=(*derogation.pointer, "regle"), case=sentence, fields=fields)


@rule("exception-sans-raison")
def exception_sans_raison(case: Case) -> Iterator[Breach]:
    """Look for vacancies and derogations whose words say nothing yet."""
    for vacance in case.commission.vacances:
        yield from _without_reason(case, vacance, "", seat_name(case, vacance.siege))
    for derogation in case.commission.derogations:
        yield from _without_reason(case, derogation, "derogation", derogation.regle)


def _without_reason(case: Case, exception: Vacance | Derogation, sentence: str, what: str) -> Iterator[Breach]:
    """Say that an exception which would run says nothing yet; one whose term is over has its own rule."""
    keys = unsaid(exception) if exception.jusqu_au >= case.as_of else []
    if keys:
        written = listing(dict.fromkeys(f"« {getattr(exception, key)} »" for key in keys))
        fields = {"quoi": what, "ecrit": written, "cles": quoted(keys)}
        yield Breach(pointer=(*exception.pointer, keys[0]), case=sentence, fields=fields)


def _refusal(target: Rule | None) -> str:
    if target is None:
        return ""
    if target.check is None:
        return "lecture"
    return "pays" if target.scope is Scope.NATIONAL else "maison"


def _still_empty(case: Case) -> set[str]:
    """Give the seats of the day that have no holder, and no vacancy that counts."""
    return {seat.id for seat in case.composition.seats if not case.holders(seat.id)} - vacant(case)


def _renewed(case: Case, vacance: Vacance, end: datetime.date) -> tuple[str, tuple[Change, ...]]:
    """Write the vacancy that follows, from the next day, one which ended on a day; in its place, one from the day asked
    for, when a whole vacancy would already be over."""
    after = end + _DAY
    if latest(after) < case.as_of:
        days = {"depuis": case.as_of, "jusqu_au": latest(case.as_of)}
        return _LONG_AGO, tuple(put((*vacance.pointer, key), day.isoformat()) for key, day in days.items())
    entry = {"siege": vacance.siege, "depuis": after.isoformat(), "motif": vacance.motif}
    authority = {"autorite": vacance.autorite} if vacance.autorite else {}
    return "vide", (add(("commission", "vacances"), {**entry, **authority, "jusqu_au": latest(after).isoformat()}),)


def _end(exception: Vacance | Derogation, sentence: str, **fields: str) -> Breach:
    return Breach(pointer=(*exception.pointer, "jusqu_au"), case=sentence, fields=fields)
