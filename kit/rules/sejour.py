"""The permit itself: its length, and what may not stand in its way (L. 425-4 CESEDA; instruction, 2.2 and annexe 2)."""

from collections.abc import Iterator

from kit.findings.remedy import drop, put
from kit.findings.rule import Breach
from kit.judging.case import Case
from kit.judging.description import value
from kit.judging.registry import rule
from kit.law.texts import Version


@rule("autorisation-trop-courte")
def autorisation_trop_courte(case: Case, version: Version) -> Iterator[Breach]:
    """Look for a permit shorter than the text gives (CESEDA L. 425-4)."""
    written, least = case.aps.duree_mois if case.aps else None, version.number("duree_minimale_mois")
    if written is not None and written < least:
        fields = {"ecrit": str(written), "mois": str(least)}
        yield Breach(pointer=("procedures", "aps", "duree_mois"), fields=fields)


@rule("visa-long-sejour-exige")
def visa_long_sejour_exige(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a long-stay visa that is required."""
    piece = case.aps.asked("visa_long_sejour") if case.aps else None
    if case.aps and case.aps.visa_long_sejour_exige:
        here = (*case.aps.pointer, "visa_long_sejour_exige")
        changes = (put(here, "false"),)
        yield Breach(pointer=here, changes=changes)
    elif piece:
        changes = (drop(piece.pointer),)
        yield Breach(pointer=(*piece.pointer, "piece"), changes=changes)


def _where_it_says(case: Case, word: str, *line: str) -> Iterator[Breach]:
    """Refuse one word of a line of `aps`."""
    if value(case.aps, line) == word:
        yield Breach(pointer=("procedures", "aps", *line))


@rule("oqtf-bloquante")
def oqtf_bloquante(case: Case, _: Version) -> Iterator[Breach]:
    """Look for an earlier obligation to leave that stops the examination."""
    yield from _where_it_says(case, "bloquante", "oqtf_anterieure")


@rule("demandeur-asile-ecarte")
def demandeur_asile_ecarte(case: Case, _: Version) -> Iterator[Breach]:
    """Look for asylum seekers kept out of the course."""
    yield from _where_it_says(case, "refuse", "demandeur_asile")


@rule("autorisation-pendant-la-demande-d-asile")
def autorisation_pendant_la_demande_d_asile(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a permit given while a request for asylum runs."""
    yield from _where_it_says(case, "aps_delivree", "demandeur_asile")


@rule("doute-tranche-par-un-refus")
def doute_tranche_par_un_refus(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a doubt that is held against the person."""
    yield from _where_it_says(case, "refus", "doute_arret_activite", "a_defaut")


@rule("police-toujours-saisie")
def police_toujours_saisie(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a police that is asked about every request."""
    yield from _where_it_says(case, "systematique", "doute_arret_activite", "saisine_police")
