"""What the procedures describe: the support, the permit, what comes after, who pays (instruction of 2022, 2)."""

import re
from collections.abc import Iterator

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.judging.case import Case
from kit.judging.description import silent, speaks_of
from kit.judging.registry import rule
from kit.law.texts import Version, data
from kit.model.procedures import Aps
from kit.model.records import leaves
from kit.yaml import names

_EUROS = re.compile(r"\d[\d\s.,]*(?:€|euros?\b|eur\b)", re.IGNORECASE)
_INSTEAD = "montant fixé par le texte"
_MONTHS = re.compile(r"(\d+)\s+mois\b", re.IGNORECASE)
_PSP = (
    "depot",
    "accompagnement/logement",
    "accompagnement/soins",
    "accompagnement/droits",
    "accompagnement/insertion",
    "evaluation_besoins",
    "delai_cible_jours",
)
_APS = (
    "service",
    "pieces",
    "duree_mois",
    "visa_long_sejour_exige",
    "oqtf_anterieure",
    "demandeur_asile",
    "doute_arret_activite/saisine_police",
    "doute_arret_activite/a_defaut",
    "delai_cible_jours",
)
_SORTIE = ("carte_sejour_temporaire", "contrat_integration_republicaine", "delai_cible_jours")


@rule("parcours-non-decrit")
def parcours_non_decrit(case: Case, _: Version) -> Iterator[Breach]:
    """Say once what `psp` leaves out."""
    yield from silent(case, "psp", _PSP, "2 et 2.1")


@rule("autorisation-de-sejour-non-decrite")
def autorisation_de_sejour_non_decrite(case: Case, _: Version) -> Iterator[Breach]:
    """Say once what `aps` leaves out."""
    yield from silent(case, "aps", _APS, "2.2", tuple(_documents(case.aps)) if case.aps else ())


def _documents(aps: Aps) -> Iterator[Pointer]:
    """Give what the documents of the list leave unsaid."""
    nationality, address = aps.asked("nationalite"), aps.asked("domicile")
    if nationality and nationality.document_perime is None:
        yield (*nationality.pointer, "document_perime")
    if address and address.anciennete_max_mois is None:
        yield (*address.pointer, "anciennete_max_mois")


@rule("sortie-non-decrite")
def sortie_non_decrite(case: Case, _: Version) -> Iterator[Breach]:
    """Say once what `sortie` leaves out, and doubt a length that is not that of the course."""
    yield from silent(case, "sortie", _SORTIE, "2.3")
    procedures = case.commission.procedures
    card = procedures.sortie.carte_sejour_temporaire if procedures and procedures.sortie else None
    total = str(case.version_of("casf-psp").number("total_mois"))
    written = list(_MONTHS.finditer(card or ""))
    if written and total not in [months[1] for months in written]:
        yield Breach(
            pointer=("procedures", "sortie", "carte_sejour_temporaire"),
            case="mois",
            outcome=Outcome.REVIEW,
            fields={"ecrit": written[0][0], "mois": total, "corrige": _MONTHS.sub(f"{total} mois", card or "")},
            paragraph="2.3",
        )


@rule("aide-financiere-non-decrite")
def aide_financiere_non_decrite(case: Case, _: Version) -> Iterator[Breach]:
    """Look for who pays the financial aid, and doubt anybody but the body the text names."""
    told = tuple(silent(case, "afis", ("service",), "2.1"))
    yield from told
    procedures = case.commission.procedures
    afis = procedures.afis if procedures else None
    payers = data("casf-d121-12-14")["payeur"]["mots"]
    if not told and afis and afis.service and not speaks_of(afis.service, payers):
        yield Breach(
            pointer=(*afis.pointer, "service"),
            case="caisse",
            outcome=Outcome.REVIEW,
            fields={"ecrit": names.shown(afis.service)},
            paragraph="2.1",
        )


@rule("montant-ecrit-dans-le-dossier")
def montant_ecrit_dans_le_dossier(case: Case, _: Version) -> Iterator[Breach]:
    """Look for amounts in euros, which come from the text alone (D. 121-12-14)."""
    procedures = case.commission.procedures
    if procedures is None:
        return
    for record in (procedures.psp, procedures.afis):
        for pointer, text in leaves(record, str):
            if found := _EUROS.search(text):
                fields = {"ecrit": found[0].strip(), "sans": _EUROS.sub(_INSTEAD, text)}
                yield Breach(pointer=pointer, fields=fields, paragraph="article D. 121-12-14")
