"""How long a way out is authorised, and for how long in all (R. 121-12-10)."""

from collections.abc import Iterator

from kit.findings.finding import Outcome
from kit.findings.rule import Breach
from kit.judging.assembly import meets
from kit.judging.case import Case
from kit.judging.examined import all_examined, at_file, silence
from kit.judging.registry import rule
from kit.law.texts import Version
from kit.model.sessions import ENTRY, Decision, DossierExamine, Seance

_GRANTED, _RENEWAL = "autorise", "renouvellement"


def _granted(case: Case) -> Iterator[tuple[Seance, DossierExamine, Decision]]:
    """Give the files on which the prefect authorised a way out."""
    for session, file in all_examined(case):
        if file.decision and file.decision.sens == _GRANTED:
            yield session, file, file.decision


@rule("autorisation-trop-longue", concerns=meets)
def autorisation_trop_longue(case: Case, version: Version) -> Iterator[Breach]:
    """Look for authorisations longer than the text allows, and doubt those that are shorter, or those that the months
    before a renewal suppose (R. 121-12-10)."""
    most, total = version.number("autorisation_mois"), version.number("total_mois")
    for session, file, decision in _granted(case):
        if decision.duree_mois is not None and decision.duree_mois > most:
            months = {"duree": str(decision.duree_mois), "mois": str(most)}
            yield at_file((session, file), ("decision", "duree_mois"), "", Outcome.FAIL, **months)
        elif _is_short(file, decision, most, total):
            months = {"duree": str(decision.duree_mois), "mois": str(most)}
            yield at_file((session, file), ("decision", "duree_mois"), "courte", Outcome.REVIEW, **months)
    for session, file in all_examined(case):
        if (rank := _uneven(file, most, total)) is not None:
            # Les mois entiers d’avant : plus haut, le total de l’article serait peut-être dépassé.
            sums = {"rang": str(rank), "mois": str(most), "proche": str(max(rank // most, 1) * most)}
            yield at_file((session, file), ("rang_mois",), "rang", Outcome.REVIEW, **sums)
    yield from silence((f for _, f, d in _granted(case) if d.duree_mois is None), "decision", "duree_mois", value=most)


def _is_short(file: DossierExamine, decision: Decision, whole: int, total: int) -> bool:
    """Tell whether an authorisation is shorter than the text says, and is not the one that ends the course."""
    length = decision.duree_mois
    return length is not None and length < whole and (file.rang_mois or 0) + length != total


def _uneven(file: DossierExamine, whole: int, total: int) -> int | None:
    """Give the months before a renewal that no whole authorisations make; None when they do, when the file ends or
    outlasts the course, or has a length that is told already."""
    decision, rank = file.decision, file.rang_mois
    length = decision.duree_mois if decision and decision.sens == _GRANTED else None
    if file.nature != _RENEWAL or not rank or rank % whole == 0 or rank + (length or 0) >= total:
        return None
    return rank if length in (None, whole) else None


@rule("parcours-trop-long", concerns=meets)
def parcours_trop_long(case: Case, version: Version) -> Iterator[Breach]:
    """Look for courses whose authorisations together outlast what the text allows (R. 121-12-10)."""
    total, most = version.number("total_mois"), version.number("autorisation_mois")
    for session, file, decision in _granted(case):
        # Une durée non écrite est d'un mois au moins.
        months = (file.rang_mois or 0) + min(decision.duree_mois or 1, most)
        if months > total:
            left = total - min(decision.duree_mois or 1, most)
            sums = {"cumul": str(months), "total": str(total), "reste": str(left)}
            yield at_file((session, file), ("rang_mois",), "", Outcome.FAIL, **sums)
    for session, file in all_examined(case):
        if file.nature == ENTRY and file.rang_mois:
            cumul = str(file.rang_mois)
            yield at_file((session, file), ("rang_mois",), "engagement", Outcome.REVIEW, cumul=cumul)
    silent = (f for _, f, _ in _granted(case) if f.nature == _RENEWAL and f.rang_mois is None)
    yield from silence(silent, "rang_mois", value=most)
