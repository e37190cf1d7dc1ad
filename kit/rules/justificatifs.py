"""How nationality and address are proved: a passport or other documents, a proof of address of six months."""

from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Outcome
from kit.findings.remedy import drop, put
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import Version, data
from kit.model.procedures import Piece
from kit.rules.pieces import TEXT


def _asked(case: Case, name: str) -> Piece | None:
    return case.aps.asked(name) if case.aps else None


@rule("passeport-exige")
def passeport_exige(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a passport that is required."""
    fields = {"liste": ", ".join(_row("nationalite")["remplacantes"])}
    nationality, passport = _asked(case, "nationalite"), _asked(case, "passeport")
    if nationality and nationality.passeport_exige:
        yield Breach(pointer=(*nationality.pointer, "passeport_exige"), fields=fields)
    elif passport:
        here = (*passport.pointer, "piece")
        if nationality:
            dropped = drop(passport.pointer)
            yield Breach(pointer=here, case="de-trop", fields=fields, changes=(dropped,))
            return
        others = put((*passport.pointer, "alternatives"), _row("nationalite")["remplacantes"])
        changes = (put(here, "nationalite"), others)
        yield Breach(pointer=here, case="piece", fields=fields, changes=changes)


@rule("nationalite-sans-autre-document")
def nationalite_sans_autre_document(case: Case, _: Version) -> Iterator[Breach]:
    """Look for the documents of nationality accepted instead of a passport."""
    piece = _asked(case, "nationalite")
    if piece is None or piece.passeport_exige:
        return  # Le passeport exigé est dit par sa propre règle.
    row = _row("nationalite")
    without = set(row["sans_photographie"])
    pointer = (*piece.pointer, "alternatives")
    if not piece.alternatives:
        fields = {"liste": ", ".join(row["remplacantes"])}
        yield Breach(pointer=pointer, fields=fields)
    elif without.issuperset(piece.alternatives):
        pictured = [name for name in row["remplacantes"] if name not in without]
        fields = {"liste": listing(pictured, "ou"), "premier": pictured[0]}
        yield Breach(pointer=pointer, case="photographie", outcome=Outcome.REVIEW, fields=fields)


@rule("document-perime-refuse")
def document_perime_refuse(case: Case, _: Version) -> Iterator[Breach]:
    """Look for an out-of-date document of nationality that is refused."""
    piece = _asked(case, "nationalite")
    if piece and piece.document_perime == "refuse":
        yield Breach(pointer=(*piece.pointer, "document_perime"))


@rule("justificatif-de-domicile-mal-date")
def justificatif_de_domicile_mal_date(case: Case, version: Version) -> Iterator[Breach]:
    """Judge how old a proof of address may be."""
    piece = _asked(case, "domicile")
    if piece is None or piece.anciennete_max_mois is None:
        return
    months = version.number(_row("domicile")["anciennete"])
    if piece.anciennete_max_mois != months:
        sentence, outcome = ("long", Outcome.REVIEW) if piece.anciennete_max_mois > months else ("", Outcome.FAIL)
        fields = {"ecrit": str(piece.anciennete_max_mois), "mois": str(months)}
        where = (*piece.pointer, "anciennete_max_mois")
        yield Breach(pointer=where, case=sentence, outcome=outcome, fields=fields)


def _row(piece: str) -> dict[str, Any]:
    """Give what the law says of one document."""
    return next(row for row in data(TEXT)["pieces"] if row["piece"] == piece)
