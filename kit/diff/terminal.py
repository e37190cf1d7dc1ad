"""A comparison for a reader at a terminal: department by department, each line under a sign and a colour."""

from collections.abc import Iterator

from kit.diff.difference import Change, Compliance, DepartmentDiff, Diff, Group, Kind
from kit.diff.summary import NOTHING, SIGNS, came, example, headline, kept, reworded, title, verdict, with_folder
from kit.findings.finding import Finding, Severity
from kit.french import spaced
from kit.report.formats import words
from kit.report.formats.clean import inert
from kit.report.style import Style

_COLOURS = {Kind.ADDED: "vert", Kind.REMOVED: "rouge", Kind.CHANGED: "jaune", Kind.UNREAD: "jaune"}
_WEIGHTS = {Severity.ERROR: "rouge", Severity.WARNING: "jaune", Severity.NOTE: "bleu"}
_INDENT = "  "


def write(diff: Diff, style: Style) -> str:
    """Write a comparison; the last line counts it all."""
    lines = [style.paint(style.wrap(title(diff), ""), "gras"), ""]
    for department in diff.moving:
        lines += [*_department(department, style), ""]
    if diff.country.moves:
        lines += [style.paint(words.COUNTRY, "gras"), *_findings(diff.country, style), ""]
    if said := reworded(diff):
        lines += [style.wrap(said, ""), ""]
    return inert("\n".join([*lines, style.wrap(headline(diff), "")]) + "\n")


def _department(department: DepartmentDiff, style: Style) -> Iterator[str]:
    compliance = department.compliance
    yield f"{style.paint(department.name, 'gras')}{example(department)}"
    for section in department.sections:
        yield from ("", _INDENT + style.paint(section.title, "gras"))
        for group in section.groups:
            yield from _group(group, style)
    if not department.sections:
        yield f"{_INDENT}{NOTHING}."
    yield ""
    yield _INDENT + style.paint("Conformité", "gras") + spaced(f" : {verdict(compliance, ', comme avant')}")
    if department.kind is Kind.REMOVED:
        yield f"{_INDENT * 2}{with_folder(compliance)}"
    else:
        yield from _findings(compliance, style)


def _group(group: Group, style: Style) -> Iterator[str]:
    indent = _INDENT * 2
    if group.title:
        yield indent + style.wrap(group.title, indent)
        indent += _INDENT
    for change in group.changes:
        yield _line(change, indent, style)


def _line(change: Change, indent: str, style: Style) -> str:
    folded = style.wrap(f"{SIGNS[change.kind]} {change.text}", f"{indent}  ")
    return indent + "\n".join(_painted(line, _COLOURS[change.kind], style) for line in folded.split("\n"))


def _painted(line: str, colour: str, style: Style) -> str:
    bare = line.lstrip(" ")
    return line[: len(line) - len(bare)] + style.paint(bare, colour)


def _findings(compliance: Compliance, style: Style) -> Iterator[str]:
    for head, finding in came(compliance):
        yield from _finding(style.paint(head, _WEIGHTS[finding.severity]), finding, list(words.told(finding)), style)
    for finding in compliance.gone:
        head = style.paint(spaced(f"Disparu : {words.label(finding)}"), "vert")
        yield from _finding(head, finding, list(words.told(finding))[:1], style)
    if said := kept(compliance):
        yield f"{_INDENT * 2}{said}"


def _finding(head: str, finding: Finding, told: list[str], style: Style) -> Iterator[str]:
    indent = _INDENT * 3
    yield f"{_INDENT * 2}{head} {words.place(finding)} {style.paint(finding.rule, 'gris')}"
    yield from (indent + style.wrap(line, indent) for line in told)
