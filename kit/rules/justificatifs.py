"""How nationality and address are proved: a passport or other documents, a proof of address of six months."""

from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Outcome
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import data

_TEXT = "ceseda-aps"
_LINE = "annexe 10, ligne 45"


@rule("passeport-exige")
def passeport_exige(case: Case) -> Iterator[Breach]:
    """Look for a passport that is required."""
    procedures = case.commission.procedures
    aps = procedures.aps if procedures else None
    if aps is None:
        return
    fields = {"liste": ", ".join(_row("nationalite")["remplacantes"])}
    nationality, passport = aps.asked("nationalite"), aps.asked("passeport")
    if nationality and nationality.passeport_exige:
        yield Breach(pointer=(*nationality.pointer, "passeport_exige"), fields=fields, paragraph=_LINE)
    elif passport:
        yield Breach(pointer=(*passport.pointer, "piece"), case="piece", fields=fields, paragraph=_LINE)


@rule("nationalite-sans-autre-document")
def nationalite_sans_autre_document(case: Case) -> Iterator[Breach]:
    """Look for the documents of nationality accepted instead of a passport."""
    procedures = case.commission.procedures
    piece = procedures.aps.asked("nationalite") if procedures and procedures.aps else None
    if piece is None or piece.passeport_exige:
        return  # Le passeport exigé est dit par sa propre règle.
    row = _row("nationalite")
    without = set(row["sans_photographie"])
    pointer = (*piece.pointer, "alternatives")
    if not piece.alternatives:
        fields = {"liste": ", ".join(row["remplacantes"])}
        yield Breach(pointer=pointer, fields=fields, paragraph=_LINE)
    elif without.issuperset(piece.alternatives):
        fields = {"liste": listing((name for name in row["remplacantes"] if name not in without), "ou")}
        yield Breach(pointer=pointer, case="photographie", outcome=Outcome.REVIEW, fields=fields, paragraph=_LINE)


@rule("document-perime-refuse")
def document_perime_refuse(case: Case) -> Iterator[Breach]:
    """Look for an out-of-date document of nationality that is refused."""
    procedures = case.commission.procedures
    piece = procedures.aps.asked("nationalite") if procedures and procedures.aps else None
    if piece and piece.document_perime == "refuse":
        yield Breach(pointer=(*piece.pointer, "document_perime"), paragraph="annexe 2")


@rule("justificatif-de-domicile-mal-date")
def justificatif_de_domicile_mal_date(case: Case) -> Iterator[Breach]:
    """Judge how old a proof of address may be."""
    procedures = case.commission.procedures
    version = case.version_of(_TEXT)
    piece = procedures.aps.asked("domicile") if procedures and procedures.aps else None
    if version is None or piece is None or piece.anciennete_max_mois is None:
        return
    months = version.number(_row("domicile")["anciennete"])
    if piece.anciennete_max_mois != months:
        longer = piece.anciennete_max_mois > months
        yield Breach(
            pointer=(*piece.pointer, "anciennete_max_mois"),
            case="long" if longer else "",
            outcome=Outcome.REVIEW if longer else Outcome.FAIL,
            fields={"ecrit": str(piece.anciennete_max_mois), "mois": str(months)},
            paragraph=_LINE,
        )


def _row(piece: str) -> dict[str, Any]:
    """Give what the law says of one document."""
    return next(row for row in data(_TEXT)["pieces"] if row["piece"] == piece)
