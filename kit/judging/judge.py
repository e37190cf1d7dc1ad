"""What one rule says of one commission: an outcome, and the breaches behind it, before anybody looks up a line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kit.findings.finding import Outcome, Severity, doubted, worst
from kit.findings.rule import Breach, Rule, Scope, Subject
from kit.judging import causes, excuse, silence
from kit.judging.case import Case
from kit.judging.citing import citing
from kit.judging.doubt import doubted_at
from kit.judging.judgement import Judgement
from kit.judging.silence import INSTALLED
from kit.law.texts import COMPOSITION, Version, composition_on, provision
from kit.model.commission import Commission
from kit.privacy.mask import Found

_PERMIT, _DOCUMENTS = "procedures/aps", "procedures/aps_pieces"
# Ce que disent les pièces de la liste.
_OF_DOCUMENTS = frozenset(f"procedures/aps_{name}" for name in ("document_perime", "domicile_mois", "passeport"))


def judgements(case: Case | None, personal: tuple[Found, ...] | None, rules: Iterable[Rule]) -> Iterator[Judgement]:
    """Judge a commission, and what was found personal in its files (None: nobody looked), by the rules of law, then by
    those on the exceptions, which look at what the first have said."""
    local = [rule for rule in rules if rule.scope is Scope.DEPARTMENT]
    first = (rule for rule in local if rule.subject is not Subject.JUDGED)
    judged = [judge(rule, case, personal if rule.subject is Subject.FILES else case) for rule in first]
    said: dict[str, tuple[Outcome, tuple[Breach, ...]]] = {}
    for told in causes.told_once(silence.spoken(judged, case), case) if case else judged:
        said[told.rule.id] = (told.outcome, tuple(breach for breach, _, _ in told.breaches))
        yield citing(told, case.as_of) if case else told
    excused = excuse.judged(case, said) if case else None
    for rule in local:
        if rule.subject is Subject.JUDGED:
            yield judge(rule, case, excused)


def judge(rule: Rule, case: Case | None, subject: Any) -> Judgement:
    """Judge a subject by a rule; a rule whose text is not in force, or that speaks of others, is *sans objet*, one
    that lacks what it needs is *non renseigné*. Without a case only the values are looked at."""
    if subject is None:
        return Judgement(rule=rule, outcome=Outcome.OPEN)
    version = provision(rule.provision).in_force(case.as_of) if case and rule.provision else None
    if case and ((rule.provision and version is None) or (rule.concerns and not rule.concerns(case))):
        return Judgement(rule=rule, outcome=Outcome.NOT_APPLICABLE, version=version)
    if case and (lacks := _lacking(rule, case)):
        return Judgement(rule=rule, outcome=Outcome.OPEN, version=version, lacks=lacks)
    found = tuple(_weighed(rule, breach, case, version) for breach in _distinct(_breaches(rule, subject, version)))
    # Ce qui n'a pas pu être lu n'est pas conforme pour autant.
    silent = Outcome.OPEN if case and _unreadable(rule, case.commission) else Outcome.PASS
    outcome = worst([silent, *(outcome for _, outcome, _ in found)])
    return Judgement(rule=rule, outcome=outcome, version=version, breaches=found)


def _breaches(rule: Rule, subject: Any, version: Version | None) -> Iterable[Breach]:
    """Run the check of a rule: on a commission it is given the wording of its text."""
    if rule.check is None:
        return ()
    if rule.subject is not Subject.CASE:
        return rule.check(subject)
    return _by_session(rule, subject, version) if rule.by_session else rule.check(subject, version)


def _by_session(rule: Rule, case: Case, version: Version | None) -> Iterator[Breach]:
    """Judge the sessions that are not closed, then recall what a rule says of those that are; the only place where that
    is decided."""
    if rule.check is None:
        return
    yield from rule.check(case.current, version)
    if case.closed is None:
        return
    places = {session.pointer for session in case.closed.commission.sessions or ()}
    for breach in rule.check(case.closed, version):
        if breach.pointer[:2] in places:
            yield replace(breach, outcome=Outcome.PASS, closed=True, recalled=True)


def _distinct(breaches: Iterable[Breach]) -> Iterable[Breach]:
    """Give once what would be said twice in the same words of the same place: an entry that stands for two seats."""
    said: dict[tuple[Any, ...], Breach] = {}
    for each in breaches:
        said.setdefault((each.pointer, each.case, each.paragraph, each.day, *sorted(each.fields.items())), each)
    return said.values()


def weighs(rule: Rule) -> bool:
    """Tell whether a rule counts in the verdict: a rule of the kit is not the law, a warning is no breach."""
    return rule.severity is Severity.ERROR and rule.provision is not None


def verdict(case: Case, rules: Iterable[Rule]) -> Outcome:
    """Give the verdict alone of a commission on the day of its case, by the rules that count in it."""
    local = (rule for rule in rules if weighs(rule) and rule.scope is Scope.DEPARTMENT and rule.subject is Subject.CASE)
    return worst(judge(rule, case, case).outcome for rule in local)


def _weighed(
    rule: Rule, breach: Breach, case: Case | None, version: Version | None
) -> tuple[Breach, Outcome, Version | None]:
    """Give a breach its wording: one that was not read does not condemn, nor what its own author doubts; the only place
    where that is decided."""
    own = _own(rule, breach, version)
    if breach.outcome is not Outcome.FAIL:
        return breach, breach.outcome, own
    unread = own is not None and not _certain(own, breach, case)
    unsure = rule.provision is not None and case is not None and doubted_at(case.tree, breach.pointer)
    return breach, doubted(breach.outcome, unread or unsure), own


def _certain(version: Version, breach: Breach, case: Case | None) -> bool:
    """Tell whether the wording that judges was read, and the seat it speaks of is certain in that of its day."""
    if breach.siege is None or case is None:
        return version.certain
    composition = composition_on(breach.day or case.as_of)
    judged_by = composition.seat(breach.siege) or composition
    return judged_by.certain and (version.certain or version.provision == COMPOSITION)


def _own(rule: Rule, breach: Breach, version: Version | None) -> Version | None:
    """Give the wording that judges a breach: that of its own day when it has one."""
    if breach.day is None or rule.provision is None:
        return version
    return provision(rule.provision).in_force(breach.day) or version


def _lacking(rule: Rule, case: Case) -> tuple[str, ...]:
    """Give what the rule needs and the file does not say; an absent commission leaves nothing to judge."""
    if not case.installed and rule.needs != ("commission",):
        return (INSTALLED,)
    if silent := [need for need in rule.needs if not _said(need, case)]:
        return tuple(dict.fromkeys(_whole(need, case) for need in silent))
    # Ce qui est écrit mais ne prouve rien ne vaut pas mieux qu'un silence.
    return rule.needs if rule.evidence and not rule.evidence(case) else ()


def _whole(need: str, case: Case) -> str:
    """Give what holds a need when all of it is silent: the file of the members, the description of the permit, the list
    of its documents."""
    if need.startswith("membres"):
        return need if case.commission.sieges else "membres"
    if need.startswith(_PERMIT) and case.aps is None:
        return _PERMIT
    return _DOCUMENTS if need in _OF_DOCUMENTS and not _said(_DOCUMENTS, case) else need


def _said(need: str, case: Case) -> bool:
    """Tell whether a value is given: a branch, a group of seats with holders, or a field."""
    branch, _, name = need.partition("/")
    if branch == "membres":
        # Un fichier qui ne nomme aucun siège ne dit rien ; le premier siège écrit commence une liste.
        return bool(case.commission.sieges) and (not name or _held(case, name))
    if branch == "commission":
        return not name or getattr(case.commission, name) is not None
    if branch == "sessions":
        return bool(case.commission.sessions)  # Une liste vide ne prouve rien, ni séance ni manque.
    written = getattr(case.commission, branch)
    return written is not None and (not name or getattr(written, name) is not None)


def _held(case: Case, group: str) -> bool:
    return any(case.holders(seat.id) for seat in case.group(group))


def _unreadable(rule: Rule, commission: Commission) -> bool:
    return any(not commission.readable(*_branch(need)) for need in rule.needs)


def _branch(need: str) -> list[str]:
    """Give the pointer that a need covers: a group of seats covers all of membres.yaml."""
    branch, _, name = need.partition("/")
    return [branch] if branch == "membres" or not name else [branch, name]
