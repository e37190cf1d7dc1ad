"""The verdict of a department in one sentence, and its findings as a page shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kit.findings.finding import SEVERITY_FR, DepartmentReport, Finding, Outcome, Result, Severity, total, weights
from kit.french import NBSP, count
from kit.handbook.page import READING_ORDER, Here, Link, Mark, Origin, mark, rule_path, text_path
from kit.judging import registry
from kit.law.texts import provision
from kit.report.formats.citation import cite

FAMILIES_FR = {
    "installation": "Installation",
    "presidence": "Présidence",
    "composition": "Composition",
    "services": "Services de l’État",
    "designations": "Désignations",
    "associations": "Associations agréées",
    "agrements": "Agréments des associations",
    "arretes": "Arrêté qui fixe la liste",
    "liste": "Membres nommés par la liste",
    "mandats": "Mandats",
    "titulaires": "Titulaires d’un siège",
    "suppleance": "Suppléance et remplacement",
    "formation": "Formation des membres",
    "annees": "Réunions de l’année",
    "seances": "Rythme des séances",
    "tenue": "Tenue des séances",
    "presents": "Présents aux séances",
    "quorum": "Quorum et pouvoirs",
    "instruction": "Instruction des dossiers",
    "dossiers": "Avis et décisions",
    "autorisations": "Durée des parcours",
    "procedures": "Parcours et aide financière",
    "pieces": "Pièces demandées",
    "precisions": "Précisions sur les pièces",
    "justificatifs": "Justificatifs",
    "sejour": "Droit au séjour",
    "indicateurs": "Indicateurs",
    "exceptions": "Vacances et dérogations",
    "surveillance": "Exceptions et doutes en cours",
    "personnes": "Données personnelles",
    "droit": "Fraîcheur du droit",
    "lecture": "Lecture des fichiers",
}
_LAST = "lecture"
_READING = {Severity.ERROR: Outcome.FAIL, Severity.WARNING: Outcome.REVIEW, Severity.NOTE: Outcome.OPEN}
_URGENT = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding as a page shows it."""

    state: Mark
    weight: str | None
    rule: Link
    message: str
    remedy: str
    reason: str | None
    place: Link
    line: int | None
    column: int
    citation: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings that one gesture mends: those of one rule, of one outcome and weight, the first one leading."""

    head: Shown
    findings: tuple[Shown, ...]

    @property
    def remedy(self) -> str | None:
        """What mends them all, when it is said in the same words; None when each has its own."""
        said = {finding.remedy for finding in self.findings}
        return said.pop() if len(said) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What one rule says of a department."""

    state: Mark
    rule: Link
    family: str
    weight: str
    text: Link | None
    findings: int


def family_fr(family: str) -> str:
    """Give the French title of a family of rules."""
    return FAMILIES_FR.get(family, family.replace("_", " ").capitalize())


def family_order(family: str) -> tuple[bool, int, str]:
    """Sort key of the families: in the order of the table, unknown ones after, reading last."""
    known = list(FAMILIES_FR)
    return family == _LAST, known.index(family) if family in known else len(known), family


def sentence(report: DepartmentReport) -> str:
    """Say the verdict of a department in one clause, after its name and a colon."""
    found = deciding(report)
    rules = count(len(found), "règle").replace(" ", NBSP)
    match report.outcome:
        case Outcome.FAIL if _excused(found):
            return f"non conforme sur {rules}, avec une raison déclarée"
        case Outcome.FAIL:
            return f"non conforme sur {rules}"
        case Outcome.REVIEW:
            return f"rien de contraire au texte, {rules} à vérifier"
        case Outcome.OPEN:
            return f"le dossier ne permet pas de conclure, {rules} sans réponse"
        case Outcome.PASS:
            return "conforme aux textes" + _reserve(report)
        case _:
            return "aucune règle ne s’applique"


