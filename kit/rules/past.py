"""Whether the day asked for is a past day, told without a clock."""

import datetime

from kit.law.texts import data
from kit.rules.case import Case


def is_past(case: Case) -> bool:
    """Tell whether the kit was reread after the day: what the files announce for later may then be history, and says
    nothing against that day."""
    # Une date écrite dans le dossier ne le prouve pas : un arrêté daté de 2099 suffirait à tout excuser.
    return datetime.date.fromisoformat(data("maison")["relu_le"]) > case.as_of
