"""The calendars to subscribe to (RFC 5545): one for the country, one for each department; the only door to icalendar.

A session that has an `id` in its file keeps its UID whatever its day, and the UID does not tell that name. Another one
keeps its own when its day or its hour moves within the year, or when its formation is filled in: it is named by its
place in the file among those of its year. No file says how long a session lasts: hours are kept for it, and its text
says so. No file says either when it was last written: LAST-MODIFIED is the last day that it tells of, and SEQUENCE
grows when a session advances (called, held, off) or is put later, and changes with any of its words.
"""

import datetime
import functools
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import icalendar

from kit.french import count, date, listing, spaced
from kit.handbook.country import Country
from kit.handbook.fragments.render import flat
from kit.handbook.page import Page, Profile, calendar_path
from kit.handbook.pages.agenda import Call, SessionRow, ordered, sessions_of
from kit.judging.case import Case
from kit.judging.deadlines import Kind
from kit.law.texts import data
from kit.law.zones import Observance, Zone, zone_of, zones
from kit.model.sessions import HELD
from kit.report.deadlines.formats import LAW, name
from kit.report.deadlines.watched import Told, Watch, Watched
from kit.report.formats.clean import clean

_END = "END:VCALENDAR\r\n"
NATIONAL = "calendrier/france.ics"
_MAKER = "-//Kit des commissions départementales//Calendrier//FR"
_HOUSE = "commissions-departementales.invalid"
# Une origine des jours, sans rapport avec le droit ; quarante-quatre ans après elle, et de quoi distinguer deux textes.
_FIRST_DAY = datetime.date(2016, 1, 1)
_DAYS, _WORDS = 2**14 - 1, 2**15 - 1
_DAY = datetime.timedelta(days=1)
# De quoi distinguer les séances d’un département ; leur nom lui-même ne sort pas.
_NAME = 16
_OF_SESSIONS = (Kind.SESSION, Kind.CALL)
_EXAMPLE = "Données d’exemple : cette séance est inventée."


def files(country: Country) -> Iterator[Page]:
    """Give the calendar of the country, then that of each department whose folder could be read."""
    filed = [(entry.case, country.sessions[entry.path]) for entry in country.by_code().values() if entry.case]
    every = ordered(row for _, rows in filed for row in rows)
    # Les deux calendriers qui ont une séance en disent la même chose.
    told = {key(row): _lines_of(row, country.profile) for row in every}
    yield Page(NATIONAL, _write("Commissions départementales", [case for case, _ in filed], every, told))
    for case, rows in filed:
        title = f"Commission départementale {case.territory.of}"
        yield Page(calendar_path(case.territory.code), _write(title, [case], rows, told))


def watched(watch: Watch) -> str:
    """Give the calendar of what falls due: the sessions and their calls as the calendars of the site have them, each
    other thing as an event of its day."""
    written = []
    for department in watch.departments:
        placed = zip(department.dues, department.each, strict=True)
        sessions = {due.session.pointer for due in department.dues if due.session and due.kind in _OF_SESSIONS}
        rows = sessions_of(department.case) if department.case else ()
        written += [_lines_of(row, Profile.INTERNE) for row in rows if row.pointer in sessions]
        others = [told for due, told in placed if due.kind not in _OF_SESSIONS]
        written += [_due_lines(told, name(department), watch.as_of) for told in others]
        written += [_unread_lines(department, watch.as_of)] if department.unread else []
    written += [_due_lines(told, LAW, watch.as_of) for told in watch.law]
    cases = [department.case for department in watch.departments if department.case]
    return _calendar("Échéances des commissions départementales", cases, written)


def _due_lines(told: Told, about: str, as_of: datetime.date) -> str:
    event = _all_day(f"{told.kind}-{told.id}", told.day, spaced(f"{about} : {told.message}"))
    event.add("categories", [str(told.kind)])
    event.add("description", spaced("\n".join(filter(None, (told.remedy, told.text)))))
    event.add("dtstamp", _midnight(as_of))
    return _text(event)


def _unread_lines(department: Watched, as_of: datetime.date) -> str:
    """Say on the day asked for what could not be read: without it, the agenda would tell that nothing is due."""
    files = listing(f"« {clean(file.rpartition('/')[-1])} »" for file in department.unread)
    said = f"{name(department)} : fiche à corriger, manque ou ne se lit pas en entier : {files}"
    named = hashlib.sha256((department.code or department.folder).encode()).hexdigest()[:_NAME]
    event = _all_day(f"fiche-{named}", as_of, spaced(said))
    event.add("categories", ["fiche"])
    event.add("description", spaced("« kit check » dit quoi y corriger."))
    event.add("dtstamp", _midnight(as_of))
    return _text(event)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _lines_of(row: SessionRow, profile: Profile) -> str:
    components = tuple(_components(row, profile))
    for component in components:
        component.add("sequence", _sequence(row, component))
        component.add("dtstamp", _midnight(row.known))
        component.add("last-modified", _midnight(row.known))
    return "".join(map(_text, components))


def _sequence(row: SessionRow, component: icalendar.Component) -> int:
    """Number a state of a session, in the 31 bits of RFC 5545: how far it is, its day, then a sum of its words."""
    step = 3 if row.off else 2 if row.state == HELD else 1 if row.call and row.call.sent else 0
    days = (row.day - _FIRST_DAY).days & _DAYS
    words = zlib.crc32(component.to_ical()) & _WORDS
    return (step * (_DAYS + 1) + days) * (_WORDS + 1) + words


