"""The pipeline: read a department, judge it by every rule on a day, then all departments and the country."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from kit import folder as folders
from kit.dossier import Dossier, finding, load
from kit.law.texts import COMPOSITION, Version, composition_on, data, provision
from kit.model import Commission, build, covers
from kit.report import (
    DepartmentReport,
    Finding,
    Law,
    Outcome,
    Report,
    Result,
    Severity,
    json_pointer,
    worst,
)
from kit.rule import Breach, Rule, Scope
from kit.rules import case as cases
from kit.rules import registry
from kit.rules.case import Case
from kit.traps import TRAPS

Day = datetime.date
Progress = Callable[[str], None]


def run(
    root: Path,
    paths: tuple[Path, ...],
    as_of: Day,
    select: tuple[str, ...] = (),
    progress: Progress = lambda _: None,
) -> tuple[Report, tuple[Case | None, ...]]:
    """Check the departments of a repository on a day; give the report, and the case of each department for
    those who show it (None: not judged). Raises UsageError when there is nothing to check, for an unknown rule
    or before the first wording of R. 121-12-7."""
    version = composition_on(as_of)
    chosen = _chosen(select)
    found = folders.find(root, paths)
    departments: list[DepartmentReport] = []
    judged: list[Case | None] = []
    texts: dict[str, str] = {}
    seen: dict[str, str] = {}
    for folder in found:
        progress(folder.name)
        dossier = load(folder)
        case = _case(dossier, as_of)
        departments.append(_department(dossier, case, chosen, seen))
        judged.append(case)
        texts.update({source.file: source.text for source in dossier.sources.values()})
    national = () if paths else (*_loose(root), *_national(departments, chosen, as_of))
    report = Report(
        as_of=as_of,
        law=Law(provision=COMPOSITION, title=provision(COMPOSITION).short, version=version.start,
                certainty=version.certainty),
        departments=tuple(departments),
        national=national,
        rules=len(chosen) + len(TRAPS),
        texts=texts,
    )  # fmt: skip
    return report, tuple(judged)


def _chosen(select: tuple[str, ...]) -> tuple[Rule, ...]:
    wanted = {registry.find(rule_id).id for rule_id in select}
    return tuple(rule for rule in registry.legal_rules() if not wanted or rule.id in wanted)


def _case(dossier: Dossier, as_of: Day) -> Case | None:
    if dossier.territory is None or not dossier.tree:
        return None
    return cases.build(build(dossier.tree, dossier.bad), dossier.territory, as_of)


def _department(dossier: Dossier, case: Case | None, rules: tuple[Rule, ...], seen: dict[str, str]) -> DepartmentReport:
    found = [*dossier.findings, *_repeated(dossier, seen)]
    legal = [_result(rule, dossier, case) for rule in rules if rule.scope is Scope.DEPARTMENT]
    territory = dossier.territory
    return DepartmentReport(
        folder=dossier.folder.name,
        code=territory.code if territory else None,
        name=territory.name if territory else None,
        example=case.commission.exemple if case else False,
        results=(*_reading(found), *legal),
        outcome=worst(result.outcome for result in legal if result.severity is Severity.ERROR),
        files=len(dossier.sources),
    )


def _repeated(dossier: Dossier, seen: dict[str, str]) -> Iterator[Finding]:
    if dossier.territory is None:
        return
    code = dossier.territory.code
    if code in seen:
        breach = Breach(pointer=("commission", "departement"), fields={"code": code, "premier": seen[code]})
        yield finding("departement-repete", breach, *dossier.place(breach.pointer))
    seen.setdefault(code, dossier.folder.name)


def _reading(found: Iterable[Finding]) -> Iterator[Result]:
    """Group the traps by rule; a trap that was not met gives no result."""
    for rule_id, group in groupby(sorted(found, key=lambda f: (f.rule, f.order)), key=lambda f: f.rule):
        rule = TRAPS[rule_id]
        yield Result(rule=rule_id, outcome=Outcome.FAIL, severity=rule.severity, findings=tuple(group))


def _loose(root: Path) -> Iterator[Result]:
    yield from _reading(finding(m.trap, m.breach, m.file) for m in folders.loose_files(root))


def _result(rule: Rule, dossier: Dossier, case: Case | None) -> Result:
    if case is None:
        return _silent(rule, Outcome.OPEN, None)
    version = case.version_of(rule.provision)
    if version is None or (rule.concerns and not rule.concerns(case)):
        return _silent(rule, Outcome.NOT_APPLICABLE, version)
    if not _known(rule, case):
        return _silent(rule, Outcome.OPEN, version)
    breaches = list(rule.check(case)) if rule.check else []
    found = tuple(sorted((_finding(rule, b, dossier, case, version) for b in breaches), key=lambda f: f.order))
    # Ce qui n'a pas pu être lu n'est pas conforme pour autant.
    silent = Outcome.OPEN if _unreadable(rule, case.commission) else Outcome.PASS
    return replace(_silent(rule, worst([silent, *(f.outcome for f in found)]), version), findings=found)


def _silent(rule: Rule, outcome: Outcome, version: Version | None) -> Result:
    return Result(
        rule=rule.id,
        outcome=outcome,
        severity=rule.severity,
        provision=rule.provision,
        version=version.start.isoformat() if version else None,
        traces=rule.traces,
    )


def _known(rule: Rule, case: Case) -> bool:
    """Tell whether the file says what the rule needs; an absent commission leaves nothing to judge."""
    if not case.installed and rule.needs != ("commission",):
        return False
    return all(_said(need, case) for need in rule.needs)


def _said(need: str, case: Case) -> bool:
    """Tell whether a value is given: a branch, a group of seats with holders, or a field."""
    branch, _, name = need.partition("/")
    if branch == "membres":
        return case.commission.sieges is not None and (not name or _held(case, name))
    if branch == "commission":
        return not name or getattr(case.commission, name) is not None
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


def _finding(rule: Rule, breach: Breach, dossier: Dossier, case: Case, version: Version) -> Finding:
    # Une rédaction qui n'a pas été lue ne condamne pas : le seul endroit où un défaut devient un doute.
    version = _own(rule, breach, version)
    doubtful = breach.outcome is Outcome.FAIL and not version.certain
    outcome = Outcome.REVIEW if doubtful else breach.outcome
    severity = rule.severity if outcome is Outcome.FAIL else Severity.NOTE
    excuse = _excuse(rule, breach, case) if outcome is Outcome.FAIL else None
    message, remedy = rule.sentences[breach.case].filled(breach.fields)
    file, line, column = dossier.place(breach.pointer)
    return Finding(
        rule=rule.id,
        outcome=outcome,
        severity=Severity.WARNING if excuse and severity is Severity.ERROR else severity,
        message=message,
        remedy=remedy,
        file=file,
        line=line,
        column=column,
        pointer=json_pointer(breach.pointer[1:]),
        provision=rule.provision,
        paragraph=breach.paragraph,
        version=version.start.isoformat(),
        url=version.url,
        derogation=excuse,
    )


def _own(rule: Rule, breach: Breach, version: Version) -> Version:
    """Give the wording that judges a breach: that of its own day when it has one."""
    if breach.day is None or rule.provision is None:
        return version
    return provision(rule.provision).in_force(breach.day) or version


def _excuse(rule: Rule, breach: Breach, case: Case) -> str | None:
    """Give the reason written for a breach, while its term runs; it lowers the weight, never the outcome."""
    limit = case.as_of + datetime.timedelta(days=int(data("maison")["derogation_max_jours"]))
    commission = case.commission
    if rule.id == "siege-sans-titulaire":
        for vacance in commission.vacances:
            runs = covers(vacance.depuis, vacance.jusqu_au, case.as_of) and vacance.jusqu_au <= limit
            if vacance.siege == breach.siege and runs:
                return vacance.motif
    for derogation in commission.derogations:
        same = derogation.regle == rule.id and derogation.siege in (None, breach.siege)
        if same and case.as_of <= derogation.jusqu_au <= limit:
            return derogation.motif
    return None


def _national(departments: list[DepartmentReport], rules: tuple[Rule, ...], as_of: Day) -> Iterator[Result]:
    codes = frozenset(department.code for department in departments if department.code)
    for rule in rules:
        if rule.scope is not Scope.NATIONAL or rule.check is None:
            continue
        version = provision(rule.provision).in_force(as_of) if rule.provision else None
        if version is None:
            yield _silent(rule, Outcome.NOT_APPLICABLE, None)
            continue
        found = tuple(_country(rule, breach, version) for breach in rule.check(codes))
        yield replace(_silent(rule, worst([Outcome.PASS, *(f.outcome for f in found)]), version), findings=found)


def _country(rule: Rule, breach: Breach, version: Version) -> Finding:
    message, remedy = rule.sentences[breach.case].filled(breach.fields)
    return Finding(
        rule=rule.id,
        outcome=breach.outcome,
        severity=rule.severity if breach.outcome is Outcome.FAIL else Severity.NOTE,
        message=message,
        remedy=remedy,
        file="departments",
        provision=rule.provision,
        version=version.start.isoformat(),
        url=version.url,
    )
