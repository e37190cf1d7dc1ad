"""The verdict of a department in one sentence, and its findings as a page shows them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.findings.finding import SEVERITY_FR, DepartmentReport, Finding, Outcome, Result, Severity, weights
from kit.findings.rule import Rule
from kit.french import NBSP, count, listing
from kit.handbook.page import READING_ORDER, Mark, mark
from kit.handbook.vocabulary import words
from kit.judging import registry

_READING = {Severity.ERROR: Outcome.FAIL, Severity.WARNING: Outcome.REVIEW, Severity.NOTE: Outcome.OPEN}
_URGENT = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN, Outcome.PASS, Outcome.NOT_APPLICABLE)
# Ce que montre une règle d'un département : sa marque, la règle, son résultat.
Judged = tuple[Mark, Rule, Result]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings that one gesture mends: those of one rule, of one outcome and weight, the first one leading."""

    findings: Sequence[Finding]

    @property
    def remedy(self) -> str | None:
        """What mends them all, when it is said in the same words; None when each has its own."""
        said = {finding.remedy for finding in self.findings}
        return said.pop() if len(said) == 1 else None


def name(report: DepartmentReport) -> str:
    """Give the name of a department, or of its folder when it is none of the 101."""
    return f"{report.name} ({report.code})" if report.code else f"Dossier « {report.folder} »"


def by_family(rule: Rule) -> tuple[int, str]:
    """Sort key of the rules: their family in the order of `site/libelles.yaml`, then their name."""
    return list(words("libelles")["familles"]).index(rule.family), rule.id


def sentence(report: DepartmentReport) -> str:
    """Say the verdict of a department in one clause, after its name and a colon."""
    found = deciding(report)
    rules = count(len(found), "règle").replace(" ", NBSP)
    match report.outcome:
        case Outcome.FAIL if _excused(found):
            return f"non conforme sur {rules}, avec une raison déclarée"
        case Outcome.FAIL:
            return f"non conforme sur {rules}"
        case Outcome.REVIEW:
            return f"rien de contraire au texte, {rules} à vérifier"
        case Outcome.OPEN:
            return f"le dossier ne permet pas de conclure, {rules} sans réponse"
        case Outcome.PASS:
            return "conforme aux textes" + _reserve(report)
        case _:
            return "aucune règle ne s’applique"


def deciding(report: DepartmentReport) -> list[Result]:
    """Give what the rules say that made the verdict, in the order of the rules."""
    legal = (result for result in report.results if result.provision and result.severity is Severity.ERROR)
    return [result for result in legal if result.outcome is report.outcome]


def _excused(results: list[Result]) -> bool:
    failed = [f for result in results for f in result.findings if f.outcome is Outcome.FAIL]
    return bool(failed) and all(finding.derogation for finding in failed)


def _reserve(report: DepartmentReport) -> str:
    found = weights(report.findings)
    errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
    if errors:
        return f", avec {count(errors, 'erreur')} dans les fichiers"
    doubts = sum(finding.number for finding in report.findings if finding.outcome is Outcome.REVIEW)
    left = [count(warnings, "avertissement")] if warnings else []
    left += [f"{count(doubts, 'point')} à vérifier"] if doubts else []
    return f", avec {listing(left)}" if left else ""


def urgency(finding: Finding) -> tuple[int, int]:
    """Sort key of the findings of a page: what must be mended first; the order of the files is kept within."""
    return _URGENT.index(finding.outcome), list(Severity).index(finding.severity)


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Give the findings of a page, what must be mended first leading, those that the same gesture mends together."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=urgency):
        groups.setdefault((finding.rule, finding.outcome, finding.severity), []).append(finding)
    return tuple(map(Group, groups.values()))


def state(told: Finding | Result) -> Mark:
    """Give the mark of what is told of a rule; what goes wrong in reading breaks no text: it is shown by its weight,
    the gravest one of a result, for a rule may only show something."""
    if told.provision:
        return mark(told.outcome)
    said = {finding.severity for finding in told.findings} if isinstance(told, Result) else {told.severity}
    severity = next((each for each in _READING if each in said), told.severity)
    return mark(_READING[severity], SEVERITY_FR[severity])


def judged(results: Iterable[Result]) -> list[Judged]:
    """Give what every rule says, family by family."""
    rows = ((state(result), registry.find(result.rule), result) for result in results)
    return sorted(rows, key=lambda row: by_family(row[1]))


def outcomes(rows: Iterable[Judged]) -> list[tuple[Mark, int]]:
    """Count what the rows of the rules show, in reading order: their sum is that of the rows."""
    order = [mark(each).style for each in READING_ORDER]
    numbers = Counter(shown for shown, _, _ in rows)
    return sorted(numbers.items(), key=lambda counted: (order.index(counted[0].style), counted[0].word))
