"""How long the periods of the files last: where a text gives one a length, the last day that it has then."""

import datetime

from kit.errors import UsageError
from kit.findings.finding import Pointer
from kit.law.terms import last_day
from kit.law.texts import composition_on, data, provision

Day = datetime.date
_APPROVAL = "casf-agrement"


def last_of(pointer: Pointer, start: Day) -> Day | None:
    """Give the last day, included, of the period that stands at a place of the files and starts on a day, when it lasts
    as long as it may; None where no text says how long that is."""
    years = _years(pointer, start)
    try:
        return last_day(start, years) if years else None
    except (OverflowError, ValueError):  # Aucun calendrier ne va si loin.
        return None


def _years(pointer: Pointer, start: Day) -> int | None:
    match pointer:
        case ("membres", str(seat), int(), "mandat"):
            return _term(seat, start)
        case ("commission", "associations_agreees", int(), "agrement"):
            wordings = provision(_APPROVAL)
            return (wordings.in_force(start) or wordings.versions[0]).number("duree_annees")
        case ("commission", "vacances", int()):
            return int(data("maison")["derogation_max_annees"])
    return None


def _term(seat: str, start: Day) -> int | None:
    """Give the years of a term of a seat that is on the list; those of another seat end with its function."""
    try:
        version = composition_on(start)
    except UsageError:
        return None
    known = version.seat(seat)
    return version.term_years if known and known.listed else None
