"""The seats of R. 121-12-7: who must be there, in the wording of the day."""

import datetime
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import Change, add, drop, put
from kit.findings.rule import Breach
from kit.french import date, listing, quoted
from kit.judging import causes, specimens
from kit.judging.absent import Absent, absent, fields
from kit.judging.case import Case
from kit.judging.description import names_nobody
from kit.judging.excuse import latest, uncounted, vacant
from kit.judging.holding import at_holder, ends, held, readable_seats, starts
from kit.judging.past import is_past, to_come
from kit.judging.patterns import unsaid
from kit.judging.proposed import unmentioned
from kit.judging.registry import rule
from kit.law.composition import snapshot
from kit.law.seat_words import Service, authority_named, is_service, is_too_wide, service_at
from kit.law.terms import last_day
from kit.law.territories import adaptation, slug
from kit.law.texts import Seat, Version, first_day_of
from kit.model.commission import Titulaire
from kit.rules.agrements import approved_now
from kit.yaml.names import shown

# Ce que l’on fait d’un siège vide, selon ce que « vacances » en dit déjà.
_UNTOLD = "déclarez la vacance dans commission.yaml"
_WRITTEN = (
    "corrigez sous « vacances » de commission.yaml la vacance déjà écrite, ou sa suite, sans en ajouter une pour les "
    "mêmes jours"
)
# La phrase d’un siège vide dont la vacance est écrite, et ne compte pas ce jour-là.
_DECLARED = {"": "declare", "cite": "cite-declare"}
_VACANT = "n’y laissez aucun titulaire : sa vacance est déjà déclarée dans commission.yaml"


@rule("siege-sans-titulaire")
def siege_sans_titulaire(case: Case, _: Version) -> Iterator[Breach]:
    """Look for the seats of the wording of the day that nobody is shown to hold."""
    refused = {verdict.path[1] for verdict in case.refused("siege-sans-titulaire")}
    told_empty = vacant(case)
    written = {vacance.siege for vacance in case.commission.vacances}
    cited = _cited_by(case, [seat for seat in readable_seats(case) if seat.id in refused - told_empty])
    for seat in readable_seats(case):
        if seat.id in refused:
            told = _elsewhere(case, seat) or _empty(case, seat, cited.get(seat.id, []))
            sentence = _declared(told.case, seat.id, vacant=told_empty, written=written)
            why = {"pourquoi": uncounted(case, seat.id)} if sentence in _DECLARED.values() else {}
            yield replace(told, case=sentence, fields={**told.fields, **why})
        elif doubts := _doubts(case, seat):
            told = _doubtful(case, seat, listing(dict.fromkeys(doubts)))
            known = _VACANT if seat.id in told_empty else _WRITTEN if seat.id in written else _UNTOLD
            yield replace(told, fields={**told.fields, "vide": known})
        else:
            yield from _designated_later(case, seat)
    if is_past(case):
        yield from _undated(case, refused)


def _declared(sentence: str, seat: str, *, vacant: Container[str], written: Container[str]) -> str:
    """Give the sentence of an empty seat whose vacancy is declared, or is written and does not count on the day:
    another one beside it would overlap."""
    if seat in vacant:
        return sentence or "vacant"
    return _DECLARED.get(sentence, sentence) if seat in written else sentence


def _designated_later(case: Case, seat: Seat) -> Iterator[Breach]:
    """Doubt the holders of a seat who are designated on a day to come: until then, they hold none."""
    for holder in case.holders(seat.id):
        named = holder.designation
        if named and named.date and to_come(case, named.date) and not (holder.a_verifier or named.a_verifier):
            where, began = (*named.pointer, "date"), starts(holder) or case.as_of
            told = at_holder(seat, holder, "designation", Outcome.REVIEW, "designation", "date")
            days = {"jour": date(case.as_of), "designe": date(named.date)}
            yield replace(told, fields={**told.fields, **days}, changes=(put(where, began.isoformat()),))


def _undated(case: Case, refused: set[str | int]) -> Iterator[Breach]:
    """Say once which seats nobody is known to have held on a past day; « mandat-trop-long » asks those of the list. Who
    came to a session of that day, or before, sat."""
    seats = [seat for seat in readable_seats(case) if not seat.listed and seat.id not in refused]
    seen = {member for session in case.held if session.date <= case.as_of for member in session.presents or ()}
    silent = [
        (seat, case.holders(seat.id)[0])
        for seat in seats
        if not any(starts(holder) or holder.id in seen for holder in case.holders(seat.id))
    ]
    told = listing(f"« {shown(holder.titre)} » ({seat.ordinal})" for seat, holder in silent)
    for breach in unsaid(
        [holder.pointer for _, holder in silent], "sans-debut", titulaires=told, jour=date(case.as_of)
    ):
        starts_ = tuple(put((*holder.pointer, "mandat", "debut"), case.as_of.isoformat()) for _, holder in silent)
        yield replace(breach, changes=starts_)


