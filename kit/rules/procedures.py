"""What the procedures describe: the support, the permit, what comes after, who pays (instruction of 2022, 2)."""

import re
from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Outcome, Pointer
from kit.findings.remedy import drop
from kit.findings.rule import Breach
from kit.judging.case import Case
from kit.judging.description import silent, speaks_of, value
from kit.judging.durations import Length, lengths
from kit.judging.proposed import filled
from kit.judging.refusal import refusing
from kit.judging.registry import rule
from kit.law.territories import slug
from kit.law.texts import Version, data
from kit.model.procedures import Aps, piece_fr
from kit.model.records import leaves
from kit.rules.pieces import rows_of
from kit.yaml import names, schema

_EUROS = re.compile(r"\d[\d\s.,]*(?:€|euros?\b|eur\b)", re.IGNORECASE)
_INSTEAD = "montant fixé par le texte"
_INSTRUCTION = "instruction-2022-7"
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
    """Say once what `psp` leaves out, and doubt a decision that is aimed at too late."""
    yield from silent(case, "psp", _PSP, told=_refusals(case, "psp"))
    yield from _late(case, "psp")


@rule("autorisation-de-sejour-non-decrite")
def autorisation_de_sejour_non_decrite(case: Case, _: Version) -> Iterator[Breach]:
    """Say once what `aps` leaves out, and doubt a permit that is aimed at too late."""
    more = tuple(_documents(case.aps)) if case.aps else ()
    yield from silent(case, "aps", _APS, more=more, told=_refusals(case, "aps"))
    yield from _late(case, "aps")


def _late(case: Case, name: str) -> Iterator[Breach]:
    """Doubt a delay that a procedure aims at, beyond that of the kit: no text sets any."""
    here, most = (name, "delai_cible_jours"), int(data("maison")["delai_vise_jours"])
    days = value(case.commission.procedures, here)
    if days is not None and days > most:
        pointer = ("procedures", *here)
        fields = {"jours": str(days), "borne": str(most)}
        changes = filled(case.tree, [pointer])
        yield Breach(pointer=pointer, case="delai", outcome=Outcome.REVIEW, fields=fields, changes=changes)


def _documents(aps: Aps) -> Iterator[Pointer]:
    """Give what the documents of the list leave unsaid."""
    nationality, address = aps.asked("nationalite"), aps.asked("domicile")
    if nationality and nationality.document_perime is None:
        yield (*nationality.pointer, "document_perime")
    if address and address.anciennete_max_mois is None:
        yield (*address.pointer, "anciennete_max_mois")


@rule("sortie-non-decrite")
def sortie_non_decrite(case: Case, _: Version) -> Iterator[Breach]:
    """Say once what `sortie` leaves out, and doubt a length that is not that of the course, or a card too late."""
    yield from silent(case, "sortie", _SORTIE, told=_refusals(case, "sortie"))
    yield from _late(case, "sortie")
    procedures = case.commission.procedures
    card = procedures.sortie.carte_sejour_temporaire if procedures and procedures.sortie else None
    total = case.version_of("casf-psp").number("total_mois")
    known = tuple(lengths(card or ""))
    # « Réponse en deux mois » n’est pas la durée du parcours.
    wrong = next(filter(_follows, known), None)
    if card and wrong and total not in [each.months for each in known]:
        right = f"{card[: wrong.start]}{total} mois{card[wrong.start + len(wrong.written) :]}"
        yield Breach(
            pointer=("procedures", "sortie", "carte_sejour_temporaire"),
            case="mois",
            outcome=Outcome.REVIEW,
            fields={"ecrit": wrong.written, "mois": str(total), "corrige": right},
        )


def _follows(length: Length) -> bool:
    """Tell whether a length of time is that after which something is done: « après trois ans »."""
    plain = f"-{slug(length.before)}"
    return any(plain.endswith(f"-{slug(word)}") for word in data("mots-de-refus")["apres"])


def _free_texts(case: Case, group: str | None) -> Iterator[tuple[Pointer, str, dict[str, Any]]]:
    """Give the free texts of the procedures, or of one group of them, each with what is looked for in it; of a
    document, its detail alone."""
    for known in data("mots-de-refus")["champs"]:
        place = tuple(known["lieu"])
        if group not in (None, place[0]):
            continue
        held = value(case.commission.procedures, place)
        for pointer, text in [(("procedures", *place), held)] if isinstance(held, str) else leaves(held, str):
            if pointer[-1] == "precision" or place[-1] != "pieces":
                yield pointer, text, known


def _refusals(case: Case, group: str | None = None) -> dict[Pointer, tuple[str, str]]:
    """Give the free texts, of all the procedures or of a group of them, that seem to refuse a right, each with the word
    that does and the paragraph of the right."""
    read = ((pointer, refusing(text, known["mots"]), known) for pointer, text, known in _free_texts(case, group))
    return {pointer: (word, known["paragraphe"]) for pointer, word, known in read if word}


@rule("droit-refuse-dans-un-texte")
def droit_refuse_dans_un_texte(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt the free texts that seem to refuse a right or to set a condition to it, and a complaint asked for to enter
    the course."""
    for pointer, (word, paragraph) in _refusals(case).items():
        yield _refused(case, pointer, word, paragraph)
    procedures = case.commission.procedures
    psp = procedures.psp if procedures else None
    words = [word for row in rows_of("jamais").values() if row.get("dit_par") == _INSTRUCTION for word in row["mots"]]
    for rank, piece in enumerate((psp.pieces or ()) if psp else ()):
        if psp and speaks_of(piece_fr(piece), words):
            fields = {"piece": names.shown(piece_fr(piece))}
            yield Breach(
                pointer=(*psp.pointer, "pieces", rank),
                case="plainte",
                outcome=Outcome.REVIEW,
                fields=fields,
            )
        elif psp and (reason := _too_soon(piece_fr(piece))):
            fields = {"piece": names.shown(piece_fr(piece)), "raison": reason}
            here = (*psp.pointer, "pieces", rank)
            yield Breach(pointer=here, case="piece", outcome=Outcome.REVIEW, fields=fields)


def _too_soon(piece: str) -> str | None:
    """Say why a document may not be asked for to enter the course; None when nothing is known against it, or when it
    is only given by who has it."""
    rows = data("mots-de-refus")["pieces_du_parcours"]
    if speaks_of(piece, data("mots-de-refus")["pieces_offertes"]):
        return None
    return next((str(row["raison"]) for row in rows if speaks_of(piece, row["mots"])), None)


def _refused(case: Case, pointer: Pointer, word: str, paragraph: str) -> Breach:
    described = schema.at(str(pointer[0]), pointer[1:])
    title = str(described["title"]) if described else str(pointer[-1])
    changes = (drop(pointer),) if pointer[-1] == "precision" else filled(case.tree, [pointer])
    return Breach(
        pointer=pointer,
        case="precision" if pointer[-1] == "precision" else "",
        outcome=Outcome.REVIEW,
        fields={"quoi": title, "mot": word},
        paragraph=paragraph,
        changes=changes,
    )


@rule("aide-financiere-non-decrite")
def aide_financiere_non_decrite(case: Case, _: Version) -> Iterator[Breach]:
    """Look for who pays the financial aid, and doubt anybody but the body the text names."""
    told = tuple(silent(case, "afis", ("service",), told=_refusals(case, "afis")))
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
                yield Breach(pointer=pointer, fields=fields)
