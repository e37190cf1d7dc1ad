"""What a finding, a rule and a department are said to be, and how they are counted."""

from dataclasses import replace

import pytest

from kit.findings.finding import DepartmentReport, Outcome, Result, Severity
from kit.findings.verdicts import Verdict
from kit.judging import standing
from kit.report.formats import words
from tests.report.formats.conftest import finding, report


@pytest.mark.parametrize(
    ("outcome", "severity", "provision", "verdict", "label"),
    [
        (Outcome.FAIL, Severity.ERROR, "casf-r121-12-7", Verdict.BROKEN, "non conforme"),
        # Une erreur qui n’enfreint aucun texte fait échouer le contrôle, pas le département.
        (Outcome.FAIL, Severity.ERROR, None, Verdict.TO_CORRECT, "à corriger (erreur)"),
        (Outcome.FAIL, Severity.WARNING, "casf-r121-12-7", Verdict.TO_CORRECT, "à corriger"),
        (Outcome.FAIL, Severity.NOTE, "casf-r121-12-7", Verdict.INFORMATION, "pour information"),
        (Outcome.PASS, Severity.NOTE, "casf-r121-12-7", Verdict.INFORMATION, "pour information"),
        (Outcome.OPEN, Severity.NOTE, "casf-r121-12-7", Verdict.TO_COMPLETE, "à compléter"),
        (Outcome.REVIEW, Severity.NOTE, "casf-r121-12-7", Verdict.TO_CHECK, "à vérifier"),
    ],
)
def test_what_a_finding_is(
    outcome: Outcome, severity: Severity, provision: str | None, verdict: Verdict, label: str
) -> None:
    told = finding(outcome=outcome, severity=severity, provision=provision)
    assert (standing.of_finding(told), words.label(told)) == (verdict, label)


@pytest.mark.parametrize(
    ("rule", "verdict", "label"),
    [
        ("siege-sans-titulaire", Verdict.BROKEN, "non conforme (raison déclarée)"),
        ("membre-sans-formation", Verdict.TO_CORRECT, "à corriger"),
    ],
)
def test_a_declared_reason_changes_no_verdict(rule: str, verdict: Verdict, label: str) -> None:
    told = finding(rule=rule, severity=Severity.WARNING, derogation="Aucun candidat")
    assert (standing.of_finding(told), words.label(told)) == (verdict, label)


def test_a_rule_is_the_gravest_of_its_findings() -> None:
    warning = finding(severity=Severity.WARNING)
    result = Result(rule="membre-sans-formation", outcome=Outcome.FAIL, severity=Severity.WARNING, findings=(warning,))
    assert standing.of_result(result) is Verdict.TO_CORRECT
    assert standing.of_result(replace(result, findings=(warning, finding()))) is Verdict.BROKEN
    assert standing.of_result(replace(result, outcome=Outcome.OPEN)) is Verdict.TO_COMPLETE


def _department(outcome: Outcome) -> DepartmentReport:
    return replace(report().departments[0], outcome=outcome)


def test_what_proves_nothing_is_to_complete() -> None:
    assert standing.of_department(_department(Outcome.NOT_APPLICABLE)) is Verdict.TO_COMPLETE
    found = standing.departments(map(_department, (Outcome.PASS, Outcome.OPEN, Outcome.NOT_APPLICABLE)))
    assert found == {Verdict.KEPT: 1, Verdict.TO_COMPLETE: 2}


def test_those_not_written_one_by_one_are_counted_and_the_errors_in_the_files_said() -> None:
    findings = [finding(), finding(others=4), finding(provision=None), finding(severity=Severity.WARNING)]
    assert standing.counted(findings) == {Verdict.BROKEN: 5, Verdict.TO_CORRECT: 2}
    assert standing.tally(findings) == "5 non conformes, 2 à corriger (dont 1 erreur dans les fichiers)"
    assert standing.tally([]) == "aucun constat"
