"""What falls due for a commission, by the rules that ask for it: sessions, calls, minutes, and the terms, approvals,
vacancies and derogations that end; what is past and still to be done included.

A thing that falls due is told by its day and its kind, never in words: those of the pages and of `kit echeances` are
their own.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kit.findings.finding import Pointer
from kit.judging.assembly import judged, since
from kit.judging.calling import calling
from kit.judging.case import Case
from kit.judging.description import names_nobody
from kit.judging.excuse import VACANT, renewed, vacant
from kit.judging.holding import ends, held, readable_seats, starts
from kit.judging.past import once
from kit.judging.registry import find
from kit.law.rereading import reread_by
from kit.law.texts import Seat, provision, provisions
from kit.model.commission import Titulaire
from kit.model.sessions import PLANNED, Seance
from kit.rules.agrements import legal_end as approved_until
from kit.rules.agrements import renews, under
from kit.rules.annees import missing_meetings
from kit.rules.indicateurs import figures_by
from kit.rules.mandats import ended, legal_end, successors
from kit.rules.seances import awaited, overdue_session
from kit.rules.tenue import late, minutes_by, unsent_minutes, unwritten

Day = datetime.date


class Kind(StrEnum):
    """What falls due."""

    SESSION = "seance"
    CALL = "convocation"
    LIMIT = "depot"
    MEETING = "reunion"
    MINUTES = "proces_verbal"
    TERM = "mandat"
    APPROVAL = "agrement"
    VACANCY = "vacance"
    DEROGATION = "derogation"
    FIGURES = "indicateurs"
    LAW = "droit"


# Ce que les seules valeurs publiques ne disent pas : ni procès-verbal, ni nombre de personnes.
_PACE, _WAITING = "seances-trop-espacees", "demandes-sans-seance"
_INTERNAL_RULES = frozenset({"proces-verbal-absent", _PACE, _WAITING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing to do, or that ends, on a `day`: the `rule` that asks for it (None: the files alone fix the day), where
    it is written, the session or the seat that it is about, what it is `about` as the files name it, how many meetings
    are lacking, the last worked day to `send` a call, if one is left, and the day in time on which it is `planned`;
    `followed` when what comes after is already written, `unnamed` when those who come after are still to be named.
    `key` tells it apart from the others of its kind, whatever the day asked for."""

    day: Day
    kind: Kind
    rule: str | None
    key: str
    pointer: Pointer
    session: Seance | None = field(default=None, repr=False)
    seat: Seat | None = field(default=None, repr=False)
    about: str = ""
    number: int = 0
    send: Day | None = None
    planned: Day | None = None
    followed: bool = False
    unnamed: bool = False

    def overdue(self, as_of: Day) -> bool:
        """Tell whether its day is past, and something is still to be done."""
        return self.day < as_of and not self.followed


def deadlines(case: Case, until: Day, *, public: bool = False) -> tuple[Due, ...]:
    """Give what falls due for a commission from the day of its case to another, both included, and what is overdue, in
    order of days, then in that of the seats of the text; to the `public`, only what public values tell."""
    found = (due for due in _numbered(_all(case)) if due.day <= until and not (public and due.rule in _INTERNAL_RULES))
    return tuple(sorted((d for d in found if d.day >= case.as_of or d.overdue(case.as_of)), key=lambda due: due.day))


def _numbered(found: Iterable[Due]) -> Iterator[Due]:
    """Tell apart by a number the things that their files name alike: an agenda would show only one."""
    seen: Counter[tuple[Kind, str]] = Counter()
    for due in found:
        seen[due.kind, due.key] += 1
        number = seen[due.kind, due.key]
        yield replace(due, key=f"{due.key} {number}") if number > 1 else due


def rereadings(as_of: Day, until: Day) -> tuple[Due, ...]:
    """Give the texts in force that are to be read again by a day, and those that should have been."""
    found = (
        Due(
            day=reread_by(now.reread),
            kind=Kind.LAW,
            rule="droit-a-relire",
            key=text.id,
            pointer=(text.id,),
            about=text.short,
        )
        for text in provisions().values()
        if (now := text.in_force(as_of))
    )
    return tuple(sorted((due for due in found if due.day <= until), key=lambda due: due.day))


