"""What a change does to the findings: those that appear, that are gone, that weigh otherwise, that remain."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from kit.diff.change import Compliance
from kit.findings.finding import OUTCOME_FR, DepartmentReport, Finding, Report
from kit.findings.fingerprint import fingerprints
from kit.french import spaced
from kit.judging.cut import cut
from kit.report.formats import words

_Name = Callable[[list[Finding]], Iterable[Hashable]]


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
    return _compared(words.country(before) if before else [], words.country(after))


def _verdict(department: DepartmentReport | None) -> str | None:
    return spaced(OUTCOME_FR[department.outcome]) + words.reserve(department) if department else None


def _all(department: DepartmentReport | None) -> list[Finding]:
    return list(department.findings) if department else []


def _under(finding: Finding, before: DepartmentReport, after: DepartmentReport) -> Finding:
    return replace(finding, file=finding.file.replace(before.folder, after.folder, 1))


def _compared(old: list[Finding], new: list[Finding]) -> Compliance:
    found = _paired(old, new)
    both = [(old[first], new[second]) for second, first in sorted(found.items())]
    shifted = tuple(pair for pair in both if words.label(pair[0]) != words.label(pair[1]))
    taken = set(found.values())
    return Compliance(
        appeared=tuple(sorted(cut(f for index, f in enumerate(new) if index not in found), key=words.rank)),
        gone=tuple(sorted(cut(f for index, f in enumerate(old) if index not in taken), key=words.rank)),
        shifted=shifted,
        kept=len(both) - len(shifted),
    )


def _paired(old: list[Finding], new: list[Finding]) -> dict[int, int]:
    """Pair findings by fingerprint; then those left, by their rule, file and sentence: where a list has no names, an
    entry added above changes the fingerprint of those below."""
    found: dict[int, int] = {}
    for name in _NAMES:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(found.values())
        for index, key in enumerate(name(old)):
            if index not in taken:
                waiting[key].append(index)
        for index, key in enumerate(name(new)):
            if index not in found and waiting[key]:
                found[index] = waiting[key].popleft()
    return found


def _sentences(findings: list[Finding]) -> Iterable[Hashable]:
    return [(finding.rule, finding.file, finding.message, finding.remedy) for finding in findings]


_NAMES: tuple[_Name, ...] = (fingerprints, _sentences)
