"""What is asked of a document beyond its name: its age, and the words of a detail (annexe 10 of the CESEDA)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kit.findings.finding import Outcome
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging import causes
from kit.judging.case import Case
from kit.judging.description import speaks_of, without
from kit.judging.durations import Length, lengths
from kit.judging.placeholder import passages
from kit.judging.registry import rule
from kit.law.territories import slug
from kit.law.texts import Version, data
from kit.model.procedures import Piece
from kit.rules.pieces import TEXT, asked_for, quoting, rows_of

# Ce qui sépare deux phrases d’un texte libre : une virgule n’y laisse pas le choix d’un autre document.
_CHOICES = re.compile(r"\bou\b")
_SENTENCES = re.compile(r"[.;:()]|\bmais\b")


@rule("piece-autrement-demandee")
def piece_autrement_demandee(case: Case, version: Version) -> Iterator[Breach]:
    """Doubt what is said of a document when it is not what the text describes."""
    rows = {**rows_of("toujours"), **rows_of("aussi")}
    for piece in asked_for(case, rows):
        row = rows[piece.piece]
        if piece.anciennete_max_mois is not None and "anciennete" not in row:
            fields = {"piece": row["libelle"], "mois": str(piece.anciennete_max_mois)}
            yield _doubt(piece, "anciennete_max_mois", "age", **fields)
        told = [] if piece.anciennete_max_mois else [each for each in lengths(piece.precision or "") if _aged(each)]
        most = version.number(row["anciennete"]) if "anciennete" in row else None
        if wrong := next((each for each in told if each.months != most), None):
            yield _doubt(piece, "precision", "age-dit", piece=row["libelle"], ecrit=wrong.written)
        # Une seule phrase par ligne : le remède en est le même.
        elif piece.precision and _otherwise(piece.precision, row):
            told_of = _doubt(piece, "precision", "mots", piece=row["libelle"])
            yield replace(told_of, of=(causes.detail(told_of.pointer),))


def _otherwise(text: str, row: Mapping[str, Any]) -> bool:
    """Tell whether a text asks for another document than that of a row, without saying when it may (« en cas de
    doute »), and leaves no choice: of « un bail ou une attestation », the second is enough."""
    words, apart = row.get("mots_contraires", ()), row.get("sauf", ())
    return not speaks_of(text, apart) and any(
        all(any(_asks(part, words) for part in passages(choice)) for choice in _CHOICES.split(sentence))
        for sentence in _SENTENCES.split(text)
    )


def _asks(passage: str, words: Iterable[str]) -> bool:
    """Tell whether a passage holds one of the words, with no negation before it nor right after."""
    plain, negations = f"-{slug(passage)}-", data(TEXT)["negations"]
    halves = (plain.partition(f"-{slug(word)}-") for word in words)
    return any(
        found and not speaks_of(before, negations) and not speaks_of(after.partition("-")[0], negations)
        for before, found, after in halves
    )


def _aged(length: Length) -> bool:
    """Tell whether a length of time is an age: « de moins de trois mois », « datant de 3 mois »."""
    return speaks_of(length.before.rpartition(",")[2], data(TEXT)["mots_d_age"])


@rule("demande-interdite-dans-une-precision")
def demande_interdite_dans_une_precision(case: Case, _: Version) -> Iterator[Breach]:
    """Look, in what is said of a document, for one that may not be asked for."""
    procedures = case.commission.procedures
    if procedures is None:
        return
    # Ce qu'une autre règle refuse déjà n'est pas redit.
    aside = {piece.piece for piece in procedures.aps_pieces or ()}
    aside |= {"passeport"} if procedures.aps_passeport else set()
    aside |= {"visa_long_sejour"} if procedures.aps_visa_long_sejour else set()
    refused = {name: row for name, row in rows_of("jamais").items() if name not in aside}
    for piece in asked_for(case, {**rows_of("toujours"), **rows_of("aussi")}):
        text = piece.precision or ""
        found = [row["libelle"] for row in refused.values() if _demands(text, row["mots"]) or _imposes(text, row)]
        if found:
            told = _doubt(piece, "precision", "", piece=listing(found))
            yield replace(told, explains=(causes.detail(told.pointer),))


def _demands(text: str, words: list[str]) -> bool:
    """Tell whether a passage of a text holds one of the words, and no negation."""
    negations = data(TEXT)["negations"]
    return any(speaks_of(part, words) and not speaks_of(part, negations) for part in passages(text))


def _imposes(text: str, row: Mapping[str, Any]) -> bool:
    """Tell whether a passage of a text names a document and says that nothing may stand for it: « Passeport en cours de
    validité obligatoire »."""
    words = row.get("impose", ())
    # « Sans exception » n’écarte rien ; « ou un autre document » laisse le choix.
    apart = (*data(TEXT)["negations"], *data(TEXT)["alternatives_dites"])
    return any(
        speaks_of(part, [row["nomme"]]) and speaks_of(part, words) and not speaks_of(without(part, words), apart)
        for part in (_SENTENCES.split(text) if words else ())
    )


def _doubt(asked: Piece, key: str, case: str, **fields: str) -> Breach:
    pointer = (*asked.pointer, key)
    fields["cle"] = asked.piece
    return Breach(pointer=pointer, case=case, outcome=Outcome.REVIEW, fields=fields, paragraph=quoting("annexe"))
