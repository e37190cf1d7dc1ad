"""The calendars: valid by RFC 5545, read by two parsers, stable from one build to the next, without a private word."""

import datetime
import re
import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from kit.handbook.country import Country
from kit.handbook.data import ics
from kit.handbook.page import Page, Profile, calendar_path
from kit.law.zones import zone_of
from tests.conftest import DATA, golden
from tests.handbook.conftest import Told

# vobject n'a pas de types ; il ne sert qu'à relire.
ONE = '- {date: 2026-12-10, heure: "14:00", formation: politique, etat: prevue}\n'
TWO = '- {date: 2027-01-28, heure: "09:30", formation: individuelle, etat: prevue}\n'
_LINE = re.compile(
    r'(?P<name>[A-Z-]+)(?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]+))*:(?P<value>[^\x00-\x1f\x7f]*)'
)
_ONCE = {"VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS"}, "VTODO": {"UID", "DTSTAMP", "DUE", "STATUS"}}


def written(country: Country) -> dict[str, str]:
    return {page.path.removeprefix("calendrier/").removesuffix(".ics"): page.text for page in ics.files(country)}


def parts(text: str, name: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk(name))


def sessions(text: str) -> list[Any]:
    """Give the sessions of a calendar, without the reminders of the secretariat."""
    return [event for event in parts(text, "VEVENT") if str(event["UID"]).startswith("seance-")]


def unfolded(text: str) -> list[str]:
    """Give the content lines, every physical one being checked on the way."""
    assert text.endswith("\r\n")
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 and line.strip() for line in physical)
    return re.sub(r"\r\n ", "", text).removesuffix("\r\n").split("\r\n")


def hold_to_the_rfc(text: str) -> None:
    """Check what RFC 5545 asks of every line and of every component, without a parser."""
    open_: list[tuple[str, list[str]]] = []
    uids = []
    for line in unfolded(text):
        found = _LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            open_.append((value, []))
        elif name == "END":
            kind, names = open_.pop()
            assert kind == value
            assert all(names.count(each) == 1 for each in _ONCE.get(kind, ())), names
        else:
            open_[-1][1].append(name)
        if name == "UID":
            uids.append(value)
    assert not open_
    assert len(set(uids)) == len(uids)
    named = set(re.findall(r";TZID=([^:;]+):", text))
    assert named <= set(re.findall(r"^TZID:(.+)\r$", text, re.MULTILINE))


@pytest.mark.parametrize("code", ["38", "974"])
def test_the_calendar_of_a_department_is_golden(beside: dict[str, Page], code: str) -> None:
    golden(DATA / "golden" / "handbook" / f"{code}.ics", beside[calendar_path(code)].text.replace("\r\n", "\n"))


def _local(moment: datetime.date) -> datetime.date:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime.datetime) else moment


def test_every_calendar_holds_to_the_rfc_and_is_read_by_two_parsers(beside: dict[str, Page]) -> None:
    calendars = [page.text for path, page in beside.items() if path.endswith(".ics")]
    assert len(calendars) == 13
    for text in calendars:
        hold_to_the_rfc(text)
        theirs = vobject.readOne(text)
        theirs.validate()
        ours = parts(text, "VEVENT")
        assert [str(event["SUMMARY"]) for event in ours] == [event.summary.value for event in theirs.vevent_list]
        for name in ("dtstart", "dtend"):
            assert [_local(event[name].dt) for event in ours] == [
                _local(getattr(event, name).value) for event in theirs.vevent_list
            ]
        assert {str(todo["UID"]) for todo in parts(text, "VTODO")} == {
            todo.uid.value for todo in theirs.contents.get("vtodo", ())
        }


def test_the_country_has_the_sessions_of_all(beside: dict[str, Page]) -> None:
    calendars = {path: page.text for path, page in beside.items() if path.endswith(".ics")}
    found = {path: {str(part["UID"]) for part in parts(text, "VEVENT")} for path, text in calendars.items()}
    own = [uid for path, uids in found.items() for uid in uids if path != ics.NATIONAL]
    assert sorted(own) == sorted(found[ics.NATIONAL])


