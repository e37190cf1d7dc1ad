"""The calendars to subscribe to (RFC 5545): one for the country, one for each department; the only door to icalendar.

A session keeps its UID as long as its day and its formation stay. How long it lasts is not known, so it is not said.
"""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import icalendar

from kit.french import date, spaced
from kit.handbook.country import Country
from kit.handbook.fragments.render import flat
from kit.handbook.page import Page, Profile, calendar_path
from kit.handbook.pages.agenda import SessionRow, ordered, sessions_of
from kit.judging.assembly import HELD
from kit.judging.case import Case
from kit.law.zones import Observance, Zone, zone_of, zones
from kit.report.formats.clean import clean

_END = "END:VCALENDAR\r\n"
NATIONAL = "calendrier/france.ics"
_MAKER = "-//Kit des commissions départementales//Calendrier//FR"
_HOUSE = "commissions-departementales.invalid"
_EXAMPLE = "Données d’exemple : cette séance est inventée."


def files(country: Country) -> Iterator[Page]:
    """Give the calendar of the country, then that of each department whose folder could be read."""
    filed = [(case, sessions_of(case)) for _, case, _ in country.by_code().values() if case]
    every = ordered(row for _, rows in filed for row in rows)
    # Les deux calendriers qui ont une séance en disent la même chose.
    told = {_key(row): _lines_of(row, country) for row in every}
    yield Page(NATIONAL, _write("Commissions départementales", [case for case, _ in filed], every, told))
    for case, rows in filed:
        name = f"Commission départementale {case.territory.of}"
        yield Page(calendar_path(case.territory.code), _write(name, [case], rows, told))


def _lines_of(row: SessionRow, country: Country) -> str:
    stamp = datetime.datetime.combine(country.report.as_of, datetime.time(), datetime.UTC)
    components = tuple(_components(row, country.profile))
    for component in components:
        component.add("dtstamp", stamp)
    return "".join(map(_text, components))


def _text(component: icalendar.Component) -> str:
    raw: bytes = component.to_ical()
    return "\r\n".join(map(clean, raw.decode("utf-8").split("\r\n")))


def _write(name: str, filed: Sequence[Case], rows: Iterable[SessionRow], told: Mapping[str, str]) -> str:
    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    invented = filed and all(case.commission.exemple for case in filed)
    calendar.add("x-wr-calname", f"{name} (données d’exemple)" if invented else name)
    # Sans aucune séance, un fuseau reste : un calendrier vide n'en serait pas un.
    used = {zone_of(case.territory.code) for case in filed} or {zones()[0]}
    offsets = (_offsets(zone) for zone in zones() if zone in used)
    return "".join((_text(calendar).removesuffix(_END), *offsets, *(told[_key(row)] for row in rows), _END))


def _components(row: SessionRow, profile: Profile) -> Iterator[icalendar.Component]:
    """Give a session, and the call still to be sent, or sent, which is a task for those who run the commission."""
    event = _event(row)
    yield event
    if profile is Profile.PUBLIC or row.call is None or row.call.deadline is None:
        return
    if not row.call.sent:
        event.add_component(_alarm(row, row.call.deadline))
    yield _todo(row, row.call.deadline, sent=row.call.sent)


def _event(row: SessionRow) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"seance-{_key(row)}@{_HOUSE}")
    if row.hour:
        start = datetime.datetime.combine(row.day, datetime.time.fromisoformat(row.hour))
        event.add("dtstart", start, parameters={"TZID": zone_of(row.code).name})
    else:
        event.add("dtstart", row.day)
    event.add("summary", _title(row))
    event.add("status", _status(row))
    event.add("categories", [row.formation_fr])
    if place := flat(row.place or ""):
        event.add("location", place)
    event.add("description", "\n".join(_lines(row)))
    return event


def _key(row: SessionRow) -> str:
    return f"{row.code.lower()}-{row.day.isoformat()}-{row.formation}-{row.number}"


def _title(row: SessionRow) -> str:
    said = f"{row.state_fr.capitalize()} : " if row.off else ""
    return spaced(f"{said}{row.department} ({row.code}) : {row.formation_fr[0].lower()}{row.formation_fr[1:]}")


def _status(row: SessionRow) -> str:
    if row.off:
        return "CANCELLED"
    firm = row.state == HELD or (row.call is not None and row.call.sent)
    return "CONFIRMED" if firm else "TENTATIVE"


def _lines(row: SessionRow) -> Iterator[str]:
    if row.example:
        yield spaced(_EXAMPLE)
    yield spaced(f"Commission départementale {row.of}, séance {row.state_fr}.")
    if row.call:
        said = f" le {date(row.call.day)}" if row.call.day else ""
        limit = f" (date limite : {date(row.call.deadline)})" if row.call.deadline else ""
        yield spaced(f"Convocation {row.call.state.word}{said}{limit}.")
    if row.topics:
        yield spaced("Ordre du jour :")
        yield from (f"- {flat(topic)}" for topic in row.topics)


def _alarm(row: SessionRow, deadline: datetime.date) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", deadline - row.day)
    alarm.add("description", _task(row))
    return alarm


def _todo(row: SessionRow, deadline: datetime.date, *, sent: bool) -> icalendar.Todo:
    todo = icalendar.Todo()
    todo.add("uid", f"convocation-{_key(row)}@{_HOUSE}")
    todo.add("due", deadline)
    todo.add("summary", _task(row))
    todo.add("status", "COMPLETED" if sent else "NEEDS-ACTION")
    todo.add("categories", [row.formation_fr])
    todo.add("related-to", f"seance-{_key(row)}@{_HOUSE}")
    return todo


def _task(row: SessionRow) -> str:
    return spaced(f"{row.department} ({row.code}) : dernier jour pour convoquer à la séance du {date(row.day)}")


@functools.cache
def _offsets(zone: Zone) -> str:
    """Give the lines of a zone, the same in all calendars."""
    timezone = icalendar.Timezone()
    timezone.add("tzid", zone.name)
    for observance in zone.observances:
        timezone.add_component(_observance(observance))
    return _text(timezone)


def _observance(observance: Observance) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    part = icalendar.TimezoneDaylight() if observance.summer else icalendar.TimezoneStandard()
    part.add("dtstart", observance.start)
    part.add("tzname", observance.name)
    part.add("tzoffsetfrom", observance.before)
    part.add("tzoffsetto", observance.after)
    if observance.recurrence:
        part.add("rrule", icalendar.vRecur.from_ical(observance.recurrence))
    return part
