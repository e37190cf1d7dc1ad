"""One cause, one finding: what comes of something already told is not told again; the outcomes of the rules stay."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach
from kit.judging import excuse
from kit.judging.case import Case
from kit.judging.judgement import Judgement

# Par cause, et selon qu’elle n’est que rappelée : la règle qui la dit, et si c’est une erreur.
Roots = dict[tuple[str, bool], tuple[str, bool]]
# La cause de ce qui attend de savoir depuis quand la commission existe.
INSTALLED = "installation"
# Celle de ce qui vient d’une installation datée après une séance.
LATE = "installation trop tardive"


def member(identifier: str) -> str:
    """Name the cause of what is said of an identifier that membres.yaml does not have."""
    return f"membre {identifier}"


def undecided(pointer: Pointer) -> str:
    """Name the cause of what is said of a session whose day is over and that is still « prevue »."""
    return f"séance {pointer}"


def unwritten(pointer: Pointer) -> str:
    """Name the cause of what is said of a text that only announces one."""
    return f"texte à venir {pointer}"


def topic(pointer: Pointer) -> str:
    """Name the cause of what is said of a session that does not say what it is for."""
    return f"formation {pointer}"


def approval(name: str) -> str:
    """Name the cause of what is said of an association whose approval is over, or has no first day."""
    return f"agrément {name.casefold()}"


def entry(seat: str, identifier: str) -> str:
    """Name the cause of what is said of a holder written under a seat."""
    return f"titulaire {seat} {identifier}"


def opinion(pointer: Pointer) -> str:
    """Name the cause of what is said of a file whose opinion is contrary to its voices, or to what was decided."""
    return f"avis contredit {pointer}"


def detail(pointer: Pointer) -> str:
    """Name the cause of what is said of the detail of a document that asks for what may not be asked for."""
    return f"précision {pointer}"


def intercommunal(seat: str) -> str:
    """Name the cause of what is said of a seat of local authorities where no group of municipalities sits."""
    return f"intercommunalité {seat}"


def told_once(judged: Iterable[Judgement], case: Case) -> Iterator[Judgement]:
    """Leave out of what the rules say all that comes of a cause told by another finding, no lighter than it."""
    every = tuple(judged)
    roots = _roots(every, case)
    for judgement in every:
        kept = tuple(each for each in judgement.breaches if not _by(judgement, each[0], each[1], roots))
        if len(kept) == len(judgement.breaches):
            yield judgement
            continue
        left = (_by(judgement, breach, outcome, roots) for breach, outcome, _ in judgement.breaches)
        by = tuple(dict.fromkeys(rule for rule in left if rule))
        yield replace(judgement, breaches=kept, told_by=(*judgement.told_by, *by))


def _roots(judged: Iterable[Judgement], case: Case) -> Roots:
    """Give the rule that tells each cause, and whether it does so as an error; what comes of nothing else leads."""
    said = [(judgement, *each) for judgement in judged for each in judgement.breaches if each[0].explains]
    roots: Roots = {}
    for judgement, breach, outcome, _ in sorted(said, key=lambda each: bool(each[1].of)):
        error = _is_error(judgement, outcome) and not excuse.given(judgement.rule, breach, case)
        for cause in breach.explains:
            roots.setdefault((cause, breach.closed), (judgement.rule.id, error))
    return roots


def _by(judgement: Judgement, breach: Breach, outcome: Outcome, roots: Roots) -> str | None:
    """Give the rule that already tells what a breach comes of; an error is never left for less than an error."""
    # Ce qui n’est que rappelé ne dit pas ce qui se juge encore.
    known = itertools.product(breach.of, (False, True) if breach.closed else (False,))
    for cause in known:
        rule, error = roots.get(cause, (judgement.rule.id, False))
        if rule != judgement.rule.id and (error or not _is_error(judgement, outcome)):
            return rule
    return None


def _is_error(judgement: Judgement, outcome: Outcome) -> bool:
    return outcome is Outcome.FAIL and judgement.rule.severity is Severity.ERROR
