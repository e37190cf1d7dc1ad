"""How long a way out is authorised, and for how long in all (R. 121-12-10)."""

from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome, Pointer, Severity
from kit.findings.rule import Breach
from kit.french import date, quoted
from kit.judging.assembly import firm, judged, meets
from kit.judging.case import Case
from kit.judging.registry import rule
from kit.model.sessions import Decision, DossierExamine, Seance

_GRANTED, _ENTRY, _RENEWAL = "autorise", "engagement", "renouvellement"


def _granted(case: Case) -> Iterator[tuple[Seance, DossierExamine, Decision]]:
    """Give the files on which the prefect authorised a way out."""
    for session in judged(case):
        for file in session.dossiers or ():
            if file.decision and file.decision.sens == _GRANTED:
                yield session, file, file.decision


def _breach(
    session: Seance, file: DossierExamine, where: Pointer, sentence: str, outcome: Outcome, **fields: str
) -> Breach:
    return Breach(
        pointer=where,
        case=sentence,
        outcome=outcome,
        fields={"dossier": file.reference, "jour": date(session.date), **fields},
        paragraph="article R. 121-12-10",
        day=session.date,
    )


def _silence(files: Iterable[DossierExamine], *where: str) -> Iterator[Breach]:
    """Say once what several files leave out."""
    silent = list(files)
    if silent:
        named = f"{'les dossiers' if len(silent) > 1 else 'le dossier'} {quoted(file.reference for file in silent)}"
        pointer = (*silent[0].pointer, *where)
        yield Breach(pointer=pointer, case="silence", outcome=Outcome.OPEN, fields={"dossiers": named})


@rule(
    id="autorisation-trop-longue",
    severity=Severity.ERROR,
    provision="casf-psp",
    traces=("E-20-1", "E-22-1"),
    needs=("sessions",),
    concerns=meets,
    sentences={
        "": (
            "Le dossier « {dossier} » de la séance du {jour} est autorisé pour {duree} mois, alors que "
            "l’autorisation est de {mois} mois, renouvelable.",
            "Corrigez « duree_mois: {mois} » si c’est une erreur de saisie ; sinon, signalez la décision à la "
            "préfecture.",
        ),
        "silence": (
            "Le fichier ne dit pas pour combien de mois le parcours a été autorisé dans {dossiers}.",
            "Ajoutez « duree_mois: … » sous « decision ».",
        ),
    },
)
def autorisation_trop_longue(case: Case) -> Iterator[Breach]:
    """Une autorisation vaut six mois.

    **Ce que dit le texte.** Le préfet autorise le parcours pour six mois, renouvelables (article R. 121-12-10).

    **Ce qui est vérifié.** Le nombre de mois de chaque décision d’autorisation (`duree_mois`) ne dépasse pas six.

    **Comment corriger.** Corriger la durée, ou écrire chaque renouvellement comme un dossier de sa séance.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers:
          - {reference: "2026-09", avis: favorable, decision: {sens: autorise, date: 2026-10-14, duree_mois: 12}}
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers:
          - {reference: "2026-09", avis: favorable, decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}}
    ```
    """
    version = case.version_of("casf-psp")
    most = version.number("autorisation_mois") if version else 0
    for session, file, decision in _granted(case):
        if decision.duree_mois is not None and decision.duree_mois > most:
            where = (*decision.pointer, "duree_mois")
            months = {"duree": str(decision.duree_mois), "mois": str(most)}
            yield _breach(session, file, where, "", firm(session), **months)
    yield from _silence((f for _, f, d in _granted(case) if d.duree_mois is None), "decision", "duree_mois")


@rule(
    id="parcours-trop-long",
    severity=Severity.ERROR,
    provision="casf-psp",
    traces=("E-20-1", "E-23-1"),
    needs=("sessions",),
    concerns=meets,
    sentences={
        "": (
            "Le dossier « {dossier} » de la séance du {jour} porte le parcours à {cumul} mois, alors que le total est "
            "limité à {total} mois.",
            "Vérifiez « rang_mois », les mois déjà autorisés avant cette demande, et « duree_mois ».",
        ),
        "silence": (
            "Le fichier ne dit pas combien de mois avaient déjà été autorisés dans {dossiers}.",
            "Ajoutez « rang_mois: … » à chaque renouvellement.",
        ),
        "engagement": (
            "Le dossier « {dossier} » de la séance du {jour} est écrit « nature: engagement », alors que {cumul} mois "
            "auraient déjà été autorisés.",
            "Écrivez « nature: renouvellement », même pour un parcours repris après une interruption, ou retirez "
            "« rang_mois ».",
        ),
    },
)
def parcours_trop_long(case: Case) -> Iterator[Breach]:
    """Un parcours dure vingt-quatre mois au plus.

    **Ce que dit le texte.** L’autorisation est renouvelable, sans que la durée totale puisse dépasser vingt-quatre
    mois ; après une interruption, les périodes ouvrant des droits s’additionnent (article R. 121-12-10).

    **Ce qui est vérifié.** Pour chaque autorisation, les mois déjà autorisés (`rang_mois`) et ceux de la décision
    (`duree_mois`) ne font pas plus de vingt-quatre mois. Une durée de plus de six mois a son propre constat : elle
    compte ici pour six. Un premier engagement pour lequel des mois auraient déjà été autorisés est « à vérifier ».

    **Comment corriger.** Corriger les mois, ou signaler la décision.

    ```yaml title="non conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers:
          - reference: "2026-09"
            nature: renouvellement
            rang_mois: 24
            avis: favorable
            decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}
    ```

    ```yaml title="conforme au 2026-11-23"
    sessions:
      - date: 2026-10-08
        formation: individuelle
        etat: tenue
        dossiers:
          - reference: "2026-09"
            nature: renouvellement
            rang_mois: 18
            avis: favorable
            decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}
    ```
    """
    version = case.version_of("casf-psp")
    total = version.number("total_mois") if version else 0
    most = version.number("autorisation_mois") if version else 0
    for session, file, decision in _granted(case):
        # Une durée non écrite est d'un mois au moins.
        months = (file.rang_mois or 0) + min(decision.duree_mois or 1, most)
        if months > total:
            where, sums = (*file.pointer, "rang_mois"), {"cumul": str(months), "total": str(total)}
            yield _breach(session, file, where, "", firm(session), **sums)
    for session in judged(case):
        for file in session.dossiers or ():
            if file.nature == _ENTRY and file.rang_mois:
                yield _breach(
                    session, file, (*file.pointer, "rang_mois"), "engagement", Outcome.REVIEW, cumul=str(file.rang_mois)
                )
    yield from _silence(f for _, f, _ in _granted(case) if f.nature == _RENEWAL and f.rang_mois is None)