def _all(case: Case) -> Iterator[Due]:
    yield from _sessions(case)
    yield from _terms(case)
    yield from _approvals(case)
    yield from _exceptions(case)
    if case.installed:  # D’une commission qui n’existe pas encore, rien n’est attendu.
        yield from _meetings(case)
        yield from _minutes(case)
        yield from _figures(case)


def _sessions(case: Case) -> Iterator[Due]:
    """Give the sessions to come, the last day to receive the calls that are not sent, that to hand in a request, and
    the sessions of which nobody wrote what became of them."""
    for session in once(case.sessions):
        if session.etat != PLANNED:
            continue
        due = Due(
            day=session.date,
            kind=Kind.SESSION,
            rule="calendrier-sans-suite",
            key=_session(session),
            pointer=(*session.pointer, "etat"),
            session=session,
        )
        if session.date < case.as_of:
            if session.date >= since(case):
                yield due
            continue
        yield replace(due, rule=None)
        yield from _call(case, session)
        if session.limite_de_depot and case.as_of <= session.limite_de_depot <= session.date:
            where = (*session.pointer, "limite_de_depot")
            yield replace(due, day=session.limite_de_depot, kind=Kind.LIMIT, rule=None, pointer=where)


def _session(session: Seance) -> str:
    """Name a session by its `id`, whatever its day, else by its day and what it is for."""
    return session.id or f"{session.date.isoformat()} {session.formation} {session.heure}"


def _call(case: Case, session: Seance) -> Iterator[Due]:
    """Give the last worked day to receive a call that is not sent, then the last that the text allows (CRPA
    R. 133-8): only what is past that one is late, and for nobody when the commission does not exist yet."""
    call = calling(case, session)
    if call.sent or call.deadline is None or call.limit is None:
        return
    worked = call.deadline >= case.as_of
    day = call.deadline if worked else call.limit
    called = session.convocation
    if day >= case.as_of or case.installed:
        yield Due(
            day=day,
            kind=Kind.CALL,
            rule="convocation-tardive",
            key=_session(session),
            pointer=(*session.pointer, "convocation"),
            session=session,
            send=call.send if worked else None,
            planned=call.day if called and late(session, called, call.delay) is None else None,
        )


def _terms(case: Case) -> list[Due]:
    """Give the terms that end, and those over that nothing follows, in the order of the seats of the text."""
    ranks = {seat: rank for rank, seat in enumerate(seat.id for seat in case.composition.seats)}
    return sorted(_ending(case), key=lambda due: ranks[due.seat.id] if due.seat else len(ranks))


def _ending(case: Case) -> Iterator[Due]:
    for seat in case.composition.seats:
        for holder in case.holders(seat.id):
            if end := ends(holder) or (legal_end(case, holder) if seat.listed else None):
                rule = "mandat-trop-long" if end < case.as_of else "mandat-bientot-fini"
                after = successors(case, seat, holder, end)
                followed = any(map(_named, after))
                yield _term(seat, holder, end, rule, followed=followed, unnamed=bool(after) and not followed)
    if case.installed:
        yield from (_term(*known, "mandat-expire") for known in ended(case))
        yield from (_term(*known, VACANT) for known in _empty(case))
        yield from (_term(*known, VACANT, unnamed=True) for known in _unnamed(case))


def _named(holder: Titulaire) -> bool:
    """Tell whether a member is somebody, and not the place that « kit renouveler » keeps for who will be named."""
    return not (holder.a_verifier or names_nobody(holder.titre))


def _term(seat: Seat, holder: Titulaire, end: Day, rule: str, *, followed: bool = False, unnamed: bool = False) -> Due:
    return Due(
        day=end,
        kind=Kind.TERM,
        rule=rule,
        key=f"{seat.id} {holder.id} {starts(holder)}",
        pointer=holder.pointer,
        seat=seat,
        about=holder.titre,
        followed=followed,
        unnamed=unnamed,
    )


def _unnamed(case: Case) -> Iterator[tuple[Seat, Titulaire, Day]]:
    """Give the terms that ended, and which those who should sit today follow without being named yet."""
    empty = vacant(case)
    for seat in (seat for seat in readable_seats(case) if seat.id not in empty):
        for holder in case.commission.seat(seat.id):
            end = ends(holder)
            after = successors(case, seat, holder, end) if end and end < case.as_of else ()
            if end and any(later.sits_on(case.as_of) for later in after) and not any(map(_named, after)):
                yield seat, holder, end


