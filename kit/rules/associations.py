"""The approved associations of a department: how long an approval runs, and whether any is left (R. 121-12-1 to
R. 121-12-5)."""

import datetime
from collections.abc import Iterator

from kit.french import count, date, listing
from kit.law.terms import last_day
from kit.model import Agrement, Association, covers
from kit.report import Outcome, Severity
from kit.rule import Breach
from kit.rules.case import Case
from kit.rules.registry import rule

_HERE = ("commission", "associations_agreees")
_APPROVAL = "casf-agrement"


def start_known(association: Association) -> bool:
    """Tell whether the first day of an approval is written."""
    return association.agrement is not None and association.agrement.debut is not None


def under(case: Case, association_id: str | None) -> tuple[Association, ...]:
    """Give every entry of the list that has an id: a renewal may be written under the id of the first approval."""
    return tuple(a for a in case.commission.associations_agreees or () if a.id == association_id)


def runs(association: Association, case: Case) -> bool:
    """Tell whether an approval covers the day as its dates are written; without dates it is taken to run."""
    agrement = association.agrement
    return agrement is None or covers(agrement.debut, agrement.fin, case.as_of)


def legal_end(agrement: Agrement, case: Case) -> datetime.date | None:
    """Give the last day that an approval can cover: the one written, or the one of the text if it comes first."""
    if agrement.debut is None:
        return agrement.fin
    last = last_day(agrement.debut, _years(case))
    return min(agrement.fin or last, last)


def approved_in_law(association: Association, case: Case) -> bool:
    """Tell whether an approval whose first day is written covers the day, no longer than the text allows."""
    agrement = association.agrement
    if agrement is None or agrement.debut is None:
        return False
    return covers(agrement.debut, legal_end(agrement, case), case.as_of)


def duration(case: Case) -> str:
    """Write how long an approval lasts: « 3 ans »."""
    return count(_years(case), "an")


def _years(case: Case) -> int:
    version = case.version_of(_APPROVAL)
    return version.number("duree_annees") if version else 0


def _refused(case: Case) -> set[str | None]:
    """Give the ids of the sitting associations that no approval covers: « association-sans-agrement » tells them."""
    sitting = (
        holder.association for seat in case.composition.seats if seat.approved for holder in case.holders(seat.id)
    )
    return {known for known in sitting if not any(approved_in_law(entry, case) for entry in under(case, known))}


@rule(
    id="agrement-trop-long",
    severity=Severity.ERROR,
    provision=_APPROVAL,
    traces=("E-20-2",),
    needs=("commission/associations_agreees",),
    concerns=lambda case: case.commission.associations_agreees != (),
    sentences={
        "": (
            "L’agrément de l’association « {nom} » dure plus de {duree} : commencé le {debut}, il ne peut pas dépasser "
            "le {fin}.",
            "Écrivez « fin: {iso} » au plus tard, et le renouvellement comme une nouvelle entrée de la liste.",
        ),
        "silence": (
            "La référence ou les deux dates de l’agrément ne sont pas écrites pour {noms}.",
            "Complétez « agrement: {{reference: …, debut: …, fin: …}} » ; un agrément né du silence de "
            "l’administration s’écrit « reference: tacite ».",
        ),
    },
)
def agrement_trop_long(case: Case) -> Iterator[Breach]:
    """L’agrément d’une association dure trois ans.

    **Ce que dit le texte.** L’agrément est donné pour trois ans renouvelables. Le silence gardé quatre mois sur la
    demande vaut agrément : il peut donc n’y avoir aucun arrêté.

    **Ce qui est vérifié.** Les agréments en cours au jour demandé : du premier au dernier jour compris, pas plus de
    trois ans ; sans dernier jour, pas commencés depuis plus de trois ans. Une référence ou une date qui manque est
    « non renseignée ». Quand une association siège sans qu’aucun agrément la couvre, la règle
    `association-sans-agrement` dit seule ce qui manque.

    **Comment corriger.** Corriger la date de fin, ou écrire le renouvellement à part, avec un nouvel identifiant.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      associations_agreees:
        - id: association-le-passage-2024
          nom: "Association exemple Le Passage"
          agrement: {reference: "38-2024-05-13-00008", debut: 2024-05-22, fin: 2029-05-21}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      associations_agreees:
        - id: association-le-passage-2024
          nom: "Association exemple Le Passage"
          agrement: {reference: "38-2024-05-13-00008", debut: 2024-05-22, fin: 2027-05-21}
    ```
    """
    told, silent = _refused(case), []
    for association in case.commission.associations_agreees or ():
        agrement = association.agrement
        if not runs(association, case) or (association.id in told and not approved_in_law(association, case)):
            continue
        if agrement is None or agrement.debut is None:
            silent.append(association)
        elif (agrement.fin or case.as_of) > last_day(agrement.debut, _years(case)):
            yield _too_long(case, association, agrement, agrement.debut)
        elif agrement.fin is None or agrement.reference is None:
            silent.append(association)
    if silent:
        names = {"noms": listing(f"« {association.nom} »" for association in silent)}
        first = silent[0].agrement
        pointer = _lacking(first) if first else (*silent[0].pointer, "agrement")
        yield Breach(pointer=pointer, case="silence", outcome=Outcome.OPEN, fields=names)


def _lacking(agrement: Agrement) -> tuple[str | int, ...]:
    """Point at the first line that an approval lacks."""
    lines = {"debut": agrement.debut, "fin": agrement.fin, "reference": agrement.reference}
    return (*agrement.pointer, next(key for key, value in lines.items() if value is None))


