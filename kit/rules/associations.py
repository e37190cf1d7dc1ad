"""How many approved associations a department has (R. 121-12-1 to R. 121-12-5)."""

from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import date
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.rules.agrements import approved_in_law, runs, start_known

_HERE = ("commission", "associations_agreees")


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
