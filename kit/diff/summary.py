"""What every format says of a comparison in the same words: its title, its verdicts, and all of it in one sentence."""

from collections import Counter
from collections.abc import Iterator

from kit.diff.difference import Compliance, DepartmentDiff, Diff, Kind
from kit.findings.finding import Finding, total
from kit.french import count, listing, spaced
from kit.french import date as french_date
from kit.report.formats import words
from kit.report.formats.clean import clean
from kit.yaml.names import shown

SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~", Kind.UNREAD: "!"}
NOTHING = "Aucun changement de fond"
FORM = "commentaires, ordre ou écriture"
_KINDS = {
    Kind.ADDED: ("département ajouté", "départements ajoutés"),
    Kind.REMOVED: ("département retiré", "départements retirés"),
    Kind.CHANGED: ("département change", "départements changent"),
}


def title(diff: Diff) -> str:
    """Say what is compared, and on which day."""
    return spaced(f"Changements depuis « {shown(clean(diff.base))} », jugés au {french_date(diff.as_of)}")


def headline(diff: Diff) -> str:
    """Give the whole comparison in one sentence."""
    numbers = Counter(department.kind for department in diff.departments if department.sections)
    parts = [count(numbers[kind], *words) for kind, words in _KINDS.items() if numbers[kind]]
    return spaced(f"{listing(parts) or NOTHING} ; {_findings(diff)}.")


def _findings(diff: Diff) -> str:
    held = list(diff.all_compliance)
    appeared, gone = sum(total(each.appeared) for each in held), sum(total(each.gone) for each in held)
    shifted, kept = sum(len(each.shifted) for each in held), sum(each.kept for each in held)
    parts = [
        count(appeared, "constat nouveau", "constats nouveaux"),
        count(gone, "disparu"),
        *([f"{shifted} d’un autre poids"] if shifted else []),
        count(kept, "inchangé"),
    ]
    failing = count(diff.new_errors, "constat de plus fait", "constats de plus font")
    return ", ".join(parts) + (f" ; {failing} échouer le contrôle" if diff.new_errors else "")


def reworded(diff: Diff) -> str | None:
    """Name the departments of which only the writing changes, or None."""
    names = [department.name for department in diff.reworded]
    if not names:
        return None
    verb = "change" if len(names) == 1 else "changent"
    return spaced(f"{listing(names)} ne {verb} que de forme : {FORM}.")


def example(department: DepartmentDiff) -> str:
    """Say after the name of a department that it is an example, or nothing."""
    return f" ({words.EXAMPLE})" if department.example else ""


def verdict(compliance: Compliance, unchanged: str = "") -> str:
    """Give the verdict before and after; of one that stays, itself and `unchanged`."""
    before, after = compliance.before or "aucune fiche", compliance.after or "aucune fiche"
    return spaced(f"{before} → {after}" if before != after else f"{after}{unchanged}")


def came(compliance: Compliance) -> Iterator[tuple[str, Finding]]:
    """Give each finding that is new or weighs otherwise, headed by a word that says so."""
    for finding in compliance.appeared:
        yield spaced(f"Nouveau : {words.label(finding)}"), finding
    for before, after in compliance.shifted:
        yield f"{words.label(before)} → {words.label(after)}", after


def with_folder(compliance: Compliance) -> str:
    """Say how many findings go with the folder of a department."""
    gone = count(total(compliance.gone), "constat disparaît", "constats disparaissent")
    return f"{gone} avec la fiche."


def kept(compliance: Compliance) -> str | None:
    """Say how many findings remain, or None."""
    said = count(compliance.kept, "autre constat demeure", "autres constats demeurent")
    return f"{said}." if compliance.kept else None