@pytest.mark.parametrize("code", ["2B", "38", "971", "972", "973", "974", "976"])
def test_an_hour_is_that_of_the_department(country: Told, code: str) -> None:
    summer = '- {date: 2027-07-01, heure: "09:30", formation: politique, etat: prevue}\n'
    found = written(country({code: ONE + summer}))
    there = ZoneInfo(zone_of(code).name)
    expected = [
        datetime.datetime(2026, 12, 10, 14, 0, tzinfo=there),
        datetime.datetime(2027, 7, 1, 9, 30, tzinfo=there),
    ]
    for text in (found[code.lower()], found["france"]):
        read = vobject.readOne(text).vevent_list
        starts = [event.dtstart.value for event in read if event.uid.value.startswith("seance-")]
        assert starts == expected
        assert [start.hour for start in starts] == [14, 9]


def test_the_country_names_every_zone_once(country: Told) -> None:
    codes = ["2A", "38", "971", "972", "973", "974", "976"]
    text = written(country(dict.fromkeys(codes, ONE)))["france"]
    hold_to_the_rfc(text)
    assert [str(part["TZID"]) for part in parts(text, "VTIMEZONE")] == [
        "Europe/Paris", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "Indian/Reunion",
        "Indian/Mayotte",
    ]  # fmt: skip


def test_a_session_without_an_hour_takes_its_day(country: Told) -> None:
    text = written(country({"38": "- {date: 2026-12-10, formation: politique, etat: prevue}\n"}))["38"]
    [event] = sessions(text)
    assert event["DTSTART"].dt == datetime.date(2026, 12, 10)
    assert "DTSTART;VALUE=DATE:20261210\r\n" in text


def test_every_event_has_an_end_and_says_when_nobody_wrote_it(beside: dict[str, Page]) -> None:
    for event in parts(beside[ics.NATIONAL].text, "VEVENT"):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        timed = isinstance(start, datetime.datetime)
        assert end - start == (datetime.timedelta(hours=2) if timed else datetime.timedelta(days=1))
        assert event["DTSTART"].params.get("TZID") == event["DTEND"].params.get("TZID")
        assert ("Durée non dite" in str(event.get("DESCRIPTION", ""))) == timed


def test_a_subscribed_calendar_says_when_it_is_to_be_read_again(beside: dict[str, Page]) -> None:
    for text in (page.text for path, page in beside.items() if path.endswith(".ics")):
        assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n" in text


def revision(country: Country) -> tuple[int, datetime.datetime]:
    [event] = sessions(written(country)["38"])
    stamps = {event[name].dt for name in ("DTSTAMP", "LAST-MODIFIED")}
    assert len(stamps) == 1
    return int(event["SEQUENCE"]), stamps.pop()


def test_a_change_is_another_revision_and_a_day_that_goes_by_is_none(country: Told) -> None:
    first = revision(country({"38": ONE}))
    assert first == revision(country({"38": ONE}, day=datetime.date(2026, 11, 24)))
    seen = {first[0]}
    for old, new in (("14:00", "15:00"), ("}", ", lieu: Préfecture}"), ("}", ", ordre_du_jour: [Bilan]}")):
        seen.add(revision(country({"38": ONE.replace(old, new)}))[0])
    assert len(seen) == 4
    called = ONE.replace("}", ", convocation: {date: 2026-11-20}}")
    after = [ONE, ONE.replace("12-10", "12-17"), called, called.replace("12-10", "12-11")]
    after += [text.replace("prevue", "tenue") for text in after[:1]] + [ONE.replace("prevue", "annulee")]
    numbers = [revision(country({"38": text}))[0] for text in after]
    assert numbers == sorted(set(numbers))
    assert all(0 <= number < 2**31 for number in numbers)
    assert revision(country({"38": called}))[1].date() == datetime.date(2026, 11, 20)


def test_the_last_day_to_call_is_an_event_that_rings_before(country: Told) -> None:
    text = written(country({"38": ONE}))["38"]
    [reminder] = [event for event in parts(text, "VEVENT") if event not in sessions(text)]
    assert (reminder["DTSTART"].dt, reminder["TRANSP"]) == (datetime.date(2026, 12, 4), "TRANSPARENT")
    assert "dernier jour pour recevoir la convocation" in reminder["SUMMARY"]
    assert reminder["DESCRIPTION"] == "À envoyer le 2 décembre 2026 au plus tard."
    [alarm] = reminder.walk("VALARM")
    assert alarm["TRIGGER"].dt == datetime.timedelta(days=-3)  # La veille de l’envoi.


