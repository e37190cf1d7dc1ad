"""Former names of the State's services, as the rule that knows them says to write them; in membres.yaml only."""

import datetime
from collections.abc import Iterable, Iterator

from kit.edit.fix.correction import Proposal, instead
from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Scope, Subject
from kit.judging import case as cases
from kit.judging import registry
from kit.judging.judge import judge
from kit.law.territories import is_former_service
from kit.law.texts import COMPOSITION, provision
from kit.model.commission import Commission, Titulaire, build
from kit.model.department import Dossier

Day = datetime.date
_RULE, _FILE = "ancien-service-nomme", "membres"
# Garde-fous : un jour fait juger toute la commission, trois fois ; un dossier réel en a moins de vingt.
_MOST_DAYS, _MOST_JUDGED = 150, 30_000
Said = set[tuple[str, str, Pointer, Outcome]]


def days(dossier: Dossier) -> list[Day]:
    """Give the days on which a holder's former name can only be a mistake, the first ones: each has the whole
    commission judged, so there are fewer of them when there are many holders."""
    if dossier.territory is None or not dossier.tree:
        return []
    commission = build(dossier.tree, dossier.bad)
    holders = sum(len(commission.seat(seat)) for seat in commission.sieges or ())
    every = {day for sure in _sure(commission).values() for day in sure}
    return sorted(every)[: min(_MOST_DAYS, _MOST_JUDGED // max(1, holders))]


def renamings(dossier: Dossier, days: Iterable[Day]) -> Iterator[Proposal]:
    """Give the names to write instead of former ones, each once, with the first of these days that says so.

    Only where the rule is sure, gives one name, and speaks of a holder who still sits or whose whole term came after
    the reform: in a past term, the name of that time is right."""
    source = dossier.sources.get(_FILE)
    if dossier.territory is None or not dossier.tree or source is None:
        return
    commission, told = build(dossier.tree, dossier.bad), set[Pointer]()
    sure, rule = _sure(commission), registry.find(_RULE)
    for day in days:
        case = cases.build(commission, dossier.territory, day)
        for breach, outcome, _ in judge(rule, case, case).breaches:
            proposal = instead(source, _RULE, breach, day) if outcome is Outcome.FAIL else None
            if proposal and breach.pointer not in told and day in sure.get(breach.pointer[:-1], ()):
                told.add(breach.pointer)
                yield proposal


def said(dossier: Dossier, days: Iterable[Day]) -> dict[Day, Said]:
    """Give what all rules on a commission find wrong, or doubtful, on each of these days."""
    return {day: set(_judged(dossier, day)) for day in set(days)}


def _judged(dossier: Dossier, day: Day) -> Iterator[tuple[str, str, Pointer, Outcome]]:
    if dossier.territory is None:
        return
    case = cases.build(build(dossier.tree, dossier.bad), dossier.territory, day)
    for rule in registry.legal_rules():
        if rule.subject is Subject.CASE and rule.scope is Scope.DEPARTMENT:
            for breach, outcome, _ in judge(rule, case, case).breaches:
                yield rule.id, breach.case, breach.pointer, outcome


def _sure(commission: Commission) -> dict[Pointer, set[Day]]:
    """Give each holder that a former service names, with the days on which that can only be a mistake."""
    holders = [holder for seat in commission.sieges or () for holder in commission.seat(seat)]
    named = [each for each in holders if any(is_former_service(text) for text in (each.organisme, each.titre) if text)]
    return {holder.pointer: set(_days(holder, commission)) for holder in named}


def _days(holder: Titulaire, commission: Commission) -> Iterator[Day]:
    """Give days of a term on which a former name can only be a mistake: the first that is judged, when the reform
    was there before the term, and for who still sits the first under the wording of today. A term without a first day
    may be of the past."""
    reform = provision(str(registry.find(_RULE).provision)).versions[0].start
    start, end = (holder.mandat.debut, holder.mandat.fin) if holder.mandat else (None, None)
    installed = commission.installation.date if commission.installation else None
    if start and start >= reform:
        yield max(start, installed or start)
    if start and end is None:
        yield max(start, provision(COMPOSITION).versions[-1].start)
