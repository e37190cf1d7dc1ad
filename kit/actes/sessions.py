"""Which session a paper speaks of."""

import datetime
import re

from kit.actes.catalogue import Kind
from kit.errors import UsageError
from kit.french import date, listing
from kit.judging.case import Case
from kit.model.sessions import HELD, PLANNED, Seance
from kit.privacy.names import typed

CALLING = "convocation"
_ANYWAY = (PLANNED, HELD)
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])\s*[h:]\s*([0-5][0-9])?", re.IGNORECASE)


def chosen(case: Case, kind: Kind, day: datetime.date | None, at: str | None) -> Seance | None:
    """Give the session of a day (and of an hour), else the next one or the last one, as the paper wants it; None for a
    paper that speaks of none. Raises UsageError when there is none, several, or when it is not yet held."""
    if kind.session is None:
        if useless := "--seance" if day else "--heure" if at else None:
            message = f"« {kind.id} » ne parle pas d’une séance : laissez « {useless} »."
            raise UsageError(message)
        return None
    if case.commission.sessions is None:
        message = "Les séances ne se lisent pas : corrigez ce que dit « kit check », puis relancez."
        raise UsageError(message)
    wanted = _hour(at) if at else None
    if day is None:
        day = _next(case, kind)
        states: tuple[str, ...] = (kind.session,)
    else:
        states = (kind.state,) if kind.state else _ANYWAY
    return _standing(case, kind, _on(case, day, wanted, states))


def _hour(said: str) -> str:
    """Give an hour as the files write it: « 14 h », « 14h30 » and « 14:30 » are typed alike; raises UsageError."""
    found = _HOUR.fullmatch(said.strip())
    if not found:
        message = f"{typed(said, 'La valeur donnée')} n’est pas une heure : écrivez par exemple « 14:30 »."
        raise UsageError(message)
    return f"{int(found[1]):02}:{found[2] or '00'}"


def offered(case: Case, kind: Kind) -> tuple[Seance, ...]:
    """Give the sessions that a paper may speak of; one that is past is no longer called."""
    states = (kind.state,) if kind.state else _ANYWAY
    first = case.as_of if kind.id == CALLING else None
    return tuple(each for each in case.sessions if each.etat in states and (first is None or each.date >= first))


def several(case: Case, session: Seance) -> bool:
    """Tell whether another session is written on the day of a session."""
    return sum(each.date == session.date for each in case.sessions) > 1


def _next(case: Case, kind: Kind) -> datetime.date:
    """Give the day of the next session, or of the last one, as a paper wants it; raises UsageError for none."""
    found = case.planned[:1] if kind.session == PLANNED else case.held[-1:]
    if found:
        return found[0].date
    message = {
        PLANNED: f"Aucune séance n’est prévue le {date(case.as_of)} ni après : planifiez la séance dans sessions.yaml, "
        "avec sa date et « etat: prevue », puis relancez.",
        HELD: f"Aucune séance n’est tenue au {date(case.as_of)} : écrivez « etat: tenue » et « presents » à la séance "
        "dans la fiche, puis relancez.",
    }[kind.session or PLANNED]
    raise UsageError(message)


def _on(case: Case, day: datetime.date, at: str | None, states: tuple[str, ...]) -> Seance:
    """Give the session of a day and of an hour; of several, one of those in the states that a paper speaks of."""
    there = [session for session in case.sessions if session.date == day]
    at_hour = [session for session in there if at is None or session.heure == at]
    found = [session for session in at_hour if session.etat in states] or at_hour
    if len(found) == 1:
        return found[0]
    hours = listing((f"« {each} »" for each in sorted({each.heure for each in there if each.heure})), "ou")
    if found and len({each.heure for each in found}) == len(found):
        message = f"Plusieurs séances le {date(day)} : dites laquelle avec « --heure » ({hours})."
    elif found:
        where = f"{case.parts.local(found[0].pointer)[0]}.yaml"
        message = f"Plusieurs séances le {date(day)} que leur heure ne distingue pas : corrigez-la dans {where}."
    elif there:
        instead = f" : donnez {hours}" if hours else " : la fiche n’en dit pas l’heure"
        message = f"Aucune séance du {date(day)} ne commence à « {at} »{instead}."
    else:
        known = listing((each.date.isoformat() for each in case.sessions[-4:]), "ou")
        instead = f", ou donnez l’une de celles qui y sont : {known}" if known else ""
        message = f"Aucune séance le {date(day)} : planifiez la séance dans sessions.yaml{instead}."
    raise UsageError(message)


def _standing(case: Case, kind: Kind, session: Seance) -> Seance:
    """Refuse a session that is not in the state that a paper speaks of."""
    if kind.state == HELD and session.etat != HELD:
        where = f"{case.parts.local(session.pointer)[0]}.yaml"
        message = (
            f"La séance du {date(session.date)} n’est pas notée tenue : écrivez « etat: tenue » et « presents » dans "
            f"{where}, puis relancez."
        )
        raise UsageError(message)
    if session.etat not in _ANYWAY:
        message = f"La séance du {date(session.date)} est notée « {session.etat} » : elle n’appelle pas ce papier."
        raise UsageError(message)
    return session
