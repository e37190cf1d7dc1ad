"""How the members are called to a session to come: on which day, whether it is done, and by when it has to be."""

import datetime
from dataclasses import dataclass

from kit.judging.case import Case
from kit.judging.proposed import called_by
from kit.model.sessions import Seance

_CALL = "crpa-r133"
Day = datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """The `day` of a call if the file says it, whether it is sent, whether it is urgent, and the last worked days on
    which to `send` it and on which the members can receive it in time (`deadline`: an advice), and the last day that
    the text allows (`limit`), all None when urgent; `delay` is that of the text, in days."""

    day: Day | None
    send: Day | None
    deadline: Day | None
    limit: Day | None
    sent: bool
    urgent: bool
    delay: int


def calling(case: Case, session: Seance) -> Calling:
    """Give how the members are called to a session to come (CRPA R. 133-8)."""
    delay = case.version_of(_CALL).number("convocation_jours")
    called = session.convocation
    day = (called.date or called.recue) if called else None
    urgent = called is not None and called.urgence
    limit = None if urgent else session.date - datetime.timedelta(days=delay)
    send, deadline = (None, None) if urgent else called_by(case, session.date)
    return Calling(
        day=day,
        send=send,
        deadline=deadline,
        limit=limit,
        sent=day is not None and day <= case.as_of,
        urgent=urgent,
        delay=delay,
    )
