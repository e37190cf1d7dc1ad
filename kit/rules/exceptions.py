"""Vacancies and derogations have a term and a rule that admits them; rules of the kit, judged after the others."""

import datetime
from collections.abc import Iterator

from kit.findings.rule import Breach, Rule, Scope
from kit.french import date
from kit.judging import registry
from kit.judging.case import Case
from kit.judging.excuse import admits, latest, renewed, seat_name, too_long
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.model.commission import Derogation, Vacance
from kit.yaml.guesses import nearest, question

_DAY = datetime.timedelta(days=1)


@rule("exception-expiree")
def exception_expiree(case: Case) -> Iterator[Breach]:
    """Look for vacancies and derogations whose term is over."""
    for vacance in case.commission.vacances:
        if vacance.jusqu_au < case.as_of and not renewed(vacance, case):
            fields = {"siege": seat_name(case, vacance.siege), "fin": date(vacance.jusqu_au)}
            after = vacance.jusqu_au + _DAY
            yield _end(vacance, "", **fields, suite=after.isoformat(), limite=latest(after).isoformat())
    for derogation in case.commission.derogations:
        if derogation.jusqu_au < case.as_of:
            yield _end(derogation, "derogation", regle=derogation.regle, fin=date(derogation.jusqu_au))


@rule("exception-trop-longue")
def exception_trop_longue(case: Case) -> Iterator[Breach]:
    """Look for vacancies and derogations longer than the kit admits."""
    for vacance in case.commission.vacances:
        limit = latest(vacance.depuis)
        if vacance.depuis <= case.as_of <= vacance.jusqu_au and too_long(vacance.depuis, vacance.jusqu_au):
            fields = {"siege": seat_name(case, vacance.siege), "fin": date(vacance.jusqu_au)}
            told = {"limite": limit.isoformat(), "suite": (limit + _DAY).isoformat()}
            yield _end(vacance, "", **fields, **told)
    limit = latest(case.as_of)
    for derogation in case.commission.derogations:
        if too_long(case.as_of, derogation.jusqu_au) and not is_past(case):
            fields = {"regle": derogation.regle, "fin": date(derogation.jusqu_au), "jour": date(case.as_of)}
            yield _end(derogation, "derogation", **fields, limite=limit.isoformat())


@rule("derogation-refusee")
def derogation_refusee(case: Case) -> Iterator[Breach]:
    """Look for derogations from a rule that does not exist or does not admit any."""
    known = {known.id: known for known in registry.catalogue()}
    for derogation in case.commission.derogations:
        target = known.get(derogation.regle)
        if derogation.jusqu_au < case.as_of or (target and admits(target)):
            continue
        near = nearest(derogation.regle, [known.id for known in known.values() if admits(known)])
        fields = {"regle": derogation.regle, "suggestion": question(near)}
        yield Breach(pointer=(*derogation.pointer, "regle"), case=_refusal(target), fields=fields)


def _refusal(target: Rule | None) -> str:
    if target is None:
        return ""
    if target.check is None:
        return "lecture"
    return "pays" if target.scope is Scope.NATIONAL and target.provision else "maison"


def _end(exception: Vacance | Derogation, sentence: str, **fields: str) -> Breach:
    return Breach(pointer=(*exception.pointer, "jusqu_au"), case=sentence, fields=fields)
