"""The procedures as a department applies them, beside what the national texts say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.french import count, listing
from kit.handbook.page import Mark, mark
from kit.law.texts import data, provision
from kit.procedure import Aps, Piece, Procedures, Service
from kit.report import Outcome
from kit.rules.case import Case

_TEXT = "ceseda-aps"
_SAID = {True: "oui", False: "non"}
_EARLIER = {"examinee": "n’empêche pas l’examen de la demande", "bloquante": "bloque la demande"}
_ASYLUM = {
    "psp_sans_aps_pendant_la_demande": "parcours possible, sans autorisation de séjour pendant la demande d’asile"
}
_FIELDS = (("logement", "Logement"), ("soins", "Soins"), ("droits", "Droits"), ("insertion", "Insertion"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """A document: what the department does of it, what the national list says, whether both agree."""

    label: str
    here: str
    national: str
    state: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a page shows of the procedures; empty parts are not said by the file."""

    psp: tuple[tuple[str, str], ...]
    aps: tuple[tuple[str, str], ...]
    pieces: tuple[PieceRow, ...]
    after: tuple[tuple[str, str], ...]


def applied(case: Case) -> Applied | None:
    """Give the procedures of a department, or None when the file says nothing of them."""
    procedures = case.commission.procedures
    if procedures is None:
        return None
    aps = procedures.aps
    return Applied(
        psp=tuple(_psp(procedures)),
        aps=tuple(_aps(aps, case)) if aps else (),
        pieces=tuple(_pieces(aps, case)) if aps and aps.pieces is not None else (),
        after=tuple(_after(procedures)),
    )


def _psp(procedures: Procedures) -> Iterator[tuple[str, str]]:
    psp = procedures.psp
    if psp is None:
        return
    if psp.depot:
        yield "Où déposer la demande", _service(psp.depot)
    if psp.pieces:
        yield "Pièces du dossier", listing(piece.replace("_", " ") for piece in psp.pieces)
    if psp.evaluation_besoins:
        yield "Évaluation des besoins", psp.evaluation_besoins
    support = psp.accompagnement
    for name, label in _FIELDS if support else ():
        if told := getattr(support, name):
            yield label, told
    yield from _target(psp.delai_cible_jours)


def _aps(aps: Aps, case: Case) -> Iterator[tuple[str, str]]:
    if aps.service:
        yield "Qui reçoit la demande", aps.service
    if aps.duree_mois is not None:
        version = provision(_TEXT).in_force(case.as_of)
        least = f" ({version.number('duree_minimale_mois')} au moins selon le texte)" if version else ""
        yield "Durée de l’autorisation", f"{aps.duree_mois} mois{least}"
    if aps.visa_long_sejour_exige is not None:
        yield "Visa de long séjour exigé", _SAID[aps.visa_long_sejour_exige]
    if aps.oqtf_anterieure:
        yield "OQTF antérieure", _EARLIER.get(aps.oqtf_anterieure, aps.oqtf_anterieure)
    if aps.demandeur_asile:
        yield "Demande d’asile en cours", _ASYLUM.get(aps.demandeur_asile, aps.demandeur_asile.replace("_", " "))
    yield from _target(aps.delai_cible_jours)


def _after(procedures: Procedures) -> Iterator[tuple[str, str]]:
    if end := procedures.sortie:
        if end.carte_sejour_temporaire:
            yield "Carte de séjour", end.carte_sejour_temporaire
        if end.contrat_integration_republicaine:
            yield "Contrat d’intégration républicaine", end.contrat_integration_republicaine
        yield from _target(end.delai_cible_jours)
    if procedures.afis and procedures.afis.service:
        yield "Qui verse l’AFIS", procedures.afis.service


def _service(service: Service) -> str:
    return ", ".join(filter(None, [service.service, service.courriel, service.telephone, service.adresse]))


def _target(days: int | None) -> Iterator[tuple[str, str]]:
    if days is not None:
        yield "Délai visé", count(days, "jour")


def _pieces(aps: Aps, case: Case) -> Iterator[PieceRow]:
    """Give the national list in its order, then what the department asks besides."""
    judged = provision(_TEXT).in_force(case.as_of) is not None
    for row in data(_TEXT)["pieces"]:
        asked = [piece for piece in aps.pieces or () if piece.piece == row["piece"]]
        if asked or row["demandee"] == "toujours":
            found: list[Piece | None] = [*asked] or [None]
            yield from (_row(row, piece, judged=judged) for piece in found)


def _row(row: dict[str, Any], piece: Piece | None, *, judged: bool) -> PieceRow:
    always, allowed = row["demandee"] == "toujours", row["demandee"] == "permise"
    national = "dans la liste" if always else "permise" if allowed else "ne peut pas être demandée"
    outcome = Outcome.FAIL if not (always or allowed) else Outcome.PASS if piece else Outcome.REVIEW
    words = {Outcome.FAIL: "à retirer", Outcome.PASS: "comme le texte", Outcome.REVIEW: "pas dans la liste d’ici"}
    return PieceRow(
        label=(piece.precision if piece and piece.precision and row["piece"] == "autre" else row["libelle"]),
        here=_asked(piece) if piece else "non demandée",
        national=f"{national} ({row['source']})",
        state=mark(outcome, words[outcome]) if judged else mark(Outcome.OPEN),
    )


def _asked(piece: Piece) -> str:
    details = []
    if piece.alternatives:
        known = data(_TEXT)["documents"]
        details.append(f"à défaut : {listing((known.get(each, each) for each in piece.alternatives), 'ou')}")
    if piece.anciennete_max_mois is not None:
        details.append(f"{piece.anciennete_max_mois} mois au plus")
    if piece.precision and piece.piece != "autre":
        details.append(piece.precision)
    return f"demandée ({' ; '.join(details)})" if details else "demandée"
