"""Which association instructed a file, and who then may not sit (R. 121-12-7, last paragraph; R. 121-12-9)."""

from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.judging.assembly import meets, members, represented
from kit.judging.case import Case
from kit.judging.examined import Examined, all_examined, at_file, listed, silence
from kit.judging.registry import rule
from kit.model.commission import Association, Titulaire, covers
from kit.model.sessions import DossierExamine
from kit.yaml.guesses import Identifiers, question


@rule(
    id="representant-non-retire",
    severity=Severity.ERROR,
    provision="casf-r121-12-7",
    traces=("E-A1-16",),
    needs=("sessions", "membres"),
    concerns=meets,
    sentences={
        "": (
            "« {qui} » siège le {jour} pour le dossier « {dossier} », alors que ce dossier a été instruit par "
            "l’association que ce membre représente.",
            "Écrivez « retires: [{qui}] » à ce dossier si ce membre s’est retiré ; sinon, l’avis est à reprendre.",
        ),
        "pouvoir": (
            "« {qui} », dont l’association a instruit le dossier « {dossier} », est représenté par un pouvoir le "
            "{jour}.",
            "Vérifiez que ce pouvoir n’a pas servi pour ce dossier, puis écrivez « retires: [{qui}] ».",
        ),
        "inconnu": (
            "« {qui} », noté retiré pour le dossier « {dossier} » du {jour}, n’est pas dans membres.yaml{proche}",
            "Vérifiez l’identifiant sous « retires ».",
        ),
        "silence": (
            "Le fichier ne dit pas quelle association a instruit {dossiers}.",
            "Ajoutez « association: … » avec l’identifiant écrit dans commission.yaml.",
        ),
    },
)
def representant_non_retire(case: Case) -> Iterator[Breach]:
    """Le représentant d’une association ne siège pas pour les dossiers qu’elle a instruits.

    **Ce que dit le texte.** Le représentant d’une association agréée ne siège pas lorsque la commission statue sur
    une personne dont cette association a instruit la demande (dernier alinéa de l’article R. 121-12-7). L’alinéa
    renvoie au « deuxième alinéa » de l’article R. 121-12-9, alors que l’instruction est au premier : le kit le lit
    ainsi.

    **Ce qui est vérifié.** Pour chaque dossier d’une séance tenue, les représentants de l’association qui l’a
    instruit, sous tous ses agréments successifs (le même `nom`), sont dans `retires` ou absents. Un pouvoir donné par
    l’un d’eux est « à vérifier ».

    **Comment corriger.** Écrire le retrait s’il a eu lieu.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        presents: [magistrat-3, assoc-rive-gauche-4]
        dossiers: [{reference: "2026-09", association: association-rive-gauche-2023, avis: favorable}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        presents: [magistrat-3, assoc-rive-gauche-4]
        dossiers:
          - {reference: "2026-09", association: association-rive-gauche-2023, retires: [assoc-rive-gauche-4]}
    ```
    """
    known = members(case)
    identifiers = Identifiers(known)
    for session, file in all_examined(case):
        present, withdrawn = session.presents or (), file.retires or ()
        for member in _representatives(case, known, file):
            if member not in withdrawn and (member in present or member in represented(session)):
                sentence, outcome = ("", Outcome.FAIL) if member in present else ("pouvoir", Outcome.REVIEW)
                yield at_file((session, file), ("retires",), sentence, outcome, "dernier alinéa", qui=member)
        for index, member in enumerate(withdrawn):
            if member not in known and case.commission.readable("membres"):
                # Un identifiant inconnu ne prouve pas qu'un représentant a siégé : il est à vérifier.
                fields = {"qui": member, "proche": question(identifiers.nearest(member))}
                where = ("retires", index)
                yield at_file((session, file), where, "inconnu", Outcome.REVIEW, "dernier alinéa", **fields)
    yield from silence([(s, f) for s, f in all_examined(case) if f.association is None], ("association",), "silence")


def _representatives(case: Case, known: dict[str, list[Titulaire]], file: DossierExamine) -> list[str]:
    """Give the ids of all who represent or represented the association that instructed a file."""
    same = {association.id for association in _same(case, file.association)} | {file.association}
    return sorted(i for i, holders in known.items() if any(h.association and h.association in same for h in holders))


def _same(case: Case, association_id: str | None) -> list[Association]:
    """Give the successive approvals of one association, which bear the same name."""
    listed = case.commission.associations_agreees or ()
    names = {association.nom.casefold() for association in listed if association.id == association_id}
    return [association for association in listed if association.nom.casefold() in names]


@rule(
    id="association-du-dossier-inconnue",
    severity=Severity.ERROR,
    provision="casf-psp",
    traces=("E-20-1", "E-20-2"),
    needs=("sessions", "commission/associations_agreees"),
    concerns=meets,
    sentences={
        "": (
            "L’association « {association} », qui a instruit le dossier « {dossier} », n’est pas dans "
            "« associations_agreees »{proche}",
            "Corrigez l’identifiant, ou ajoutez l’association à commission.yaml avec son agrément.",
        ),
        "agrement": (
            "Aucun agrément de « {nom} », qui a instruit le dossier « {dossier} », ne couvre la séance du {jour}.",
            "Vérifiez les dates de l’agrément dans commission.yaml, et celle à laquelle le dossier a été instruit.",
        ),
        "silence": (
            "Le fichier ne donne pas les dates d’agrément de « {nom} », qui a instruit {dossiers}.",
            "Ajoutez « agrement: {{debut: …, fin: …}} » à cette association dans commission.yaml.",
        ),
    },
)
def association_du_dossier_inconnue(case: Case) -> Iterator[Breach]:
    """Les dossiers sont instruits par une association agréée.

    **Ce que dit le texte.** La demande est instruite par une association agréée, choisie par la personne (articles L.
    121-9 et R. 121-12-9).

    **Ce qui est vérifié.** L’association de chaque dossier est dans `associations_agreees`, et l’un de ses agréments
    couvre le jour de la séance. Le dossier ne dit pas quand il a été instruit : un agrément qui ne couvre pas la
    séance est « à vérifier ».

    **Comment corriger.** Corriger l’identifiant, ou écrire l’agrément.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", association: association-rive-droite-2023, avis: favorable}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", association: association-le-passage-2024, avis: favorable}]
    ```
    """
    if not case.commission.readable("commission", "associations_agreees"):
        return
    known = {association.id: association for association in case.commission.associations_agreees or ()}
    identifiers = Identifiers(known)
    undated: dict[str, list[Examined]] = {}
    for session, file in all_examined(case):
        if file.association is None:
            continue
        if file.association not in known:
            fields = {"association": file.association, "proche": question(identifiers.nearest(file.association))}
            yield _association((session, file), "", Outcome.FAIL, fields)
            continue
        fields = {"association": file.association, "nom": known[file.association].nom}
        approvals = [a.agrement for a in _same(case, file.association) if a.agrement and a.agrement.debut]
        if not approvals:
            undated.setdefault(fields["nom"], []).append((session, file))
        elif not any(covers(approval.debut, approval.fin, session.date) for approval in approvals):
            yield _association((session, file), "agrement", Outcome.REVIEW, fields)
    for name, files in undated.items():
        # Un agrément qui manque se dit une fois, quel que soit le nombre des dossiers.
        fields = {"nom": name, "dossiers": listed(file for _, file in files)}
        yield _association(files[0], "silence", Outcome.OPEN, fields)


def _association(examined: Examined, sentence: str, outcome: Outcome, fields: dict[str, str]) -> Breach:
    return at_file(examined, ("association",), sentence, outcome, "article R. 121-12-9", **fields)
