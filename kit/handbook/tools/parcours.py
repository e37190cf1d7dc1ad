"""The calendar of a way out: its durations and delays, and the plainest of them as an example (R. 121-12-10)."""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from kit.french import date
from kit.handbook.page import Here
from kit.handbook.tools.days import FIRST, LAST, after, counted, last_day, on_weekday
from kit.handbook.tools.law import Text, Wording, text
from kit.handbook.tools.phrases import PARCOURS

TEXT, CALL, INSTRUCTION = "casf-psp", "crpa-r133", "instruction-2022-7"
MOST_INTERRUPTIONS, MOST_MARGIN = 4, 180
_COLUMNS = ("periode", "du", "au", "cumul", "decision", "seance", "envoi")
_RANKS = ("autorisation", "premier", "suivant")
Day = datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcoursLaw:
    """What the tool reads of the law."""

    text: Text
    call: Text
    instruction: Text
    most_interruptions: int
    most_margin: int


def law(here: Here) -> ParcoursLaw:
    """Give the durations and delays of `kit/law`, as a page sees them."""
    return ParcoursLaw(
        text=text(TEXT, here),
        call=text(CALL, here),
        instruction=text(INSTRUCTION, here),
        most_interruptions=MOST_INTERRUPTIONS,
        most_margin=MOST_MARGIN,
    )


def columns() -> tuple[str, ...]:
    """Give the heads of the table of a way out."""
    return tuple(PARCOURS[f"col_{name}"] for name in _COLUMNS)


def example(known: ParcoursLaw, start: Day) -> Iterator[tuple[str, ...]]:
    """Give the rows of a way out that starts on a day, without interruption nor delay; none when the text of that day
    is not known. The script of the page counts any other."""
    wording = known.text.on(start)
    if wording is None or not FIRST <= start <= LAST:
        return
    call = known.call.on(start) or known.call.wordings[0]
    months, total = wording.values["autorisation_mois"], wording.values["total_mois"]
    first, end = start, last_day(start, total)
    for rank in itertools.count():
        spent = min(months * (rank + 1), total)
        last = last_day(start, spent)
        name = PARCOURS[_RANKS[min(rank, 2)]].format(rang=rank)
        yield name, date(first), date(last), counted(spent, "mois"), *_before(first, call, rank)
        if last == end:
            return
        first = after(last, 1)


def _before(first: Day, call: Wording, rank: int) -> tuple[str, str, str]:
    """Give the last days to decide an authorisation that starts on a day, to sit, to call; nothing for the first."""
    if not rank:
        return "", "", ""
    limit = after(first, -1)
    return date(limit), on_weekday(limit), on_weekday(after(limit, -call.values["convocation_jours"]))
