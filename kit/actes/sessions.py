"""Which session a paper speaks of."""

import datetime

from kit.actes.catalogue import Kind
from kit.errors import UsageError
from kit.french import date, hour, listing
from kit.judging.assembly import HELD, PLANNED
from kit.judging.case import Case
from kit.model.sessions import Seance

_ANYWAY = (PLANNED, HELD)


def chosen(case: Case, kind: Kind, day: datetime.date | None, at: str | None) -> Seance | None:
    """Give the session of a day (and of an hour), else the next one or the last one, as the paper wants it; None for a
    paper that speaks of none. Raises UsageError when there is none, several, or when it is not yet held."""
    if kind.session is None:
        if day is not None:
            message = f"« {kind.id} » ne parle pas d’une séance : laissez « --seance »."
            raise UsageError(message)
        return None
    if case.commission.sessions is None:
        message = (
            "sessions.yaml ne donne aucune séance qui se lise : planifiez la séance dans sessions.yaml, ou corrigez ce "
            "que dit « kit check », puis relancez."
        )
        raise UsageError(message)
    return _standing(kind, _on(case, day, at) if day else _next(case, kind))


def _next(case: Case, kind: Kind) -> Seance:
    found = case.planned[:1] if kind.session == PLANNED else case.held[-1:]
    if found:
        return found[0]
    message = {
        PLANNED: f"Aucune séance n’est prévue le {date(case.as_of)} ni après : planifiez la séance dans sessions.yaml, "
        "avec sa date et « etat: prevue », puis relancez.",
        HELD: f"Aucune séance n’est tenue au {date(case.as_of)} : écrivez « etat: tenue » et « presents » à la séance "
        "dans sessions.yaml, puis relancez.",
    }[kind.session or PLANNED]
    raise UsageError(message)


def _on(case: Case, day: datetime.date, at: str | None) -> Seance:
    there = [session for session in case.sessions if session.date == day]
    found = [session for session in there if at is None or session.heure == at]
    if len(found) == 1:
        return found[0]
    if found:
        hours = listing((hour(each.heure) if each.heure else "sans heure" for each in found), "ou")
        message = f"Plusieurs séances le {date(day)} : dites laquelle avec « --heure » ({hours})."
    elif there:
        message = f"Aucune séance du {date(day)} ne commence à « {at} »."
    else:
        known = listing((each.date.isoformat() for each in case.sessions[-4:]), "ou")
        instead = f", ou donnez l’une de celles qui y sont : {known}" if known else ""
        message = f"Aucune séance le {date(day)} : planifiez la séance dans sessions.yaml{instead}."
    raise UsageError(message)


def _standing(kind: Kind, session: Seance) -> Seance:
    """Refuse a session that is not in the state that a paper speaks of."""
    if kind.state == HELD and session.etat != HELD:
        message = (
            f"La séance du {date(session.date)} n’est pas notée tenue : écrivez « etat: tenue » et « presents » dans "
            "sessions.yaml, puis relancez."
        )
        raise UsageError(message)
    if session.etat not in _ANYWAY:
        message = f"La séance du {date(session.date)} est notée « {session.etat} » : elle n’appelle pas ce papier."
        raise UsageError(message)
    return session
