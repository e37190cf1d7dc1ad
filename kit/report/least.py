"""Which findings a report shows: from a weight up. The verdict and the counts stay those of all of them."""

from collections.abc import Iterable
from dataclasses import replace

from kit.findings.finding import Finding, Report, Result, Severity, Urgency

_LAST = {Severity.ERROR: Urgency.ERROR, Severity.WARNING: Urgency.WARNING, Severity.NOTE: Urgency.NOTE}


def shown(report: Report, least: Severity) -> Report:
    """Give a report whose findings weigh this much at least; what keeps from « conforme » comes before a warning."""
    last = _LAST[least]

    def kept(results: Iterable[Result]) -> tuple[Result, ...]:
        return tuple(replace(r, findings=tuple(f for f in r.findings if f.urgency <= last)) for r in results)

    left: tuple[Finding, ...] = tuple(finding for finding in report.findings if finding.urgency > last)
    return replace(
        report,
        departments=tuple(replace(each, results=kept(each.results)) for each in report.departments),
        national=kept(report.national),
        unshown=(*report.unshown, *left),
    )
