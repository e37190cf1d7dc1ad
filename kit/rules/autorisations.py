"""How long a way out is authorised, and for how long in all (R. 121-12-10)."""

from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome, Pointer
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


@rule("autorisation-trop-longue", concerns=meets)
def autorisation_trop_longue(case: Case) -> Iterator[Breach]:
    """Look for authorisations longer than the text allows (R. 121-12-10)."""
    version = case.version_of("casf-psp")
    most = version.number("autorisation_mois") if version else 0
    for session, file, decision in _granted(case):
        if decision.duree_mois is not None and decision.duree_mois > most:
            where = (*decision.pointer, "duree_mois")
            months = {"duree": str(decision.duree_mois), "mois": str(most)}
            yield _breach(session, file, where, "", firm(session), **months)
    yield from _silence((f for _, f, d in _granted(case) if d.duree_mois is None), "decision", "duree_mois")


@rule("parcours-trop-long", concerns=meets)
def parcours_trop_long(case: Case) -> Iterator[Breach]:
    """Look for courses whose authorisations together outlast what the text allows (R. 121-12-10)."""
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
