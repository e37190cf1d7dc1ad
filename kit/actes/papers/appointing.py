"""The orders on the composition: the one that fixes it, and the one that changes it (R. 121-12-7)."""

import datetime
from collections.abc import Iterator

from kit.actes.catalogue import unread, visas
from kit.actes.paper import Row, Rows, blank, doubt, listed
from kit.actes.subject import Subject, authority_of, empty, term
from kit.diff.sections import sections
from kit.french import NBSP, date, listing, years
from kit.judging.case import Case
from kit.law.texts import CERTAINTY_FR, Seat
from kit.model.commission import Association, Titulaire, covers
from kit.model.department import Dossier

# Les parties de la comparaison qui parlent de la composition.
_COMPOSITION = ("Commission", "Membres")


def composition(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what the order that fixes the composition says: its visas, each seat in the order of the text, the term of
    those it names, who signs."""
    lists = {**_head(subject), "sieges": listed("rang titre membres", *_seats(subject))}
    return _fields(subject), lists


def changes(before: Dossier, after: Dossier, day: datetime.date) -> tuple[tuple[str, str], ...]:
    """Give what changed in the composition between two states of the files, as `kit diff` says it: what is concerned,
    and a line; a person is a title there, never a name."""
    concerned = (part for part in sections(before, after, day) if part.title in _COMPOSITION)
    return tuple(
        (group.title or part.title, line.text) for part in concerned for group in part.groups for line in group.changes
    )


def change(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what the order that changes the composition says: what was there before, line by line, and what is now."""
    rows = ({"objet": title, "texte": line} for title, line in subject.choice.changes)
    return _fields(subject), {**_head(subject), "modifications": listed("objet texte", *rows)}


def _fields(subject: Subject) -> dict[str, Row]:
    case = subject.case
    ranks = [seat.ordinal for seat in _seats_of(case) if seat.listed]
    presides = case.composition.presidency(case.territory.regime)
    last = case.order
    before = (
        f"l’arrêté {last.called} du {date(last.date)}"
        if last and last.date
        else blank("arrêté précédent, s’il y en a un")
    )
    return {
        "presidence": {"qui": presides.who + unread(case.composition)},
        "liste": {"rangs": listing(ranks), "duree": years(case.composition.term_years)},
        "arrete": {"reference": blank("numéro de l’arrêté"), "date": date(case.as_of), "precedent": before},
    }


def _head(subject: Subject) -> dict[str, Rows]:
    told = (*visas(subject.kind.visas, subject.case.as_of), *_agreements(subject.case), *_designations(subject))
    return {"visas": listed("texte", *({"texte": each} for each in told))}


def _agreements(case: Case) -> Iterator[str]:
    """Give the approvals that run on the day: those of the associations that sit."""
    sitting = {holder.association for seat in _seats_of(case) for holder in case.holders(seat.id)}
    for each in case.commission.associations_agreees or ():
        if each.id in sitting and _runs(case, each):
            yield f"l’arrêté {_order_of(each)} portant agrément de{NBSP}: {each.nom}"


def _runs(case: Case, association: Association) -> bool:
    given = association.agrement
    return given is None or covers(given.debut, given.fin, case.as_of)


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
        lines = [f"{subject.who(holder)}{term(holder) if seat.listed else ''}" for holder in held]
        sure = "" if seat.certain else " " + doubt(f"rédaction {CERTAINTY_FR[seat.certainty]}")
        title = f"{seat.title}, {seat.representative}" if seat.representative else seat.title
        yield {
            "rang": seat.ordinal,
            "titre": title + sure,
            "membres": "\n".join(f"– {line}" for line in lines or [empty(subject.case, seat)]),
        }