def _doubts(case: Case, seat: Seat) -> list[str]:
    """The doubts of a seat that has no certain holder."""
    doubts = [_doubt(case, seat, holder) for holder in case.holders(seat.id)]
    return [doubt for doubt in doubts if doubt] if all(doubts) else []


def _doubt(case: Case, seat: Seat, holder: Titulaire) -> str | None:
    """Give what its author doubts of a holder, or say that its title names nobody; the service that the text names by
    its head, at a seat held by right, is enough, and so is a body that is said beside; a house that holds that
    service among others is not."""
    own = service_at(seat.id, [holder.titre])
    by_right = not seat.listed and own is not None and own[0] is Service.OWN
    told = by_right or holder.collectivite or holder.association
    wide = holder.organisme is None and is_too_wide(seat.id, holder.titre, case.territory.of)
    nobody = names_nobody(holder.titre) or wide or (is_service(holder.titre) and not told)
    if holder.a_verifier is None and nobody:
        return f"« {shown(holder.titre)} » ne nomme personne"
    return holder.a_verifier


def _elsewhere(case: Case, seat: Seat) -> Breach | None:
    """Say that the holder of an empty seat seems to be written under another, by its identifier, by who named it or by
    the service that its title names."""
    crowded = {other.id for other in case.composition.seats if len(case.holders(other.id)) > 1}
    for other, holder in held(case, lambda other: other.id != seat.id):
        stem, named = holder.id.rpartition("-")[0], holder.designation.par if holder.designation else None
        called = stem == slug(seat.id) != slug(other.id)
        designated = seat.designated_by is not None and named == seat.designated_by != other.designated_by
        if called or designated or (other.id in crowded and _serves(holder, seat, other)):
            outcome, title = doubted(Outcome.FAIL, holder.a_verifier), shown(holder.titre)
            told = _breach(case, seat, "ailleurs", outcome, titre=title, autre=other.id)
            moved = (drop(holder.pointer), add(told.pointer, _written(case, holder)))
            cause = causes.entry(other.id, holder.id)
            return replace(told, pointer=holder.pointer, explains=(cause,), changes=moved)
    return None


def _serves(holder: Titulaire, seat: Seat, other: Seat) -> bool:
    """Tell whether the service that a holder comes from is that of a seat, and surely not that of the one it is at."""
    texts = [text for text in (holder.titre, holder.organisme) if text]
    here, there = service_at(other.id, texts), service_at(seat.id, texts)
    return here is not None and there is not None and (here[0], there[0]) == (Service.OTHER, Service.OWN)


def _written(case: Case, holder: Titulaire) -> Any:
    """Give a holder as the file has it; in brief on a past day, which is judged without its files."""
    branch, seat, rank = holder.pointer
    known = case.tree.get(str(branch))
    return known[seat][rank] if known else {"id": holder.id, "titre": holder.titre}


def _cited_by(case: Case, seats: list[Seat]) -> dict[str, list[Absent]]:
    """Give, by empty seat, those whom sessions cite and membres.yaml does not have: those that may be of that seat, or
    of none known when it is the only one empty."""
    found: dict[str, list[Absent]] = {}
    for each in absent(case) if seats else ():
        own = next((seat.id for seat in seats if seat.id in each.seats), None)
        if seat_id := own or (seats[0].id if len(seats) == 1 and not each.seats else None):
            found.setdefault(seat_id, []).append(each)
    return found


def _doubtful(case: Case, seat: Seat, doubts: str) -> Breach:
    """Say that all holders of a seat are uncertain: once the first is not, the seat has one; who is only mentioned at
    it keeps the entry of its own seat."""
    holder = case.holders(seat.id)[0]
    under = str(holder.pointer[1])
    doubt = [drop((*holder.pointer, "a_verifier"))] if holder.a_verifier else []
    if holder.a_verifier and not names_nobody(holder.titre):
        told = _breach(case, seat, "douteux", Outcome.REVIEW, doute=doubts, ou=under)
        return replace(told, changes=tuple(doubt))
    if holder.aussi_pour:
        return _mentioned(case, seat, holder, doubts)
    title = _titled(case, seat, holder)
    without = ", sans « a_verifier »" if doubt else ""
    told = _breach(case, seat, "sans-nom", Outcome.REVIEW, doute=doubts, ou=under, sans=without)
    return replace(told, changes=(*doubt, *title))


