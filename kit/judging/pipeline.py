"""The pipeline: read a department, judge it by every rule on a day, then all departments and the country."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from kit.findings.finding import (
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
from kit.findings.fingerprint import anchor
from kit.findings.rule import Breach, Rule, Scope, Subject
from kit.french import spaced
from kit.judging import blocking, excuse, pool, registry
from kit.judging import case as cases
from kit.judging.case import Case
from kit.judging.citing import placed
from kit.judging.closed import NOTHING_TO_DO
from kit.judging.codes import Codes, codes
from kit.judging.cut import Shown, by_reading, cut
from kit.judging.judge import judgements
from kit.judging.judgement import Judgement
from kit.law.territories import firsts, territories
from kit.law.texts import COMPOSITION, Version, composition_on, place, provision
from kit.model import folder as folders
from kit.model import repository
from kit.model.commission import build
from kit.model.department import Dossier, finding, load
from kit.model.folder import Folder
from kit.model.parts import Parts
from kit.model.repository import Repository
from kit.privacy.mask import Found, Mask, mask
from kit.yaml import rewrite
from kit.yaml.schema import REPOSITORY
from kit.yaml.source import Held, Source
from kit.yaml.traps import TRAPS

Day = datetime.date
Cases = tuple[Case | None, ...]
_CODE = ("commission", "departement")
# Ce qui se dit du pays ne se corrige dans aucun fichier lu.
_NO_FILE: Mapping[str, Source] = {}
_EXCUSED = (Outcome.FAIL, Outcome.REVIEW)
_TWICE = "departement-repete"
PERSONAL, _KEY = "donnee-personnelle", "cle-inconnue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check of one department leaves, once its files are forgotten: its report by itself, the lines it shows
    (`texts`, the others left blank), the place of its code, what must be hidden, and what is judged if it was asked."""

    department: DepartmentReport
    texts: dict[str, str]
    place: tuple[str, int, int]
    hidden: Mask
    case: Case | None


def run(
    root: Path, paths: tuple[Path, ...], as_of: Day, select: tuple[str, ...] = (), *, cases: bool = True
) -> tuple[Report, Cases]:
    """Check the departments of a repository on a day; give the report, and the case of each department for those who
    show it (None: not judged; none at all without `cases`). Raises UsageError when there is nothing to check, for an
    unknown rule or before the first wording of R. 121-12-7."""
    wanted(select)
    law(as_of)
    found = pool.mapped(partial(alone, as_of=as_of, cases=cases), folders.find(root, paths))
    report = gathered(root, paths, as_of, select, found)
    return report, tuple(each.case for each in found) if cases else ()


def given(name: str, files: Mapping[str, Held], as_of: Day) -> Report:
    """Check on a day a department given by the name of its folder and the bytes of its files, by name: what `run` says
    of this folder alone, and nothing is read on a disk. Raises UsageError before the first wording of R. 121-12-7."""
    law(as_of)
    return _report([alone(folders.given(name, files), as_of, cases=False)], as_of, frozenset(), (), {})


def whole(root: Path, dossiers: Iterable[Dossier], as_of: Day) -> Report:
    """Check all the departments of a repository, already read; every finding is written, however many there are.
    Raises UsageError before the first wording of R. 121-12-7."""
    law(as_of)
    return gathered(root, (), as_of, (), [judged(each, as_of, cases=False, shown=by_reading) for each in dossiers])


def gathered(
    root: Path, paths: tuple[Path, ...], as_of: Day, select: tuple[str, ...], found: Iterable[Checked]
) -> Report:
    """Make a report of departments checked one by one: what is repeated among them, and what is said of the country.
    Raises UsageError as `run` does."""
    checked = list(found)
    home = repository.load(root)
    filed = [(each.department.code, each.department.folder) for each in checked if each.department.code]
    reading = [*home.findings, *(() if paths else repository.outside(home, filed))]
    known = codes(frozenset(code for code, _ in filed), home.departements)
    country = () if paths else _national(known, registry.legal_rules(), as_of)
    national = (*_loose(root, paths), *_of_home(home, reading), *country)
    return _report(checked, as_of, wanted(select), national, home.texts or {})


