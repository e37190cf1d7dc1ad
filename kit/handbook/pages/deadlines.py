"""What falls due soon, in the words of the pages: `kit.judging.deadlines` says what, for the pages as for `kit
echeances`."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.findings.finding import Pointer
from kit.french import count, date, hour, listing
from kit.handbook.country import Country, Entry
from kit.handbook.page import Profile, split
from kit.handbook.pages.agenda import SessionRow
from kit.handbook.pages.situation import HORIZON
from kit.handbook.vocabulary import rule_title, word
from kit.judging import deadlines as judged
from kit.judging.assembly import FILES, POLICY
from kit.judging.case import Case
from kit.judging.deadlines import Due, Kind

_YEAR = datetime.timedelta(days=365)
# Ce qui vient se lit d’un coup d’œil sur un téléphone ; le reste se déplie.
_SOON = 3
# Ce qui arrive à terme, au singulier et au pluriel, dans l’ordre où on le compte.
_KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.SESSION: ("séance", "séances"),
    Kind.CALL: ("convocation à envoyer", "convocations à envoyer"),
    Kind.LIMIT: ("limite de dépôt", "limites de dépôt"),
    Kind.MEETING: ("séance à prévoir", "séances à prévoir"),
    Kind.MINUTES: ("procès-verbal attendu", "procès-verbaux attendus"),
    Kind.TERM: ("mandat", "mandats"),
    Kind.APPROVAL: ("agrément", "agréments"),
    Kind.VACANCY: ("vacance", "vacances"),
    Kind.DEROGATION: ("dérogation", "dérogations"),
    Kind.FIGURES: ("relevé de chiffres", "relevés de chiffres"),
}
# Ce qui arrive, là où cela se dit toujours de même.
_SAID: Mapping[Kind, str] = {
    Kind.SESSION: "séance",
    Kind.CALL: "dernier jour pour recevoir la convocation",
    Kind.LIMIT: "dernier jour de dépôt",
    Kind.MINUTES: "procès-verbal",
    Kind.APPROVAL: "agrément",
    Kind.VACANCY: "vacance déclarée",
    Kind.DEROGATION: "dérogation",
    Kind.FIGURES: "chiffres suivis",
}
_OF_SEAT = "mandat, "
_RENEWED, _UNNAMED = "suite déjà écrite", "suite à nommer"
# Ce qui reste à faire de ce que rien ne suit.
_TO_DO = {
    Kind.MEETING: "à prévoir",
    Kind.TERM: "à renouveler",
    Kind.APPROVAL: "à renouveler",
    Kind.VACANCY: "à décider",
    Kind.DEROGATION: "à décider",
    Kind.FIGURES: "à relever",
}
_WRITE, _SEND = "à écrire", "à transmettre"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do, or that ends: its day, its kind, what it is, whom it is about, what remains to be done."""

    day: datetime.date
    kind: Kind
    about: str
    who: str
    follow: str


def deadlines(country: Country) -> list[tuple[Entry, Row]]:
    """Give what falls due in the country within the horizon, in order of days then departments."""
    until, public = country.report.as_of + HORIZON, country.profile is Profile.PUBLIC
    filed = ((entry, country.sessions[entry.path]) for entry in country.filed())
    found = [
        (entry, row) for entry, rows in filed if entry.case for row in _rows(entry.case, rows, until, public=public)
    ]
    return sorted(found, key=lambda each: (each[1].day, each[0].report.code or ""))


def kinds(due: Iterable[tuple[Entry, Row]]) -> str:
    """Count what falls due, kind by kind: « 9 séances, 2 convocations à envoyer et 1 mandat »."""
    numbers = Counter(each.kind for _, each in due)
    return listing(count(numbers[kind], *words) for kind, words in _KINDS.items() if numbers[kind])


def coming(case: Case, sessions: Sequence[SessionRow], *, public: bool) -> list[Row]:
    """Give what falls due for one commission within a year, in order of days, then in that of the seats of the text."""
    return _rows(case, sessions, case.as_of + _YEAR, public=public)


def soon(case: Case, sessions: Sequence[SessionRow], *, public: bool) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Give what falls due for one commission within a year: what is to be shown at once, and what is to be unfolded."""
    return split(gathered(coming(case, sessions, public=public)), _SOON)


def gathered(found: Iterable[Row]) -> list[Row]:
    """Put together the terms that end on the same day and have the same follow-up, with their seats."""
    together: dict[tuple[object, ...], list[Row]] = {}
    for number, due in enumerate(found):
        together.setdefault((due.day, due.follow) if due.kind is Kind.TERM else (number,), []).append(due)
    return [_joined(several) if len(several) > 1 else several[0] for several in together.values()]


def _joined(terms: list[Row]) -> Row:
    seats = dict.fromkeys(due.about.removeprefix(_OF_SEAT) for due in terms)
    return replace(terms[0], about=count(len(terms), *_KINDS[Kind.TERM]), who=listing(seats))


def _rows(case: Case, sessions: Sequence[SessionRow], until: datetime.date, *, public: bool) -> list[Row]:
    """Give what is still to come; what is overdue is told by the findings, which are on the page too."""
    by_place = {row.pointer: row for row in sessions}
    found = judged.deadlines(case, until, public=public)
    return [_row(due, by_place) for due in found if due.day >= case.as_of]


def _row(due: Due, sessions: Mapping[Pointer, SessionRow]) -> Row:
    about, who = _told(due)
    follow = _RENEWED if due.followed else _UNNAMED if due.unnamed else _TO_DO.get(due.kind, "")
    row = sessions.get(due.session.pointer) if due.session else None
    if row and due.kind is Kind.SESSION:
        who, follow = row.formation_fr, f"à {hour(row.hour)}" if row.hour else "heure non dite"
    elif row and row.call and due.kind is Kind.CALL:
        follow = row.call.state.word
    elif due.session and due.kind is Kind.MINUTES:
        follow = _SEND if due.session.pv and due.session.pv.date else _WRITE
    elif due.kind is Kind.LIMIT:
        follow = "demandes à déposer"
    return Row(due.day, due.kind, about, who, follow)


def _topic(due: Due) -> str:
    """Say what a meeting to plan is for."""
    return word("formations", POLICY if due.rule == "annee-a-completer" else FILES)


def _told(due: Due) -> tuple[str, str]:
    """Say what falls due, and whom or what it is about."""
    match due.kind:
        case Kind.MEETING:
            return count(due.number, *_KINDS[Kind.MEETING]), _topic(due)
        case Kind.TERM:
            seat = f"{due.seat.ordinal} {due.seat.short}" if due.seat else due.about
            return f"{_OF_SEAT}{seat}", due.about
        case kind:
            return _SAID[kind], _about(due)


def _about(due: Due) -> str:
    match due.kind:
        case Kind.SESSION:
            return ""
        case Kind.CALL | Kind.LIMIT | Kind.MINUTES:
            return f"séance du {date(due.session.date)}" if due.session else ""
        case Kind.DEROGATION:
            return rule_title(due.about)
        case Kind.FIGURES:
            return "relevé de l’année"
        case Kind.VACANCY if due.seat:
            return due.seat.short
    return due.about
