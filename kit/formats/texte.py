"""The report for a reader at a terminal, in French: each finding with its line, its text and what to write."""

from collections.abc import Iterator

from kit.formats.citation import cite
from kit.formats.frame import frame
from kit.french import count, spaced
from kit.french import date as french_date
from kit.law.texts import CERTAINTY_FR
from kit.report import OUTCOME_FR, SEVERITY_FR, DepartmentReport, Finding, Outcome, Report, Severity
from kit.style import Style

_COLOURS = {Severity.ERROR: "rouge", Severity.WARNING: "jaune", Severity.NOTE: "bleu"}
_OUTCOME_COLOURS = {Outcome.PASS: "vert", Outcome.FAIL: "rouge", Outcome.REVIEW: "jaune", Outcome.OPEN: "jaune"}
_PLURALS = {Outcome.PASS: "conformes", Outcome.FAIL: "non conformes", Outcome.OPEN: "non renseignés"}
_INDENT = "    "


def write(report: Report, style: Style) -> str:
    """Write a whole report; the last line says what was read, how many rules ran, on which day, by which text."""
    lines: list[str] = []
    for department in report.departments:
        lines += _department(department, report, style)
    country = [finding for result in report.national for finding in result.findings]
    if country:
        lines += [style.paint("Ensemble du pays", "gras"), ""]
        lines += [line for finding in country for line in _finding(finding, report, style)]
    return "\n".join([*lines, *_last(report, style)]) + "\n"


def label(finding: Finding) -> str:
    """Give the word before a finding: its outcome when it is a doubt or a silence, else its weight."""
    if finding.outcome in (Outcome.OPEN, Outcome.REVIEW):
        return spaced(OUTCOME_FR[finding.outcome])
    return SEVERITY_FR[finding.severity]


def _department(department: DepartmentReport, report: Report, style: Style) -> Iterator[str]:
    title = f"{department.name} ({department.code})" if department.code else department.folder
    outcome = style.paint(OUTCOME_FR[department.outcome], _OUTCOME_COLOURS.get(department.outcome, "gris"))
    example = " (données d’exemple)" if department.example else ""
    yield spaced(f"{style.paint(title, 'gras')}{example} : {outcome}{_reserve(department)}")
    yield ""
    if department.outcome is Outcome.OPEN and not department.findings:
        yield spaced("  Rien n’est jugé ce jour-là : la commission n’était pas installée, ou le dossier ne dit rien.")
        yield ""
    for finding in department.findings:
        yield from _finding(finding, report, style)


def _reserve(department: DepartmentReport) -> str:
    """Say the errors that are not of law beside a verdict that does not count them."""
    kinds = [f for f in department.findings if f.severity is Severity.ERROR and f.provision is None]
    return f", avec {count(len(kinds), 'erreur')} dans les fichiers" if kinds else ""


def _finding(finding: Finding, report: Report, style: Style) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    place = f"{finding.file}:{finding.line}:{finding.column}"
    yield f"  {style.paint(place, 'gras')} {style.paint(label(finding), colour)} {style.paint(finding.rule, 'gris')}"
    yield from frame(finding, report.texts.get(finding.file, ""), style)
    yield _INDENT + style.wrap(finding.message, _INDENT)
    yield f"{_INDENT}→ " + style.wrap(finding.remedy, f"{_INDENT}  ")
    if finding.derogation:
        yield _INDENT + style.wrap(spaced(f"Raison déclarée : {finding.derogation}"), _INDENT)
    if cited := cite(finding):
        yield _INDENT + style.paint(style.wrap(spaced(f"Texte : {cited}"), _INDENT), "gris")
    yield ""


def _last(report: Report, style: Style) -> Iterator[str]:
    summary = report.summary
    read = (
        f"{count(summary.departments, 'département')}, {count(summary.files, 'fichier lu', 'fichiers lus')}, "
        f"{count(summary.rules, 'règle')}, au {french_date(report.as_of)}, par la rédaction du "
        f"{french_date(report.law.version)} de l’{report.law.title} ({CERTAINTY_FR[report.law.certainty]})"
    )
    outcomes = ", ".join(
        count(number, OUTCOME_FR[outcome], _PLURALS.get(outcome, OUTCOME_FR[outcome]))
        for outcome, number in summary.outcomes.items()
        if number
    )
    weights = ", ".join(count(summary.findings[severity], SEVERITY_FR[severity]) for severity in Severity)
    yield style.wrap(spaced(f"Départements : {outcomes}."), "")
    yield style.wrap(spaced(f"{read} : {weights}."), "")