def _titled(case: Case, seat: Seat, holder: Titulaire) -> tuple[Change, ...]:
    """Write a title that names somebody, in place of one that does not, and the body that they come from."""
    title = put((*holder.pointer, "titre"), specimens.title(case, seat))
    body = put((*holder.pointer, "collectivite", "type"), "commune")
    return (title, body) if seat.with_epci and not holder.collectivite else (title,)


def _mentioned(case: Case, seat: Seat, holder: Titulaire, doubts: str) -> Breach:
    """Say that who holds a seat names nobody, in an entry that stands for several: the others keep it."""
    # Un siège d’aujourd’hui peut être écrit sous celui auquel il a succédé.
    under, own = str(holder.pointer[1]), (seat.id, *seat.succeeds)
    if under not in own:
        named = [name for name in holder.aussi_pour if name in own]
        told = _breach(case, seat, "mention", Outcome.REVIEW, doute=doubts, mention=quoted(named))
        return replace(told, changes=(*unmentioned(holder, named), *told.changes))
    others = [name for name in holder.aussi_pour if name not in own]
    if not others:
        told = _breach(case, seat, "sans-nom", Outcome.REVIEW, doute=doubts, ou=under, sans="")
        return replace(told, changes=_titled(case, seat, holder))
    first, *rest = others
    told = _breach(case, seat, "mention-ici", Outcome.REVIEW, doute=doubts, autre=first, titre=shown(holder.titre))
    kept = {key: value for key, value in _written(case, holder).items() if key != "aussi_pour"}
    moved = add(("membres", first), {**kept, **({"aussi_pour": rest} if rest else {})})
    here = (put(holder.pointer, told.changes[0].value),)
    return replace(told, changes=(*(here if under == seat.id else (drop(holder.pointer), *told.changes)), moved))


def _seated(case: Case, seat: Seat) -> Change:
    """Write an example of a holder of a seat."""
    # Un exemple recopié ne doit pas passer pour l’intercommunalité que le texte nomme.
    more: dict[str, Any] = {"collectivite": {"type": "commune"}} if seat.with_epci else {}
    known = approved_now(case) if seat.approved else ()
    return add(
        ("membres", seat.id), specimens.holder(case, seat, **more, **({"association": known[0]} if known else {}))
    )


def _empty(case: Case, seat: Seat, cited: list[Absent]) -> Breach:
    if seat.id in case.period.replaced and snapshot.unassigned(case.commission, seat.id, case.as_of):
        return _without_competence(case, seat)
    found = adaptation(case.territory.code, seat.id, case.as_of)
    if cited:
        return _cited(case, seat, cited, doubted(Outcome.FAIL, case.commission.partial or found))
    if case.commission.partial:
        said = f" ; mais {found.reason}" if found else ""
        ended = _ended(case, seat)
        return _breach(case, seat, "partielle-finie" if ended else "partielle", Outcome.REVIEW, fini=ended, mais=said)
    if found:
        return _breach(case, seat, "adaptation", Outcome.REVIEW, raison=found.reason)
    return _breach(case, seat, "", Outcome.FAIL, fini=_ended(case, seat))


def _cited(case: Case, seat: Seat, cited: list[Absent], outcome: Outcome) -> Breach:
    """Say that nobody holds a seat, and that the calendar cites those who may."""
    told = _breach(case, seat, "cite", outcome, fini=_ended(case, seat), **fields(cited))
    since = min(session.date for session in cited[0].sessions)
    example = replace(
        told.changes[0], value={**told.changes[0].value, "id": cited[0].id, "mandat": _term(case, seat, since)}
    )
    return replace(told, explains=tuple(causes.member(each.id) for each in cited), changes=(example,))


def _without_competence(case: Case, seat: Seat) -> Breach:
    """Say that a representative of the service that succeeds has no field; the seats left go to them in turn."""
    empty = [seat_id for seat_id in case.period.replaced if not case.holders(seat_id)]
    left = snapshot.unassigned(case.commission, seat.id, case.as_of)
    changes = tuple(put((*holder.pointer, "competence"), seat_id) for holder, seat_id in zip(left, empty, strict=False))
    return replace(_breach(case, seat, "competence", Outcome.REVIEW), changes=changes)


