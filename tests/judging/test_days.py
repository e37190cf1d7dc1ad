"""From which day to which day each finding of the faulty departments is said: a day too early or too late shows."""

import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import pytest

from kit.judging import pipeline
from kit.judging.cut import by_reading
from kit.law.texts import COMPOSITION, provision
from kit.model.department import Dossier, load
from kit.model.folder import find
from tests.conftest import DATA, golden

pytestmark = pytest.mark.proof

_DAY, _QUARTER = datetime.timedelta(days=1), datetime.timedelta(days=91)
_FIRST, _LAST = provision(COMPOSITION).versions[0].start, datetime.date(2030, 1, 1)
_WRITTEN = re.compile(r"\b20[12]\d-\d{2}-\d{2}\b")
FAMILIES = sorted(folder.name for folder in (DATA / "invalid").iterdir())

Said = frozenset[str]


def written(dossier: Dossier) -> Iterator[datetime.date]:
    """Give the days that the files write."""
    for source in dossier.sources.values():
        for day in _WRITTEN.findall(source.text):
            try:
                yield datetime.date.fromisoformat(day)
            except ValueError:
                continue


def asked(dossier: Dossier) -> list[datetime.date]:
    """Give the days to ask about: one a quarter, and those around each day written or each wording."""
    around = (*written(dossier), *(version.start for version in provision(COMPOSITION).versions))
    days = {day + _DAY * step for day in around for step in (-1, 0, 1)}
    days |= {_FIRST + _QUARTER * rank for rank in range((_LAST - _FIRST) // _QUARTER)}
    return sorted(day for day in days if _FIRST <= day <= _LAST)


def turns(said: Callable[[datetime.date], Said], start: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    """Give each day on which something else is said than the day before, between two days that differ."""
    if said(start) == said(end):
        return
    if end - start == _DAY:
        yield end
        return
    middle = start + (end - start) // 2
    yield from turns(said, start, middle)
    yield from turns(said, middle, end)


def life(dossier: Dossier) -> Iterator[str]:
    """Write what begins (« + ») and ends (« - ») to be said of a department, day after day."""
    checked = pipeline.judged(dossier, _FIRST, cases=False, shown=by_reading)

    @cache
    def said(day: datetime.date) -> Said:
        return frozenset(
            f"{f.rule} {f.outcome} {f.file.rpartition('/')[2]}{f.pointer}" + (" (dérogation)" if f.derogation else "")
            for f in pipeline.found_on(dossier, checked, day)
        )

    days = asked(dossier)
    for start, end in pairwise(days):
        for day in turns(said, start, end):
            before, after = said(day - _DAY), said(day)
            yield from (f"{day} + {each}" for each in sorted(after - before))
            yield from (f"{day} - {each}" for each in sorted(before - after))


@pytest.mark.parametrize("family", FAMILIES)
def test_each_finding_begins_and_ends_on_its_day(family: str) -> None:
    lines = []
    for folder in find(DATA / "invalid" / family, ()):
        lines += [folder.path.name, *(f"  {line}" for line in life(load(folder)))]
    golden(DATA / "golden" / "jours" / f"{family}.txt", "\n".join(lines) + "\n")
