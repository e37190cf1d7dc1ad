"""The opinion of the commission on a file, then the decision of the prefect (L. 121-9, R. 121-12-10)."""

import datetime
from collections.abc import Iterator

from kit.findings.finding import Outcome, Severity
from kit.findings.rule import Breach
from kit.french import count, date
from kit.judging.assembly import FILES, judged, meets, named
from kit.judging.case import Case
from kit.judging.examined import all_examined, at_file, listed, silence
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.law.texts import data
from kit.model.sessions import DossierExamine
from kit.rules.description import says_nothing

_GRANTED, _REFUSED, _ENDED = "autorise", "refuse", "fin"
_ADJOURNED = "ajourne"
_UNFAVOURABLE = ("defavorable", _ADJOURNED)


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
    missing = [(s, f) for s, f in all_examined(case) if f.avis is None and f.nature != _ENDED]
    for examined in missing:
        if examined[1].decision:
            yield at_file(examined, ("avis",), "", Outcome.FAIL, "article L. 121-9")
    for session, file in all_examined(case):
        decided = file.decision is not None and file.decision.sens in (_GRANTED, _REFUSED)
        if file.avis == _ADJOURNED and decided and file.nature != _ENDED:
            yield at_file((session, file), ("avis",), "ajourne", Outcome.FAIL, "article L. 121-9")
    yield from silence([(s, f) for s, f in missing if f.decision is None], ("avis",), "silence")
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
    for session, file in all_examined(case):
        if file.decision and file.decision.date is None:
            undated.append((session, file))
        elif file.decision and file.decision.date and file.decision.date < session.date:
            where, day = ("decision", "date"), date(file.decision.date)
            yield at_file((session, file), where, "", Outcome.FAIL, "article L. 121-9", decision=day)
        elif file.decision and file.decision.date and file.decision.date > case.as_of and not past:
            where, day = ("decision", "date"), date(file.decision.date)
            yield at_file((session, file), where, "futur", Outcome.REVIEW, "article L. 121-9", decision=day)
    yield from silence(undated, ("decision",), "silence")
    days = int(data("maison")["decision_attendue_jours"])
    late = case.as_of - datetime.timedelta(days=days)
    awaited = [f for s, f in all_examined(case) if s.date < late and _awaited(f)]
    if awaited:
        fields = {"dossiers": listed(awaited), "attente": count(days, "jour")}
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
    for examined in all_examined(case):
        file = examined[1]
        reasons = (file.motif, file.decision.motif if file.decision else None)
        if any(reason and not says_nothing(reason) for reason in reasons):
            continue
        if file.decision and file.decision.sens != _GRANTED:
            said = "a été refusé" if file.decision.sens == _REFUSED else "a été ajourné"
            yield at_file(examined, ("decision", "motif"), "", Outcome.FAIL, "article R. 121-12-10", sens=said)
        elif file.avis in _UNFAVOURABLE:
            said = "a été ajourné" if file.avis == _ADJOURNED else "a reçu un avis défavorable"
            yield at_file(examined, ("avis",), "", Outcome.FAIL, "article R. 121-12-10", sens=said)
