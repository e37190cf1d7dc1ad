"""The stretches of time during which the composition is judged by the same wording and the same replacement."""

import datetime
import functools
from dataclasses import dataclass

from kit.errors import LawError
from kit.law.texts import COMPOSITION, MARSEILLE, REPLACEMENT, Version, composition_on, provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start` (included) to `end` (excluded): R. 121-12-7 in one wording, and what is read into it."""

    start: datetime.date
    end: datetime.date | None
    composition: Version
    replacement: Version | None
    undecided: Version | None

    @property
    def replaced(self) -> tuple[str, ...]:
        """The seats held by as many representatives of one service, none outside that time."""
        return self.replacement.replaced if self.replacement else ()

    @property
    def id(self) -> str:
        """The name of its schema: its first day."""
        return self.start.isoformat()


@functools.cache
def periods() -> tuple[Period, ...]:
    """Give all periods in order, from the first wording of R. 121-12-7 on, without gap or overlap."""
    texts = [provision(name) for name in (COMPOSITION, REPLACEMENT, MARSEILLE)]
    first = texts[0].versions[0].start
    cuts = {day for text in texts for version in text.versions for day in (version.start, version.end) if day}
    starts = sorted(day for day in cuts if day >= first)
    return tuple(_period(start, end) for start, end in zip(starts, [*starts[1:], None], strict=True))


def period_on(as_of: datetime.date) -> Period:
    """Give the period of a day; raises UsageError before the first wording."""
    composition_on(as_of)
    found = [period for period in periods() if period.start <= as_of]
    if not found:
        message = f"Aucune période ne couvre le {as_of.isoformat()}."
        raise LawError(message)
    return found[-1]


def _period(start: datetime.date, end: datetime.date | None) -> Period:
    return Period(
        start=start,
        end=end,
        composition=composition_on(start),
        replacement=provision(REPLACEMENT).in_force(start),
        undecided=provision(MARSEILLE).in_force(start),
    )
