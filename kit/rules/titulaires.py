"""How many persons hold a seat at a time, and how many seats a person (R. 121-12-7)."""

import datetime
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import Change, drop, put
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.judging import causes, specimens
from kit.judging.absent import Absent, absent
from kit.judging.absent import fields as described
from kit.judging.assembly import members
from kit.judging.case import Case
from kit.judging.description import names_nobody
from kit.judging.holding import at_holder, readable_seats, starts, term_place
from kit.judging.patterns import entitled
from kit.judging.proposed import ended
from kit.judging.registry import rule
from kit.law.seat_words import names_service
from kit.law.territories import adaptation, slug
from kit.law.texts import Seat, Version
from kit.model.commission import Titulaire


@rule("siege-a-deux-titulaires")
def siege_a_deux_titulaires(case: Case, _: Version) -> Iterator[Breach]:
    """Look for several holders at a time in a seat that the text gives to one person."""
    for seat in readable_seats(case):
        holders = case.holders(seat.id)
        persons = {holder.id: holder for holder in holders}
        if seat.literal > seat.minimum or len(persons) <= seat.literal:
            continue
        if not seat.listed:
            yield from _by_right(case, seat, tuple(persons.values()))
            continue
        first = min(persons.values(), key=lambda holder: starts(holder) or datetime.date.min)
        doubtful = any(holder.a_verifier for holder in persons.values())
        undated = any(starts(holder) is None for holder in persons.values())
        outcome = doubted(Outcome.FAIL, doubtful or undated)
        told = _together(case, seat, first, list(persons.values()), "sans-date" if undated else "", outcome)
        yield replace(told, changes=()) if undated else told


def _together(
    case: Case, seat: Seat, first: Titulaire, persons: Sequence[Titulaire], sentence: str, outcome: Outcome
) -> Breach:
    """Say that several persons hold a seat, at the end of the term of the first."""
    fields = {
        "nombre": count(len(persons), "personne"),
        "siege": seat.short,
        "jour": date(case.as_of),
        "ou": seat.representative or "",
        "titres": entitled(holder.titre for holder in persons),
    }
    told = at_holder(seat, first, sentence, outcome, **fields)
    of = tuple(causes.entry(seat.id, holder.id) for holder in persons)
    # Une autorité et qui la représente peuvent siéger ensemble ; ailleurs, une seule personne.
    kinds = {bool(holder.representant) and not seat.listed for holder in persons}
    alike = ([p for p in persons if (bool(p.representant) and not seat.listed) is kind] for kind in sorted(kinds))
    changes = tuple(change for kind in alike for change in _over(case, kind))
    return replace(told, pointer=term_place(first, "fin"), of=of, changes=changes)


def _over(case: Case, persons: Sequence[Titulaire]) -> Iterator[Change]:
    """End the terms of all of several persons but the last come, the day before the last began."""
    *before, last = sorted(persons, key=lambda holder: starts(holder) or datetime.date.min)
    return (ended(holder, (starts(holder) and starts(last)) or case.as_of) for holder in before)


def _by_right(case: Case, seat: Seat, persons: tuple[Titulaire, ...]) -> Iterator[Breach]:
    """Doubt a seat held by right by more persons than an authority and who represents it; elsewhere the text speaks
    of several representatives, or a rule of its own counts them."""
    several = seat.representative is None or seat.several or seat.id in case.period.replaced
    authorities = [holder for holder in persons if not holder.representant]
    if several or (len(authorities) <= seat.literal and len(persons) <= seat.literal + 1):
        return
    yield _together(case, seat, persons[0], persons, "droit", Outcome.REVIEW)


@rule("mandats-qui-se-chevauchent")
def mandats_qui_se_chevauchent(case: Case, _: Version) -> Iterator[Breach]:
    """Look for one person with two terms at a time in a seat."""
    for seat in readable_seats(case):
        together: dict[str, list[Titulaire]] = defaultdict(list)
        for holder in case.holders(seat.id) if seat.listed else ():
            together[holder.id].append(holder)
        for holders in together.values():
            # Deux titres sous un identifiant sont déjà dits par « identifiant-repete ».
            if len(holders) > 1:
                breach = at_holder(seat, holders[-1], "", Outcome.FAIL, "id", jour=date(case.as_of))
                yield replace(breach, changes=_once(holders))


def _once(holders: Sequence[Titulaire]) -> tuple[Change, ...]:
    """End each term of a person the day before the next; one that begins with the next is the same, and goes."""
    order = sorted(holders, key=lambda holder: starts(holder) or datetime.date.min)
    changes = []
    for before, after in pairwise(order):
        began = starts(after)
        same = began is None or starts(before) == began
        changes.append(drop(after.pointer) if same or began is None else ended(before, began))
    return tuple(changes)


@rule("mention-perimee")
def mention_perimee(case: Case, _: None) -> Iterator[Breach]:
    """Doubt a mention that says a holder sits for another seat too: one that the wording of the day does not know, its
    own, or one that somebody else holds."""
    tenants = _tenants(case)
    for own, holders in (case.commission.sieges or {}).items():
        written = [holder for holder in holders if holder.pointer[1] == own and holder.sits_on(case.as_of)]
        for holder in written:
            for rank, name in enumerate(holder.aussi_pour):
                seat = _now(case, name)
                other = (
                    next((each for each in tenants.get(seat.id, ()) if each.id != holder.id), None) if seat else None
                )
                sentence = _stale(own, name, seat, other)
                if sentence is not None:
                    fields = {
                        "titre": holder.titre,
                        "id": holder.id,
                        "autre": seat.short if seat else name,
                        "tenant": other.titre if other else "",
                        "jour": date(case.as_of),
                    }
                    here = (*holder.pointer, "aussi_pour", rank)
                    yield Breach(pointer=here, case=sentence, outcome=Outcome.REVIEW, fields=fields)


