"""The words that several formats share: how a finding, a department and a whole report are told in French."""

from collections.abc import Iterator, Sequence

from kit.findings.finding import DepartmentReport, Finding, Outcome, Report, Severity, total
from kit.findings.verdicts import Verdict
from kit.french import count, spaced
from kit.french import date as french_date
from kit.judging import standing
from kit.law.texts import CERTAINTY_FR
from kit.report.formats import reference
from kit.report.formats.citation import cite
from kit.report.formats.clean import clean

COUNTRY = "Ensemble du dépôt"
EXAMPLE = "données d’exemple"


def path(finding: Finding) -> str:
    """Give the file as the forges name it: from the root of the repository, without « ./ »."""
    return clean(finding.file).removeprefix("./")


def place(finding: Finding) -> str:
    """Give « file:line:column »."""
    return f"{clean(finding.file)}:{finding.line}:{finding.column}"


def label(finding: Finding) -> str:
    """Give the word before a finding, with what changes its weight: « à corriger (erreur) » makes the check fail and
    breaks no text, « non conforme (raison déclarée) » does not make it fail."""
    found = standing.of_finding(finding)
    if standing.errs(finding):
        return spaced(f"{found.one} (erreur)")
    return spaced(f"{found.one} (raison déclarée)" if finding.derogation and found is Verdict.BROKEN else found.one)


def known(finding: Finding) -> str:
    """Give « (déjà connue) » after the label of an error of the baseline, with the space before it, or nothing."""
    return f" ({reference.KNOWN})" if finding.known else ""


def text(finding: Finding) -> str | None:
    """Give « Texte : article …, rédaction du … », or None for a finding that rests on no text."""
    cited = cite(finding)
    return spaced(f"Texte : {cited}") if cited else None


def reason(finding: Finding) -> str | None:
    """Give the reason that the department declared for not keeping the rule, or None."""
    return spaced(f"Raison déclarée : {clean(finding.derogation)}") if finding.derogation else None


def told(finding: Finding) -> Iterator[str]:
    """Give a finding line by line: what is wrong, what to write, the reason declared, the text."""
    yield clean(finding.message)
    yield f"→ {clean(finding.remedy)}"
    yield from filter(None, (reason(finding), text(finding)))


def name(department: DepartmentReport) -> str:
    """Give « Vosges (88) », or the folder when it is the folder of no department."""
    return f"{department.name} ({department.code})" if department.code else clean(department.folder)


def verdict(department: DepartmentReport) -> str:
    """Give the verdict of a department, with what it does not count."""
    return spaced(standing.of_department(department).one) + reserve(department)


def reserve(department: DepartmentReport) -> str:
    """Say beside a verdict the errors that are not of law, which it does not count; nothing when there is none."""
    kinds = [f for f in department.findings if f.severity is Severity.ERROR and f.provision is None]
    return f", avec {count(total(kinds), 'erreur')} dans les fichiers" if kinds else ""


def aside(department: DepartmentReport) -> str:
    """Say beside a verdict what is to be checked and does not count in it, where the verdict itself is another word;
    nothing when there is none."""
    told = standing.of_department(department) in (Verdict.KEPT, Verdict.TO_COMPLETE)
    number = total(f for f in department.findings if told and f.outcome is Outcome.REVIEW and not f.blocks)
    if not number:
        return ""
    counts = "n’y comptent pas" if number > 1 else "n’y compte pas"
    return spaced(f" ; {count(number, 'constat')} à vérifier {counts}")


def fails(finding: Finding) -> bool:
    """Tell whether a finding makes the check fail: an error that no baseline knows."""
    return finding.severity is Severity.ERROR and not finding.known


def outcomes(report: Report) -> str:
    """Give how many departments have each outcome: « Départements : 10 conformes, 1 non conforme. »."""
    said = (f"{number} {each.of(number)}" for each, number in standing.departments(report.departments).items())
    return spaced(f"Départements : {', '.join(said) or 'aucun'}.")


def read(report: Report) -> str:
    """Give the last line of a report for people: what was read, how many rules ran, on which day, by which text."""
    summary = report.summary
    what = (
        f"{count(summary.departments, 'département')}, {count(summary.files, 'fichier lu', 'fichiers lus')}, "
        f"{count(summary.rules, 'règle')}, au {french_date(report.as_of)}, par la rédaction du "
        f"{french_date(report.law.version)} de l’{report.law.title} ({CERTAINTY_FR[report.law.certainty]})"
    )
    counted = standing.tally((*report.findings, *report.unshown))
    covered = reference.covered(report)
    return spaced(f"{what} : {counted}.") + (f" {covered}" if covered else "")


def left_out(findings: Sequence[Finding]) -> str:
    """Say how many findings a format does not show: « 3 constats ne sont pas montrés ici : 2 à corriger, … »."""
    said = count(total(findings), "constat n’est pas montré ici", "constats ne sont pas montrés ici")
    return spaced(f"{said} : {standing.tally(findings)}.")


def unshown(report: Report) -> str | None:
    """Say how many findings `--severite` leaves out, and how to see them; None when it leaves none."""
    if not report.unshown:
        return None
    said = count(
        total(report.unshown), "constat moins grave n’est pas montré", "constats moins graves ne sont pas montrés"
    )
    weighs = total(f for f in report.unshown if f.blocks)
    counted = f"Les verdicts tiennent compte de {weighs} d’entre eux" if weighs else "Aucun verdict n’en dépend"
    return spaced(f"{said} : {standing.tally(report.unshown)}. {counted} ; « --severite note » montre tout.")
