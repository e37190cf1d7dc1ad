"""The report for GitLab Code Quality: a list of remarks, each with its file, its line and a lasting fingerprint."""

from typing import Any

from kit.findings.finding import Finding, Report, Severity
from kit.findings.fingerprint import fingerprints
from kit.french import spaced
from kit.report.formats import words
from kit.report.formats.clean import as_json
from kit.report.style import Style

# « critical » et « blocker » annoncent une panne : une commission non conforme n'en est pas une.
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(report: Report, _style: Style | None = None) -> str:
    """Write every finding; what is to verify or not said is an « info »."""
    findings = report.findings
    return as_json([_issue(*each) for each in zip(findings, fingerprints(findings), strict=True)])


def _issue(finding: Finding, mark: str) -> dict[str, Any]:
    said = f"{words.label(finding)}{words.known(finding)} : {finding.message} {finding.remedy}"
    return {
        "check_name": finding.rule,
        "description": spaced(said[:1].upper() + said[1:]),
        "content": {"body": "\n".join(words.told(finding))},
        "fingerprint": mark,
        "severity": _SEVERITIES[Severity.WARNING if finding.known else finding.severity],
        "location": {"path": words.path(finding), "lines": {"begin": finding.line}},
    }
