"""How nationality and address are proved: a passport or other documents, a proof of address of six months."""

from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import listing
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.law.texts import data

_TEXT = "ceseda-aps"
_LINE = "annexe 10, ligne 45"


@rule(
    id="passeport-exige",
    severity=Severity.ERROR,
    provision=_TEXT,
    traces=("E-A2-2",),
    needs=("procedures/aps_passeport",),
    sentences={
        "": (
            "Le passeport est exigé, alors que la nationalité se prouve aussi par d’autres documents, dont un avec "
            "photographie.",
            "Écrivez « passeport_exige: false » et « alternatives: [{liste}] » sous « piece: nationalite ».",
        ),
        "piece": (
            "Le passeport est demandé comme une pièce à part, alors que la nationalité se prouve aussi par d’autres "
            "documents, dont un avec photographie.",
            "Remplacez « piece: passeport » par « piece: nationalite », avec « alternatives: [{liste}] ».",
        ),
    },
)
def passeport_exige(case: Case) -> Iterator[Breach]:
    """Le passeport n’est pas exigé.

    **Ce que dit le texte.** « Passeport ou, à défaut, autres justificatifs dont au moins un revêtu d’une photographie
    permettant d’identifier la personne » ; le passeport « ne pourra être exigé dès lors que l’usager présente d’autres
    documents qui permettent de justifier de sa nationalité » (annexe 2 de l’instruction).

    **Ce qui est vérifié.** Pour la pièce `nationalite`, `passeport_exige` ne dit pas « true » (oui) ; et `passeport`
    n’est pas une pièce à lui seul.

    **Comment corriger.** Dire quels autres documents sont acceptés.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: nationalite, passeport_exige: true}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: nationalite, passeport_exige: false, alternatives: [carte_identite]}]}}
    ```
    """
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


@rule(
    id="nationalite-sans-autre-document",
    severity=Severity.WARNING,
    provision=_TEXT,
    traces=("E-A2-2",),
    needs=("procedures/aps_pieces",),
    sentences={
        "": (
            "La liste demande de prouver la nationalité, mais ne nomme aucun document accepté à défaut de passeport.",
            "Ajoutez « alternatives: [{liste}] » à « piece: nationalite ».",
        ),
        "photographie": (
            "Aucun des documents acceptés à défaut de passeport ne porte à coup sûr une photographie, alors que le "
            "texte en demande un.",
            "Vérifiez la liste, et ajoutez un document avec photographie : {liste}.",
        ),
    },
)
def nationalite_sans_autre_document(case: Case) -> Iterator[Breach]:
    """Les documents acceptés à défaut de passeport sont nommés, dont un avec photographie.

    **Ce que dit le texte.** À défaut de passeport, d’autres justificatifs « dont au moins un revêtu d’une
    photographie » (attestation consulaire, carte d’identité, carte consulaire, certificat de nationalité, etc.). «
    Des situations particulières peuvent vous inviter à accepter plusieurs autres documents concordants. »

    **Ce qui est vérifié.** `alternatives` de la pièce `nationalite` n’est pas vide ; l’un des documents porte une
    photographie, sinon « à vérifier ». La liste du texte finit par « etc. » : un département peut en accepter d’autres.

    **Comment corriger.** Nommer les documents, pour que la personne sache qu’elle peut déposer sans passeport.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: nationalite, passeport_exige: false}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: nationalite, alternatives: [attestation_consulaire, carte_identite]}]}}
    ```
    """
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


@rule(
    id="document-perime-refuse",
    severity=Severity.ERROR,
    provision="instruction-2022-7",
    traces=("E-A2-3",),
    needs=("procedures/aps_document_perime",),
    sentences={
        "": (
            "Un document de nationalité périmé est refusé, alors qu’un autre document peut confirmer la nationalité "
            "qu’il fait présumer.",
            "Écrivez « document_perime: confirme_par_un_autre » sous « piece: nationalite ».",
        ),
    },
)
def document_perime_refuse(case: Case) -> Iterator[Breach]:
    """Un document de nationalité périmé est confirmé par un autre, et non refusé.

    **Ce que dit le texte.** Le document est en cours de validité. « Néanmoins, en cas de présentation d’un document
    périmé, la nationalité présumée sera confirmée par la production d’un autre document » (annexe 2).

    **Ce qui est vérifié.** Pour la pièce `nationalite`, la ligne `document_perime` ne dit pas « refuse ».

    **Comment corriger.** Accepter le document périmé avec un second document, et écrire
    `document_perime: confirme_par_un_autre`.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: nationalite, alternatives: [carte_identite], document_perime: refuse}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures:
      aps: {pieces: [{piece: nationalite, alternatives: [carte_identite], document_perime: confirme_par_un_autre}]}
    ```
    """
    procedures = case.commission.procedures
    piece = procedures.aps.asked("nationalite") if procedures and procedures.aps else None
    if piece and piece.document_perime == "refuse":
        yield Breach(pointer=(*piece.pointer, "document_perime"), paragraph="annexe 2")


@rule(
    id="justificatif-de-domicile-mal-date",
    severity=Severity.ERROR,
    provision=_TEXT,
    traces=("E-A2-4",),
    needs=("procedures/aps_domicile_mois",),
    sentences={
        "": (
            "Le justificatif de domicile doit dater de moins de {ecrit} mois, alors que le texte en accepte un de "
            "moins de {mois} mois.",
            "Écrivez « anciennete_max_mois: {mois} ».",
        ),
        "long": (
            "Le justificatif de domicile peut dater de {ecrit} mois, alors que le texte parle de moins de {mois} mois.",
            "Vérifiez ce que la préfecture accepte, et écrivez « anciennete_max_mois: {mois} » si c’est une erreur.",
        ),
    },
)
def justificatif_de_domicile_mal_date(case: Case) -> Iterator[Breach]:
    """Le justificatif de domicile date de moins de six mois.

    **Ce que dit le texte.** « Justificatif de domicile datant de moins de six mois » (annexe 2 de l’instruction ;
    annexe 10 du CESEDA, ligne 45).

    **Ce qui est vérifié.** Le nombre de mois écrit pour la pièce `domicile` (`anciennete_max_mois`). Moins que le
    texte, c’est demander plus que lui : une erreur. Plus que le texte est « à vérifier » : la personne n’y perd rien,
    mais son dossier peut être renvoyé ailleurs.

    **Comment corriger.** Reprendre la durée du texte. L’attestation de domiciliation d’une association convient.

    ```yaml title="non conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: domicile, anciennete_max_mois: 3}]}}
    ```

    ```yaml title="conforme au 2026-11-23"
    procedures: {aps: {pieces: [{piece: domicile, anciennete_max_mois: 6}]}}
    ```
    """
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
