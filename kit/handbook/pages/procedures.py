"""The procedures as the national texts have them: each paragraph with its text, the figures from `kit/law`."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kit.files import resources
from kit.french import date
from kit.handbook.fragments import render
from kit.handbook.page import UNCERTAIN, Here, Link, Page, Ready, text_path
from kit.handbook.tools import afis, dossier
from kit.handbook.tools import pages as outils
from kit.law.texts import COMPOSITION, Version, data, provision

HOME = "procedures/index.md"
WAY, STAY, SPECIAL, AID, AFTER, SHEET = (
    f"procedures/{name}.md" for name in ("parcours", "aps", "situations", "afis", "apres", "fiche-aps")
)
_ENTRIES = (
    (WAY, "Le parcours, pas à pas", "De la première rencontre au dernier jour : huit étapes, un schéma."),
    (STAY, "L’autorisation provisoire de séjour", "Qui l’obtient, avec quelles pièces, ce qui ne se demande pas."),
    (AID, "L’aide financière à l’insertion", "Qui y a droit, combien selon la date et le foyer, qui la verse."),
    (SPECIAL, "Demande d’asile, OQTF", "Deux situations qui ne ferment pas le parcours."),
    (AFTER, "Après le parcours", "La carte de séjour temporaire et le contrat d’intégration républicaine."),
    (SHEET, "La fiche dossier APS", "La liste des pièces, à imprimer et à cocher."),
)
_TEXTS = {
    "psp": "casf-psp",
    "aps": "ceseda-aps",
    "instruction": "instruction-2022-7",
    "article": COMPOSITION,
    "afis": "casf-afis",
    "amount": "casf-d121-12-14",
    "casf-r121-12-6": "casf-r121-12-6",
}
_ASKED = {dossier.ALWAYS: "toujours", dossier.ALLOWED: "oui, un texte le permet", dossier.NEVER: "non"}
_BOX = Ready('<span class="kit-coche" aria-hidden="true">☐</span>')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A document of the list, and the documents that prove the same thing."""

    label: str
    demand: str
    asked: str
    texts: tuple[Link, ...]
    documents: tuple[str, ...]


def pages(as_of: datetime.date) -> Iterator[Page]:
    """Give the pages of the procedures."""
    way, stay = _wording("casf-psp", as_of), _wording("ceseda-aps", as_of)
    months, total = way.number("autorisation_mois"), way.number("total_mois")
    yield _page(HOME, "procedures", day=date(as_of), entries=tuple(_entries()))
    yield _page(
        WAY,
        "procedure-parcours",
        months=months,
        total=total,
        drawing=Ready((resources.SITE / "diagrammes" / "parcours.svg").read_text(encoding="utf-8").strip()),
        planner=Here(WAY).link("L’échéancier d’un parcours", outils.WAY),
        stay=Here(WAY).link("APS", STAY),
        aid=Here(WAY).link("AFIS", AID),
    )
    yield _page(
        STAY,
        "procedure-aps",
        months=stay.number("duree_minimale_mois"),
        pieces=tuple(_pieces(Here(STAY))),
        sheet=Here(STAY).link("La fiche dossier APS", SHEET),
        checker=Here(STAY).link("le vérificateur de dossier", outils.FILE),
    )
    yield _page(SPECIAL, "procedure-situations")
    yield _page(
        AID,
        "procedure-afis",
        amounts=tuple(outils.amounts(afis.law(Here(AID)).text)),
        payer=data("casf-d121-12-14")["payeur"]["libelle"],
        tool=Here(AID).link("Le calcul de l’AFIS", outils.AID),
    )
    yield _page(AFTER, "procedure-apres", total=total)
    yield _sheet(as_of)


def _sheet(as_of: datetime.date) -> Page:
    here = Here(SHEET)
    pieces = tuple(_pieces(here))
    return _page(
        SHEET,
        "procedure-fiche-aps",
        day=date(as_of),
        box=_BOX,
        required=tuple(piece for piece in pieces if piece.demand == dossier.ALWAYS),
        allowed=tuple(piece for piece in pieces if piece.demand == dossier.ALLOWED),
        refused=tuple(piece for piece in pieces if piece.demand == dossier.NEVER),
        checker=here.link("Le vérificateur de dossier", outils.FILE),
    )


def _page(path: str, template: str, **values: object) -> Page:
    here = Here(path)
    to = {name: here.to(text_path(text)) for name, text in _TEXTS.items()}
    to["uncertain"] = here.to(UNCERTAIN)
    return render.page(path, template, home=here.link("Procédures", HOME), to=to, **values)


def _entries() -> Iterator[tuple[Link, str]]:
    for path, title, about in _ENTRIES:
        yield Here(HOME).link(title, path), about


def _wording(text_id: str, as_of: datetime.date) -> Version:
    """Give the wording of a day; before the first one, the pages say what the first one says."""
    text = provision(text_id)
    return text.in_force(as_of) or text.versions[0]


def _pieces(here: Here) -> Iterator[_Piece]:
    law = dossier.law(here)
    ways = {text.id: here.to(text_path(text.id)) for text in (law.text, law.instruction)}
    for piece in law.pieces:
        proofs = law.documents if piece.id == "nationalite" else ()
        yield _Piece(
            label=piece.label,
            demand=piece.demand,
            asked=_ASKED[piece.demand],
            texts=tuple(Link(label, ways[name]) for name, label in piece.cites),
            documents=tuple(found.label for found in proofs),
        )