@pytest.mark.parametrize(
    ("state", "more", "status"),
    [
        ("prevue", "", "TENTATIVE"),
        ("prevue", ", convocation: {date: 2026-12-01}", "TENTATIVE"),
        ("prevue", ", convocation: {date: 2026-11-20}", "CONFIRMED"),
        ("tenue", "", "CONFIRMED"),
        ("reportee", "", "CANCELLED"),
        ("annulee", "", "CANCELLED"),
    ],
)
def test_where_a_session_stands(country: Told, state: str, more: str, status: str) -> None:
    text = written(country({"38": f"- {{date: 2026-12-10, formation: politique, etat: {state}{more}}}\n"}))["38"]
    [event] = sessions(text)
    assert event["STATUS"] == status
    assert str(event["SUMMARY"]).startswith({"reportee": "Reportée", "annulee": "Annulée"}.get(state, "Isère (38)"))


@pytest.mark.parametrize(
    ("convocation", "status", "alarms"),
    [
        ("", "NEEDS-ACTION", 1),
        (", convocation: {date: 2026-12-01}", "NEEDS-ACTION", 1),
        (", convocation: {date: 2026-11-20}", "COMPLETED", 0),
        (", convocation: {urgence: true}", None, 0),
    ],
)
def test_the_call_is_a_task_with_its_last_day(country: Told, convocation: str, status: str | None, alarms: int) -> None:
    session = f"- {{date: 2026-12-10, formation: politique, etat: prevue{convocation}}}\n"
    text = written(country({"38": session}))["38"]
    todos, rung = parts(text, "VTODO"), parts(text, "VALARM")
    assert [todo["STATUS"] for todo in todos] == ([status] if status else [])
    assert len(rung) == alarms
    [event] = sessions(text)
    for todo in todos:
        assert todo["DUE"].dt == datetime.date(2026, 12, 4)
        assert todo["RELATED-TO"] == event["UID"]
    for alarm in rung:
        assert alarm["TRIGGER"].dt == datetime.timedelta(days=-3)


def test_a_session_that_is_over_or_off_asks_for_nothing(country: Told) -> None:
    states = ("tenue", "reportee", "annulee")
    text = "".join(f"- {{date: 2026-12-1{n}, formation: politique, etat: {s}}}\n" for n, s in enumerate(states))
    found = written(country({"38": text + "- {date: 2026-03-10, formation: politique, etat: prevue}\n"}))["38"]
    assert len(parts(found, "VEVENT")) == 4
    assert parts(found, "VTODO") + parts(found, "VALARM") == []


def _uids(country: Country) -> set[str]:
    return {str(part["UID"]) for name in ("VEVENT", "VTODO") for part in parts(written(country)["38"], name)}


@pytest.mark.parametrize("day", ["2026-12-11", "2027-01-14", "2028-06-01"])
def test_a_session_that_has_a_name_keeps_its_uid_from_one_year_to_another(country: Told, day: str) -> None:
    named = ONE.replace("etat: prevue", "etat: prevue, id: orientations-1")
    before = {uid for uid in _uids(country({"38": named})) if uid.startswith("seance-")}
    later = _uids(country({"38": named.replace("2026-12-10", day)}))
    assert later >= before
    assert "orientations" not in "".join(later)
    # Sans identifiant, une séance qui change d’année est une autre pour un agenda.
    assert not _uids(country({"38": ONE.replace("2026-12-10", "2027-01-14")})) & _uids(country({"38": ONE}))
    # Le nom d’une autre, et une séance sans nom, n’y changent rien.
    other = "- {date: 2026-03-12, formation: politique, etat: tenue, id: orientations-2}\n"
    assert _uids(country({"38": other + TWO + named})) >= before


def test_a_session_keeps_its_uid_when_another_is_added_or_a_day_goes_by(country: Told) -> None:
    before = _uids(country({"38": ONE}))
    assert before == {
        f"{kind}-38-2026-1@commissions-departementales.invalid" for kind in ("seance", "convocation", "echeance")
    }
    moved = ONE.replace("14:00", "16:30")
    for later in (ONE.replace("12-10", "12-11"), ONE.replace("12-10", "11-30")):
        assert _uids(country({"38": later})) >= {uid for uid in before if uid.startswith("seance-")}
    other = "- {date: 2026-03-12, formation: politique, etat: tenue}\n"
    [kept] = [uid for uid in _uids(country({"38": other + ONE})) if uid.startswith("convocation-")]
    # Avancée avant une autre de son année, une séance garde le sien.
    swapped = _uids(country({"38": other.replace("03-12", "12-15").replace("tenue", "annulee") + ONE}))
    assert kept in swapped
    assert _uids(country({"38": ONE}, day=datetime.date(2026, 11, 30))) == before
    assert _uids(country({"38": moved})) == before
    for added in (TWO + ONE, ONE + TWO, ONE + ONE.replace("politique", "mineurs"), ONE + moved):
        assert before < _uids(country({"38": added}))