def deciding(report: DepartmentReport) -> list[Result]:
    """Give what the rules say that made the verdict, in the order of the rules."""
    legal = (result for result in report.results if result.provision and result.severity is Severity.ERROR)
    return [result for result in legal if result.outcome is report.outcome]


def _excused(results: list[Result]) -> bool:
    failed = [f for result in results for f in result.findings if f.outcome is Outcome.FAIL]
    return bool(failed) and all(finding.derogation for finding in failed)


def _reserve(report: DepartmentReport) -> str:
    found = weights(report.findings)
    errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
    if errors:
        return f", avec {count(errors, 'erreur')} dans les fichiers"
    return f", avec {count(warnings, 'avertissement')}" if warnings else ""


def urgency(finding: Finding) -> tuple[int, int]:
    """Sort key of the findings of a page: what must be mended first; the order of the files is kept within."""
    return _URGENT.index(finding.outcome), list(Severity).index(finding.severity)


def grouped(findings: Iterable[Finding], here: Here, origin: Origin) -> tuple[Group, ...]:
    """Give the findings of a page, what must be mended first leading, those that the same gesture mends together."""
    groups: dict[tuple[str, str, str], list[Shown]] = {}
    for finding in sorted(findings, key=urgency):
        groups.setdefault((finding.rule, finding.outcome, finding.severity), []).append(shown(finding, here, origin))
    return tuple(Group(head=found[0], findings=tuple(found)) for found in groups.values())


def shown(finding: Finding, here: Here, origin: Origin) -> Shown:
    """Give a finding as a page shows it, with the way to its rule, to its text and to its line."""
    rule = registry.find(finding.rule)
    cited = cite(finding)
    line = finding.line if finding.file.endswith(".yaml") else None
    return Shown(
        state=_state(finding.outcome, finding.severity, finding.provision),
        weight=SEVERITY_FR[finding.severity] if finding.provision else None,
        rule=here.link(rule.title, rule_path(rule.id)),
        message=finding.message,
        remedy=finding.remedy,
        reason=finding.derogation,
        place=origin.place(finding.file, finding.file, line),
        line=line,
        column=finding.column,
        citation=here.link(cited, text_path(finding.provision)) if cited and finding.provision else None,
    )


def _state(outcome: Outcome, severity: Severity, provision_id: str | None) -> Mark:
    """Give the mark of an outcome; what goes wrong in reading breaks no text, and is shown by its weight."""
    if provision_id:
        return mark(outcome)
    return mark(_READING[severity], SEVERITY_FR[severity])


def _worst(result: Result) -> Severity:
    """Give what a rule weighs here: what it says most gravely, for it may only show something."""
    said = {finding.severity for finding in result.findings}
    return next((each for each in _READING if each in said), result.severity)


def outcomes(rows: Iterable[Judged]) -> tuple[tuple[Mark, int], ...]:
    """Count what the rows of the rules show, in reading order: their sum is that of the rows."""
    order = [mark(each).style for each in READING_ORDER]
    numbers = Counter(row.state for row in rows)
    return tuple(sorted(numbers.items(), key=lambda shown: (order.index(shown[0].style), shown[0].word)))


def judged(results: tuple[Result, ...], here: Here) -> tuple[Judged, ...]:
    """Give what every rule says, family by family."""
    rows = [(registry.find(result.rule), result) for result in results]
    rows.sort(key=lambda row: (family_order(row[0].family), row[0].id))
    return tuple(
        Judged(
            state=_state(result.outcome, _worst(result), result.provision),
            rule=here.link(rule.title, rule_path(rule.id)),
            family=family_fr(rule.family),
            weight=SEVERITY_FR[rule.severity],
            text=_text(result, here),
            findings=total(result.findings),
        )
        for rule, result in rows
    )


def _text(result: Result, here: Here) -> Link | None:
    if result.provision is None:
        return None
    return here.link(provision(result.provision).short, text_path(result.provision))
