"""The calendar: sessions to come month by month, then those past year by year, and what to filter on; a year of many
sessions has a page of its own."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kit.french import capital, date, listing, month
from kit.handbook.country import Country
from kit.handbook.data import ics
from kit.handbook.fragments import render
from kit.handbook.page import CALENDAR, Page, calendar_path
from kit.handbook.pages.agenda import SessionRow, ordered
from kit.handbook.vocabulary import words

# Les séances d'une année pour une douzaine de départements se lisent encore d'une traite.
_LONG = 100
# Ce qui se lit sous un même titre : un mois, une année.
Stretches = tuple[tuple[str, tuple[SessionRow, ...]], ...]


def pages(country: Country) -> Iterator[Page]:
    """Give the page of the calendar, then those of the long years."""
    filed = country.by_code()
    cases = [entry.case for entry in filed.values() if entry.case]
    rows = ordered(row for entry in filed.values() for row in country.sessions[entry.path])
    coming = [row for row in rows if row.to_come]
    latest_first = [row for row in reversed(rows) if not row.to_come]
    past = {year: tuple(each) for year, each in groupby(latest_first, lambda row: str(row.day.year))}
    # Toutes les pages ont les mêmes filtres : un choix passe de l'une à l'autre.
    common = {
        **_filters(rows),
        "day": date(country.report.as_of),
        "all_examples": bool(cases) and all(case.commission.exemple for case in cases),
        "filed": filed,
        "home": country.home,
    }
    yield render.page(
        CALENDAR,
        "calendrier",
        **common,
        total=len(rows),
        number=len(coming) + sum(len(each) for each in past.values() if len(each) <= _LONG),
        coming=_by_month(coming),
        past=past,
        long=_LONG,
        national=ics.NATIONAL,
        cases=cases,
        silent=listing(f"{case.territory.name} ({case.territory.code})" for case in cases if not case.sessions),
        ics=calendar_path,
    )
    for year, each in past.items():
        if len(each) > _LONG:
            path = f"calendrier/{year}.md"
            yield render.page(path, "calendrier-annee", **common, year=year, number=len(each), past=_by_month(each))


def _filters(rows: Sequence[SessionRow]) -> dict[str, Any]:
    """Give what sessions can be filtered on."""
    kinds = {row.formation for row in rows}
    return {
        "departments": {row.code: row.department for row in sorted(rows, key=lambda row: row.code)},
        "formations": [kind for kind in words("libelles")["formations"] if kind in kinds],
    }


def _by_month(rows: Sequence[SessionRow]) -> Stretches:
    return tuple((capital(said), tuple(group)) for said, group in groupby(rows, lambda row: month(row.day)))
