"""The report for machines: `schemas/report.schema.json`, version 1."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kit.formats.clean import as_json
from kit.report import DepartmentReport, Finding, Report, Result
from kit.style import Style

VERSION = 1
_NONE = '\n  "departments": [],\n'


def write(report: Report, _style: Style | None = None) -> str:
    """Write a report as JSON, keys in a fixed order."""
    return assembled(report, [written(department) for department in report.departments])


def written(department: DepartmentReport) -> str:
    """Write a department as it stands in any report."""
    return as_json([department_plain(department)]).removeprefix("[\n").removesuffix("\n]\n").replace("\n", "\n  ")


def assembled(report: Report, departments: Iterable[str]) -> str:
    """Write a report whose departments are written already."""
    bare = as_json(_around(report))
    inside = ",\n".join(f"  {text}" for text in departments)
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


def department_plain(department: DepartmentReport) -> dict[str, Any]:
    """Give one department of a report as plain values."""
    return {
        "code": department.code,
        "name": department.name,
        "folder": department.folder,
        "example": department.example,
        "outcome": department.outcome,
        "results": [_result(result) for result in department.results],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "rule": result.rule,
        "outcome": result.outcome,
        "severity": result.severity,
        "provision": result.provision,
        "version": result.version,
        "traces": list(result.traces),
        "findings": [_finding(finding) for finding in result.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return asdict(finding)
