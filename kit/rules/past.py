"""Whether the day asked for is a past day, told without a clock, from the files themselves."""

import datetime

from kit.law.texts import data
from kit.rules.case import Case


def is_past(case: Case) -> bool:
    """Tell whether the files were written after the day: the kit was reread, an order signed or a session held
    after it. What they announce for later may then be history, and says nothing against that day."""
    reread = datetime.date.fromisoformat(data("maison")["relu_le"])
    orders = (order.date for order in case.commission.arretes or () if order.date)
    sessions = (session.date for session in case.sessions if session.etat == "tenue")
    return any(day > case.as_of for day in (reread, *orders, *sessions))
