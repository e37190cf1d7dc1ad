"""The documents asked for the permit: a closed national list (annexe 10 of the CESEDA; instruction, annexe 2)."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from kit.findings.finding import Outcome
from kit.findings.remedy import add
from kit.findings.rule import Breach
from kit.french import date, listing, quoted
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import Version, data, provision
from kit.model.procedures import Piece
from kit.yaml import names
from kit.yaml.sample import sample

TEXT = "ceseda-aps"


def quoting(part: str) -> str:
    """Give the words that cite a part of the text where the instruction adds nothing to it."""
    return str(data(TEXT)["cites"][part])


def rows_of(demanded: str) -> dict[str, dict[str, Any]]:
    """Give the documents that are asked `toujours`, `aussi` or `jamais`, by name."""
    return {row["piece"]: row for row in data(TEXT)["pieces"] if row["demandee"] == demanded}


def asked_for(case: Case, rows: Mapping[str, Any]) -> Iterator[Piece]:
    """Give the documents of a department that are among these."""
    pieces = case.aps.pieces if case.aps else None
    return (piece for piece in pieces or () if piece.piece in rows)


@rule("piece-hors-liste")
def piece_hors_liste(case: Case, _: Version) -> Iterator[Breach]:
    """Look for documents asked for that the national list does not have."""
    refused = rows_of("jamais")
    known = [name for demanded in ("toujours", "aussi") for name in rows_of(demanded)]
    for piece in asked_for(case, refused):
        row = refused[piece.piece]
        if "dit_par" not in row or provision(row["dit_par"]).in_force(case.as_of) is None:
            what = names.shown(piece.precision or row["libelle"])
            yield Breach(pointer=piece.pointer, fields={"piece": what, "liste": listing(known)})


@rule("plainte-exigee")
def plainte_exigee(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a complaint or a procedure among the documents asked for."""
    rows = {name: row for name, row in rows_of("jamais").items() if row.get("dit_par") == "instruction-2022-7"}
    for piece in asked_for(case, rows):
        fields = {"piece": rows[piece.piece]["libelle"], "cle": piece.piece}
        yield Breach(pointer=(*piece.pointer, "piece"), fields=fields)


@rule("piece-nationale-manquante")
def piece_nationale_manquante(case: Case, version: Version) -> Iterator[Breach]:
    """Look for documents of the national list that the department does not ask for."""
    present = {piece.piece for piece in case.aps.pieces or ()} if case.aps else set()
    if not present:
        return
    present |= {row["au_lieu_de"] for name, row in rows_of("jamais").items() if name in present and "au_lieu_de" in row}
    missing = {name: row["libelle"] for name, row in rows_of("toujours").items() if name not in present}
    if missing:
        here = ("procedures", "aps", "pieces")
        yield Breach(
            pointer=here,
            outcome=Outcome.REVIEW,
            fields={"pieces": quoted(missing.values(), "ni"), "cles": quoted(f"piece: {name}" for name in missing)},
            paragraph=quoting("annexe"),
            changes=tuple(add(here, _asked_as(name, version)) for name in missing),
        )


def _asked_as(name: str, version: Version) -> dict[str, Any]:
    """Give a document of the national list as a department asks for it: with what is accepted in its place, or how old
    it may be."""
    row = rows_of("toujours")[name]
    known: dict[str, Any] = {"piece": name}
    if "remplacantes" in row:
        known["alternatives"] = row["remplacantes"]
        known["document_perime"] = sample(("procedures", "aps", "pieces", 0, "document_perime"))
    if "anciennete" in row:
        known["anciennete_max_mois"] = version.number(row["anciennete"])
    return known


@rule("pieces-permises")
def pieces_permises(case: Case, _: Version) -> Iterator[Breach]:
    """Name the documents asked for by a text that the instruction does not repeat, and those asked before it was so."""
    rows = rows_of("aussi")
    asked = tuple(asked_for(case, rows))
    dated = (piece for piece in asked if "certaine_depuis" in rows[piece.piece])
    early = [piece for piece in dated if case.as_of < _since(rows[piece.piece])]
    shown = {p.piece: f"{rows[p.piece]['libelle']} ({rows[p.piece]['source']})" for p in asked if p not in early}
    if shown:
        place = next(piece.pointer for piece in asked if piece not in early)
        pointer = place if len(shown) == 1 else ("procedures", "aps", "pieces")
        fields = {"pieces": listing(shown.values())}
        yield Breach(pointer=pointer, outcome=Outcome.PASS, fields=fields, paragraph=quoting("annexe"))
    for piece in early:
        row = rows[piece.piece]
        fields = {"piece": row["libelle"], "source": row["source"], "jour": date(_since(row))}
        yield Breach(
            pointer=piece.pointer, case="tot", outcome=Outcome.REVIEW, fields=fields, paragraph=quoting("contrat")
        )


def _since(row: Mapping[str, Any]) -> datetime.date:
    return datetime.date.fromisoformat(row["certaine_depuis"])
