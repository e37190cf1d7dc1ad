"""How a session is called, and its minutes (CRPA R. 133-5, R. 133-8, R. 133-13)."""

import datetime
from collections.abc import Iterator

from kit.findings.finding import Outcome
from kit.findings.rule import Breach
from kit.french import count, date
from kit.judging.assembly import examines, firm, judged, meets, named
from kit.judging.case import Case
from kit.judging.past import is_past
from kit.judging.registry import rule
from kit.law.texts import data
from kit.model.sessions import Seance


def _delay(case: Case) -> int:
    version = case.version_of("crpa-r133")
    return version.number("convocation_jours") if version else 0


def _near(case: Case, session: Seance) -> bool:
    """Tell whether it is too late to call the members to a session in time."""
    return session.date - case.as_of < datetime.timedelta(days=_delay(case))


def _called(case: Case) -> bool:
    """Tell whether a session was called, or should have been; a file that does not say leaves it open."""
    coming = any(session.convocation or _near(case, session) for session in case.planned)
    return coming or meets(case)


@rule("convocation-tardive", concerns=_called)
def convocation_tardive(case: Case) -> Iterator[Breach]:
    """Look for sessions to which members were called later than the text allows (CRPA R. 133-8)."""
    delay = _delay(case)
    silent = []
    for session in (*judged(case), *case.planned):
        called = session.convocation
        if called is None or called.date is None:
            if _near(case, session) and not (called and called.urgence):
                silent.append(session)
        elif found := late(session, called.date, delay):
            sentence, outcome = found
            yield Breach(
                pointer=(*called.pointer, "date"),
                case=sentence,
                outcome=outcome,
                fields=_call(session, called.date, delay),
                paragraph="article R. 133-8",
                day=min(session.date, case.as_of),
            )
    yield from _silence(silent, "silence", "convocation")


def late(session: Seance, sent: datetime.date, delay: int) -> tuple[str, Outcome] | None:
    """Give the sentence and the outcome of a call that leaves less than the delay in days, or None."""
    days = (session.date - sent).days
    if days < 0:
        return "apres", firm(session)
    called = session.convocation
    if days >= delay or called is None or called.urgence:
        return None
    return ("seconde", Outcome.REVIEW) if called.seconde else ("", firm(session))


def _call(session: Seance, sent: datetime.date, delay: int) -> dict[str, str]:
    days = (session.date - sent).days
    before = f"soit {count(days, 'jour')} avant" if days > 0 else "le jour même"
    return {"convocation": date(sent), "jour": date(session.date), "ecart": before, "delai": count(delay, "jour")}


def _silence(sessions: list[Seance], sentence: str, key: str) -> Iterator[Breach]:
    """Say once what several sessions leave out."""
    if sessions:
        where = (*sessions[0].pointer, key)
        yield Breach(pointer=where, case=sentence, outcome=Outcome.OPEN, fields={"seances": named(sessions)})


@rule("proces-verbal-avant-la-seance", concerns=meets)
def proces_verbal_avant_la_seance(case: Case) -> Iterator[Breach]:
    """Look for sessions without minutes, or with minutes signed before the day (CRPA R. 133-13)."""
    old = case.as_of - datetime.timedelta(days=int(data("maison")["proces_verbal_jours"]))
    sessions = judged(case)
    for session in sessions:
        written = session.pv.date if session.pv else None
        sent = session.pv.transmis if session.pv else None
        fields = {"jour": date(session.date), "pv": date(written or session.date), "transmis": date(sent or old)}
        if written and written < session.date:
            yield _minutes(session, "", firm(session), "date", fields)
        elif written and written > case.as_of and not is_past(case):
            yield _minutes(session, "futur", Outcome.REVIEW, "date", fields)
        elif sent and sent < (written or session.date):
            yield _minutes(session, "transmis_avant", Outcome.REVIEW, "transmis", fields)
    passed = [s for s in sessions if s.date < old]
    yield from _silence([s for s in passed if s.pv is None or s.pv.date is None], "silence", "pv")
    unsent = [s for s in passed if s.pv and s.pv.date and s.pv.transmis is None and examines(s)]
    yield from _silence(unsent, "transmis", "pv")


def _minutes(session: Seance, sentence: str, outcome: Outcome, key: str, fields: dict[str, str]) -> Breach:
    return Breach(
        pointer=(*session.pointer, "pv", key),
        case=sentence,
        outcome=outcome,
        fields=fields,
        paragraph="article R. 133-13",
        day=session.date,
    )