def _now(case: Case, name: str) -> Seat | None:
    """Give the seat of the day that a name says, or that succeeded the one it says."""
    seats = case.composition.seats
    return next((seat for seat in seats if seat.id == name or name in seat.succeeds), None)


def _tenants(case: Case) -> dict[str, tuple[Titulaire, ...]]:
    """Give the first two persons who hold each seat of the day: one at least is not who is asked about."""
    found: dict[str, dict[str, Titulaire]] = {seat.id: {} for seat in case.composition.seats}
    for seat, persons in found.items():
        for holder in case.holders(seat):
            persons.setdefault(holder.id, holder)
    return {seat: tuple(persons.values())[:2] for seat, persons in found.items()}


def _stale(own: str, name: str, seat: Seat | None, other: Titulaire | None) -> str | None:
    """Give the sentence of a mention that cannot hold, somebody else holding its seat; None when it can."""
    if name == own:
        return "soi"
    if seat is None:
        return ""
    return "tenu" if other and seat.literal == seat.minimum else None


@rule("personne-dans-deux-sieges")
def personne_dans_deux_sieges(case: Case, _: Version) -> Iterator[Breach]:
    """Look for one person in two seats."""
    places: dict[str, dict[str, tuple[Seat, Titulaire]]] = defaultdict(dict)
    for seat in readable_seats(case):
        for holder in case.holders(seat.id):
            places[holder.id].setdefault(seat.id, (seat, holder))
    taken = members(case)
    for held in places.values():
        if len(held) > 1 and not held.keys() <= set(case.period.replaced):
            yield _several(case, list(held.values()), taken)
    yield from _alike(case)


def _alike(case: Case) -> Iterator[Breach]:
    """Doubt one title written at several seats under several identifiers: nothing shows that these are several
    persons. A title that names nobody has its own finding, as have the seats of the former directors."""
    titles: dict[tuple[str, ...], dict[str, tuple[Seat, Titulaire]]] = defaultdict(dict)
    for seat in readable_seats(case):
        for holder in case.holders(seat.id):
            if not names_nobody(holder.titre) and not names_service(holder.titre):
                bodies = (holder.organisme, holder.nom, holder.association, holder.competence)
                titles[slug(holder.titre), *(slug(body or "") for body in bodies)].setdefault(seat.id, (seat, holder))
    for found in titles.values():
        identifiers = {holder.id for _, holder in found.values()}
        if len(found) > 1 and len(identifiers) == len(found) and not found.keys() <= set(case.period.replaced):
            held = list(found.values())
            fields = {"sieges": listing(f"« {seat.short} » ({seat.ordinal})" for seat, _ in held)}
            ranks = listing(seat.ordinal for seat, _ in held)
            seat, holder = held[-1]
            yield at_holder(seat, holder, "meme-titre", Outcome.REVIEW, "titre", paragraph=ranks, **fields)


def _several(case: Case, held: list[tuple[Seat, Titulaire]], taken: Container[str]) -> Breach:
    """Say what one person, or one mention, written at several seats may be, by the paragraphs of all of them."""
    told = _of_several(case, held, taken)
    return replace(told, paragraph=listing(seat.ordinal for seat, _ in held))


def _of_several(case: Case, held: list[tuple[Seat, Titulaire]], taken: Container[str]) -> Breach:
    seat, holder = held[-1]
    named = listing(f"« {other.short} » ({other.ordinal})" for other, _ in held)
    fields = {"jour": date(case.as_of), "sieges": named, "libre": specimens.next_free(taken, holder.id)}
    adapted = [adaptation(case.territory.code, other.id, case.as_of) for other, _ in held]
    reasons = {found.reason for found in adapted if found}
    if any(each.aussi_pour for _, each in held):
        return at_holder(seat, holder, "mention", Outcome.REVIEW, "aussi_pour", **fields)
    if None not in adapted and len(reasons) == 1:
        return at_holder(seat, holder, "adaptation", Outcome.REVIEW, "id", **fields, raison=reasons.pop())
    if all(names_service(other.titre) or names_nobody(other.titre) for _, other in held):
        return at_holder(seat, holder, "service", Outcome.REVIEW, "id", **fields)
    if case.commission.partial:
        return at_holder(seat, holder, "partielle", Outcome.REVIEW, "id", **fields)
    sure = doubted(Outcome.FAIL, any(other.a_verifier for _, other in held))
    cited = [each for each in absent(case) if each.seats & {other.id for other, _ in held}]
    if not cited:
        return at_holder(seat, holder, "", sure, "id", **fields)
    told = at_holder(seat, holder, "cite", sure, "id", **fields, **described(cited))
    own = tuple(_own(cited, held))
    return replace(told, explains=tuple(causes.member(each.id) for each in cited), changes=own)


def _own(cited: Sequence[Absent], held: list[tuple[Seat, Titulaire]]) -> Iterator[Change]:
    """Give the holder of each seat the identifier that sessions cite for that seat."""
    for other, holder in held:
        if names := [each.id for each in cited if other.id in each.seats]:
            yield put((*holder.pointer, "id"), names[0])
