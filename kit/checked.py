"""What the check of one department leaves behind, once its files are forgotten; and the same as plain values."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kit.report import DepartmentReport, Finding, Outcome, Result, Severity

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The report of one department by itself, the lines it shows (`texts`, the others left blank), the place of its
    code, and whether something had to be hidden: what was hidden is kept nowhere."""

    department: DepartmentReport
    texts: Mapping[str, str]
    place: Place
    hidden: bool


def only(lines: Iterable[int], text: str) -> str:
    """Give a text of as many lines, whose lines of other numbers (from 1) are blank."""
    kept = set(lines)
    return "\n".join(line if number in kept else "" for number, line in enumerate(text.split("\n"), 1))


_FINDING = tuple(known.name for known in fields(Finding))
_RESULT = tuple(known.name for known in fields(Result) if known.name != "findings")
_DEPARTMENT = tuple(known.name for known in fields(DepartmentReport) if known.name != "results")


def plain(checked: Checked) -> list[Any]:
    """Give lists and values that JSON writes as they are."""
    department = checked.department
    results = [
        [*_values(result, _RESULT), [_values(f, _FINDING) for f in result.findings]] for result in department.results
    ]
    return [_values(department, _DEPARTMENT), results, dict(checked.texts), list(checked.place), checked.hidden]


def of_plain(raw: Any) -> Checked:
    """Give back what `plain` was given; raises ValueError, TypeError or KeyError for anything else."""
    department, results, texts, place, hidden = raw
    known = dict(zip(_DEPARTMENT, department, strict=True))
    known["outcome"] = Outcome(known["outcome"])
    file, line, column = place
    return Checked(
        department=DepartmentReport(**known, results=tuple(_result(each) for each in results)),
        texts=texts,
        place=(file, line, column),
        hidden=hidden,
    )


def _values(record: Any, names: tuple[str, ...]) -> list[Any]:
    return [getattr(record, name) for name in names]


def _result(raw: list[Any]) -> Result:
    *values, findings = raw
    rule, outcome, severity, provision, version, traces = values
    bare = _bare(rule, outcome, severity, provision, version, tuple(traces))
    if not findings:
        return bare
    return Result(
        rule=rule, outcome=bare.outcome, severity=bare.severity, provision=provision, version=version,
        traces=bare.traces, findings=tuple(_finding(each) for each in findings),
    )  # fmt: skip


@functools.lru_cache(maxsize=4096)
def _bare(
    rule: str, outcome: str, severity: str, provision: str | None, version: str | None, traces: tuple[str, ...]
) -> Result:
    """Give a result without findings; the same one for all departments, for it is most of a report."""
    return Result(
        rule=rule, outcome=Outcome(outcome), severity=Severity(severity), provision=provision, version=version,
        traces=traces,
    )  # fmt: skip


def _finding(raw: list[Any]) -> Finding:
    known = dict(zip(_FINDING, raw, strict=True))
    return Finding(**{**known, "outcome": Outcome(known["outcome"]), "severity": Severity(known["severity"])})
