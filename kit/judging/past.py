"""Whether the day asked for is a past day, told without a clock, and the sessions whose day cannot be right."""

import datetime
from collections.abc import Iterable, Iterator

from kit.findings.finding import Outcome
from kit.findings.remedy import add
from kit.findings.rule import Breach
from kit.french import date
from kit.judging.case import Case
from kit.law.texts import data
from kit.model.sessions import HELD, PLANNED, Seance


def is_past(case: Case) -> bool:
    """Tell whether the kit was reread after the day: what the files announce for later may then be history, and says
    nothing against that day."""
    # Une date écrite dans le dossier ne le prouve pas : un arrêté daté de 2099 suffirait à tout excuser.
    return reread() > case.as_of


def reread() -> datetime.date:
    """Give the day the kit was last reread."""
    return datetime.date.fromisoformat(data("maison")["relu_le"])


def to_come(case: Case, day: datetime.date | None) -> bool:
    """Tell whether what is written as done on a day is still to come."""
    return day is not None and day > case.as_of and not is_past(case)


def misdated(case: Case) -> Iterator[Breach]:
    """Say the sessions held on a day to come, and those written more than once."""
    for session, first in _with_firsts(case.sessions):
        where, fields = (*session.pointer, "date"), {"jour": date(case.as_of), "seance": date(session.date)}
        if session.etat == HELD and to_come(case, session.date):
            yield Breach(pointer=where, case="future", outcome=Outcome.REVIEW, fields=fields)
        if first:
            yield Breach(
                pointer=where, case="repetee", outcome=Outcome.REVIEW, fields=fields, day=session.date,
                repeats=(*first.pointer, "date"),
            )  # fmt: skip
        yield from _announced(case, session, fields)


def once(sessions: Iterable[Seance]) -> Iterator[Seance]:
    """Give sessions without those, held or planned, that another before them already writes."""
    return (session for session, first in _with_firsts(sessions) if first is None)


def _with_firsts(sessions: Iterable[Seance]) -> Iterator[tuple[Seance, Seance | None]]:
    """Give each session and, when one before it, held or planned as it is, is the same, that one."""
    known: dict[tuple[datetime.date, str | None, str | None], Seance] = {}
    for session in sessions:
        # Une séance en deux temps a deux heures.
        name = session.date, session.formation, session.heure
        first = known.setdefault(name, session) if session.etat in (HELD, PLANNED) else session
        yield session, None if first is session else first


def _announced(case: Case, session: Seance, fields: dict[str, str]) -> Iterator[Breach]:
    """Say the days that a session announces and that cannot be right: its report, the last day to hand in a request."""
    where = (*session.pointer, "reporte_au")
    if session.reporte_au is not None and session.etat != "reportee":
        yield Breach(pointer=where, case="report-sans-etat", outcome=Outcome.REVIEW, fields=fields, day=session.date)
    elif session.reporte_au is not None and session.reporte_au <= session.date:
        told = {**fields, "report": date(session.reporte_au)}
        yield Breach(pointer=where, case="report-avant", outcome=Outcome.REVIEW, fields=told, day=session.date)
    elif session.reporte_au is not None and not _written(case, session, session.reporte_au):
        day = session.reporte_au
        topic = {"formation": session.formation} if session.formation else {}
        told = {**fields, "report": date(day), "formation": f" « {session.formation} »" if session.formation else ""}
        state = HELD if day <= case.as_of else PLANNED
        entry = {"date": day.isoformat(), **topic, "etat": state}
        yield Breach(
            pointer=where,
            case="report-sans-seance",
            outcome=Outcome.REVIEW,
            fields=told,
            day=session.date,
            changes=(add(("sessions",), entry),),
        )
    if session.limite_de_depot is not None and session.limite_de_depot > session.date:
        eve = (session.date - datetime.timedelta(days=1)).isoformat()
        where = (*session.pointer, "limite_de_depot")
        told = {**fields, "limite": date(session.limite_de_depot), "veille": eve}
        yield Breach(pointer=where, case="depot-apres", outcome=Outcome.REVIEW, fields=told, day=session.date)


def _written(case: Case, session: Seance, day: datetime.date) -> bool:
    """Tell whether the calendar has, on a day, a session of the same kind as another."""
    return any(other.date == day and other.formation == session.formation for other in case.sessions)
