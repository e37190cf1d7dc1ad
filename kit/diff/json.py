"""A comparison for machines: the same lines and findings, as plain values; version 1."""

from dataclasses import asdict
from typing import Any

from kit.diff.change import Compliance, DepartmentDiff, Diff, Section
from kit.diff.summary import headline
from kit.report.formats.clean import as_json
from kit.report.style import Style

VERSION = 1


def write(diff: Diff, _style: Style | None = None) -> str:
    """Write a comparison as JSON, keys in a fixed order."""
    plain = {
        "version": VERSION,
        "base": diff.base,
        "date": diff.as_of.isoformat(),
        "summary": headline(diff),
        "new_errors": diff.new_errors,
        "departments": [_department(department) for department in diff.moving],
        "reworded": [department.folder for department in diff.reworded],
        "national": _compliance(diff.country),
    }
    return as_json(plain)


def _department(department: DepartmentDiff) -> dict[str, Any]:
    return {
        "folder": department.folder,
        "code": department.code,
        "name": department.name,
        "example": department.example,
        "kind": department.kind,
        "sections": [_section(section) for section in department.sections],
        "compliance": _compliance(department.compliance),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "changes": [
            {"about": group.title, "kind": change.kind, "text": change.text}
            for group in section.groups
            for change in group.changes
        ],
    }


def _compliance(found: Compliance) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "appeared": [asdict(finding) for finding in found.appeared],
        "gone": [asdict(finding) for finding in found.gone],
        "shifted": [{"before": asdict(before), "after": asdict(after)} for before, after in found.shifted],
        "kept": found.kept,
    }
