"""The permit itself: its length, and what may not stand in its way (L. 425-4 CESEDA; instruction, 2.2 and annexe 2)."""

from collections.abc import Iterator

from kit.findings.rule import Breach
from kit.judging.case import Case
from kit.judging.registry import rule

_CODE = "ceseda-aps"


@rule("autorisation-trop-courte")
def autorisation_trop_courte(case: Case) -> Iterator[Breach]:
    """Look for a permit shorter than the text gives (CESEDA L. 425-4)."""
    procedures = case.commission.procedures
    version = case.version_of(_CODE)
    written = procedures.aps_duree_mois if procedures else None
    if version and written is not None and written < (least := version.number("duree_minimale_mois")):
        fields = {"ecrit": str(written), "mois": str(least)}
        yield Breach(pointer=("procedures", "aps", "duree_mois"), fields=fields, paragraph="article L. 425-4")


@rule("visa-long-sejour-exige")
def visa_long_sejour_exige(case: Case) -> Iterator[Breach]:
    """Look for a long-stay visa that is required."""
    procedures = case.commission.procedures
    aps = procedures.aps if procedures else None
    if aps is None:
        return
    piece = aps.asked("visa_long_sejour")
    if aps.visa_long_sejour_exige:
        yield Breach(pointer=(*aps.pointer, "visa_long_sejour_exige"), paragraph="article L. 425-4")
    elif piece:
        yield Breach(pointer=(*piece.pointer, "piece"), paragraph="article L. 425-4")


@rule("oqtf-bloquante")
def oqtf_bloquante(case: Case) -> Iterator[Breach]:
    """Look for an earlier obligation to leave that stops the examination."""
    procedures = case.commission.procedures
    if procedures and procedures.aps_oqtf_anterieure == "bloquante":
        yield Breach(pointer=("procedures", "aps", "oqtf_anterieure"), paragraph="2.2")


@rule("demandeur-asile-ecarte")
def demandeur_asile_ecarte(case: Case) -> Iterator[Breach]:
    """Look for asylum seekers kept out of the course."""
    procedures = case.commission.procedures
    if procedures and procedures.aps_demandeur_asile == "refuse":
        yield Breach(pointer=("procedures", "aps", "demandeur_asile"), paragraph="2.2")


@rule("autorisation-pendant-la-demande-d-asile")
def autorisation_pendant_la_demande_d_asile(case: Case) -> Iterator[Breach]:
    """Judge what is said of the permit while a request for asylum runs."""
    procedures = case.commission.procedures
    if procedures and procedures.aps_demandeur_asile == "aps_delivree":
        yield Breach(pointer=("procedures", "aps", "demandeur_asile"), paragraph="2.2")


@rule("doute-tranche-par-un-refus")
def doute_tranche_par_un_refus(case: Case) -> Iterator[Breach]:
    """Look for a doubt that is held against the person."""
    procedures = case.commission.procedures
    if procedures and procedures.aps_doute_a_defaut == "refus":
        yield Breach(pointer=("procedures", "aps", "doute_arret_activite", "a_defaut"), paragraph="annexe 2")


@rule("police-toujours-saisie")
def police_toujours_saisie(case: Case) -> Iterator[Breach]:
    """Look for a police that is asked about every request."""
    procedures = case.commission.procedures
    if procedures and procedures.aps_saisine_police == "systematique":
        yield Breach(pointer=("procedures", "aps", "doute_arret_activite", "saisine_police"), paragraph="annexe 2")
