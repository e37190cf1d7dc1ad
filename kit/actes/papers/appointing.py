"""The orders on the composition: the one that fixes it, and the one that changes it (R. 121-12-7)."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kit.actes.catalogue import law, unread, visas
from kit.actes.paper import Row, Rows, blank, doubt, listed
from kit.actes.subject import Subject, authority_of, delegations, empty, term, undesignated
from kit.diff.lists import day as day_of
from kit.diff.lists import liste
from kit.diff.sections import sections
from kit.french import NBSP, date, listing, years
from kit.judging import pipeline
from kit.judging.case import Case
from kit.law.terms import last_day
from kit.law.texts import CERTAINTY_FR, Seat
from kit.model.commission import Arrete, Association, Titulaire
from kit.model.department import Dossier
from kit.rules.agrements import runs, under

# Ce que la comparaison dit de la composition : un groupe d’une partie, ou tous ; ni les arrêtés, ni les agréments.
_COMPOSITION = {"Commission": ("Présidence",), "Membres": None}
_FIXES, _MODIFIES = "composition", "modification"


def composition(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what the order that fixes the composition says: its visas, each seat in the order of the text, the term of
    those it names, who signs."""
    lists = {**_head(subject), "sieges": listed("rang titre membres", *_seats(subject))}
    # L’arrêté du jour du papier est ce papier : le précédent est d’avant.
    known = [each for each in subject.case.commission.arretes or () if each.date and each.date < subject.case.as_of]
    return _fields(subject, _in_force(known) or blank("arrêté précédent, s’il y en a un")), lists


def changes(before: Dossier, after: Dossier, day: datetime.date) -> tuple[tuple[str, str], ...]:
    """Give what changed in the composition between two states of the files, as `kit diff` says it: what is concerned,
    and a line; a person is a title there, never a name. Who does not sit or preside yet on the day is on neither
    side."""
    concerned = (
        (group.title or part.title, group.changes)
        for part in sections(_begun(before, day), _begun(after, day), day)
        for group in part.groups
        if part.title in _COMPOSITION and group.title in (_COMPOSITION[part.title] or (group.title,))
    )
    return tuple((title, line.text) for title, lines in concerned for line in lines)


def _begun(dossier: Dossier, day: datetime.date) -> Dossier:
    """Give a state of the files without the terms that begin after a day."""
    tree = dict(dossier.tree)
    if isinstance(commission := tree.get("commission"), dict):
        tree["commission"] = _without_later(commission, ("presidence",), "presidence", day)
    if isinstance(members := tree.get("membres"), dict):
        tree["membres"] = _without_later(members, members, "membres", day)
    return replace(dossier, tree=tree)


def _without_later(held: Mapping[str, Any], keys: Iterable[str], told: str, day: datetime.date) -> dict[str, Any]:
    """Leave out of some lists the entries that begin after a day, and a list that holds nothing else."""
    kept = dict(held)
    for key in keys:
        entries = held.get(key)
        if isinstance(entries, list) and (later := [each for each in entries if _begins(told, each) > day]):
            kept[key] = [each for each in entries if each not in later]
            if not kept[key]:
                del kept[key]
    return kept


def _begins(told: str, entry: Any) -> datetime.date:
    """Give the first day of an entry; one that is not written or cannot be read is past."""
    return day_of(liste(told).dates(entry).get("debut")) or datetime.date.min


def orders(before: Dossier, day: datetime.date) -> tuple[Arrete, ...]:
    """Give the orders that a state of the files knew, of those signed by a day."""
    case = pipeline.case(before, day)
    known = case.written.arretes if case else None
    return tuple(each for each in known or () if each.date and each.date <= day)


