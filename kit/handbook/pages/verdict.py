"""The verdict of a department in a few words, and its findings as a page shows them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.findings.finding import DepartmentReport, Finding, Outcome, Result, Severity, total
from kit.findings.rule import Rule
from kit.findings.verdicts import OF_FINDINGS, Verdict
from kit.french import listing
from kit.handbook.page import Mark, mark
from kit.handbook.vocabulary import words
from kit.judging import registry, standing
from kit.report.formats.words import reserve

# Ce que montre une règle d'un département : sa marque, la règle, son résultat.
Judged = tuple[Mark, Rule, Result]
# Ce qui ne se lit que dans un fichier : son nom, une clé, une ligne à y écrire.
_OF_FILES = re.compile(r"\.yaml\b|[{}]|\b[a-z]+_[a-z_]+\b|[a-z]: ")


@dataclass(frozen=True, slots=True)
class Group:
    """The findings that one gesture mends: those of one rule and one wording of its text, of one outcome and weight,
    the first one leading."""

    findings: Sequence[Finding]

    @property
    def remedy(self) -> str | None:
        """What mends them all, when it is said in the same words; None when each has its own."""
        said = {finding.remedy for finding in self.findings}
        return said.pop() if len(said) == 1 else None

    @property
    def number(self) -> int:
        """How many findings it shows."""
        return total(self.findings)


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of a page that are the same thing: « non conforme », « à corriger »…; those that only recall what
    is past and closed are apart."""

    verdict: Verdict
    number: int
    groups: tuple[Group, ...]
    past: tuple[Group, ...]


def name(report: DepartmentReport) -> str:
    """Give the name of a department, or of its folder when it is none of the 101."""
    return f"{report.name} ({report.code})" if report.code else f"Répertoire « {report.folder} »"


def by_family(rule: Rule) -> tuple[int, str]:
    """Sort key of the rules: their family in the order of `site/libelles.yaml`, then their name."""
    return list(words("libelles")["familles"]).index(rule.family), rule.id


def sentence(report: DepartmentReport) -> str:
    """Say the verdict of a department, after its name and a colon; its findings are counted below."""
    found = standing.of_department(report)
    said = "conforme aux textes" if found is Verdict.KEPT else found.one
    excused = found is Verdict.BROKEN and _excused(deciding(report))
    return said + (", avec une raison déclarée" if excused else "") + reserve(report)


def deciding(report: DepartmentReport) -> list[Result]:
    """Give what the rules say that made the verdict, in the order of the rules."""
    legal = (result for result in report.results if result.provision and result.severity is Severity.ERROR)
    return [result for result in legal if result.outcome is report.outcome]


def _excused(results: list[Result]) -> bool:
    failed = [f for result in results for f in result.findings if f.outcome is Outcome.FAIL]
    return bool(failed) and all(finding.derogation for finding in failed)


def sections(findings: Iterable[Finding]) -> tuple[Section, ...]:
    """Give the findings of a page by what they are, what must be mended first leading; together, those that the same
    gesture mends."""
    known = tuple(findings)
    return tuple(
        Section(each, number, *(_grouped(f for f in alike if f.closed is past) for past in (False, True)))
        for each, number in standing.counted(known).items()
        for alike in [[finding for finding in known if standing.of_finding(finding) is each]]
    )


def _grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    groups: dict[tuple[str | None, ...], list[Finding]] = {}
    # L'ordre des fichiers reste celui des constats d'un même poids.
    for finding in sorted(findings, key=lambda each: list(Severity).index(each.severity)):
        by = (finding.rule, finding.outcome, finding.severity, finding.version)
        groups.setdefault(by, []).append(finding)
    return tuple(map(Group, groups.values()))


def departments(reports: Iterable[DepartmentReport]) -> str:
    """Say how many departments are what: « 10 conformes, 1 non conforme et 1 à compléter »."""
    numbers = standing.departments(reports)
    return listing(f"{number} {each.of(number)}" for each, number in numbers.items()) or "aucune"


def of_files(text: str) -> bool:
    """Tell whether a text speaks of files, keys or lines, which only who keeps them can read."""
    return bool(_OF_FILES.search(text))


def state(told: Finding | Result) -> Mark:
    """Give the mark of a finding, or of a rule."""
    return mark(standing.of_finding(told) if isinstance(told, Finding) else standing.of_result(told))


def judged(results: Iterable[Result]) -> list[Judged]:
    """Give what every rule says, family by family."""
    rows = ((state(result), registry.find(result.rule), result) for result in results)
    return sorted(rows, key=lambda row: by_family(row[1]))


def outcomes(rows: Iterable[Judged]) -> list[tuple[Mark, int]]:
    """Count what the rows of the rules show, in reading order: their sum is that of the rows."""
    numbers = Counter(shown for shown, _, _ in rows)
    order = (*OF_FINDINGS, Verdict.KEPT, Verdict.NO_OBJECT)
    return [(shown, numbers[shown]) for shown in map(mark, order) if numbers[shown]]
