"""A comparison for a reader at a terminal: department by department, each line under a sign and a colour."""

from collections.abc import Iterator

from kit.diff.change import Change, Compliance, DepartmentDiff, Diff, Group, Kind, Section
from kit.diff.summary import NOTHING, SIGNS, headline, reworded, title
from kit.findings.finding import Finding, Severity, total
from kit.french import count, spaced
from kit.report.formats import words
from kit.report.formats.clean import inert
from kit.report.style import Style

_COLOURS = {Kind.ADDED: "vert", Kind.REMOVED: "rouge", Kind.CHANGED: "jaune", Kind.UNREAD: "jaune"}
_WEIGHTS = {Severity.ERROR: "rouge", Severity.WARNING: "jaune", Severity.NOTE: "bleu"}
_INDENT = "  "
_NEW, _GONE = "Nouveau", "Disparu"


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
    example = f" ({words.EXAMPLE})" if department.example else ""
    yield f"{style.paint(department.name, 'gras')}{example}"
    for section in department.sections:
        yield from _section(section, style)
    if not department.sections:
        yield f"{_INDENT}{NOTHING}."
    yield ""
    yield from _verdict(department.compliance, style)
    if department.kind is Kind.REMOVED:
        gone = count(total(department.compliance.gone), "constat disparaît", "constats disparaissent")
        yield f"{_INDENT * 2}{gone} avec le dossier."
    else:
        yield from _findings(department.compliance, style)


def _section(section: Section, style: Style) -> Iterator[str]:
    yield ""
    yield _INDENT + style.paint(section.title, "gras")
    for group in section.groups:
        yield from _group(group, style)


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


def _verdict(compliance: Compliance, style: Style) -> Iterator[str]:
    before, after = compliance.before or "aucun dossier", compliance.after or "aucun dossier"
    said = f"{before} → {after}" if before != after else f"{after}, comme avant"
    yield _INDENT + style.paint("Conformité", "gras") + spaced(f" : {said}")


def _findings(compliance: Compliance, style: Style) -> Iterator[str]:
    for finding in compliance.appeared:
        yield from _finding(_NEW, finding, style, _WEIGHTS[finding.severity])
    for before, after in compliance.shifted:
        yield from _finding(f"{words.label(before)} →", after, style, _WEIGHTS[after.severity])
    for finding in compliance.gone:
        yield from _finding(_GONE, finding, style, "vert")
    if compliance.kept:
        yield f"{_INDENT * 2}{count(compliance.kept, 'autre constat demeure', 'autres constats demeurent')}."


def _finding(word: str, finding: Finding, style: Style, colour: str) -> Iterator[str]:
    indent = _INDENT * 3
    head = spaced(f"{word} : {words.label(finding)}" if not word.endswith("→") else f"{word} {words.label(finding)}")
    place = f"{words.place(finding)} {style.paint(finding.rule, 'gris')}"
    yield f"{_INDENT * 2}{style.paint(head, colour)} {place}"
    told = list(words.told(finding))[: 1 if word == _GONE else None]
    yield from (indent + style.wrap(line, indent) for line in told)
