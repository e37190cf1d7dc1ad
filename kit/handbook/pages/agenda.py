"""The sessions of the commissions as the handbook shows them: when, where, what for, and the call of those to come.

It never says who was there, nor which files were examined.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.findings.finding import DepartmentReport, Outcome, Pointer
from kit.findings.verdicts import OF_FINDINGS, Verdict
from kit.french import date
from kit.handbook.page import WORST_FIRST, Mark, mark
from kit.handbook.vocabulary import word
from kit.judging import standing
from kit.judging.calling import calling
from kit.judging.case import Case
from kit.model.sessions import HELD, PLANNED, Seance
from kit.privacy.private import HIDDEN, Hider, personal
from kit.rules.tenue import late

_PUT_OFF = "reportee"
_OFF = (_PUT_OFF, "annulee")
# Ce qui n’est pas hors délai, mais reste à regarder.
_ENDINGS = {"envoyee": ", réception à vérifier", "recue-avant": ", dates à vérifier"}
# Une séance qui ne dit pas ce qu’elle est.
UNTOLD = "non_dite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """How the members are called to a session to come, and on which `day` if the file says so; `deadline` is the
    last worked day on which they can receive their call in time, `send` that on which to send it, None when urgent."""

    day: datetime.date | None
    deadline: datetime.date | None
    send: datetime.date | None
    sent: bool
    state: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session; `pointer` is its place in the list, `written` in the file that holds it, `number` tells apart those of
    one day and one formation, `rank` is its place in the list among those of its year, `name` what it is called
    whatever its day, `hour` is the department's own time, `known` the last day that the file tells of it, as far as the
    day of the check; `put_off` is the day it is put off to, `limit` the last day to hand in a request, `chair` who
    chaired it, for insiders."""

    pointer: Pointer
    written: Pointer
    code: str
    department: str
    of: str
    day: datetime.date
    hour: str | None
    place: str | None
    formation: str
    state: str
    put_off: datetime.date | None
    limit: datetime.date | None
    chair: str | None
    number: int
    rank: int
    name: str | None
    known: datetime.date
    topics: tuple[str, ...]
    to_come: bool
    call: Call | None
    example: bool

    @property
    def formation_fr(self) -> str:
        """What the session is for."""
        return word("formations", self.formation)

    @property
    def state_fr(self) -> str:
        """Where the session stands."""
        return word("seances", self.state)

    @property
    def standing_fr(self) -> str:
        """Where the session stands, and to which day it is put off."""
        return f"{self.state_fr} au {date(self.put_off)}" if self.put_off else self.state_fr

    @property
    def announced(self) -> bool:
        """Whether it is to be held, on the day of the check or after."""
        return self.to_come and self.state == PLANNED

    @property
    def off(self) -> bool:
        """Whether nobody is to come that day: put off, or cancelled."""
        return self.state in _OFF


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What no calendar may hold: words, and the whole texts where a datum about a person was found."""

    words: Hider
    texts: frozenset[str]

    def left(self, session: Seance) -> Iterator[str]:
        """Give the place and the topics, without a name, a reference of a file, or a datum about a person."""
        for text in (session.lieu or "", *(session.ordre_du_jour or ())):
            yield HIDDEN if text in self.texts else self.words(text)


def sessions_of(case: Case) -> tuple[SessionRow, ...]:
    """Give the sessions of a commission in order of days then hours, those to come included."""
    seen: Counter[tuple[datetime.date, str | None]] = Counter()
    ranks = _ranks(case.sessions)
    hidden = _Hidden(personal(case.tree, case.apart, case.territory.name), frozenset(text for text, _ in case.told))
    rows = []
    for session in case.sessions:
        seen[session.date, session.formation] += 1
        number = seen[session.date, session.formation]
        rows.append(_row(case, session, number, ranks[session.pointer], hidden))
    return ordered(rows)


def _ranks(sessions: Iterable[Seance]) -> dict[Pointer, int]:
    """Number the sessions of each year in the order of the file: one that is moved, or of which the file says more,
    keeps its number."""
    seen: Counter[int] = Counter()
    ranks = {}
    for session in sorted(sessions, key=lambda each: each.pointer[1:]):
        seen[session.date.year] += 1
        ranks[session.pointer] = seen[session.date.year]
    return ranks


def _known(session: Seance, as_of: datetime.date) -> datetime.date:
    """Give the last day that the file tells of a session, as far as `as_of`; before any, the year when it is to be."""
    called = session.convocation.date if session.convocation else None
    told = [day for day in (called, session.date) if day and day <= as_of]
    return max(told, default=min(datetime.date(session.date.year, 1, 1), as_of))


def ordered(rows: Iterable[SessionRow]) -> tuple[SessionRow, ...]:
    """Put sessions in order of days, then hours, then departments."""
    return tuple(sorted(rows, key=lambda row: (row.day, row.hour or "", row.code, row.formation, row.number)))


def lacking(report: DepartmentReport, row: SessionRow) -> dict[str, Verdict]:
    """Give the rules that say something of a session, worst first, each with the worst that it says; what is kept, or
    has no object, lacks nothing."""
    own = [
        finding
        for finding in report.findings
        if finding.file.endswith(f"/{row.written[0]}.yaml")
        and finding.outcome in WORST_FIRST
        and finding.pointer.split("/")[1:2] == [str(row.written[1])]
    ]
    worst: dict[str, Verdict] = {}
    for said, rule in sorted((OF_FINDINGS.index(standing.of_finding(each)), each.rule) for each in own):
        worst.setdefault(rule, OF_FINDINGS[said])
    return worst


def _row(case: Case, session: Seance, number: int, rank: int, hidden: _Hidden) -> SessionRow:
    to_come = session.date > case.as_of or (session.date == case.as_of and session.etat != HELD)
    place, *topics = hidden.left(session)
    return SessionRow(
        pointer=session.pointer,
        written=case.parts.local(session.pointer),
        code=case.territory.code,
        department=case.territory.name,
        of=case.territory.of,
        day=session.date,
        hour=session.heure,
        place=place or None,
        formation=session.formation or UNTOLD,
        state=session.etat,
        put_off=session.reporte_au if session.etat == _PUT_OFF else None,
        limit=session.limite_de_depot,
        chair=_chair(session),
        number=number,
        rank=rank,
        name=session.id,
        known=_known(session, case.as_of),
        topics=tuple(topics),
        to_come=to_come,
        call=_call(case, session) if to_come and session.etat == PLANNED else None,
        example=case.commission.exemple,
    )


def _chair(session: Seance) -> str | None:
    """Say who chaired a session, and by what delegation; None when the file does not say, or not to these readers."""
    chair = session.presidence
    if chair is None:
        return None
    authority = word("autorites", chair.autorite)
    named = chair.titre or (f"{authority}, représenté" if chair.representant else authority)
    return f"{named}, par délégation ({chair.delegation})" if chair.delegation else named


def _call(case: Case, session: Seance) -> Call:
    """Give the call of a session to come: sent, or to be sent before a day that its text fixes."""
    known, called = calling(case, session), session.convocation
    if called is None or known.day is None:
        state = _awaited(known.limit, case.as_of)
        return Call(day=None, deadline=known.deadline, send=known.send, sent=False, state=state)
    outcome, ending = (Outcome.PASS if known.sent else Outcome.OPEN), (" en urgence" if known.urgent else "")
    if found := late(session, called, known.delay):
        outcome, ending = found[1], _ENDINGS.get(found[0], " hors délai")
    received = called.recue is not None and called.recue <= case.as_of
    word = f"{'reçue' if received else 'envoyée' if known.sent else 'prévue'}{ending}"
    return Call(day=known.day, deadline=known.deadline, send=known.send, sent=known.sent, state=mark(outcome, word))


def _awaited(limit: datetime.date | None, as_of: datetime.date) -> Mark:
    """Say where a call stands that the file does not date."""
    if limit is None:
        return mark(Outcome.OPEN, "en urgence, non datée")
    return mark(Outcome.OPEN, "à envoyer" if limit >= as_of else "non datée")