def _report(
    checked: list[Checked], as_of: Day, chosen: Set[str], national: tuple[Result, ...], texts: Mapping[str, str]
) -> Report:
    """Make a report of departments checked one by one, and of what is said of the country and of the repository."""
    every = (each.department for each in checked)
    seen = firsts((each.code, Path(each.folder).name, each) for each in every)
    departments = [_compared(each, seen) for each in checked]
    return Report(
        as_of=as_of,
        law=law(as_of),
        # Choisir des règles ne change que ce qui est montré, jamais le verdict.
        departments=tuple(replace(each, results=_shown(each.results, chosen)) for each in departments),
        national=_shown(national, chosen),
        rules=len(registry.legal_rules()) + len(TRAPS),
        texts={**{file: text for each in checked for file, text in each.texts.items()}, **texts},
    )  # fmt: skip


def wanted(select: tuple[str, ...]) -> set[str]:
    """Give the ids of the rules asked for; raises UsageError for an unknown one."""
    return {registry.find(rule_id).id for rule_id in select}


def law(as_of: Day) -> Law:
    """Name the text of the day; raises UsageError before its first wording."""
    version, text = composition_on(as_of), provision(COMPOSITION)
    return Law(provision=text.id, title=text.short, version=version.start, certainty=version.certainty)


def _shown(results: tuple[Result, ...], wanted: Set[str]) -> tuple[Result, ...]:
    """Keep the results asked for, and those of reading; all of them when nothing was asked for."""
    return tuple(result for result in results if not wanted or result.rule in wanted or result.rule in TRAPS)


def case(dossier: Dossier, as_of: Day) -> Case | None:
    """Give what is judged of a department on a day; None when nobody knows which it is, or when it has no value."""
    if dossier.territory is None or not dossier.tree:
        return None
    built = cases.build(build(dossier.tree, dossier.bad), dossier.territory, as_of)
    return replace(built, tree=dossier.tree, apart=dossier.apart, parts=dossier.parts)


def alone(folder: Folder, as_of: Day, *, cases: bool = True) -> Checked:
    """Check one department by itself; its findings beyond the first of a kind are counted."""
    return judged(load(folder), as_of, cases=cases, shown=cut)


def judged(dossier: Dossier, as_of: Day, *, cases: bool, shown: Shown) -> Checked:
    """Check one department already read; of its findings, give those that `shown` keeps."""
    subject = case(dossier, as_of)
    hidden = mask(dossier.sources.values())
    department = _department(dossier, subject, hidden, shown)
    place = dossier.place(_CODE)
    findings = [found for result in department.results for found in result.findings]
    lines = {place[:2], *(line for found in findings for line in _lines(found))}
    texts = {
        source.file: _only({line for file, line in lines if file == source.file}, hidden.text(source.file, source.text))
        for source in dossier.sources.values()
    }
    return Checked(
        department=department, texts=texts, place=place, hidden=hidden, case=subject if cases else None
    )  # fmt: skip


def found_on(dossier: Dossier, checked: Checked, day: Day) -> tuple[Finding, ...]:
    """Give all that is found on another day in a department already checked: its files hide the same on any day."""
    subject = case(dossier, day)
    return _department(dossier, subject, checked.hidden, by_reading).findings


def _lines(found: Finding) -> Iterator[tuple[str, int]]:
    """Give the lines (from 1) that a finding shows: its own, and those of what it proposes."""
    yield found.file, found.line
    if found.edit:
        yield from ((found.edit.file, line) for line in range(found.edit.line, found.edit.end_line + 1))


def _only(kept: Set[int], text: str) -> str:
    """Give a text of as many lines, whose lines of other numbers (from 1) are blank."""
    return "\n".join(line if number in kept else "" for number, line in enumerate(text.split("\n"), 1))


def _department(dossier: Dossier, case: Case | None, hidden: Mask, shown: Shown) -> DepartmentReport:
    legal = blocking.marked(_judged(dossier, case, hidden.found, shown))
    territory = dossier.territory
    return DepartmentReport(
        folder=dossier.folder.name,
        code=territory.code if territory else None,
        name=territory.name if territory else None,
        example=case.commission.exemple if case else False,
        results=tuple(
            hidden.result(_anchored(result, dossier))
            for result in (*_reading(unsaid(dossier, _personal(legal)), shown), *legal)
        ),
        # Une règle du kit n'est pas le droit : elle peut donner une erreur, jamais un verdict.
        outcome=worst(result.outcome for result in legal if blocking.counts(result)),
        files=len(dossier.sources),
    )


def _personal(legal: Iterable[Result]) -> set[tuple[str, str]]:
    """Give where a datum on a person was found: the file and the place of each."""
    return {(f.file, f.pointer) for result in legal if result.rule == PERSONAL for f in result.findings}


