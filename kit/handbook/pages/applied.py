"""The procedures as a department applies them, beside what the national texts say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import DepartmentReport, Finding, Outcome
from kit.french import count, listing
from kit.handbook.page import Here, Link, Mark, mark, rule_path
from kit.judging import registry
from kit.judging.case import Case
from kit.law.texts import data, provision
from kit.model.procedures import Aps, Piece, Procedures, Service, piece_fr

_TEXT = "ceseda-aps"
_SAID = {True: "oui", False: "non"}
_EARLIER = {"examinee": "n’empêche pas l’examen de la demande", "bloquante": "bloque la demande"}
_ASYLUM = {
    "psp_sans_aps_pendant_la_demande": "parcours possible, sans autorisation de séjour pendant la demande d’asile",
    "refuse": "parcours refusé",
    "aps_delivree": "parcours et autorisation de séjour",
}
_ASKED = {
    "possible": "saisine possible de la police ou de la gendarmerie",
    "systematique": "saisine systématique de la police ou de la gendarmerie",
    "jamais": "pas de saisine de la police ni de la gendarmerie",
}
_UNANSWERED = {"condition_remplie": "sans réponse, l’arrêt est tenu pour acquis", "refus": "sans réponse, refus"}
_FILE = "/procedures.yaml"
# Où c'est écrit dans procedures.yaml, le nom de ce point, ce que fait le département.
_Told = tuple[str, str, str]
_DIFFERS = (Outcome.FAIL, Outcome.REVIEW)
_FIELDS = (("logement", "Logement"), ("soins", "Soins"), ("droits", "Droits"), ("insertion", "Insertion"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the department does on one point, and the rules that this does not keep."""

    label: str
    text: str
    differs: tuple[tuple[Mark, Link], ...]


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

    psp: tuple[Fact, ...]
    aps: tuple[Fact, ...]
    pieces: tuple[PieceRow, ...]
    after: tuple[Fact, ...]


def applied(report: DepartmentReport, case: Case, here: Here) -> Applied | None:
    """Give the procedures of a department, or None when the file says nothing of them."""
    procedures = case.commission.procedures
    if procedures is None:
        return None
    aps = procedures.aps
    found = [f for f in report.findings if f.file.endswith(_FILE) and f.outcome in _DIFFERS]
    return Applied(
        psp=tuple(_marked(_psp(procedures), found, here)),
        aps=tuple(_marked(_aps(aps, case), found, here)) if aps else (),
        pieces=tuple(_pieces(aps, case, found)) if aps and aps.pieces is not None else (),
        after=tuple(_marked(_after(procedures), found, here)),
    )


def _marked(told: Iterable[_Told], found: list[Finding], here: Here) -> Iterator[Fact]:
    """Give what is told with what the rules find there: that is where a department differs from the texts."""
    for place, label, text in told:
        own = {f.rule: f.outcome for f in found if place and f.pointer.strip("/") == place}
        differs = tuple((mark(said), here.link(registry.find(id_).title, rule_path(id_))) for id_, said in own.items())
        yield Fact(label=label, text=text, differs=differs)


def _psp(procedures: Procedures) -> Iterator[_Told]:
    psp = procedures.psp
    if psp is None:
        return
    if psp.depot:
        yield "psp/depot", "Où déposer la demande", _service(psp.depot)
    if psp.pieces:
        yield "psp/pieces", "Pièces du dossier", listing(map(piece_fr, psp.pieces))
    if psp.evaluation_besoins:
        yield "psp/evaluation_besoins", "Évaluation des besoins", psp.evaluation_besoins
    support = psp.accompagnement
    for name, label in _FIELDS if support else ():
        if told := getattr(support, name):
            yield f"psp/accompagnement/{name}", label, told
    yield from _target("psp", psp.delai_cible_jours)


