"""The letter that asks an authority to designate who will hold a seat."""

from kit.actes.catalogue import known, law, word
from kit.actes.paper import Row, Rows, blank, doubt, listed
from kit.actes.subject import Subject, authority_of, empty, tells_person, term
from kit.errors import UsageError
from kit.french import years
from kit.law.texts import Seat
from kit.model.commission import Titulaire
from kit.rules.agrements import runs, under
from kit.yaml.guesses import nearest


def letter(subject: Subject) -> tuple[dict[str, Row], dict[str, Rows]]:
    """Give what the letter says: to whom, for which seat, who holds it and until when, by which text; raises UsageError
    for a seat that nobody designates to."""
    seat, case = _wanted(subject), subject.case
    cited = law(case.as_of)
    fields: dict[str, Row] = {
        "siege": {"rang": seat.ordinal, "titre": seat.title, "court": seat.short},
        "liste": {"duree": years(case.composition.term_years)},
        "designation": {
            "texte": cited["collectivites" if seat.with_epci else "composition"],
            "suppleant": _deputy(seat, cited["suppleance"]),
        },
    }
    people = _authorities(subject, seat)
    rows = [
        {"titre": _addressee(seat, held, name), "id": f"{rank} {name}"}
        for rank, (name, held) in enumerate(people.items(), 1)
    ]
    now = [
        {"texte": told, "pour": row["id"]}
        for row, held in zip(rows, people.values(), strict=True)
        for told in [f"{subject.who(holder)}{term(holder)}" for holder in held] or [empty(case, seat)]
    ]
    lists = {
        "destinataires": listed("titre id", *rows),
        "destinataire": listed("titre id"),
        "titulaires": listed("texte pour", *now),
    }
    return fields, lists


def _deputy(seat: Seat, cited: str) -> str:
    """Say, after what is asked, whether the seat has a deputy and of which body (R. 133-3)."""
    words = known()["suppleants"]
    if seat.designated_by:
        return f". {words['personnalite']} ({cited}) {doubt(words['reste'])}"
    return f", et, le cas échéant, son suppléant, {words['elu' if seat.with_epci else 'organisme']} ({cited})"


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


def _authorities(subject: Subject, seat: Seat) -> dict[str, list[Titulaire]]:
    """Give the authorities that designate to a seat, each with those whom it designated: the only one, or that of each
    body represented."""
    case, found = subject.case, dict[str, list[Titulaire]]()
    held = case.holders(seat.id)
    if seat.approved:
        running = [each for each in case.commission.associations_agreees or () if runs(each, case)]
        for each in running:
            same = [holder for holder in held if each.id in {one.id for one in under(case, holder.association)}]
            found[each.nom] = [*found.get(each.nom, []), *same]
    else:
        for holder in held:
            found.setdefault(authority_of(subject, seat, holder), []).append(holder)
    return found or {blank("association agréée") if seat.approved else authority_of(subject, seat, None): []}


def _addressee(seat: Seat, held: list[Titulaire], authority: str) -> str:
    """Say to whom the letter goes: whoever has the function, at the head of the authority that designates."""
    words, given = known()["destinataires"], held[0].designation if held else None
    by = (given.par if given else None) or seat.designated_by or ("organe_deliberant" if seat.with_epci else "")
    body = held[0].collectivite.nom if held and held[0].collectivite else None
    if by == "organe_deliberant":
        return _head_of(body) if body else f"{words['executif']} {blank('collectivité ou groupement')}"
    if by in words:
        return authority.replace(str(word("designations", by)), words[by], 1)
    if seat.approved:
        return f"{words['association']} « {authority} »"
    return authority


def _head_of(body: str) -> str:
    """Name the function at the head of a local authority: « le maire d’Épinal » for « Ville d’Épinal »."""
    for begun, said in known()["executifs"].items():
        if body.startswith(f"{begun} "):
            return str(said).format(nom=body, de=body.removeprefix(f"{begun} "))
    return f"{known()['destinataires']['executif']} ({body})"