def test_a_session_keeps_its_uid_when_its_formation_is_filled_in(country: Told) -> None:
    other = ONE.replace("12-10", "11-26").replace("politique", "individuelle")
    told = _uids(country({"38": ONE + other + TWO}))
    for untold in (
        ONE.replace("formation: politique, ", "") + other + TWO,
        ONE + other.replace("individuelle", "mineurs") + TWO,
    ):
        assert _uids(country({"38": untold})) == told


@pytest.mark.parametrize(
    "hostile",
    [
        "ligne\\nautre\\nBEGIN:VEVENT\\nSUMMARY:faux",
        'virgule, point-virgule; deux-points: barre \\\\ guillemet \\" et \\\\n littéral',
        "é" * 400,
        "😀🇫🇷" * 60,
        "END:VCALENDAR",
        "=?utf-8?b?ZmF1eA==?= %0D%0A {{ 7 * 7 }}",
    ],
)
def test_a_hostile_text_stays_in_its_place(country: Told, hostile: str) -> None:
    session = ONE.replace("}", f', lieu: "{hostile}", ordre_du_jour: ["{hostile}", "suite"]}}')
    text = written(country({"38": session}))["38"]
    hold_to_the_rfc(text)
    [event] = sessions(text)
    other = next(each for each in vobject.readOne(text).vevent_list if each.uid.value == event["UID"])
    assert str(event["LOCATION"]) == other.location.value
    assert str(event["DESCRIPTION"]) == other.description.value
    assert str(event["DESCRIPTION"]).splitlines()[-3:-1] == [f"- {event['LOCATION']}", "- suite"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x09]", str(event["LOCATION"]))


def test_a_text_is_read_back_as_it_was_written(country: Told) -> None:
    place = "Préfecture ; salle 3, 2e étage : « Conseil » \\ 100 % 😀"
    session = ONE.replace("}", f", lieu: '{place}'}}")
    [event] = sessions(written(country({"38": session}))["38"])
    assert str(event["LOCATION"]) == place


def test_a_department_without_a_session_has_a_calendar_to_subscribe_to(country: Told) -> None:
    found = written(country({"38": "[]\n"}))
    assert set(found) == {"38", "france"}
    for text in found.values():
        hold_to_the_rfc(text)
        assert parts(text, "VEVENT") == []
        assert len(parts(text, "VTIMEZONE")) == 1


def test_nothing_private_is_written(country: Told) -> None:
    text = """\
- date: 2026-10-01
  lieu: "Chez Mme 06 12 34 56 78"
  formation: individuelle
  etat: tenue
  ordre_du_jour: ["Suite de dossier-zx-41"]
  presents: [magistrat-99]
  pouvoirs: [{de: medecin-98, a: magistrat-99}]
  dossiers: [{reference: "dossier-zx-41", avis: favorable, motif: "secret-77"}]
  pv: {date: 2026-10-31, transmis: 2026-10-30}
"""
    for profile in Profile:
        found = written(country({"38": text + ONE}, profile))
        for secret in ("06 12", "zx-41", "magistrat", "medecin", "favorable", "secret", "1031", "31 octobre"):
            assert all(secret not in calendar for calendar in found.values()), secret


def test_the_public_has_the_sessions_without_the_tasks_of_the_secretariat(country: Told) -> None:
    inside, outside = (written(country({"38": ONE + TWO}, profile))["38"] for profile in Profile)
    hold_to_the_rfc(outside)
    assert len(parts(inside, "VTODO")) == len(parts(inside, "VALARM")) == 2
    assert parts(outside, "VTODO") + parts(outside, "VALARM") == []
    assert [part["UID"] for part in parts(outside, "VEVENT")] == [part["UID"] for part in sessions(inside)]


def test_invented_data_say_so(country: Told) -> None:
    text = written(country({"38": ONE}))["38"]
    [event] = sessions(text)
    assert str(event["DESCRIPTION"]).startswith("Données d’exemple")
    assert "(données d’exemple)" in str(Calendar.from_ical(text)["X-WR-CALNAME"])


def test_two_builds_give_the_same_bytes_wherever_the_machine_stands(
    country: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = country({"974": ONE, "38": ONE + TWO})
    before = written(found)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        assert written(found) == before
    time.tzset()