def _aps(aps: Aps, case: Case) -> Iterator[_Told]:
    if aps.service:
        yield "aps/service", "Qui reçoit la demande", aps.service
    if aps.duree_mois is not None:
        version = provision(_TEXT).in_force(case.as_of)
        least = f" ({version.number('duree_minimale_mois')} au moins selon le texte)" if version else ""
        yield "aps/duree_mois", "Durée de l’autorisation", f"{aps.duree_mois} mois{least}"
    if aps.visa_long_sejour_exige is not None:
        yield "aps/visa_long_sejour_exige", "Visa de long séjour exigé", _SAID[aps.visa_long_sejour_exige]
    if aps.oqtf_anterieure:
        yield "aps/oqtf_anterieure", "OQTF antérieure", _EARLIER.get(aps.oqtf_anterieure, aps.oqtf_anterieure)
    if aps.demandeur_asile:
        yield "aps/demandeur_asile", "Demande d’asile en cours", _ASYLUM.get(aps.demandeur_asile, aps.demandeur_asile)
    if doubt := aps.doute_arret_activite:
        said = (_ASKED.get(doubt.saisine_police or ""), _UNANSWERED.get(doubt.a_defaut or ""))
        yield "aps/doute_arret_activite", "Doute sur l’arrêt de la prostitution", " ; ".join(filter(None, said))
    yield from _target("aps", aps.delai_cible_jours)


def _after(procedures: Procedures) -> Iterator[_Told]:
    if end := procedures.sortie:
        if end.carte_sejour_temporaire:
            yield "sortie/carte_sejour_temporaire", "Carte de séjour", end.carte_sejour_temporaire
        if end.contrat_integration_republicaine:
            yield "", "Contrat d’intégration républicaine", end.contrat_integration_republicaine
        yield from _target("sortie", end.delai_cible_jours)
    if procedures.afis and procedures.afis.service:
        yield "afis/service", "Qui verse l’AFIS", procedures.afis.service


def _service(service: Service) -> str:
    return ", ".join(filter(None, [service.service, service.courriel, service.telephone, service.adresse]))


def _target(part: str, days: int | None) -> Iterator[_Told]:
    if days is not None:
        yield f"{part}/delai_cible_jours", "Délai visé", count(days, "jour")


def _pieces(aps: Aps, case: Case, found: list[Finding]) -> Iterator[PieceRow]:
    """Give the national list in its order, then what the department asks besides."""
    judged = provision(_TEXT).in_force(case.as_of) is not None
    broken = {f.pointer.split("/")[3] for f in found if f.pointer.startswith("/aps/pieces/")}
    for row in data(_TEXT)["pieces"]:
        asked = [(n, piece) for n, piece in enumerate(aps.pieces or ()) if piece.piece == row["piece"]]
        for number, piece in asked:
            yield _row(row, piece, judged=judged, differs=str(number) in broken)
        if not asked and row["demandee"] == "toujours":
            yield _row(row, None, judged=judged, differs=False)


def _row(row: dict[str, Any], piece: Piece | None, *, judged: bool, differs: bool) -> PieceRow:
    always, allowed = row["demandee"] == "toujours", row["demandee"] == "permise"
    national = "dans la liste" if always else "permise" if allowed else "ne peut pas être demandée"
    return PieceRow(
        label=(piece.precision if piece and piece.precision and row["piece"] == "autre" else row["libelle"]),
        here=_asked(piece) if piece else "non demandée",
        national=f"{national} ({row['source']})",
        state=_compared(piece, listed=always or allowed, differs=differs) if judged else mark(Outcome.OPEN),
    )


def _compared(piece: Piece | None, *, listed: bool, differs: bool) -> Mark:
    if not listed:
        return mark(Outcome.FAIL, "à retirer")
    if piece is None:
        return mark(Outcome.REVIEW, "pas dans la liste d’ici")
    return mark(Outcome.FAIL, "plus que le texte") if differs else mark(Outcome.PASS, "comme le texte")


def _asked(piece: Piece) -> str:
    details = ["passeport exigé"] if piece.passeport_exige else []
    if piece.alternatives:
        known = data(_TEXT)["documents"]
        details.append(f"à défaut : {listing((known.get(each, each) for each in piece.alternatives), 'ou')}")
    if piece.anciennete_max_mois is not None:
        details.append(f"{piece.anciennete_max_mois} mois au plus")
    if piece.precision and piece.piece != "autre":
        details.append(piece.precision)
    return f"demandée ({' ; '.join(details)})" if details else "demandée"
