"""The report for machines: `schemas/report.schema.json`, version 1."""

import functools
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from kit.findings.finding import DepartmentReport, Finding, Report, Result
from kit.report.formats.clean import as_json, held
from kit.report.style import Style

VERSION = 1
_NONE = '\n  "departments": [],\n'
# Ce qu’un constat rappelle se lit à son issue : « pass ».
_FINDING = tuple(known.name for known in fields(Finding) if known.name not in ("edit", "closed"))
_NO_RESULT = '"results": []'


def write(report: Report, _style: Style | None = None) -> str:
    """Write a report as JSON, keys in a fixed order."""
    return assembled(report, [written(department) for department in report.departments])


def written(department: DepartmentReport) -> str:
    """Write a department as it stands in any report."""
    around = _within(as_json({**_heading(department), "results": []}), 4)
    if not department.results:
        return around
    results = ",\n        ".join(map(_result_written, department.results))
    # La clé « results » est la dernière, et rien dans un texte ne peut lui ressembler : ses guillemets y sont échappés.
    head, _, tail = around.rpartition(_NO_RESULT)
    return f'{head}"results": [\n        {results}\n      ]{tail}'


def assembled(report: Report, departments: Iterable[str]) -> str:
    """Write a report whose departments are written already."""
    bare = as_json(_around(report))
    inside = ",\n".join(f"    {text}" for text in departments)
    # Les guillemets d’un texte sont échappés : cette ligne ne peut être que la clé.
    return bare.replace(_NONE, f'\n  "departments": [\n{inside}\n  ],\n', 1) if inside else bare


def _around(report: Report) -> dict[str, Any]:
    """Give a report as plain values, but for its departments."""
    summary = report.summary
    return {
        "version": VERSION,
        "date": report.as_of.isoformat(),
        "law": {
            "provision": report.law.provision,
            "version": report.law.version.isoformat(),
            "certainty": report.law.certainty,
        },
        "summary": {
            "departments": summary.departments,
            "files": summary.files,
            "rules": summary.rules,
            "findings": dict(summary.findings),
            "outcomes": dict(summary.outcomes),
            "baseline": asdict(summary.baseline) if summary.baseline else None,
        },
        "departments": [],
        "national": [_result(result) for result in report.national],
    }


def _heading(department: DepartmentReport) -> dict[str, Any]:
    return _named(department, ("code", "name", "folder", "example", "outcome"))


def _result_written(result: Result) -> str:
    return _within(as_json(_result(result)), 8) if result.findings else _silent(result)


@functools.lru_cache(maxsize=4096)
def _silent(result: Result) -> str:
    """Write a result without findings, once: it is the same in most departments."""
    return _within(as_json(_result(result)), 8)


def _within(text: str, spaces: int) -> str:
    """Give a written value as it stands that far from the margin, its first line aside."""
    return text.rstrip("\n").replace("\n", "\n" + " " * spaces)


def _result(result: Result) -> dict[str, Any]:
    told = _named(result, ("rule", "outcome", "severity", "provision", "version", "traces", "told_by"))
    return {**told, "findings": [_finding(finding) for finding in result.findings]}


def _finding(finding: Finding) -> dict[str, Any]:
    edit = finding.edit
    return {**_named(finding, _FINDING), "edit": asdict(edit) if edit and held(edit) else None}


def _named(value: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}
