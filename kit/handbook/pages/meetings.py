"""The sessions of one commission on its own page: when, what for, where they stand, and what each one lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kit.findings.finding import DepartmentReport, Finding, Outcome
from kit.french import date, hour
from kit.handbook.page import Here, Link, Mark, mark, rule_path
from kit.handbook.pages.agenda import SessionRow, sessions_of
from kit.judging import registry
from kit.judging.case import Case

_FILE = "/sessions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session as its own commission reads it; `lacks` are the rules that something is said of, worst first."""

    when: str
    what: str
    state: str
    call: Mark | None
    lacks: tuple[tuple[Mark, Link], ...]


def meetings(report: DepartmentReport, case: Case, here: Here) -> tuple[Meeting, ...]:
    """Give the sessions of a commission, those to come and the latest first."""
    found = [finding for finding in report.findings if finding.file.endswith(_FILE)]
    return tuple(_meeting(row, found, here) for row in sessions_of(case)[::-1])


def _meeting(row: SessionRow, found: list[Finding], here: Here) -> Meeting:
    own = [finding for finding in found if finding.pointer.split("/")[1:2] == [str(row.pointer[1])]]
    return Meeting(
        when=f"{date(row.day)} à {hour(row.hour)}" if row.hour else date(row.day),
        what=row.formation_fr,
        state=row.state_fr,
        call=row.call.state if row.call else None,
        lacks=tuple(_lacks(own, here)),
    )


def _lacks(found: list[Finding], here: Here) -> Iterator[tuple[Mark, Link]]:
    """Give each rule once, with the worst that is said of it; what is kept, or has no object, lacks nothing."""
    worst_first = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN)
    seen: set[str] = set()
    lacking = [finding for finding in found if finding.outcome in worst_first]
    for finding in sorted(lacking, key=lambda each: (worst_first.index(each.outcome), each.rule)):
        if finding.rule not in seen:
            seen.add(finding.rule)
            yield mark(finding.outcome), here.link(registry.find(finding.rule).title, rule_path(finding.rule))
