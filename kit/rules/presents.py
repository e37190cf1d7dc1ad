"""Who attends a session, and who may not (CRPA R. 133-6 and R. 133-13; R. 121-12-7)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.remedy import Change, drop, put
from kit.findings.rule import Breach
from kit.judging import causes
from kit.judging.assembly import (
    assembly,
    at_session,
    counted,
    judged,
    meets,
    members,
    named,
    represented,
)
from kit.judging.case import Case
from kit.judging.description import names_nobody
from kit.judging.holding import starts
from kit.judging.patterns import precedes
from kit.judging.registry import rule
from kit.law.texts import Seat, Version, first_day_of
from kit.model.commission import Titulaire
from kit.model.sessions import Seance
from kit.yaml.guesses import Identifiers
from kit.yaml.names import shown

_AMONG = {"presents": "les présents", "supplees": "les membres suppléés", "excuses": "les excusés"}


@rule("present-inconnu", concerns=meets)
def present_inconnu(case: Case, _: Version) -> Iterator[Breach]:
    """Look for attendees who hold no seat on the day of the session, or who are written both present and not."""
    known = members(case)
    if case.commission.readable("membres"):
        identifiers, unknown = Identifiers(known), doubted(Outcome.FAIL, case.commission.partial)
        for member, seen in _seen(case, lambda member, _: member not in known).items():
            told = _attendance(seen, "", unknown, id=member, proche=identifiers.question(member))
            told = replace(told, of=(causes.member(member),), explains=(causes.member(member),))
            yield replace(told, changes=_meant(case, seen, identifiers.nearest(member)))
    for member, seen in _seen(case, lambda member, s: _ended(known.get(member, []), s)).items():
        outcome = doubted(Outcome.FAIL, any(holder.a_verifier for holder in known[member]))
        breach = _attendance(seen, "mandat", outcome, id=member, titre=known[member][0].titre)
        yield replace(breach, changes=_meant(case, seen, _colleague(case, known[member][0], seen[0][0])))
    seated = {session.date: _seated(case, session) for session in judged(case)}
    for member, seen in _seen(case, lambda member, s: _seatless(seated[s.date], known.get(member, []), s)).items():
        holder = known[member][0]
        told = _attendance(seen, "siege", Outcome.REVIEW, id=member, titre=holder.titre)
        yield replace(told, of=(causes.entry(str(holder.pointer[1]), member),))
    for session in judged(case):
        # Un membre suppléé peut s’être excusé ; un présent n’est ni l’un ni l’autre.
        for key, ids in (("supplees", session.supplees), ("excuses", session.excuses)):
            for index, member in enumerate(ids):
                if member in (session.presents or ()):
                    where = (*session.pointer, key, index)
                    yield at_session(session, where, key, Outcome.REVIEW, id=member)
        yield from _guests(session)


def _guests(session: Seance) -> Iterator[Breach]:
    """Doubt the guests of a session whose quality is not told (CRPA R. 133-6)."""
    for index, guest in enumerate(session.invites or ()):
        if names_nobody(guest):
            where = (*session.pointer, "invites", index)
            yield at_session(session, where, "invite", Outcome.REVIEW, id=shown(guest))


def _meant(case: Case, seen: list[tuple[Seance, Pointer]], name: str | None) -> tuple[Change, ...]:
    """Write who was meant, else take away a person who was no member."""
    session, where = seen[0]
    told = {*(session.presents or ()), *represented(session), *assembly(case, session).kept_out(session)}
    if name and name not in told:
        return (put(where, name),)
    return (drop(where),)


def _colleague(case: Case, holder: Titulaire, session: Seance) -> str | None:
    """Give who held the seat of a member on the day of a session."""
    seats = [seat for seat, written in (case.commission.sieges or {}).items() if holder in written]
    sitting = (other.id for seat in seats for other in case.commission.seat(seat) if other.sits_on(session.date))
    return next(sitting, None)


def _seen(case: Case, fault: Callable[[str, Seance], bool]) -> dict[str, list[tuple[Seance, Pointer]]]:
    """Give, by id, the sessions where a person written there has a fault, and where each is written."""
    found: dict[str, list[tuple[Seance, Pointer]]] = {}
    for session in judged(case):
        for where, member in _written_at(session):
            if fault(member, session):
                found.setdefault(member, []).append((session, where))
    return found


def _written_at(session: Seance) -> Iterator[tuple[Pointer, str]]:
    """Give the members present, replaced or excused, each with its place."""
    lists = (("presents", session.presents or ()), ("supplees", session.supplees), ("excuses", session.excuses))
    for key, ids in lists:
        yield from (((*session.pointer, key, index), member) for index, member in enumerate(ids))


def _ended(holders: list[Titulaire], session: Seance) -> bool:
    return bool(holders) and not any(holder.sits_on(session.date) for holder in holders)


def _seated(case: Case, session: Seance) -> frozenset[str]:
    """Give the ids of those who hold a seat of the wording of the day."""
    return frozenset(member for ids in assembly(case, session).seats.values() for member in ids)


def _seatless(seated: frozenset[str], holders: list[Titulaire], session: Seance) -> bool:
    """Tell whether someone whose term runs holds no seat."""
    return any(holder.sits_on(session.date) for holder in holders) and holders[0].id not in seated


def _attendance(seen: list[tuple[Seance, Pointer]], sentence: str, outcome: Outcome, **fields: str) -> Breach:
    session, where = seen[0]
    days = "ces jours" if len({s.date for s, _ in seen}) > 1 else "ce jour"
    return Breach(
        pointer=where,
        case=sentence,
        outcome=doubted(outcome, all(s.a_verifier for s, _ in seen)),
        fields={**fields, "parmi": _AMONG[str(where[-2])], "seances": named(s for s, _ in seen), "ces_jours": days},
        day=session.date,
    )


@rule("siege-exclu-present", concerns=meets)
def siege_exclu_present(case: Case, _: Version) -> Iterator[Breach]:
    """Look for seats left out of individual files that attended their session; doubt who seems to be
    written at one of them by mistake."""
    known = members(case)
    for session in judged(case):
        then = assembly(case, session)
        out = then.kept_out(session)
        for member in sorted(counted(session) & set(out)):
            seat = out[member]
            fields = {"id": member, "rang": seat.ordinal, "siege": seat.short}
            where = _written(session, member)
            strayed = any(_strayed(holder, seat) for holder in known.get(member, ()))
            breach = at_session(session, where, "", doubted(Outcome.FAIL, strayed), seat.ordinal, **fields)
            out_of = where if where[-2] == "presents" else where[:-1]
            of = (causes.entry(seat.id, member),)
            yield replace(breach, changes=(drop(out_of),), of=of)


def _strayed(holder: Titulaire, seat: Seat) -> bool:
    """Tell whether somebody who sits for a body of their own has a term older than the seat they are written at."""
    return bool(holder.collectivite or holder.association) and precedes(starts(holder), first_day_of(seat.id))


def _written(session: Seance, member: str) -> Pointer:
    """Point at a person present or replaced, else at the proxy they gave."""
    proxies = (((*proxy.pointer, "de"), proxy.de) for proxy in session.pouvoirs)
    attending = (each for each in _written_at(session) if each[0][-2] != "excuses")
    return next(where for where, other in (*attending, *proxies) if other == member)