def change(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what the order that changes the composition says: what was there before, line by line, and what is now."""
    rows = ({"objet": title, "texte": line} for title, line in subject.choice.changes)
    modified = _in_force(subject.choice.orders) or blank("arrêté modifié")
    return _fields(subject, modified), {**_head(subject), "modifications": listed("objet texte", *rows)}


def _in_force(known: Iterable[Arrete]) -> str:
    """Name the last order that fixes the composition, and the last that modified it since; nothing when none did."""
    dated = sorted(
        (each.date, each.reference or "", each) for each in known if each.date and {_FIXES, _MODIFIES} & {*each.objet}
    )
    told = [each for _, _, each in dated if _FIXES in each.objet]
    founding = next((each for each in reversed(told) if _MODIFIES not in each.objet), told[0] if told else None)
    if founding is None:
        return ""
    after = [each for first, _, each in dated if _MODIFIES in each.objet and founding.date and first > founding.date]
    said = _named(founding)
    return f"{said} (modifié en dernier lieu par {_named(after[-1])})" if after else said


def _named(order: Arrete) -> str:
    return f"l’arrêté {order.called} du {date(order.date)}" if order.date else f"l’arrêté {order.called}"


def _shorter(subject: Subject) -> str:
    """Say that some members have what remains of a term, when a term written is shorter than that of the text."""
    length = subject.case.composition.term_years
    terms = (
        holder.mandat for seat in _seats_of(subject.case) if seat.listed for holder in subject.case.holders(seat.id)
    )
    if not any(term and term.debut and term.fin and term.fin < last_day(term.debut, length) for term in terms):
        return ""
    return (
        ", sauf ceux dont le mandat écrit est plus court, nommés pour le temps qui reste "
        f"({law(subject.case.as_of)['remplacement']})"
    )


def _fields(subject: Subject, before: str) -> dict[str, Row]:
    case = subject.case
    ranks = [seat.ordinal for seat in _seats_of(case) if seat.listed]
    presides = case.composition.presidency(case.territory.regime)
    return {
        "presidence": {"qui": presides.who + unread(case.composition)},
        "liste": {"rangs": listing(ranks), "duree": years(case.composition.term_years), "sauf": _shorter(subject)},
        "arrete": {
            "reference": blank("numéro de l’arrêté"),
            "date": blank("date de signature"),
            "precedent": before,
        },
    }


def _head(subject: Subject) -> dict[str, Rows]:
    case = subject.case
    signing = case.composition.presidency(case.territory.regime).signatories
    told = (
        *visas(subject.kind.visas, case.as_of),
        *_agreements(case),
        *_designations(subject),
        *delegations(case, signing),
    )
    return {"visas": listed("texte", *({"texte": each} for each in told))}


def _agreements(case: Case) -> Iterator[str]:
    """Give the approvals that run on the day: those of the associations that sit."""
    # Un mandat cite l’agrément de son premier jour ; c’est celui du jour, de la même association, qui se vise.
    cited = {holder.association for seat in _seats_of(case) for holder in case.holders(seat.id)}
    sitting = {each.id for one in cited for each in under(case, one)}
    for each in case.commission.associations_agreees or ():
        if each.id in sitting and runs(each, case):
            yield f"l’arrêté {_order_of(each)} portant agrément de{NBSP}: {each.nom}"


def _order_of(association: Association) -> str:
    given = association.agrement
    return f"n° {given.reference}" if given and given.reference else blank("numéro et date de l’arrêté d’agrément")


def _designations(subject: Subject) -> Iterator[str]:
    """Give who designated the members that somebody designates, and when."""
    told = (
        _designation(subject, seat, holder)
        for seat in _seats_of(subject.case)
        if seat.listed
        for holder in subject.case.holders(seat.id)
        if holder.designation
    )
    yield from dict.fromkeys(told)


def _designation(subject: Subject, seat: Seat, holder: Titulaire) -> str:
    given = holder.designation
    known = (
        f"n° {given.reference}" if given and given.reference else "",
        f"du {date(given.date)}" if given and given.date else "",
    )
    when = " ".join(each for each in known if each) or blank("date ou référence")
    return f"la désignation faite par{NBSP}: {authority_of(subject, seat, holder)} ({when})"


def _seats_of(case: Case) -> list[Seat]:
    return sorted(case.composition.seats, key=lambda seat: seat.rank)


def _seats(subject: Subject) -> Iterator[Row]:
    """Give the seats of the day in the order of the text: who is named to those of the list and for how long; the
    others are held by right."""
    for seat in _seats_of(subject.case):
        held = subject.case.holders(seat.id)
        lines = [_appointed(subject, holder) if seat.listed else subject.who(holder) for holder in held]
        sure = "" if seat.certain else " " + doubt(f"rédaction {CERTAINTY_FR[seat.certainty]}")
        title = f"{seat.title}, {seat.representative}" if seat.representative else seat.title
        yield {
            "rang": seat.ordinal,
            "titre": title + sure,
            "membres": "\n".join(f"– {line}" for line in lines or [empty(subject.case, seat)]),
        }


def _appointed(subject: Subject, holder: Titulaire) -> str:
    """Say who is named to a seat of the list, until when; an order names persons: the name that is not written is a
    blank."""
    named = undesignated(holder.titre) or (subject.choice.names and holder.nom)
    return f"{subject.who(holder)}{'' if named else ', ' + blank('nom')}{term(holder)}"