def _term(case: Case, seat: Seat, since: datetime.date) -> dict[str, str]:
    """Give an example of a term that covers a day and the one asked for; of the latter alone when none can."""
    last = last_day(since, case.composition.term_years)
    start = since if last >= case.as_of or not seat.listed else case.as_of
    return specimens.term(case, seat, start)


def _ended(case: Case, seat: Seat) -> str:
    """Say when the last term ended, so that the reader knows whether to renew or to name."""
    past = [end for end in map(ends, case.commission.seat(seat.id)) if end and end < case.as_of]
    return f" : le dernier mandat a pris fin le {date(max(past))}" if past else ""


def _breach(case: Case, seat: Seat, sentence: str, outcome: Outcome, **fields: str) -> Breach:
    known = {"siege": seat.title, "rang": seat.ordinal, "cle": seat.id, "jour": date(case.as_of)}
    vacancy = {"iso": case.as_of.isoformat(), "limite": latest(case.as_of).isoformat()}
    return Breach(
        pointer=("membres", seat.id),
        case=sentence,
        outcome=outcome,
        fields={**known, **vacancy, **fields},
        siege=seat.id,
        changes=(_seated(case, seat),),
    )


@rule("siege-pluriel-a-un-seul")
def siege_pluriel_a_un_seul(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt a seat that the text puts in the plural and that one holder holds."""
    for seat in readable_seats(case):
        persons = {holder.id for holder in case.holders(seat.id)}
        # Un titre qui ne nomme personne a déjà son constat.
        nameless = all(names_nobody(holder.titre) for holder in case.holders(seat.id))
        if 0 < len(persons) < seat.literal and not nameless:
            alone = replace(_breach(case, seat, "", Outcome.REVIEW), of=(causes.intercommunal(seat.id),))
            yield _strayed(case, seat) or alone


def _strayed(case: Case, seat: Seat) -> Breach | None:
    """Say that a seat in the plural seems to lack somebody written under another, who sits for a body of its own and
    whose term began before that other seat was."""
    for other, holder in held(case, lambda other: other.id != seat.id and not other.approved and not other.with_epci):
        start, own = starts(holder), holder.association if seat.approved else holder.collectivite
        if own and (seat.approved or seat.with_epci) and start and start < first_day_of(other.id):
            told = _breach(case, seat, "ailleurs", Outcome.REVIEW, titre=shown(holder.titre), autre=other.id)
            moved = (drop(holder.pointer), add(told.pointer, _written(case, holder)))
            return replace(told, pointer=holder.pointer, explains=(causes.entry(other.id, holder.id),), changes=moved)
    return None


@rule("epci-absent")
def epci_absent(case: Case, _: Version) -> Iterator[Breach]:
    """Look for a group of municipalities among the local authorities of the list."""
    for seat in readable_seats(case):
        holders = case.holders(seat.id) if seat.with_epci else ()
        kinds = [holder.collectivite.type if holder.collectivite else None for holder in holders]
        if not kinds or "epci" in kinds:
            continue
        if None in kinds:
            silent = next(holder for holder in holders if holder.collectivite is None)
            change = put((*silent.pointer, "collectivite", "type"), authority_named(silent.titre))
            yield replace(_breach(case, seat, "silence", Outcome.OPEN), changes=(change,))
        else:
            example = specimens.holder(case, seat, titre="Président de la communauté", collectivite={"type": "epci"})
            told = _breach(case, seat, "partielle" if case.commission.partial else "", Outcome.REVIEW)
            # Qui l’ajoute donne aussi son second titulaire au siège.
            yield replace(told, changes=(add(told.pointer, example),), explains=(causes.intercommunal(seat.id),))


@rule("invites-sans-voix")
def invites_sans_voix(case: Case, _: Version) -> Iterator[Breach]:
    """Recall that those invited by name are heard without a vote."""
    if case.commission.invites:
        for rank, guest in enumerate(case.commission.invites):
            if names_nobody(guest):
                here, told = ("commission", "invites", rank), {"invites": shown(guest)}
                yield Breach(pointer=here, case="qualite", outcome=Outcome.REVIEW, fields=told)
        yield Breach(
            pointer=("commission", "invites"),
            outcome=Outcome.PASS,
            fields={"invites": listing(case.commission.invites)},
        )
