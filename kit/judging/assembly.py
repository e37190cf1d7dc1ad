"""The sessions that can be judged, and who composed the commission on their day."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kit.findings.finding import Outcome, Pointer, doubted
from kit.findings.rule import Breach
from kit.french import date, listing
from kit.judging.case import Case
from kit.judging.patterns import unsaid
from kit.judging.placeholder import says_nothing
from kit.law.periods import period_on
from kit.law.texts import COMPOSITION, Seat, Version, provision
from kit.model.commission import ReglementInterieur, Titulaire, covers
from kit.model.sessions import HELD, PLANNED, Seance

POLICY, FILES, MINORS = "politique", "individuelle", "mineurs"
_Said = TypeVar("_Said")


def examines(session: Seance) -> bool:
    """Tell whether a session examines individual files: so it says, or so do the files written under it."""
    return session.formation == FILES or bool(session.dossiers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The commission on the day of a session: its wording, and the ids of who holds each seat."""

    composition: Version
    seats: Mapping[str, frozenset[str]]
    chairs: int

    def sitting(self, session: Seance) -> Mapping[str, frozenset[str]]:
        """Give the seats that compose the commission for a session, with their holders; empty seats are left out."""
        known = {seat.id for seat in self.composition.seats if not examines(session) or seat.individual_files}
        return {seat: ids for seat, ids in self.seats.items() if seat in known and ids}

    def kept_out(self, session: Seance) -> Mapping[str, Seat]:
        """Give the ids of those who do not examine individual files, with their seat."""
        if not examines(session):
            return {}
        out = {i: seat for seat in self.composition.seats if not seat.individual_files for i in self.seats[seat.id]}
        allowed = {i for ids in self.sitting(session).values() for i in ids}
        return {i: seat for i, seat in out.items() if i not in allowed}


def assembly(case: Case, session: Seance) -> Assembly:
    """Give who composed the commission on the day of a session, by the wording of that day."""
    composition = period_on(session.date).composition
    chairs = len(composition.presidency(case.territory.regime).authorities)
    return Assembly(composition=composition, seats=case.seated(session.date), chairs=chairs)


def members(case: Case) -> dict[str, list[Titulaire]]:
    """Give everybody written in membres.yaml, past holders included, by id."""
    known: dict[str, list[Titulaire]] = {}
    for holders in (case.commission.sieges or {}).values():
        for holder in holders:
            known.setdefault(holder.id, []).append(holder)
    return known


def topicless(case: Case, first: datetime.date, last: datetime.date) -> list[Seance]:
    """Give the sessions held or planned from a day to another that do not say what they are for: each may be of the
    kind that a rule looks for."""
    known = (session for session in case.sessions if session.etat in (HELD, PLANNED) and first <= session.date <= last)
    return [session for session in known if session.formation is None and not session.dossiers]


def represented(session: Seance) -> frozenset[str]:
    """Give the ids of those who gave a proxy."""
    return frozenset(proxy.de for proxy in session.pouvoirs)


def counted(session: Seance) -> frozenset[str]:
    """Give the ids of those who count for the quorum: there, by their deputy, or by a proxy (CRPA R. 133-10)."""
    return session.attending | represented(session)


def ruled(case: Case, session: Seance, question: Callable[[ReglementInterieur], _Said | None]) -> tuple[_Said, ...]:
    """Give what the internal rules of the day of a session say of a question: those that speak of it and began last,
    several when they began the same day; those that their own author doubts, or still to be named, settle nothing."""
    known = [rules for rules in case.commission.reglement_interieur if not says_nothing(rules.reference)]
    running = [rules for rules in known if covers(rules.debut, rules.fin, session.date) and not rules.a_verifier]
    begun = {rules: rules.debut or datetime.date.min for rules in running if question(rules) is not None}
    last = max(begun.values(), default=None)
    said = (question(rules) for rules, day in begun.items() if day == last)
    return tuple(each for each in said if each is not None)


def since(case: Case) -> datetime.date:
    """Give the day from which sessions are judged: the first wording, or the installation when it is dated."""
    installation = case.commission.installation
    days = [provision(COMPOSITION).versions[0].start]
    return max([*days, installation.date] if installation and installation.date else days)


def judged(case: Case) -> tuple[Seance, ...]:
    """Give the sessions held on or before the day, once there was a text and a commission."""
    start = since(case)
    return tuple(session for session in case.held if session.date >= start)


def meets(case: Case) -> bool:
    """Tell whether there is a session to judge; a file that is absent or cannot be read leaves it open."""
    return tells(case, lambda _: True)


def tells(case: Case, said: Callable[[Seance], object]) -> bool:
    """Tell whether a session to judge says something; a file that is absent or cannot be read leaves it open."""
    return unread(case) or any(said(session) for session in judged(case))


def unread(case: Case) -> bool:
    """Tell whether the file of the sessions is absent or cannot be read."""
    return case.commission.sessions is None or not case.commission.readable("sessions")


def firm(session: Seance) -> Outcome:
    """A session that its own author doubts is to be checked, not refused."""
    return Outcome.REVIEW if session.a_verifier else Outcome.FAIL


def at_session(
    session: Seance, pointer: Pointer, case: str, outcome: Outcome, paragraph: str | None = None, **fields: str
) -> Breach:
    """Say something of a session, by the texts of its day; one that its own author doubts refuses nothing."""
    return Breach(
        pointer=pointer,
        case=case,
        outcome=doubted(outcome, session.a_verifier),
        fields={"jour": date(session.date), **fields},
        paragraph=paragraph,
        day=session.date,
    )


def unsaid_at(sessions: list[Seance], case: str, key: str) -> Iterator[Breach]:
    """Say once, at the first of several sessions, what none of them says."""
    return unsaid([(*session.pointer, key) for session in sessions], case, seances=named(sessions))


def named(sessions: Iterable[Seance]) -> str:
    """Write « la séance du 12 mars 2026 », « les séances du 12 mars 2026 et du 3 mai 2026 »."""
    # Une séance en deux temps est écrite deux fois : son jour se dit une fois.
    days = list(dict.fromkeys(f"du {date(session.date)}" for session in sessions))
    return f"{'les séances' if len(days) > 1 else 'la séance'} {listing(days)}"
