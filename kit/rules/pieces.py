"""The documents asked for the permit: a closed national list (annexe 10 of the CESEDA; instruction, annexe 2)."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import listing, quoted
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import data, provision
from kit.model.procedures import Piece
from kit.yaml import names

TEXT = "ceseda-aps"
LINE = "annexe 10, ligne 45"


def rows_of(demanded: str) -> dict[str, dict[str, Any]]:
    """Give the documents that are asked `toujours`, `permise` or `jamais`, by name."""
    return {row["piece"]: row for row in data(TEXT)["pieces"] if row["demandee"] == demanded}


def asked_for(case: Case, rows: Mapping[str, Any]) -> Iterator[Piece]:
    """Give the documents of a department that are among these."""
    procedures = case.commission.procedures
    pieces = procedures.aps_pieces if procedures else None
    return (piece for piece in pieces or () if piece.piece in rows)


@rule(
    id="piece-hors-liste",
    severity=Severity.ERROR,
    provision=TEXT,
    traces=("E-22-3",),
    needs=("procedures/aps_pieces",),
    sentences={
        "": (
            "La pièce « {piece} » est demandée pour l’autorisation de séjour, alors que la liste, fixée pour tout le "
            "pays par la ligne 45 de l’annexe 10 du CESEDA, est fermée.",
            "Retirez cette pièce, ou écrivez son nom si elle est dans la liste : {liste}.",
        ),
    },
)
def piece_hors_liste(case: Case) -> Iterator[Breach]:
    """Aucune pièce n’est demandée hors de la liste nationale.

    **Ce que dit le texte.** « La liste des pièces constitutives est détaillée à l’annexe 10 du CESEDA, ligne 45 »
    (annexe 2 de l’instruction). Les pièces sont les mêmes partout : un département ne peut en ajouter (2.2).

    **Ce qui est vérifié.** Chaque pièce demandée sous `aps` est dans la liste nationale. La plainte, le visa et le
    passeport exigé ont leur propre règle ; avant l’instruction, la plainte est dite ici.

    **Comment corriger.** Retirer la pièce. Une pièce utile mais qui n’est pas exigée n’a pas sa place dans la liste.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil}, {piece: autre, precision: "contrat de travail"}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil}, {piece: photographies}]}}
    ```
    """
    refused = rows_of("jamais")
    known = [name for demanded in ("toujours", "permise") for name in rows_of(demanded)]
    for piece in asked_for(case, refused):
        row = refused[piece.piece]
        if "dit_par" not in row or provision(row["dit_par"]).in_force(case.as_of) is None:
            what = names.shown(piece.precision or row["libelle"])
            yield Breach(pointer=piece.pointer, fields={"piece": what, "liste": listing(known)}, paragraph=LINE)


@rule(
    id="plainte-exigee",
    severity=Severity.ERROR,
    provision="instruction-2022-7",
    traces=("E-A2-8", "E-22-3"),
    needs=("procedures/aps_pieces",),
    sentences={
        "": (
            "La liste demande une pièce de procédure (« {piece} »), alors qu’aucune plainte ni aucune procédure ne "
            "conditionne l’autorisation de séjour.",
            "Retirez la ligne « piece: {cle} » : l’arrêt de la prostitution se prouve par tout autre élément.",
        ),
    },
)
def plainte_exigee(case: Case) -> Iterator[Breach]:
    """Ni plainte ni procédure judiciaire n’est une condition.

    **Ce que dit le texte.** « Aucun récépissé du dépôt de plainte, ou référence à la procédure judiciaire engagée
    comportant le témoignage du demandeur ne conditionne la délivrance de l’APS » (annexe 2) : c’est l’article L. 425-1
    du CESEDA, un autre titre de séjour, qui parle de la plainte.

    **Ce qui est vérifié.** Les pièces demandées sous `aps` n’ont ni `plainte` ni `procedure_judiciaire`. Une plainte
    demandée dans une précision est vue par une autre règle, comme un doute.

    **Comment corriger.** Retirer la pièce de la liste, et ne plus la demander.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil}, {piece: plainte}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil}, {piece: arret_activite}]}}
    ```
    """
    rows = {name: row for name, row in rows_of("jamais").items() if row.get("dit_par") == "instruction-2022-7"}
    for piece in asked_for(case, rows):
        fields = {"piece": rows[piece.piece]["libelle"], "cle": piece.piece}
        yield Breach(pointer=(*piece.pointer, "piece"), fields=fields, paragraph="annexe 2")


@rule(
    id="piece-nationale-manquante",
    severity=Severity.WARNING,
    provision=TEXT,
    traces=("E-22-3", "E-A2-1", "E-A2-2", "E-A2-4", "E-A2-5", "E-A2-6", "E-A2-7"),
    needs=("procedures/aps_pieces",),
    sentences={
        "": (
            "La liste des pièces n’a pas {pieces}, que la liste nationale demande.",
            "Vérifiez que rien n’a été oublié, puis ajoutez {cles} sous « pieces: ».",
        ),
    },
)
def piece_nationale_manquante(case: Case) -> Iterator[Breach]:
    """La liste du département a toutes les pièces de la liste nationale.

    **Ce que dit le texte.** Six pièces : acte de naissance, nationalité, domicile, autorisation du préfet, arrêt de la
    prostitution, avis de la commission (annexe 2 ; annexe 10 du CESEDA, ligne 45).

    **Ce qui est vérifié.** Chacune est dans la liste écrite sous `aps` (`pieces`). Demander moins n’enfreint rien, mais
    un dossier incomplet retarde la personne : le constat est « à vérifier ».

    **Comment corriger.** Ajouter la pièce, ou garder la liste si la préfecture l’obtient elle-même.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: etat_civil}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures:
      aps:
        pieces:
          - {piece: etat_civil}
          - {piece: nationalite}
          - {piece: domicile}
          - {piece: autorisation_psp}
          - {piece: arret_activite}
          - {piece: avis_commission}
    ```
    """
    procedures = case.commission.procedures
    if procedures is None or procedures.aps_pieces is None:
        return
    present = {piece.piece for piece in procedures.aps_pieces}
    present |= {row["au_lieu_de"] for name, row in rows_of("jamais").items() if name in present and "au_lieu_de" in row}
    missing = {name: row["libelle"] for name, row in rows_of("toujours").items() if name not in present}
    if missing:
        yield Breach(
            pointer=("procedures", "aps", "pieces"),
            outcome=Outcome.REVIEW,
            fields={"pieces": quoted(missing.values(), "ni"), "cles": quoted(f"piece: {name}" for name in missing)},
            paragraph=LINE,
        )


@rule(
    id="pieces-permises",
    severity=Severity.NOTE,
    provision=TEXT,
    traces=("E-22-3",),
    needs=("procedures/aps_pieces",),
    sentences={
        "": (
            "La liste demande aussi, comme un texte le permet : {pieces}.",
            "Rien à corriger.",
        ),
        "tot": (
            "La liste demande « {piece} », mais le kit n’a pas lu depuis quel jour le texte le permet ({source}).",
            "Vérifiez la date d’entrée en vigueur, et retirez la pièce si elle n’était pas encore demandée ce jour-là.",
        ),
    },
)
def pieces_permises(case: Case) -> Iterator[Breach]:
    """Quelques pièces sont permises sans être dans l’instruction.

    **Ce que dit le texte.** L’annexe 10 du CESEDA (ligne 45) nomme aussi les photographies, la déclaration de
    non-polygamie et le droit de visa de régularisation, que l’instruction ne reprend pas. L’article R. 412-1 y a
    ajouté, en juillet 2024, le contrat d’engagement au respect des principes de la République ; le jour exact n’a pas
    été lu.

    **Ce qui est vérifié.** Rien n’est refusé : ces pièces sont montrées avec leur source. Le contrat d’engagement
    demandé avant le 1er août 2024 est « à vérifier ».

    **Comment corriger.** Rien à corriger, sauf la date du contrat.

    ```yaml title="non conforme au 2024-06-01"
    procedures: {aps: {pieces: [{piece: contrat_engagement}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: photographies}, {piece: contrat_engagement}]}}
    ```
    """
    rows = rows_of("permise")
    asked = tuple(asked_for(case, rows))
    early = [piece for piece in asked if _before(case.as_of, rows[piece.piece].get("certaine_depuis"))]
    shown = {p.piece: f"{rows[p.piece]['libelle']} ({rows[p.piece]['source']})" for p in asked if p not in early}
    if shown:
        place = next(piece.pointer for piece in asked if piece not in early)
        pointer = place if len(shown) == 1 else ("procedures", "aps", "pieces")
        fields = {"pieces": listing(shown.values())}
        yield Breach(pointer=pointer, outcome=Outcome.PASS, fields=fields, paragraph=LINE)
    for piece in early:
        row = rows[piece.piece]
        fields = {"piece": row["libelle"], "source": row["source"]}
        yield Breach(pointer=piece.pointer, case="tot", outcome=Outcome.REVIEW, fields=fields, paragraph=row["source"])


def _before(day: datetime.date, start: str | None) -> bool:
    return start is not None and day < datetime.date.fromisoformat(start)
