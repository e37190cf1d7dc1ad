"""What is said of a finding, of a rule or of a department, and how many of each: the one place that counts."""

from collections import Counter
from collections.abc import Iterable, Mapping

from kit.findings.finding import BY_OUTCOME, DepartmentReport, Finding, Outcome, Result, Severity
from kit.findings.verdicts import OF_DEPARTMENTS, OF_FINDINGS, Verdict
from kit.french import count
from kit.judging import registry


def of_finding(finding: Finding) -> Verdict:
    """Say what a finding is: « non conforme » only when it makes its department so, which a declared reason does not
    change; an error that breaks no text is to correct."""
    if finding.outcome is not Outcome.FAIL:
        return Verdict.INFORMATION if finding.outcome is Outcome.PASS else BY_OUTCOME[finding.outcome]
    if finding.severity is Severity.NOTE:
        return Verdict.INFORMATION
    return Verdict.BROKEN if finding.provision and _weighs(finding) else Verdict.TO_CORRECT


def _weighs(finding: Finding) -> bool:
    # Une raison déclarée abaisse le poids d'un constat, pas celui de sa règle.
    severity = registry.find(finding.rule).severity if finding.derogation else finding.severity
    return severity is Severity.ERROR


def of_result(result: Result) -> Verdict:
    """Say what a rule is for a department: the gravest of its findings, when it is broken."""
    if result.outcome is not Outcome.FAIL:
        return BY_OUTCOME[result.outcome]
    said = {of_finding(finding) for finding in result.findings if finding.outcome is Outcome.FAIL}
    return next((each for each in OF_FINDINGS if each in said), Verdict.BROKEN)


def of_department(department: DepartmentReport) -> Verdict:
    """Say what a department is; one of which no rule says anything is to complete: it proves nothing."""
    return of_outcome(department.outcome)


def of_outcome(outcome: Outcome) -> Verdict:
    """Say what a department of this outcome is."""
    found = BY_OUTCOME[outcome]
    return Verdict.TO_COMPLETE if found is Verdict.NO_OBJECT else found


def departments(found: Iterable[DepartmentReport]) -> Mapping[Verdict, int]:
    """Count departments by what they are, in reading order; what none is is not there."""
    numbers = Counter(map(of_department, found))
    return {each: numbers[each] for each in OF_DEPARTMENTS if numbers[each]}


def errs(finding: Finding) -> bool:
    """Tell whether a finding is an error that breaks no text: it makes the check fail, not its department."""
    return finding.severity is Severity.ERROR and of_finding(finding) is Verdict.TO_CORRECT


def counted(findings: Iterable[Finding]) -> Mapping[Verdict, int]:
    """Count findings by what they are, in reading order, those that are not written one by one included; what there is
    none of is not there."""
    numbers: Counter[Verdict] = Counter()
    for finding in findings:
        numbers[of_finding(finding)] += finding.number
    return {each: numbers[each] for each in OF_FINDINGS if numbers[each]}


def tally(findings: Iterable[Finding]) -> str:
    """Say how many findings are what: « 1 non conforme, 2 à corriger, dont 1 erreur dans les fichiers »."""
    known = tuple(findings)
    errors = sum(finding.number for finding in known if errs(finding))
    said = [f"{number} {each.of(number)}" for each, number in counted(known).items()]
    if errors:
        place = next(index for index, text in enumerate(said) if text.endswith(Verdict.TO_CORRECT.one))
        said[place] += f" (dont {count(errors, 'erreur')} dans les fichiers)"
    return ", ".join(said) or "aucun constat"