def unsaid(dossier: Dossier, personal: Set[tuple[str, str]]) -> Iterator[Finding]:
    """Give the traps of the files, but what is told of a value that must not be there at all: the form of a telephone
    in a date, a key that is to be erased with what it holds."""
    for each in dossier.findings:
        place = (each.file, each.pointer)
        misspelt = each.rule == _KEY and place not in dossier.strange
        if not each.pointer or misspelt or place not in personal:
            yield each


def _copied(results: Iterable[Result], first: DepartmentReport, folder: str) -> Iterator[Result]:
    """Leave out of a folder what its first says too, and its name: the folder itself is too much."""
    known = {(f.rule, f.outcome, f.message.replace(first.folder, folder)) for f in first.findings}
    for result in results:
        kept = tuple(f for f in result.findings if (f.rule, f.outcome, f.message) not in known)
        if result.rule == "dossier-mal-nomme":
            kept = tuple(f for f in kept if not f.pointer)  # Un nom qui parle d’une personne reste à changer.
        if result.rule in TRAPS and not kept:
            continue
        yield result if len(kept) == len(result.findings) else replace(result, findings=kept, told_by=(_TWICE,))


def _compared(checked: Checked, seen: Mapping[str, DepartmentReport]) -> DepartmentReport:
    """Say of a department that another folder has its code; what both say is told of the first alone."""
    department = checked.department
    if department.code is None or seen[department.code] is department:
        return department
    first = seen[department.code]
    named = territories().get(Path(department.folder).name.partition("-")[0].upper())
    # Un dossier qui porte le nom d’un autre département a été commencé par une copie : il lui manque son code.
    other = {"sien": named.code, "de": named.of} if named and named.code != department.code else {}
    fields = {"code": department.code, "premier": first.folder, "dossier": Path(department.folder).name, **other}
    breach = Breach(pointer=_CODE, case="copie" if other else "", fields=fields)
    [repeated] = _reading([replace(finding(_TWICE, breach, *checked.place), anchor=f"/{_CODE[-1]}")])
    repeated = checked.hidden.result(repeated)  # Le nom d'un dossier peut répéter ce qu'un fichier cache.
    results = tuple(_copied(department.results, first, department.folder))
    reading = sorted((*(r for r in results if r.rule in TRAPS), repeated), key=lambda result: result.rule)
    return replace(department, results=(*reading, *(r for r in results if r.rule not in TRAPS)))


def _judged(dossier: Dossier, case: Case | None, personal: tuple[Found, ...], shown: Shown) -> Iterator[Result]:
    """Give what the rules say of a department. A rule of the kit that has nothing to say gives no result, as the traps
    do."""
    # Ce qui est trouvé dans un fichier a sa place dans ce fichier ; ce qui se juge, dans la liste entière.
    found = tuple(replace(each, pointer=dossier.parts.whole(each.pointer)) for each in personal)
    for told in judgements(case, found, registry.legal_rules()):
        result = _result(told, dossier, case, shown)
        if result.findings or (result.provision and told.rule.subject is not Subject.JUDGED):
            yield result


def _anchored(result: Result, dossier: Dossier) -> Result:
    """Name the place of each finding as the files name it, so that it can be known again in another state of them."""
    if not result.findings:
        return result
    return replace(result, findings=tuple(_named(finding, dossier) for finding in result.findings))


def _named(finding: Finding, dossier: Dossier) -> Finding:
    source = dossier.sources.get(Path(finding.file).stem)
    return replace(finding, anchor=anchor(source.data if source else None, finding.pointer))


def _reading(found: Iterable[Finding], shown: Shown = cut) -> Iterator[Result]:
    """Group the traps by rule; a trap that was not met gives no result."""
    for rule_id, group in groupby(sorted(found, key=lambda f: f.rule), key=lambda f: f.rule):
        yield Result(rule=rule_id, outcome=Outcome.FAIL, severity=TRAPS[rule_id].severity, findings=shown(group))


def _of_home(home: Repository, reading: Iterable[Finding]) -> Iterator[Result]:
    """Give what is said of `kit.yaml`: its traps, and what it holds on a person or should keep secret, once."""
    personal = tuple(on_persons({REPOSITORY: home.source} if home.source else {}, home.hidden))
    said = {finding.pointer for finding in personal if finding.pointer}
    yield from _reading(each for each in reading if each.rule == _KEY or each.pointer not in said)
    if personal:
        yield replace(_silent(registry.find(PERSONAL), Outcome.FAIL, None), findings=personal)


