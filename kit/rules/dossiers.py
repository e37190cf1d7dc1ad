"""The files examined: who may not sit, the opinion, the decision (R. 121-12-7, L. 121-9, R. 121-12-9, R. 121-12-10)."""

import datetime
from collections.abc import Iterable, Iterator

from kit.calendar import DossierExamine, Seance
from kit.french import count, date, quoted
from kit.law.texts import data
from kit.model import Association, Titulaire, covers
from kit.report import Outcome, Pointer, Severity
from kit.rule import Breach
from kit.rules.assembly import FILES, firm, judged, meets, members, named, represented
from kit.rules.case import Case
from kit.rules.description import says_nothing
from kit.rules.past import is_past
from kit.rules.registry import rule
from kit.suggest import nearest_id, question

_GRANTED, _REFUSED, _ENDED = "autorise", "refuse", "fin"
_ADJOURNED = "ajourne"
_UNFAVOURABLE = ("defavorable", _ADJOURNED)
_Examined = tuple[Seance, DossierExamine]


def _examined(case: Case) -> list[_Examined]:
    """Give the files examined at the sessions that are judged."""
    return [(session, file) for session in judged(case) for file in session.dossiers or ()]


def _breach(
    examined: _Examined, where: Pointer, sentence: str, outcome: Outcome, paragraph: str | None, **fields: str
) -> Breach:
    session, file = examined
    doubtful = outcome is Outcome.FAIL and firm(session) is Outcome.REVIEW
    return Breach(
        pointer=(*file.pointer, *where),
        case=sentence,
        outcome=Outcome.REVIEW if doubtful else outcome,
        fields={"dossier": file.reference, "jour": date(session.date), **fields},
        paragraph=paragraph,
        day=session.date,
    )


def _silence(files: list[_Examined], where: Pointer, sentence: str) -> Iterator[Breach]:
    """Say once what several files leave out."""
    if files:
        fields = {"dossiers": _listed(file for _, file in files)}
        yield Breach(pointer=(*files[0][1].pointer, *where), case=sentence, outcome=Outcome.OPEN, fields=fields)


def _listed(files: Iterable[DossierExamine]) -> str:
    """Write « le dossier « 2026-07 » », « les dossiers « 2026-07 » et « 2026-08 » »."""
    references = [file.reference for file in files]
    return f"{'les dossiers' if len(references) > 1 else 'le dossier'} {quoted(references)}"


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
    for session, file in _examined(case):
        present, withdrawn = session.presents or (), file.retires or ()
        for member in _representatives(case, known, file):
            if member not in withdrawn and (member in present or member in represented(session)):
                sentence, outcome = ("", Outcome.FAIL) if member in present else ("pouvoir", Outcome.REVIEW)
                yield _breach((session, file), ("retires",), sentence, outcome, "dernier alinéa", qui=member)
        for index, member in enumerate(withdrawn):
            if member not in known and case.commission.readable("membres"):
                # Un identifiant inconnu ne prouve pas qu'un représentant a siégé : il est à vérifier.
                fields = {"qui": member, "proche": question(nearest_id(member, known))}
                where = ("retires", index)
                yield _breach((session, file), where, "inconnu", Outcome.REVIEW, "dernier alinéa", **fields)
    yield from _silence([(s, f) for s, f in _examined(case) if f.association is None], ("association",), "silence")


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
            "Le fichier ne donne pas les dates d’agrément de « {nom} », qui a instruit le dossier « {dossier} ».",
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
    for session, file in _examined(case):
        if file.association is None:
            continue
        fields = {"association": file.association, "proche": question(nearest_id(file.association, known))}
        if file.association not in known:
            yield _association((session, file), "", Outcome.FAIL, fields)
            continue
        fields["nom"] = known[file.association].nom
        approvals = [a.agrement for a in _same(case, file.association) if a.agrement and a.agrement.debut]
        if not approvals:
            yield _association((session, file), "silence", Outcome.OPEN, fields)
        elif not any(covers(approval.debut, approval.fin, session.date) for approval in approvals):
            yield _association((session, file), "agrement", Outcome.REVIEW, fields)


