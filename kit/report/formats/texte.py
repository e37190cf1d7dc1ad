"""The report for a reader at a terminal, in French: each finding with its line, its text and what to write."""

from collections.abc import Iterator, Mapping, Sequence

from kit.findings.finding import DepartmentReport, Finding, Outcome, Report, Severity
from kit.french import spaced
from kit.judging import standing
from kit.report.formats import reference, words
from kit.report.formats.clean import clean, inert
from kit.report.formats.frame import frame
from kit.report.style import Style

_COLOURS = {Severity.ERROR: "rouge", Severity.WARNING: "jaune", Severity.NOTE: "bleu"}
_OUTCOME_COLOURS = {Outcome.PASS: "vert", Outcome.FAIL: "rouge", Outcome.REVIEW: "jaune", Outcome.OPEN: "jaune"}
_INDENT = "    "
_FIRST = 3
Written = Mapping[str, Sequence[str]]


def write(report: Report, style: Style) -> str:
    """Write a whole report; the last line says what was read, how many rules ran, on which day, by which text."""
    lines: list[str] = list(_first(report, style))
    # Chaque fichier se coupe en lignes une fois, et non à chaque constat.
    written = {file: text.split("\n") for file, text in report.texts.items() if text}
    for department in report.departments:
        lines += _department(department, written, style)
    if report.country:
        lines += [style.paint(words.COUNTRY, "gras"), ""]
        lines += [line for finding in report.country for line in _finding(finding, written, style)]
    return inert("\n".join([*lines, *_last(report, style)]) + "\n")


def _first(report: Report, style: Style) -> Iterator[str]:
    """Say what to do first, when there is more to read than that."""
    if len(report.findings) <= _FIRST:
        return
    todo = sorted((each for each in report.findings if _to_do(each)), key=lambda finding: finding.order)
    # Ce qui fait le verdict d’un département passe avant ce qui n’y change rien.
    making = {each for department in report.departments for each in _making(department)}
    todo = sorted(todo, key=lambda finding: (finding.urgency, finding not in making))[:_FIRST]
    if todo:
        yield style.paint(spaced("À faire d’abord :"), "gras")
        for number, finding in enumerate(todo, 1):
            yield f"  {number}. " + style.wrap(
                spaced(f"{words.place(finding)} : {clean(finding.remedy)}"), f"{_INDENT} "
            )
        yield ""


def _making(department: DepartmentReport) -> Iterator[Finding]:
    """Give the findings that make the verdict of a department what it is."""
    return (each for each in department.findings if each.blocks and each.outcome is department.outcome)


def _to_do(finding: Finding) -> bool:
    """Tell whether a finding asks for something that nobody has put off."""
    return finding.outcome is not Outcome.PASS and not finding.known and not finding.derogation and not finding.others


def _department(department: DepartmentReport, written: Written, style: Style) -> Iterator[str]:
    outcome = style.paint(standing.of_department(department).one, _OUTCOME_COLOURS.get(department.outcome, "gris"))
    example = f" ({words.EXAMPLE})" if department.example else ""
    beside = words.reserve(department) + words.aside(department)
    yield spaced(f"{style.paint(words.name(department), 'gras')}{example} : {outcome}{beside}")
    yield ""
    for finding in department.findings:
        yield from _finding(finding, written, style)


def _finding(finding: Finding, written: Written, style: Style) -> Iterator[str]:
    word = style.paint(words.label(finding), _COLOURS[finding.severity]) + words.known(finding)
    yield f"  {style.paint(words.place(finding), 'gras')} {word} {style.paint(finding.rule, 'gris')}"
    yield from frame(finding, written.get(finding.file, ()), style)
    yield _INDENT + style.wrap(clean(finding.message), _INDENT)
    yield f"{_INDENT}→ " + style.wrap(clean(finding.remedy), f"{_INDENT}  ")
    if reason := words.reason(finding):
        yield _INDENT + style.wrap(reason, _INDENT)
    if text := words.text(finding):
        yield _INDENT + style.paint(style.wrap(text, _INDENT), "gris")
    yield ""


def _last(report: Report, style: Style) -> Iterator[str]:
    yield style.wrap(words.outcomes(report), "")
    if left := words.unshown(report):
        yield style.wrap(left, "")
    if gone := reference.gone(report):
        yield style.wrap(gone, "")
    yield style.wrap(words.read(report), "")