def _empty(case: Case) -> Iterator[tuple[Seat, Titulaire, Day]]:
    """Give the last terms of the seats that nobody holds any more, that the text of the day wants held, and whose
    vacancy is not declared."""
    refused = {verdict.path[1] for verdict in case.refused(VACANT)}
    for seat in readable_seats(case):
        past = [(end, h) for h in case.commission.seat(seat.id) if (end := ends(h)) and end < case.as_of]
        if seat.id in refused - vacant(case) and past:
            last = max(end for end, _ in past)
            yield from ((seat, holder, end) for end, holder in past if end == last)


def _approvals(case: Case) -> Iterator[Due]:
    """Give the approvals that end; of those that are over, only that of an association that sits."""
    known = case.commission.associations_agreees or ()
    sitting = {holder.association for _, holder in held(case, lambda seat: seat.approved)} if case.installed else set()
    over = {entry.nom for each in sitting for entry in under(case, each)}
    for entry in known:
        end = approved_until(entry.agrement, case) if entry.agrement else None
        if end and (end >= case.as_of or entry.nom in over):
            followed = any(renews(later, entry, end) for later in known)
            yield Due(
                day=end,
                kind=Kind.APPROVAL,
                key=f"{entry.id} {entry.agrement.debut if entry.agrement else None}",
                rule="association-sans-agrement" if end < case.as_of else "agrement-bientot-fini",
                pointer=(*entry.pointer, "agrement", "fin"),
                about=entry.nom,
                followed=followed,
            )


def _exceptions(case: Case) -> Iterator[Due]:
    followed = renewed(case)
    for vacance in case.commission.vacances:
        yield Due(
            day=vacance.jusqu_au,
            kind=Kind.VACANCY,
            rule="exception-expiree",
            key=f"{vacance.siege} {vacance.depuis}",
            pointer=(*vacance.pointer, "jusqu_au"),
            seat=case.composition.seat(vacance.siege),
            about=vacance.siege,
            followed=vacance.pointer in followed,
        )
    for derogation in case.commission.derogations:
        where = (*derogation.pointer, "jusqu_au")
        yield Due(
            day=derogation.jusqu_au,
            kind=Kind.DEROGATION,
            rule="exception-expiree",
            key=f"{derogation.regle} {derogation.siege} {derogation.jusqu_au}",
            pointer=where,
            about=derogation.regle,
            followed=derogation.pointer in followed,
        )


def _meetings(case: Case) -> Iterator[Due]:
    """Give the meetings that are to be planned: those that the year lacks (R. 121-12-8), the next individual session
    (R. 121-12-10), that which waiting requests need."""
    here = ("sessions",)
    if lacking := missing_meetings(case):
        last = Day(case.as_of.year, 12, 31)
        rule = "annee-a-completer"
        yield Due(day=last, kind=Kind.MEETING, rule=rule, key=f"{rule} {last}", pointer=here, number=lacking)
    pace = find(_PACE).provision
    wording = provision(pace).in_force(case.as_of) if pace else None
    if wording and (found := overdue_session(case, wording.number("autorisation_mois"))):
        before, day = found
        yield Due(
            day=day,
            kind=Kind.MEETING,
            rule=_PACE,
            key=f"{_PACE} {_session(before)}",
            pointer=before.pointer,
            session=before,
            number=1,
        )
    if last_figures := awaited(case):
        where = (*last_figures.pointer, "demandes_en_attente")
        day = last_figures.date
        yield Due(day=day, kind=Kind.MEETING, rule=_WAITING, key=f"{_WAITING} {day}", pointer=where, number=1)


def _minutes(case: Case) -> Iterator[Due]:
    for session in judged(case.current):
        if unwritten(session) or unsent_minutes(session):
            yield Due(
                day=minutes_by(session),
                kind=Kind.MINUTES,
                rule="proces-verbal-absent",
                key=_session(session),
                pointer=(*session.pointer, "pv"),
                session=session,
            )


def _figures(case: Case) -> Iterator[Due]:
    """Give the day by which figures are to be there; that of a commission whose first day is unknown is not."""
    last = next(reversed(case.figures), None)
    if (day := figures_by(case)) and case.commission.readable("commission", "indicateurs"):
        where = (*last.pointer, "date") if last else ("commission", "indicateurs")
        yield Due(day=day, kind=Kind.FIGURES, rule="indicateurs-pas-a-jour", key=day.isoformat(), pointer=where)
