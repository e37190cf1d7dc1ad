"""The ways to write a comparison; for machines, here, the same lines and findings as plain values, version 1."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from kit.diff import comment, terminal
from kit.diff.difference import Compliance, DepartmentDiff, Diff
from kit.diff.summary import headline
from kit.report.formats.clean import as_json
from kit.report.style import Style

VERSION = 1


def write(diff: Diff, _style: Style) -> str:
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
    lines = {
        section.title: [
            {"about": group.title, "kind": change.kind, "text": change.text}
            for group in section.groups
            for change in group.changes
        ]
        for section in department.sections
    }
    return {
        "folder": department.folder,
        "code": department.code,
        "name": department.name,
        "example": department.example,
        "kind": department.kind,
        "sections": [{"title": title, "changes": changes} for title, changes in lines.items()],
        "compliance": _compliance(department.compliance),
    }


def _compliance(found: Compliance) -> dict[str, Any]:
    shifted = [{"before": _plain(before), "after": _plain(after)} for before, after in found.shifted]
    return {**_plain(found), "shifted": shifted}


def _plain(record: Any) -> dict[str, Any]:
    """Give a record as plain values, without the edits: what one takes away may be what a comparison must not show."""
    known: dict[str, Any] = asdict(record, dict_factory=lambda pairs: {k: each for k, each in pairs if k != "edit"})
    return known


FORMATS: Mapping[str, Callable[[Diff, Style], str]] = {
    "texte": terminal.write,
    "markdown": comment.write,
    "json": write,
}
