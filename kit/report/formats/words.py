"""The words that several formats share: how a finding, a department and a whole report are told in French."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kit.findings.finding import OUTCOME_FR, SEVERITY_FR, DepartmentReport, Finding, Outcome, Report, Severity, total
from kit.french import count, spaced
from kit.french import date as french_date
from kit.law.texts import CERTAINTY_FR
from kit.report.formats import reference
from kit.report.formats.citation import cite
from kit.report.formats.clean import clean

COUNTRY = "Ensemble du dépôt"
EXAMPLE = "données d’exemple"
_TO_DO = {Outcome.OPEN: "à compléter", Outcome.REVIEW: "à vérifier"}
_PLURALS = {Outcome.PASS: "conformes", Outcome.FAIL: "non conformes", Outcome.OPEN: "non renseignés"}


def path(finding: Finding) -> str:
    """Give the file as the forges name it: from the root of the repository, without « ./ »."""
    return clean(finding.file).removeprefix("./")


def place(finding: Finding) -> str:
    """Give « file:line:column »."""
    return f"{clean(finding.file)}:{finding.line}:{finding.column}"


def label(finding: Finding) -> str:
    """Give the word before a finding: its outcome when it is a doubt or a silence, else its weight."""
    if finding.outcome in (Outcome.OPEN, Outcome.REVIEW):
        return spaced(OUTCOME_FR[finding.outcome])
    return SEVERITY_FR[finding.severity]


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


def reserve(department: DepartmentReport) -> str:
    """Say beside a verdict the errors that are not of law, which it does not count; nothing when there is none."""
    kinds = [f for f in department.findings if f.severity is Severity.ERROR and f.provision is None]
    return f", avec {count(total(kinds), 'erreur')} dans les fichiers" if kinds else ""


def fails(finding: Finding) -> bool:
    """Tell whether a finding makes the check fail: an error that no baseline knows."""
    return finding.severity is Severity.ERROR and not finding.known


def weights(findings: Iterable[Finding]) -> str:
    """Give « 2 erreurs, 6 à compléter, 1 avertissement, 0 note »: a silence and a doubt are no notes, and are not named
    when there is none."""
    numbers: Counter[Severity | Outcome] = Counter()
    for finding in findings:
        numbers[finding.outcome if finding.outcome in _TO_DO else finding.severity] += finding.number
    to_do = [f"{numbers[outcome]} {said}" for outcome, said in _TO_DO.items() if numbers[outcome]]
    errors, *others = (count(numbers[severity], SEVERITY_FR[severity]) for severity in Severity)
    return ", ".join([errors, *to_do, *others])


def outcomes(report: Report) -> str:
    """Give how many departments have each outcome: « Départements : 10 conformes, 1 non conforme. »."""
    numbers = report.summary.outcomes.items()
    said = (count(number, OUTCOME_FR[each], _PLURALS.get(each, OUTCOME_FR[each])) for each, number in numbers if number)
    return spaced(f"Départements : {', '.join(said) or 'aucun'}.")


def read(report: Report) -> str:
    """Give the last line of a report for people: what was read, how many rules ran, on which day, by which text."""
    summary = report.summary
    what = (
        f"{count(summary.departments, 'département')}, {count(summary.files, 'fichier lu', 'fichiers lus')}, "
        f"{count(summary.rules, 'règle')}, au {french_date(report.as_of)}, par la rédaction du "
        f"{french_date(report.law.version)} de l’{report.law.title} ({CERTAINTY_FR[report.law.certainty]})"
    )
    covered = reference.covered(report)
    return spaced(f"{what} : {weights((*report.findings, *report.unshown))}.") + (f" {covered}" if covered else "")


def left_out(findings: Sequence[Finding]) -> str:
    """Say how many findings a format does not show: « 3 constats ne sont pas montrés ici : 0 erreur, … »."""
    said = count(total(findings), "constat n’est pas montré ici", "constats ne sont pas montrés ici")
    return spaced(f"{said} : {weights(findings)}.")


def unshown(report: Report) -> str | None:
    """Say how many findings `--severite` leaves out, and how to see them; None when it leaves none."""
    if not report.unshown:
        return None
    said = count(
        total(report.unshown), "constat moins grave n’est pas montré", "constats moins graves ne sont pas montrés"
    )
    counted = "Les verdicts en tiennent compte ; « --severite note » montre tout."
    return spaced(f"{said} : {weights(report.unshown)}. {counted}")
