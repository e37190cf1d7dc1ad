"""What the files say that can hardly be right: a day too far away, a session before the installation, an example left.

Rules of the kit."""

import calendar
import datetime
import re
from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Outcome, Pointer, reached
from kit.findings.remedy import put
from kit.findings.rule import Breach
from kit.french import date, listing, more_than, years
from kit.judging import causes
from kit.judging.assembly import members
from kit.judging.case import Case
from kit.judging.past import reread
from kit.judging.placeholder import says_nothing
from kit.judging.proposed import eve
from kit.judging.registry import rule
from kit.law.territories import slug, territories
from kit.law.texts import data
from kit.model.commission import Agrement, ReglementInterieur, covers
from kit.model.records import leaves
from kit.yaml.names import name

Day = datetime.date
# Le recueil d’un département numérote ses actes par son code, puis l’année : « 13-2025-04-14-00005 ».
_NUMBERED = re.compile(r"(?<![\w-])(?P<code>\d{2,3}|2[AB])-(?:19|20)\d{2}-(?:\d{2}-\d{2}-\d+|\d{3,})(?![\w-])")
# Dans les procédures, seuls les textes d’une liste ne sont lus par aucune autre règle.
_LISTED = ("procedures/psp/pieces",)
_WIDER = ("regional", "national")


@rule("date-trop-lointaine")
def date_trop_lointaine(case: Case, _: None) -> Iterator[Breach]:
    """Doubt the days written further after the day than anybody plans; a year was mistyped."""
    today = max(case.as_of, reread())
    most_years = {key: int(number) for key, number in data("maison")["annees_a_venir"].items()}
    for pointer, day in leaves(case.commission, Day):
        most = most_years.get(str(pointer[-1]))
        if most is not None and day.year > today.year + most:
            fields = {
                "champ": name(pointer),
                "valeur": day.isoformat(),
                "plus": more_than(years(most)),
                "jour": date(today),
            }
            fields["proche"] = _in_year(day, today.year).isoformat()
            yield Breach(pointer=pointer, outcome=Outcome.REVIEW, fields=fields)


def _in_year(day: Day, year: int) -> Day:
    """Give the same day of another year; 29 February comes not every year."""
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@rule("installation-apres-les-seances")
def installation_apres_les_seances(case: Case, _: None) -> Iterator[Breach]:
    """Doubt an installation dated after a session that was held."""
    installation = case.commission.installation
    if installation is None or installation.date is None:
        return
    before = [session.date for session in case.sessions if session.etat == "tenue" and session.date < installation.date]
    if before:
        fields = {"jour": date(installation.date), "seance": date(before[0]), "au_plus_tard": before[0].isoformat()}
        where = (*installation.pointer, "date")
        yield Breach(pointer=where, outcome=Outcome.REVIEW, fields=fields, of=(causes.LATE,))


@rule("reglements-du-meme-jour")
def reglements_du_meme_jour(case: Case, _: None) -> Iterator[Breach]:
    """Doubt internal rules that run together and answer the same question, or that began the same day."""
    known = [rules for rules in case.commission.reglement_interieur if not rules.a_verifier]
    # De chaque question, le dernier qui y répond ; et le dernier de tous. Chacun ne se compare qu’à ceux-là.
    last: dict[str, ReglementInterieur] = {}
    for after in sorted(known, key=lambda rules: rules.debut or Day.min):
        for before in dict.fromkeys(last.values()):
            if covers(before.debut, before.fin, after.debut or before.debut or case.as_of):
                yield from _together(case, before, after)
        last |= dict.fromkeys(("", *_answered(after)), after)


def _together(case: Case, before: ReglementInterieur, after: ReglementInterieur) -> Iterator[Breach]:
    """Doubt internal rules that begin while others run."""
    fields = {"avant": before.reference, "reference": after.reference, "debut": date(after.debut or case.as_of)}
    if before.debut == after.debut:
        # Deux règlements sans début commencent tous deux on ne sait quand : rien ne les départage.
        where = (*after.pointer, "debut")
        yield Breach(pointer=where, case="ensemble", outcome=Outcome.REVIEW, fields=fields)
    elif after.debut and _answered(before) & _answered(after):
        where = (*before.pointer, "fin")
        ended = put(where, eve(after.debut))
        yield Breach(pointer=where, outcome=Outcome.REVIEW, fields=fields, changes=(ended,))


def _answered(rules: ReglementInterieur) -> set[str]:
    """Give the questions that internal rules answer."""
    answers = {"quorum": rules.quorum, "pouvoirs": rules.pouvoirs_par_membre}
    return {question for question, answer in answers.items() if answer is not None}


