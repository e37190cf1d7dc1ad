"""What many rules look for alike: a line that is not there, a day before another, a term longer than the text allows;
an identifier that is not in a list is asked of `kit.yaml.guesses.Identifiers`."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kit.findings.finding import Outcome, Pointer
from kit.findings.remedy import drop, put
from kit.findings.rule import Breach
from kit.french import count, date, listing
from kit.law.terms import Overrun, last_day, overrun
from kit.law.texts import Seat
from kit.model.commission import Titulaire

Day = datetime.date


def unsaid(
    places: Iterable[Pointer], case: str, paragraph: str | None = None, *, value: Any = None, **fields: str
) -> Iterator[Breach]:
    """Say once, at the first of several places, what none of them says; nothing when there is no place. `value` is an
    example of what each of them may have."""
    silent = list(places)
    changes = tuple(put(place, value) for place in silent) if value is not None else ()
    for first in silent[:1]:
        yield Breach(
            pointer=first, case=case, outcome=Outcome.OPEN, fields=fields, paragraph=paragraph, changes=changes
        )


def settled(pointers: Iterable[Pointer], sentence: str, **fields: str) -> Iterator[Breach]:
    """Say once that what a rule rests on is only written with a doubt; who has checked takes the doubt away."""
    places = [(*pointer, "a_verifier") for pointer in pointers]
    if places:
        changes = tuple(drop(place) for place in places)
        yield Breach(pointer=places[0], case=sentence, outcome=Outcome.REVIEW, fields=fields, changes=changes)


def titled(holders: Iterable[tuple[Seat, Titulaire]]) -> str:
    """Write « Médecin » (9°) et « Juge » (8°); of one title at one seat, how many hold it, told once."""
    alike = Counter((holder.titre, seat.ordinal) for seat, holder in holders)
    return listing(f"« {title} » ({rank}{_times(number)})" for (title, rank), number in alike.items())


def entitled(titles: Iterable[str]) -> str:
    """Write « Médecin » et « Juge »; of one title, how many holders have it, told once."""
    return listing(f"« {title} »{_times(number)}" for title, number in Counter(titles).items())


def _times(number: int) -> str:
    return f", {count(number, 'titulaire')}" if number > 1 else ""


def precedes(day: Day | None, other: Day | None) -> bool:
    """Tell whether a day comes before another; one that is not written comes before none and after none."""
    return day is not None and other is not None and day < other


def too_long(start: Day, end: Day | None, years: int, as_of: Day) -> dict[str, str] | None:
    """Give what there is to say of a term of more years than the text allows (`duree`, `debut`, `fin`, `iso`), or
    None; one without an end runs until the day."""
    last = last_day(start, years)
    if (end or as_of) <= last:
        return None
    return {"duree": count(years, "an"), "debut": date(start), "fin": date(last), "iso": last.isoformat()}


def to_the_day(start: Day, end: Day | None, years: int) -> bool:
    """Tell whether a term ends on the day of the month it began."""
    return end is not None and overrun(start, end, years) is Overrun.ANNIVERSARY
