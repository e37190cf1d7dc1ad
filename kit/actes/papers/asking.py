"""The letter that asks an authority to designate who will hold a seat."""

from kit.actes.catalogue import law
from kit.actes.paper import Row, Rows, blank, listed
from kit.actes.subject import Subject, authority_of, empty, tells_person, term
from kit.errors import UsageError
from kit.french import years
from kit.law.texts import Seat
from kit.rules.agrements import runs
from kit.yaml.guesses import nearest


def letter(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what the letter says: to whom, for which seat, who holds it and until when, by which text; raises UsageError
    for a seat that nobody designates to."""
    seat, case = _wanted(subject), subject.case
    held = case.holders(seat.id)
    now = [f"{subject.who(holder)}{term(holder)}" for holder in held] or [empty(case, seat)]
    fields: dict[str, Row] = {
        "siege": {"rang": seat.ordinal, "titre": seat.title, "court": seat.short},
        "liste": {"duree": years(case.composition.term_years)},
        "designation": {"texte": law(case.as_of)["collectivites" if seat.with_epci else "composition"]},
    }
    people = dict.fromkeys(_authorities(subject, seat))
    lists = {
        "destinataires": listed(
            "titre id", *({"titre": each, "id": f"{rank} {each}"} for rank, each in enumerate(people, 1))
        ),
        "destinataire": listed("titre id"),
        "titulaires": listed("texte", *({"texte": each} for each in now)),
    }
    return fields, lists


def _wanted(subject: Subject) -> Seat:
    """Give the seat asked for, by its name in membres.yaml or its rank."""
    asked = subject.choice.seat or ""
    seats = {seat.id: seat for seat in subject.case.composition.seats}
    named = seats.get(asked) or next(
        (seat for seat in seats.values() if seat.ordinal.rstrip("°") == asked.rstrip("°")), None
    )
    if named is None:
        if tells_person(asked):
            message = (
                "Le siège donné par « --siege » a la forme d’une donnée sur une personne : donnez un siège, comme "
                "« medecin » ou « 8 »."
            )
            raise UsageError(message)
        near = nearest(asked, seats)
        meant = (
            f" : vouliez-vous « {near} » ?"
            if near
            else " : il s’écrit comme dans membres.yaml, par exemple « medecin »."
        )
        message = f"Le siège « {asked} » n’est pas dans le texte de ce jour{meant}"
        raise UsageError(message)
    if not named.listed:
        message = (
            f"Le siège « {named.id} » ({named.ordinal}) se tient de droit : le texte ne demande à aucune autorité d’y "
            "désigner quelqu’un."
        )
        raise UsageError(message)
    return named


def _authorities(subject: Subject, seat: Seat) -> list[str]:
    """Give the authorities that designate to a seat: the only one, or that of each body represented."""
    case = subject.case
    if seat.approved:
        known = case.commission.associations_agreees or ()
        found = [each.nom for each in known if runs(each, case)]
    else:
        found = [authority_of(subject, seat, holder) for holder in case.holders(seat.id)]
    return found or [blank("association agréée") if seat.approved else authority_of(subject, seat, None)]