def on_persons(sources: Mapping[str, Source], hidden: Mask) -> Iterator[Finding]:
    """Give what is said of the data on a person found in files, by their branch; no finding repeats any."""
    rule = registry.find(PERSONAL)
    for breach in rule.check(hidden.found) if rule.check else ():
        source = sources[str(breach.pointer[0])]
        line, column = source.place(breach.pointer) if breach.line is None else (breach.line, 1)
        yield hidden.finding(_placed(rule, breach, None, (source.file, line, column), sources=sources))


def _loose(root: Path, paths: tuple[Path, ...]) -> Iterator[Result]:
    yield from _reading(finding(m.trap, m.breach, m.file) for m in folders.loose_files(root, paths))


def _result(told: Judgement, dossier: Dossier, case: Case | None, shown: Shown) -> Result:
    found = shown(_finding(told, *each, dossier, case) for each in told.breaches)
    silent = replace(_silent(told.rule, told.outcome, told.version), told_by=told.told_by)
    return replace(silent, findings=found) if found else silent


def _silent(rule: Rule, outcome: Outcome, version: Version | None) -> Result:
    return Result(
        rule=rule.id,
        outcome=outcome,
        severity=rule.severity,
        provision=rule.provision,
        version=version.start.isoformat() if version else None,
        traces=rule.traces,
    )


def _finding(
    judged: Judgement, breach: Breach, outcome: Outcome, version: Version | None, dossier: Dossier, case: Case | None
) -> Finding:
    # Une dérogation dit aussi qui a levé un doute, et d’après quel document ; l’issue reste la même.
    reason = excuse.given(judged.rule, breach, case) if case and outcome in _EXCUSED else None
    place = dossier.place(breach.pointer)
    if breach.line is not None:
        place = (place[0], breach.line, 1)
    own = _local(replace(breach, outcome=outcome), dossier.parts)
    return _placed(judged.rule, own, version, place, reason, dossier.sources)


def _local(breach: Breach, parts: Parts) -> Breach:
    """Give a breach, and what its remedy changes, at their places in the files."""
    if not parts.split:
        return breach
    changes = tuple(replace(each, pointer=parts.local(each.pointer)) for each in breach.changes)
    repeats = None if breach.repeats is None else parts.local(breach.repeats)
    return replace(breach, pointer=parts.local(breach.pointer), changes=changes, repeats=repeats)


def _placed(
    rule: Rule,
    breach: Breach,
    version: Version | None,
    place: tuple[str, int, int],
    reason: str | None = None,
    sources: Mapping[str, Source] = _NO_FILE,
) -> Finding:
    severity = rule.severity if breach.outcome is Outcome.FAIL else Severity.NOTE
    said = rewrite.answer(rule, breach, sources)
    file, line, column = place
    return Finding(
        rule=rule.id,
        outcome=breach.outcome,
        severity=Severity.WARNING if reason and severity is Severity.ERROR else severity,
        message=said.message,
        remedy=spaced(NOTHING_TO_DO) if breach.recalled else said.remedy,
        file=file,
        line=line,
        column=column,
        pointer=json_pointer(breach.pointer[1:]),
        provision=rule.provision,
        paragraph=breach.paragraph,
        version=version.start.isoformat() if version else None,
        url=version.url if version else None,
        derogation=reason,
        edit=None if breach.recalled else said.edit,
        closed=breach.closed,
    )


def _national(known: Codes, rules: tuple[Rule, ...], as_of: Day) -> Iterator[Result]:
    for rule in rules:
        if rule.scope is not Scope.NATIONAL or rule.check is None:
            continue
        version = provision(rule.provision).in_force(as_of) if rule.provision else None
        subject = as_of if rule.subject is Subject.DAY else known
        if (rule.provision and version is None) or (rule.concerns and not rule.concerns(subject)):
            yield _silent(rule, Outcome.NOT_APPLICABLE, version)
            continue
        breaches = rule.check(subject)
        found = tuple(_country(rule, placed(rule, breach, as_of), version) for breach in breaches)
        if rule.provision or found:
            yield replace(_silent(rule, worst([Outcome.PASS, *(f.outcome for f in found)]), version), findings=found)


def _country(rule: Rule, breach: Breach, version: Version | None) -> Finding:
    # Un constat sur le pays n'a pas de fichier, un constat sur le droit du kit a le sien.
    return _placed(rule, breach, version, place(breach.pointer) if breach.pointer else ("departments", 1, 1))