def _association(examined: _Examined, sentence: str, outcome: Outcome, fields: dict[str, str]) -> Breach:
    return _breach(examined, ("association",), sentence, outcome, "article R. 121-12-9", **fields)


@rule(
    id="dossier-sans-avis",
    severity=Severity.WARNING,
    provision="casf-psp",
    traces=("E-21-4", "E-A2-7"),
    needs=("sessions",),
    concerns=meets,
    sentences={
        "": (
            "Le préfet a décidé sur le dossier « {dossier} » de la séance du {jour}, sans avis écrit de la commission.",
            "Ajoutez « avis: favorable », « defavorable » ou « ajourne », comme au procès-verbal.",
        ),
        "ajourne": (
            "Le préfet a décidé sur le dossier « {dossier} », alors que la commission a ajourné son avis le {jour}.",
            "Écrivez la décision à la séance qui a rendu l’avis ; si l’avis a été rendu ce jour-là, corrigez « avis ».",
        ),
        "silence": (
            "Le fichier ne dit pas quel avis la commission a rendu sur {dossiers}.",
            "Ajoutez « avis: favorable », « defavorable » ou « ajourne » à chaque dossier.",
        ),
        "dossiers": (
            "Le fichier ne dit pas quels dossiers ont été examinés pour {seances}.",
            "Ajoutez « dossiers: […] », avec une référence opaque par dossier, ou « dossiers: [] » s’il n’y en avait "
            "pas.",
        ),
    },
)
def dossier_sans_avis(case: Case) -> Iterator[Breach]:
    """La commission rend un avis sur chaque dossier.

    **Ce que dit le texte.** Le préfet autorise l’engagement ou le renouvellement du parcours après l’avis de la
    commission et de l’association (article L. 121-9).

    **Ce qui est vérifié.** Chaque demande d’engagement ou de renouvellement d’une séance tenue a un `avis`. Une
    décision sans avis est un avertissement ; sans décision, l’avis est « non renseigné ».

    **Comment corriger.** Recopier l’avis du procès-verbal.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", decision: {sens: autorise, date: 2026-10-14}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", avis: favorable, decision: {sens: autorise, date: 2026-10-14}}]
    ```
    """
    missing = [(s, f) for s, f in _examined(case) if f.avis is None and f.nature != _ENDED]
    for examined in missing:
        if examined[1].decision:
            yield _breach(examined, ("avis",), "", Outcome.FAIL, "article L. 121-9")
    for session, file in _examined(case):
        decided = file.decision is not None and file.decision.sens in (_GRANTED, _REFUSED)
        if file.avis == _ADJOURNED and decided and file.nature != _ENDED:
            yield _breach((session, file), ("avis",), "ajourne", Outcome.FAIL, "article L. 121-9")
    yield from _silence([(s, f) for s, f in missing if f.decision is None], ("avis",), "silence")
    empty = [s for s in judged(case) if s.formation == FILES and s.dossiers is None]
    if empty:
        where = (*empty[0].pointer, "dossiers")
        yield Breach(pointer=where, case="dossiers", outcome=Outcome.OPEN, fields={"seances": named(empty)})


