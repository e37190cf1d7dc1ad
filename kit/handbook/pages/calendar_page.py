"""The calendar: sessions to come month by month, then those past year by year, and what to filter on; a year of many
sessions has a page of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kit.french import count, date, hour, listing, month, weekday
from kit.handbook.data import ics
from kit.handbook.fragments import render
from kit.handbook.page import CALENDAR, Here, Link, Mark, Page, Ready, calendar_path
from kit.handbook.pages.agenda import FORMATIONS_FR, Call, SessionRow, ordered, sessions_of
from kit.handbook.pages.country import Country
from kit.judging.case import Case

# Les séances d'une année pour une douzaine de départements se lisent encore d'une traite.
_LONG = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A session as the page shows it; `code` and `formation` are what the filters look at."""

    code: str
    formation: str
    day: str
    hour: str
    department: Link
    subject: str
    topics: str
    place: str
    state: str
    off: bool
    call: Mark | None
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The sessions of a month, or of a year; those of a long year are elsewhere."""

    title: str
    lines: tuple[Line, ...]
    elsewhere: Link | None = None


Rows = Sequence[SessionRow]


def pages(country: Country) -> Iterator[Page]:
    """Give the page of the calendar, then those of the long years."""
    filed = country.by_code()
    ways = {code: path for code, (_, _, path) in filed.items()}
    cases = [case for _, case, _ in filed.values() if case]
    rows = ordered(row for case in cases for row in sessions_of(case))
    past = {year: tuple(each) for year, each in groupby((r for r in reversed(rows) if not r.to_come), key=_year)}
    long = {year: each for year, each in past.items() if len(each) > _LONG}
    # Toutes les pages ont les mêmes filtres : un choix passe de l'une à l'autre.
    common = {**_filters(rows), "all_examples": bool(cases) and all(case.commission.exemple for case in cases)}
    yield _calendar(country, cases, rows, past, ways, common)
    for year, each in long.items():
        yield _of_a_year(country, year, each, ways, common)


def _year(row: SessionRow) -> str:
    return str(row.day.year)


def _year_path(year: str) -> str:
    return f"calendrier/{year}.md"


def _calendar(
    country: Country,
    cases: Sequence[Case],
    rows: Rows,
    past: Mapping[str, Rows],
    ways: Mapping[str, str],
    common: Mapping[str, Any],
) -> Page:
    here = Here(CALENDAR)
    coming = [row for row in rows if row.to_come]
    stretches = tuple(_past(year, each, ways, here) for year, each in past.items())
    shown = len(coming) + sum(len(stretch.lines) for stretch in stretches)
    return render.page(
        CALENDAR,
        "calendrier",
        day=date(country.report.as_of),
        number=_number(shown) + (" sur cette page" if shown < len(rows) else ""),
        **common,
        coming=_stretches(coming, lambda row: month(row.day).capitalize(), ways, here),
        past=stretches,
        national=here.link("France entière", ics.NATIONAL),
        silent=listing(_named(case) for case in cases if not case.sessions),
        calendars=tuple(here.link(_named(case), calendar_path(case.territory.code)) for case in cases),
    )


def _of_a_year(country: Country, year: str, rows: Rows, ways: Mapping[str, str], common: Mapping[str, Any]) -> Page:
    here = Here(_year_path(year))
    return render.page(
        here.path,
        "calendrier-annee",
        year=year,
        day=date(country.report.as_of),
        calendar=here.link("Tout le calendrier", CALENDAR),
        number=_number(len(rows)),
        **common,
        past=_stretches(rows, lambda row: month(row.day).capitalize(), ways, here),
    )


def _number(rows: int) -> str:
    return count(rows, "séance") if rows else "Aucune séance"


def _filters(rows: Rows) -> dict[str, Any]:
    """Give what sessions can be filtered on."""
    codes = {row.code: row.department for row in sorted(rows, key=lambda row: row.code)}
    kinds = {row.formation for row in rows}
    return {
        "departments": tuple((code, f"{name} ({code})") for code, name in codes.items()),
        "formations": tuple((kind, label) for kind, label in FORMATIONS_FR.items() if kind in kinds),
    }


def _past(year: str, rows: Rows, ways: Mapping[str, str], here: Here) -> Stretch:
    if len(rows) > _LONG:
        link = here.link(f"Les {count(len(rows), 'séance')} de {year}", _year_path(year))
        return Stretch(title=year, lines=(), elsewhere=link)
    return Stretch(title=year, lines=tuple(_line(row, here.to(ways[row.code])) for row in rows))


def _named(case: Case) -> str:
    return f"{case.territory.name} ({case.territory.code})"


def _stretches(
    rows: Iterable[SessionRow], title: Callable[[SessionRow], str], ways: Mapping[str, str], here: Here
) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(title=said, lines=tuple(_line(row, here.to(ways[row.code])) for row in group))
        for said, group in groupby(rows, key=title)
    )


def _line(row: SessionRow, way: Ready) -> Line:
    return Line(
        code=row.code,
        formation=row.formation,
        day=weekday(row.day),
        hour=hour(row.hour) if row.hour else ("heure non dite" if row.to_come else ""),
        department=Link(row.department, way),
        subject=row.formation_fr,
        topics=" ; ".join(row.topics) if row.to_come else "",
        place=row.place or "",
        state=row.state_fr,
        off=row.off,
        call=row.call.state if row.call else None,
        days=_days(row.call) if row.call else (),
    )


def _days(call: Call) -> tuple[str, ...]:
    """Say when the members are called, and the last day to do so as long as they are not."""
    said = f"le {date(call.day)}" if call.day else ""
    limit = f"date limite : {date(call.deadline)}" if call.deadline and not call.sent else ""
    return tuple(filter(None, (said, limit)))