def _text(component: icalendar.Component) -> str:
    raw: bytes = component.to_ical()
    return "\r\n".join(map(clean, raw.decode("utf-8").split("\r\n")))


def _write(title: str, filed: Sequence[Case], rows: Iterable[SessionRow], told: Mapping[str, str]) -> str:
    return _calendar(title, filed, [told[key(row)] for row in rows])


def _calendar(title: str, filed: Sequence[Case], written: Iterable[str]) -> str:
    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    invented = filed and all(case.commission.exemple for case in filed)
    calendar.add("x-wr-calname", f"{title} (données d’exemple)" if invented else title)
    again = datetime.timedelta(hours=int(data("maison")["calendrier_relu_heures"]))
    calendar.add("refresh-interval", again, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(again))
    # Sans aucune séance, un fuseau reste : un calendrier vide n'en serait pas un.
    used = {zone_of(case.territory.code) for case in filed} or {zones()[0]}
    offsets = (_offsets(zone) for zone in zones() if zone in used)
    return "".join((_text(calendar).removesuffix(_END), *offsets, *written, _END))


def _components(row: SessionRow, profile: Profile) -> Iterator[icalendar.Component]:
    """Give a session, and the call still to be sent, or sent, which is a task for those who run the commission."""
    event = _event(row)
    yield event
    if profile is Profile.PUBLIC or row.call is None or row.call.deadline is None:
        return
    yield _todo(row, row.call.deadline, sent=row.call.sent)
    if not row.call.sent and row.call.send:
        # Les agendas les plus courants ne montrent pas une tâche.
        yield _reminder(row, row.call.deadline, row.call.send)


def _event(row: SessionRow) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"seance-{key(row)}@{_HOUSE}")
    if row.hour:
        start = datetime.datetime.combine(row.day, datetime.time.fromisoformat(row.hour))
        zone = {"TZID": zone_of(row.code).name}
        event.add("dtstart", start, parameters=zone)
        event.add("dtend", start + datetime.timedelta(hours=_hours()), parameters=zone)
    else:
        event.add("dtstart", row.day)
        event.add("dtend", row.day + _DAY)
    event.add("summary", _title(row))
    event.add("status", _status(row))
    event.add("categories", [row.formation_fr])
    if place := flat(row.place or ""):
        event.add("location", place)
    event.add("description", "\n".join(_lines(row)))
    return event


def key(row: SessionRow) -> str:
    """Give the name of a session, which stays the same when its day moves."""
    if row.name:
        return f"{row.code.lower()}-{hashlib.sha256(row.name.encode()).hexdigest()[:_NAME]}"
    return f"{row.code.lower()}-{row.day.year}-{row.rank}"


def _hours() -> int:
    return int(data("maison")["seance_heures"])


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
    yield spaced(f"Commission départementale {row.of}, séance {row.standing_fr}.")
    if row.call:
        said = f" le {date(row.call.day)}" if row.call.day else ""
        yield spaced(f"Convocation {row.call.state.word}{said}{_latest(row.call)}.")
    if row.limit:
        yield spaced(f"Demandes à déposer jusqu’au {date(row.limit)}.")
    if row.topics:
        yield spaced("Ordre du jour :")
        yield from (f"- {flat(topic)}" for topic in row.topics)
    if row.hour:
        yield spaced(f"Durée non dite : {count(_hours(), 'heure')} par défaut.")


def _latest(call: Call) -> str:
    """Say by when a call is sent, and received; of one that is sent, by when it is received."""
    if call.deadline is None or call.send is None:
        return ""
    sending = "à recevoir au plus tard le" if call.sent else f"au plus tard le {date(call.send)}, pour être reçue le"
    return f" ({sending} {date(call.deadline)})"


def _reminder(row: SessionRow, deadline: datetime.date, send: datetime.date) -> icalendar.Event:
    """Give the last day to receive the call as an event of the day, which takes no time, says when to send it and rings
    before that."""
    event = _all_day(f"echeance-{key(row)}", deadline, _task(row), send)
    event.add("description", spaced(f"À envoyer le {date(send)} au plus tard."))
    event.add("categories", [row.formation_fr])
    event.add("related-to", f"seance-{key(row)}@{_HOUSE}")
    return event


def _all_day(uid: str, day: datetime.date, summary: str, by: datetime.date | None = None) -> icalendar.Event:
    """Give an event of a whole day that takes no time, and rings before it, or before the day `by` which to act."""
    event = icalendar.Event()
    event.add("uid", f"{uid}@{_HOUSE}")
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("summary", summary)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", (by or day) - day - datetime.timedelta(days=int(data("maison")["alerte_echeance_jours"])))
    alarm.add("description", summary)
    event.add_component(alarm)
    return event


def _todo(row: SessionRow, deadline: datetime.date, *, sent: bool) -> icalendar.Todo:
    todo = icalendar.Todo()
    todo.add("uid", f"convocation-{key(row)}@{_HOUSE}")
    todo.add("due", deadline)
    todo.add("summary", _task(row))
    todo.add("status", "COMPLETED" if sent else "NEEDS-ACTION")
    todo.add("categories", [row.formation_fr])
    todo.add("related-to", f"seance-{key(row)}@{_HOUSE}")
    return todo


def _task(row: SessionRow) -> str:
    last = f"dernier jour pour recevoir la convocation à la séance du {date(row.day)}"
    return spaced(f"{row.department} ({row.code}) : {last}")


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
