"""The calendar of a way out: its durations and delays, and the plainest of them as an example (R. 121-12-10)."""

import datetime
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.french import count, date
from kit.handbook.country import Country
from kit.handbook.page import Page
from kit.handbook.tools import wordings
from kit.handbook.tools.months import FIRST, LAST, last_day, on_weekday
from kit.handbook.tools.wordings import Wording
from kit.judging.assembly import FILES
from kit.law.working_days import is_weekday, public_holidays, worked_until
from kit.model.sessions import PLANNED

TEXT, CALL, INSTRUCTION = "casf-psp", "crpa-r133", "instruction-2022-7"
MOST_INTERRUPTIONS, MOST_MARGIN = 4, 180
_RANKS = ("autorisation", "premier", "suivant")
_DAY = datetime.timedelta(days=1)


def law() -> dict[str, Any]:
    """Give what the tool reads of the law."""
    return {
        "text": wordings.text(TEXT),
        "call": wordings.text(CALL),
        "instruction": wordings.text(INSTRUCTION),
        "most_interruptions": MOST_INTERRUPTIONS,
        "most_margin": MOST_MARGIN,
        "holidays": off_days(),
    }


def off_days() -> tuple[datetime.date, ...]:
    """Give the public holidays that fall from Monday to Friday, between the bounds of the form."""
    years = range(FIRST.year, LAST.year + 1)
    return tuple(day for year in years for day in sorted(public_holidays(year)) if is_weekday(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A commission: the days, to come, of the sessions that its file plans for individual files."""

    name: str
    of: str
    days: tuple[datetime.date, ...]
    example: bool


def places(country: Country) -> dict[str, Place]:
    """Give each department that has a folder, by code, with its sessions to come that examine individual files."""
    found = {}
    for code, entry in country.by_code().items():
        if entry.case is None:
            continue
        rows = (row for row in country.sessions[entry.path] if row.to_come and row.state == PLANNED)
        days = sorted({row.day for row in rows if row.formation == FILES})
        here, example = entry.case.territory, entry.case.commission.exemple
        found[code] = Place(name=here.name, of=here.of, days=tuple(days), example=example)
    return found


def page(country: Country) -> Page:
    """Give the page of the tool, with the sessions to come of each department."""
    as_of = country.report.as_of
    known = {**law(), "places": places(country)}
    text, call = known["text"], known["call"]
    return wordings.page(
        "outils/echeancier.md",
        "parcours",
        known,
        as_of,
        usual=(text.on(as_of) or text.wordings[-1]).values,
        wording=text.on(as_of),
        call=call.on(as_of),
        said=wordings.sentences("parcours"),
        example=tuple(example(known, as_of)),
    )


def example(known: Mapping[str, Any], start: datetime.date) -> Iterator[tuple[str, ...]]:
    """Give the rows of a way out that starts on a day, without interruption nor delay; none when the text of that day
    is not known. The script of the page counts any other."""
    wording = known["text"].on(start)
    if wording is None or not FIRST <= start <= LAST:
        return
    call = known["call"].on(start) or known["call"].wordings[0]
    months, total = wording.values["autorisation_mois"], wording.values["total_mois"]
    said = wordings.sentences("parcours")
    first, end = start, last_day(start, total)
    for rank in itertools.count():
        spent = min(months * (rank + 1), total)
        last = last_day(start, spent)
        name = said[_RANKS[min(rank, 2)]].format(rang=rank)
        yield name, date(first), date(last), count(spent, "mois", "mois"), *_before(first, call, rank)
        if last == end:
            return
        first = last + _DAY


def _before(first: datetime.date, call: Wording, rank: int) -> tuple[str, str, str]:
    """Give the last worked days to decide an authorisation that starts on a day, to sit and to call; nothing for the
    first."""
    if not rank:
        return "", "", ""
    limit = worked_until(first - _DAY)
    # La décision suit la séance : elle ne se signe pas le même jour.
    session = worked_until(limit - _DAY)
    return date(limit), on_weekday(session), on_weekday(worked_until(session - call.values["convocation_jours"] * _DAY))
