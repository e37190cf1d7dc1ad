"""Which doubts and silences keep a department from « conforme »."""

from collections.abc import Iterable
from dataclasses import replace

from kit.findings.finding import Finding, Outcome, Result, Severity

_UNDECIDED = (Outcome.OPEN, Outcome.REVIEW)


def counts(result: Result) -> bool:
    """Tell whether the result of a rule counts in the verdict: a rule of the kit is not the law, a warning is no
    breach."""
    return result.severity is Severity.ERROR and result.provision is not None


def marked(results: Iterable[Result]) -> list[Result]:
    """Mark the findings that keep the department from « conforme » and are no errors: the doubts and the silences of
    the rules that count, and what tells what these wait for."""
    every = list(results)
    waiting = [result for result in every if counts(result) and result.outcome in _UNDECIDED]
    telling = {rule for result in waiting for rule in result.told_by}
    return [_marked(result, told=result.rule in telling) if result.findings else result for result in every]


def _marked(result: Result, *, told: bool) -> Result:
    def keeps(finding: Finding) -> bool:
        if finding.outcome in _UNDECIDED:
            return counts(result) or told
        # Ce que le département a déclaré ne manque plus : c’est une vacance, une dérogation.
        failed = finding.outcome is Outcome.FAIL and finding.severity is not Severity.ERROR
        return told and failed and not finding.derogation

    return replace(result, findings=tuple(replace(each, blocks=keeps(each)) for each in result.findings))
