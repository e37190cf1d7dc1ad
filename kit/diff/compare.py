"""Two states of the departments, read and judged on the same day, then told one against the other: what changes in
them, and which findings appear, are gone, weigh otherwise, or remain."""

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kit.diff.difference import Compliance, DepartmentDiff, Diff, Kind
from kit.diff.pairing import matched
from kit.diff.sections import sections
from kit.findings.finding import DepartmentReport, Finding, Report
from kit.findings.fingerprint import fingerprints, whole
from kit.judging import pipeline
from kit.judging.cut import cut
from kit.model import folder
from kit.model.department import Dossier, load
from kit.report.formats import words


@dataclass(frozen=True, slots=True)
class _Known:
    """One department of one side, as read once, and what is said of it."""

    dossier: Dossier
    report: DepartmentReport


def compare(before: Path | None, after: Path, as_of: datetime.date, base: str) -> Diff:
    """Compare the `departments` of two folders on a day; `base` is what people call the first one, which is None when
    there was no department yet: all are new.

    Raises UsageError when a folder has no department, and for a day before the first wording of R. 121-12-7."""
    old, first = _side(before, as_of) if before else ({}, None)
    new, second = _side(after, as_of)
    return Diff(
        base=base,
        as_of=as_of,
        departments=tuple(_department(*match, as_of) for match in _matches(old, new)),
        country=of_country(first, second),
    )


def _side(root: Path, as_of: datetime.date) -> tuple[dict[str, _Known], Report]:
    read = [load(each) for each in folder.find(root, ())]
    report = pipeline.whole(root, read, as_of)
    found = zip(read, report.departments, strict=True)
    return {each.folder.path.name: _Known(each, said) for each, said in found}, report


def _matches(old: dict[str, _Known], new: dict[str, _Known]) -> list[tuple[_Known | None, _Known | None]]:
    """Pair the departments of both sides, sorted: the same folder, else a folder that was renamed."""
    left = {name: known for name, known in old.items() if name not in new}
    found: list[tuple[str, _Known | None, _Known | None]] = []
    for name, known in new.items():
        before = name if name in old else _renamed(left, known.report.code)
        left.pop(before or "", None)
        found.append((name, old.get(before or ""), known))
    found += [(name, known, None) for name, known in left.items()]
    return [match[1:] for match in sorted(found, key=lambda match: match[0])]


def _renamed(left: dict[str, _Known], code: str | None) -> str | None:
    return next((name for name, known in left.items() if code and known.report.code == code), None)


def _department(before: _Known | None, after: _Known | None, as_of: datetime.date) -> DepartmentDiff:
    old, new = before.report if before else None, after.report if after else None
    known = next(report for report in (new, old) if report)
    kind = Kind.CHANGED if old and new else Kind.ADDED if new else Kind.REMOVED
    first, second = before.dossier if before else None, after.dossier if after else None
    rewritten = first is None or second is None or _bytes(first) != _bytes(second)
    return DepartmentDiff(
        folder=known.folder,
        name=words.name(known),
        code=known.code,
        example=known.example,
        kind=kind,
        sections=sections(first, second, as_of) if rewritten else (),
        compliance=of_department(old, new),
        rewritten=rewritten,
    )


def _bytes(found: Dossier) -> tuple[str, dict[str, bytes | None]]:
    return found.folder.path.name, {branch: source.raw for branch, source in found.sources.items()}


def of_department(before: DepartmentReport | None, after: DepartmentReport | None) -> Compliance:
    """Compare the verdicts and the findings of a department; its folder may bear another name."""
    old = [_under(finding, before, after) for finding in before.findings] if before and after else _all(before)
    return replace(
        _compared(old, _all(after)),
        before=_verdict(before),
        after=_verdict(after),
    )


def of_country(before: Report | None, after: Report) -> Compliance:
    """Compare the findings on the country as a whole."""
    return _compared(list(before.country) if before else [], list(after.country))


def _verdict(department: DepartmentReport | None) -> str | None:
    return words.verdict(department) if department else None


def _all(department: DepartmentReport | None) -> list[Finding]:
    return list(department.findings) if department else []


def _under(finding: Finding, before: DepartmentReport, after: DepartmentReport) -> Finding:
    return replace(finding, file=finding.file.replace(before.folder, after.folder, 1))


def _compared(old: list[Finding], new: list[Finding]) -> Compliance:
    found = matched(old, new, (fingerprints, _sentences))
    both = [(old[first], new[second]) for second, first in sorted(found.items())]
    shifted = tuple(pair for pair in both if words.label(pair[0]) != words.label(pair[1]))
    taken = set(found.values())
    return Compliance(
        appeared=tuple(sorted(cut(f for index, f in enumerate(new) if index not in found), key=lambda f: f.order)),
        gone=tuple(sorted(cut(f for index, f in enumerate(old) if index not in taken), key=lambda f: f.order)),
        shifted=shifted,
        kept=len(both) - len(shifted),
    )


def _sentences(findings: list[Finding]) -> Iterable[Hashable]:
    """Name findings otherwise than by their fingerprint: where a list has no names, an entry added above changes the
    fingerprint of those below."""
    return [(finding.rule, whole(finding.file), finding.message, finding.remedy) for finding in findings]
