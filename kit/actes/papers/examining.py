"""The opinion of the commission on a file, known by an opaque reference (L. 121-9, R. 121-12-9)."""

from kit.actes.catalogue import law
from kit.actes.paper import Row, Rows, blank, listed
from kit.actes.papers.recording import minutes
from kit.actes.subject import Subject, tells_person
from kit.errors import UsageError
from kit.french import quoted
from kit.model.sessions import DossierExamine

_REASONED = ("defavorable", "ajourne")


def opinion(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what an opinion says; raises UsageError for a reference that is none of the session, or that tells a
    person."""
    file = _wanted(subject)
    told, lists = minutes(subject)
    said = next(row for row in lists["dossiers"].rows if row["reference"] == file.reference)
    fields: dict[str, Row] = {**told, "dossier": {**said, "rang": _months(file)}}
    reasons = (_reason(subject, file),) if file.avis in _REASONED else ()
    return fields, {
        **lists,
        "motifs": listed("motif texte", *reasons),
        "dossiers": listed(" ".join(lists["dossiers"].keys)),
    }


def _wanted(subject: Subject) -> DossierExamine:
    reference = subject.choice.file or ""
    if tells_person(reference):
        message = (
            "La référence donnée par « --dossier » a la forme d’une donnée sur une personne : choisissez-en une qui ne "
            "dise rien, comme « 2026-07 »."
        )
        raise UsageError(message)
    known = {each.reference: each for each in subject.sitting.dossiers or ()}
    if reference not in known:
        there = f"cette séance examine {quoted(known)}" if known else "cette séance n’a examiné aucun dossier"
        message = f"Le dossier « {reference} » n’est pas sous cette séance dans la fiche : {there}."
        raise UsageError(message)
    return known[reference]


def _months(file: DossierExamine) -> str:
    return str(file.rang_mois) if file.rang_mois is not None else "sans objet"


def _reason(subject: Subject, file: DossierExamine) -> Row:
    """Give the reason of an opinion that is not favourable, and the text that it is tied to."""
    return {
        "motif": file.motif or blank("motif, sans donnée sur la personne : un avis qui n’est pas favorable est motivé"),
        "texte": law(subject.day)["autorisation"],
    }
