"""The procedures as a department applies them, beside what the national texts say: where they differ."""

from collections.abc import Iterator
from typing import Any

from kit.findings.finding import DepartmentReport, Finding, Outcome
from kit.findings.verdicts import Verdict
from kit.french import listing
from kit.handbook.page import Mark, mark
from kit.judging import standing
from kit.judging.case import Case
from kit.law.texts import data, provision
from kit.model.procedures import Piece

_TEXT = "ceseda-aps"
_FILE = "/procedures.yaml"
# Une pièce : son nom, ce qu'en fait le département, ce qu'en dit la liste nationale, si les deux s'accordent.
Row = tuple[str, str, str, Mark]


def differing(report: DepartmentReport) -> dict[str, dict[str, Verdict]]:
    """Give, by place in procedures.yaml, the rules that what is written there does not keep, with their verdict; what
    is said of the whole file is said of no place."""
    found: dict[str, dict[str, Verdict]] = {}
    for finding in _broken(report):
        if place := finding.pointer.strip("/"):
            found.setdefault(place, {})[finding.rule] = standing.of_finding(finding)
    return found


def least(case: Case) -> int | None:
    """Give the months that a permit lasts at least, or None when the text of the day is not known."""
    version = provision(_TEXT).in_force(case.as_of)
    return version.number("duree_minimale_mois") if version else None


def pieces(report: DepartmentReport, case: Case) -> Iterator[Row]:
    """Give the national list in its order, with what the department asks besides; nothing when its file says none."""
    procedures = case.commission.procedures
    if procedures is None or procedures.aps is None or procedures.aps.pieces is None:
        return
    judged = provision(_TEXT).in_force(case.as_of) is not None
    broken = {f.pointer.split("/")[3] for f in _broken(report) if f.pointer.startswith("/aps/pieces/")}
    for row in data(_TEXT)["pieces"]:
        asked = [(n, piece) for n, piece in enumerate(procedures.aps.pieces) if piece.piece == row["piece"]]
        for number, piece in asked:
            yield _row(row, piece, judged=judged, differs=str(number) in broken)
        if not asked and row["demandee"] == "toujours":
            yield _row(row, None, judged=judged, differs=False)


def _broken(report: DepartmentReport) -> list[Finding]:
    differs = (Outcome.FAIL, Outcome.REVIEW)
    return [f for f in report.findings if f.file.endswith(_FILE) and f.outcome in differs]


def _row(row: dict[str, Any], piece: Piece | None, *, judged: bool, differs: bool) -> Row:
    always, allowed = row["demandee"] == "toujours", row["demandee"] == "aussi"
    national = "dans la liste" if always else "demandée aussi" if allowed else "ne peut pas être demandée"
    other = piece.precision if piece and row["piece"] == "autre" else None
    state = _compared(piece, listed=always or allowed, differs=differs) if judged else mark(Outcome.OPEN)
    asked = _asked(piece) if piece else "non demandée"
    return other or row["libelle"], asked, f"{national} ({row['source']})", state


def _compared(piece: Piece | None, *, listed: bool, differs: bool) -> Mark:
    if not listed:
        return mark(Outcome.FAIL, "à retirer")
    if piece is None:
        return mark(Outcome.REVIEW, "pas dans la liste d’ici")
    return mark(Outcome.FAIL, "plus que le texte") if differs else mark(Outcome.PASS, "comme le texte")


def _asked(piece: Piece) -> str:
    details = ["passeport exigé"] if piece.passeport_exige else []
    if piece.alternatives:
        known = data(_TEXT)["documents"]
        details.append(f"à défaut : {listing((known.get(each, each) for each in piece.alternatives), 'ou')}")
    if piece.anciennete_max_mois is not None:
        details.append(f"{piece.anciennete_max_mois} mois au plus")
    if piece.precision and piece.piece != "autre":
        details.append(piece.precision)
    return f"demandée ({' ; '.join(details)})" if details else "demandée"
