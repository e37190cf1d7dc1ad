"""The report for GitHub Actions: an annotation beside each line at fault, as far as GitHub shows them.

GitHub shows ten errors and ten warnings a step. The rest is counted in the last line, and told in the summary of the
job (format `markdown`), which the command line writes.
"""

from kit.findings.finding import Finding, Report, Severity
from kit.report.formats import words
from kit.report.style import Style

SHOWN_BY_GITHUB = 10


def write(report: Report, _style: Style | None = None) -> str:
    """Write the first errors and warnings, then what was read and what is not shown; an error that the baseline knows
    is a warning, shown when there is room for it."""
    room = {Severity.ERROR: SHOWN_BY_GITHUB, Severity.WARNING: SHOWN_BY_GITHUB, Severity.NOTE: 0}
    shown: list[Finding] = []
    left: list[Finding] = []
    for finding in sorted(report.findings, key=lambda finding: finding.known):
        fits = room[_weight(finding)] > 0
        room[_weight(finding)] -= fits
        (shown if fits else left).append(finding)
    ends = (words.read(report), words.left_out(left) if left else None, words.unshown(report))
    last = [end for end in ends if end]
    return "\n".join([*map(_command, sorted(shown, key=lambda each: each.order)), " ".join(last)]) + "\n"


def _weight(finding: Finding) -> Severity:
    return Severity.WARNING if finding.known else finding.severity


def _command(finding: Finding) -> str:
    title = finding.rule + words.known(finding)
    properties = {"file": words.path(finding), "line": finding.line, "col": finding.column, "title": title}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data("\n".join(words.told(finding)))
    return f"::{_weight(finding).value} {said}::{message}"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A")