def _too_long(case: Case, association: Association, agrement: Agrement, start: datetime.date) -> Breach:
    last = last_day(start, _years(case))
    return Breach(
        pointer=(*agrement.pointer, "fin"),
        outcome=Outcome.REVIEW if association.a_verifier else Outcome.FAIL,
        fields={
            "nom": association.nom,
            "duree": duration(case),
            "debut": date(start),
            "fin": date(last),
            "iso": last.isoformat(),
        },
    )


@rule(
    id="association-agreee-unique",
    severity=Severity.NOTE,
    provision="casf-r121-12-7",
    traces=("E-A1-16", "E-20-2"),
    needs=("commission/associations_agreees",),
    sentences={
        "": (
            "L’association « {nom} » est la seule agréée au {jour} : elle ne siège pas quand la commission statue sur "
            "une demande qu’elle a instruite.",
            "Rien à corriger ; vérifiez qu’elle se retire de ces dossiers, et si une autre association peut être "
            "agréée.",
        ),
    },
)
def association_agreee_unique(case: Case) -> Iterator[Breach]:
    """Une association seule ne peut pas siéger pour ses propres dossiers.

    **Ce que dit le texte.** Le représentant d’une association agréée ne siège pas quand la commission statue sur une
    personne dont son association a instruit la demande (dernier alinéa).

    **Ce qui est vérifié.** Une seule association a un agrément au jour demandé : elle instruit sans doute toutes les
    demandes, et la commission les examine alors sans aucune association. Aucun texte ne l’interdit ; le constat est
    « à vérifier ».

    **Comment corriger.** Rien dans le fichier ; une seconde association peut demander l’agrément.

    ```yaml title="non conforme au 2026-11-23"
    commission:
      associations_agreees:
        - id: association-le-passage-2024
          nom: "Association exemple Le Passage"
          agrement: {reference: "38-2024-05-13-00008", debut: 2024-05-22, fin: 2027-05-21}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      associations_agreees:
        - id: association-le-passage-2024
          nom: "Association exemple Le Passage"
          agrement: {reference: "38-2024-05-13-00008", debut: 2024-05-22, fin: 2027-05-21}
        - id: association-la-cordee-2025
          nom: "Association exemple La Cordée"
          agrement: {reference: "38-2025-03-10-00003", debut: 2025-03-17, fin: 2028-03-16}
    ```
    """
    written = case.commission.associations_agreees or ()
    approved = tuple(association for association in written if approved_in_law(association, case))
    if len({a.nom for a in approved}) != 1 or not all(map(start_known, written)):
        return
    if case.commission.readable(*_HERE):
        fields = {"nom": approved[0].nom, "jour": date(case.as_of)}
        yield Breach(pointer=approved[0].pointer, outcome=Outcome.REVIEW, fields=fields, paragraph="dernier alinéa")


@rule(
    id="departement-sans-association-agreee",
    severity=Severity.WARNING,
    provision="instruction-2022-7",
    traces=("E-20-2",),
    needs=("commission/associations_agreees",),
    sentences={
        "": (
            "Aucune association n’est agréée {ou} au {jour} : personne ne peut instruire une demande de parcours.",
            "Cherchez une association qui puisse demander l’agrément, ou écrivez sous « associations_agreees » celle "
            "qui l’a.",
        ),
        "expire": (
            "Aucun des agréments écrits ne couvre le {jour} {ou} : personne ne peut instruire une demande de parcours.",
            "Écrivez l’agrément en cours avec sa référence et ses deux dates, ou demandez son renouvellement.",
        ),
    },
)
def departement_sans_association_agreee(case: Case) -> Iterator[Breach]:
    """Chaque département a une association agréée.

    **Ce que dit le texte.** Le parcours repose sur un projet élaboré par une association agréée avec la personne
    (instruction du 13 avril 2022, 2) ; c’est elle qui instruit la demande.

    **Ce qui est vérifié.** Au jour demandé, une association de `associations_agreees` au moins a un agrément. La liste
    vide dit qu’il n’y en a aucune ; la liste absente est « non renseignée ». Quand une association siège encore,
    la règle `association-sans-agrement` dit seule ce qui manque.

    **Comment corriger.** Écrire l’agrément en cours, ou chercher une association qui le demande.

    ```yaml title="non conforme au 2026-11-23"
    commission: {associations_agreees: []}
    membres: {associations: []}
    ```

    ```yaml title="conforme au 2026-11-23"
    commission:
      associations_agreees:
        - id: association-le-passage-2024
          nom: "Association exemple Le Passage"
          agrement: {reference: "38-2024-05-13-00008", debut: 2024-05-22, fin: 2027-05-21}
    membres: {associations: []}
    ```
    """
    written = case.commission.associations_agreees or ()
    sitting = any(case.holders(seat.id) for seat in case.composition.seats if seat.approved)
    # Un agrément écrit pour trop longtemps est dit par « agrement-trop-long ».
    running = any(start_known(association) and runs(association, case) for association in written)
    if sitting or running or not all(map(start_known, written)) or not case.commission.readable(*_HERE):
        return
    fields = {"ou": f"pour la commission {case.territory.of}", "jour": date(case.as_of)}
    doubtful = any(association.a_verifier for association in written)
    outcome = Outcome.REVIEW if doubtful else Outcome.FAIL
    sentence = "expire" if written else ""
    yield Breach(pointer=_HERE, case=sentence, outcome=outcome, fields=fields, paragraph="2")
