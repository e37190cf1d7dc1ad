"""What is asked of a document beyond its name: its age, and the words of a detail (annexe 10 of the CESEDA)."""

import re
from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import data
from kit.model.procedures import Piece
from kit.rules.description import speaks_of
from kit.rules.pieces import LINE, TEXT, asked_for, rows_of

# Ce qui sépare deux passages d'un texte libre ; une négation ne vaut que pour le sien.
_PASSAGES = re.compile(r"[.;:,()]|\bmais\b")


@rule(
    id="piece-autrement-demandee",
    severity=Severity.WARNING,
    provision=TEXT,
    traces=("E-22-3", "E-A2-1"),
    needs=("procedures/aps_pieces",),
    sentences={
        "age": (
            "La pièce « {piece} » est demandée avec une ancienneté maximale de {mois} mois, alors que le texte n’en "
            "fixe pas.",
            "Vérifiez cette exigence, et effacez « anciennete_max_mois » si elle ne vient pas du texte.",
        ),
        "mots": (
            "La précision donnée à « piece: {cle} » ne dit pas la pièce du texte : {piece}.",
            "Vérifiez la demande, et écrivez « {piece} ».",
        ),
    },
)
def piece_autrement_demandee(case: Case) -> Iterator[Breach]:
    """Chaque pièce est demandée comme le texte la décrit.

    **Ce que dit le texte.** L’état civil se prouve par « une copie intégrale d’acte de naissance comportant les
    mentions les plus récentes ». Seul le justificatif de domicile a un âge maximal.

    **Ce qui est vérifié.** Une précision qui parle d’extrait ou de livret de famille, ou une ancienneté maximale sur
    une pièce qui n’en a pas dans le texte, est « à vérifier » : un texte libre ne prouve pas une demande.

    **Comment corriger.** Reprendre les mots du texte, ou effacer l’ancienneté.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil, precision: "extrait avec filiation"}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil, precision: "copie intégrale, avec les mentions récentes"}]}}
    ```
    """
    rows = {**rows_of("toujours"), **rows_of("permise")}
    for piece in asked_for(case, rows):
        row = rows[piece.piece]
        if piece.anciennete_max_mois is not None and "anciennete" not in row:
            fields = {"piece": row["libelle"], "mois": str(piece.anciennete_max_mois)}
            yield _doubt(piece, "anciennete_max_mois", "age", **fields)
        if piece.precision and speaks_of(piece.precision, row.get("mots_contraires", ())):
            yield _doubt(piece, "precision", "mots", piece=row["libelle"])


@rule(
    id="demande-interdite-dans-une-precision",
    severity=Severity.WARNING,
    provision=TEXT,
    traces=("E-22-3", "E-A2-8"),
    needs=("procedures/aps_pieces",),
    sentences={
        "": (
            "La précision donnée à « piece: {cle} » semble demander une pièce qui ne peut pas l’être : {piece}.",
            "Vérifiez la phrase : retirez la demande, ou dites clairement que cette pièce n’est pas exigée.",
        ),
    },
)
def demande_interdite_dans_une_precision(case: Case) -> Iterator[Breach]:
    """Une précision ne cache pas une pièce qui ne se demande pas.

    **Ce que dit le texte.** La liste est fermée ; ni plainte, ni visa de long séjour, ni passeport obligatoire
    (instruction, 2.2 et annexe 2).

    **Ce qui est vérifié.** Les mots de chaque `precision` des pièces permises, d’après les mots de la liste du droit.
    Un passage qui contient une négation (« aucune plainte », « le visa n’est pas demandé ») n’est pas retenu. Le
    constat est toujours « à vérifier » : une phrase se lit, elle ne se juge pas.

    **Comment corriger.** Récrire la précision.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: arret_activite, precision: "avec le récépissé de plainte"}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: arret_activite, precision: "aucune plainte n’est demandée"}]}}
    ```
    """
    procedures = case.commission.procedures
    if procedures is None:
        return
    # Ce qu'une autre règle refuse déjà n'est pas redit.
    told = {piece.piece for piece in procedures.aps_pieces or ()}
    told |= {"passeport"} if procedures.aps_passeport else set()
    told |= {"visa_long_sejour"} if procedures.aps_visa_long_sejour else set()
    refused = {name: row for name, row in rows_of("jamais").items() if name not in told}
    for piece in asked_for(case, {**rows_of("toujours"), **rows_of("permise")}):
        text = piece.precision or ""
        found = [row["libelle"] for row in refused.values() if _demands(text, row["mots"])]
        if found:
            yield _doubt(piece, "precision", "", piece=listing(found))


def _demands(text: str, words: list[str]) -> bool:
    """Tell whether a passage of a text holds one of the words, and no negation."""
    negations = data(TEXT)["negations"]
    return any(speaks_of(part, words) and not speaks_of(part, negations) for part in _PASSAGES.split(text))


def _doubt(asked: Piece, key: str, case: str, **fields: str) -> Breach:
    pointer = (*asked.pointer, key)
    fields["cle"] = asked.piece
    return Breach(pointer=pointer, case=case, outcome=Outcome.REVIEW, fields=fields, paragraph=LINE)