@rule("agrement-repete")
def agrement_repete(case: Case, _: None) -> Iterator[Breach]:
    """Doubt the reference of an approval that comes again with other dates."""
    first: dict[str, tuple[str, Agrement]] = {}
    for entry in case.commission.associations_agreees or ():
        if entry.agrement is None or entry.agrement.reference is None:
            continue
        name, known = first.setdefault(slug(entry.agrement.reference), (entry.nom, entry.agrement))
        if (known.debut, known.fin) != (entry.agrement.debut, entry.agrement.fin):
            fields = {"reference": entry.agrement.reference, "avant": name, "nom": entry.nom}
            yield Breach(pointer=(*entry.agrement.pointer, "reference"), outcome=Outcome.REVIEW, fields=fields)


@rule("exemple-du-modele-laisse")
def exemple_du_modele_laisse(case: Case, _: None) -> Iterator[Breach]:
    """Name once the values of a true department that are still those of the model."""
    if case.commission.exemple or not case.commission.readable("commission", "exemple"):
        return
    words = [slug(word) for word in data("maison")["exemples_du_modele"]]
    written = ((pointer, slug(text)) for pointer, text in _texts(case.tree, ()) if pointer[-1] != "id")
    left = [pointer for pointer, text in written if any(word in text for word in words)]
    if left:
        fields = {"champs": listing(dict.fromkeys(f"« {name(pointer)} »" for pointer in left))}
        yield Breach(pointer=left[0], outcome=Outcome.REVIEW, fields=fields)


@rule("texte-a-venir")
def texte_a_venir(case: Case, _: None) -> Iterator[Breach]:
    """Name once the texts that say nothing yet, where no rule of law looks for them."""
    keys = tuple(f"/{key}" for key in data("maison")["textes_attendus"])
    left = [
        (pointer, text)
        for pointer, text in _texts(case.tree, ())
        if text.strip() and _awaited(_path(pointer), keys) and says_nothing(text) and not _told(case, pointer)
    ]
    if left:
        told = listing(dict.fromkeys(f"« {text} » ({name(pointer)})" for pointer, text in left))
        causing = tuple(causes.unwritten(pointer) for pointer, _ in left)
        yield Breach(pointer=left[0][0], outcome=Outcome.REVIEW, fields={"textes": told}, explains=causing)


def _told(case: Case, pointer: Pointer) -> bool:
    """Tell whether a reference is spoken of elsewhere: that of the order that fixes the list has its own finding, and
    an entry that its author doubts says so."""
    around = pointer[:-1]
    doubted = bool((reached(case.tree, around) or {}).get("a_verifier")) if pointer[-1] == "reference" else False
    return doubted or bool(case.order and pointer == (*case.order.pointer, "reference"))


def _awaited(path: str, keys: tuple[str, ...]) -> bool:
    """Tell whether a text must say something, and no rule of law looks whether it does."""
    return path.endswith(keys) and (not path.startswith("procedures/") or path in _LISTED)


def _path(pointer: Pointer) -> str:
    """Write the keys of a place, its ranks aside: « commission/reglement_interieur/reference »."""
    return "/".join(part for part in pointer if isinstance(part, str))


def _texts(node: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(node, str):
        yield pointer, node
    elif isinstance(node, (dict, list)):
        for key, held in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts(held, (*pointer, key))


@rule("reference-d-un-autre-departement")
def reference_d_un_autre_departement(case: Case, _: None) -> Iterator[Breach]:
    """Doubt once each reference that bears the code of another department."""
    known, told = territories(), set[str]()
    for pointer, reference in _references(case):
        found = _NUMBERED.search(reference)
        other = known.get(found["code"]) if found else None
        if other and other.code != case.territory.code and reference not in told:
            told.add(reference)
            fields = {"reference": reference, "autre": f"{other.of} ({other.code})"}
            fields["de"] = f"{case.territory.of} ({case.territory.code})"
            yield Breach(pointer=pointer, outcome=Outcome.REVIEW, fields=fields)


def _references(case: Case) -> Iterator[tuple[Pointer, str]]:
    """Give the references of the orders, their publication, the approvals of the department and what terms cite."""
    for order in case.commission.arretes or ():
        for key, text in (("reference", order.reference), ("publication", order.publication)):
            if text:
                yield (*order.pointer, key), text
    for association in case.commission.associations_agreees or ():
        approval = association.agrement
        if approval and approval.reference and approval.niveau not in _WIDER:
            yield (*approval.pointer, "reference"), approval.reference
    for holders in members(case).values():
        for term in (holder.mandat for holder in holders if holder.mandat):
            if term.arrete:
                yield (*term.pointer, "arrete"), term.arrete
