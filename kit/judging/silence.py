"""What the files do not say, told once for all the rules that wait for it.

A rule whose needs are not met judges nothing. The findings of another may already say what is missing (`repond_de` in
its sheet); else the first rule that has a sentence of the name of the need says it, with a whole example.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kit.findings.finding import Outcome
from kit.findings.remedy import Change, Gesture
from kit.findings.rule import Breach
from kit.french import date
from kit.judging.case import Case
from kit.judging.judgement import Judgement

# Ce qu’attendent toutes les règles tant que la commission n’est pas installée.
INSTALLED = "commission/installation"
# Qui préside se lit dans le texte du jour, pour ce département : la phrase le montre.
PRESIDENCY = "commission/presidence"


def spoken(judged: Iterable[Judgement], case: Case) -> Iterator[Judgement]:
    """Give what the rules of law say, each need that is not met told by one of them at least; each rule that waits
    names those that tell what it waits for."""
    told: dict[str, list[str]] = {}
    every = tuple(judged)
    for judgement in every:
        if any(outcome is not Outcome.PASS for _, outcome, _ in judgement.breaches):
            for need in judgement.rule.answers:
                told.setdefault(need, []).append(judgement.rule.id)
    for judgement in [_speaking(each, told, case) for each in every]:
        by = dict.fromkeys(rule for need in judgement.lacks for rule in told.get(need, ()))
        yield replace(judgement, told_by=tuple(rule for rule in by if rule != judgement.rule.id)) if by else judgement


def _speaking(judgement: Judgement, told: dict[str, list[str]], case: Case) -> Judgement:
    """Make a rule that waits say what nothing tells, when its sheet can; `told` then knows that it does."""
    needs = [
        need
        for need in judgement.lacks
        # Ce qui n’a pas pu être lu a déjà son constat.
        if need not in told and need in judgement.rule.sentences and case.commission.readable(*_place(need))
    ]
    for need in needs:
        told[need] = [judgement.rule.id]
    said = tuple((_breach(need, case), Outcome.OPEN, judgement.version) for need in needs)
    return replace(judgement, breaches=(*judgement.breaches, *said)) if said else judgement


def _breach(need: str, case: Case) -> Breach:
    presidency, place = case.composition.presidency(case.territory.regime), tuple(_place(need))
    fields = {
        "de": case.territory.of,
        "code": case.territory.code,
        "jour": date(case.as_of),
        "signataires": ", ".join(presidency.signatories),
    }
    presiding = [{"autorite": each, "debut": case.as_of.isoformat()} for each in presidency.authorities]
    changes = (Change(Gesture.PUT, place, presiding),) if need == PRESIDENCY else ()
    return Breach(pointer=place, case=need, outcome=Outcome.OPEN, fields=fields, changes=changes)


def _place(need: str) -> list[str]:
    """Point at what a need is written in: what is said of the permit is under one key."""
    branch, _, name = need.partition("/")
    return [branch, name.partition("_")[0] if branch == "procedures" else name] if name else [branch]