@rule(
    id="decision-avant-la-seance",
    severity=Severity.ERROR,
    provision="casf-psp",
    traces=("E-21-4", "E-A2-7"),
    needs=("sessions",),
    concerns=meets,
    sentences={
        "": (
            "La décision sur le dossier « {dossier} » est du {decision}, avant la séance du {jour} qui a rendu l’avis.",
            "Corrigez la date de la décision, ou celle de la séance.",
        ),
        "futur": (
            "La décision sur le dossier « {dossier} » de la séance du {jour} est datée du {decision}, un jour à venir.",
            "Corrigez la date de la décision, ou retirez-la tant qu’elle n’est pas prise.",
        ),
        "silence": (
            "Le fichier ne donne pas la date de la décision sur {dossiers}.",
            "Ajoutez « date: AAAA-MM-JJ » sous « decision ».",
        ),
        "attendue": (
            "Le fichier ne donne pas la décision du préfet sur {dossiers}, plus de {attente} après la séance.",
            "Ajoutez « decision: {{sens: …, date: …}} » dès qu’elle est prise ; aucun texte ne fixe de délai.",
        ),
    },
)
def decision_avant_la_seance(case: Case) -> Iterator[Breach]:
    """Le préfet décide après l’avis de la commission.

    **Ce que dit le texte.** La décision est prise après l’avis de la commission (article L. 121-9), et notifiée à la
    personne et à l’association (R. 121-12-10). Aucun de ces articles ne fixe de délai au préfet.

    **Ce qui est vérifié.** La décision n’est datée ni d’avant la séance, ni d’un jour à venir. Une décision
    attendue depuis plus de deux mois est « non renseignée », jamais une erreur.

    **Comment corriger.** Corriger la date, ou écrire la décision.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", avis: favorable, decision: {sens: autorise, date: 2026-10-07}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", avis: favorable, decision: {sens: autorise, date: 2026-10-14}}]
    ```
    """
    undated, past = [], is_past(case)
    for session, file in _examined(case):
        if file.decision and file.decision.date is None:
            undated.append((session, file))
        elif file.decision and file.decision.date and file.decision.date < session.date:
            where, day = ("decision", "date"), date(file.decision.date)
            yield _breach((session, file), where, "", Outcome.FAIL, "article L. 121-9", decision=day)
        elif file.decision and file.decision.date and file.decision.date > case.as_of and not past:
            where, day = ("decision", "date"), date(file.decision.date)
            yield _breach((session, file), where, "futur", Outcome.REVIEW, "article L. 121-9", decision=day)
    yield from _silence(undated, ("decision",), "silence")
    days = int(data("maison")["decision_attendue_jours"])
    late = case.as_of - datetime.timedelta(days=days)
    awaited = [f for s, f in _examined(case) if s.date < late and _awaited(f)]
    if awaited:
        fields = {"dossiers": _listed(awaited), "attente": count(days, "jour")}
        yield Breach(pointer=awaited[0].pointer, case="attendue", outcome=Outcome.OPEN, fields=fields)


def _awaited(file: DossierExamine) -> bool:
    return file.decision is None and file.nature != _ENDED and file.avis not in (None, _ADJOURNED)


@rule(
    id="refus-sans-motif",
    severity=Severity.WARNING,
    provision="casf-psp",
    traces=("E-21-4",),
    needs=("sessions",),
    concerns=meets,
    sentences={
        "": (
            "Le dossier « {dossier} » de la séance du {jour} {sens}, et aucun motif n’est écrit.",
            "Ajoutez « motif: … », sans aucune donnée sur la personne.",
        ),
    },
)
def refus_sans_motif(case: Case) -> Iterator[Breach]:
    """Un refus ou un ajournement dit pourquoi.

    **Ce que dit le texte.** L’article R. 121-12-10 prévoit une décision notifiée à la personne et à l’association.
    Qu’un refus doive être motivé se déduit du droit commun des décisions défavorables ; aucun article propre au
    parcours ne le dit, et ce n’est donc qu’un avertissement.

    **Ce qui est vérifié.** Un avis défavorable, un ajournement ou un refus a un `motif`, au dossier ou à la décision.
    « À compléter » n’en est pas un.

    **Comment corriger.** Écrire le motif en termes généraux : rien ne doit permettre de reconnaître une personne.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers: [{reference: "2026-09", avis: defavorable, decision: {sens: refuse, date: 2026-10-14}}]
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers:
          - reference: "2026-09"
            avis: defavorable
            motif: "Engagements du parcours non tenus"
            decision: {sens: refuse, date: 2026-10-14}
    ```
    """
    for examined in _examined(case):
        file = examined[1]
        reasons = (file.motif, file.decision.motif if file.decision else None)
        if any(reason and not says_nothing(reason) for reason in reasons):
            continue
        if file.decision and file.decision.sens != _GRANTED:
            said = "a été refusé" if file.decision.sens == _REFUSED else "a été ajourné"
            yield _breach(examined, ("decision", "motif"), "", Outcome.FAIL, "article R. 121-12-10", sens=said)
        elif file.avis in _UNFAVOURABLE:
            said = "a été ajourné" if file.avis == _ADJOURNED else "a reçu un avis défavorable"
            yield _breach(examined, ("avis",), "", Outcome.FAIL, "article R. 121-12-10", sens=said)
