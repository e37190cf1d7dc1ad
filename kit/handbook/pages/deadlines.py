"""What falls due soon: sessions, calls to send, and the terms, approvals, vacancies and derogations that end."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kit.french import count, date, hour, listing
from kit.handbook.country import Country, Entry
from kit.handbook.page import split
from kit.handbook.pages.agenda import SessionRow
from kit.handbook.pages.situation import HORIZON
from kit.handbook.vocabulary import rule_title
from kit.judging.case import Case
from kit.judging.excuse import renewed
from kit.model.commission import Commission, Titulaire

_YEAR = datetime.timedelta(days=365)
# Ce qui vient se lit d’un coup d’œil sur un téléphone ; le reste se déplie.
_SOON = 5
_NEXT_DAY = datetime.timedelta(days=1)
# Ce qui arrive à terme, au singulier et au pluriel.
_SESSION, _CALL, _LIMIT, _TERM, _APPROVAL, _VACANCY, _DEROGATION = _KINDS = (
    ("séance", "séances"),
    ("convocation à envoyer", "convocations à envoyer"),
    ("limite de dépôt", "limites de dépôt"),
    ("mandat", "mandats"),
    ("agrément", "agréments"),
    ("vacance", "vacances"),
    ("dérogation", "dérogations"),
)
_OF_SEAT = "mandat, "
_RENEWED, _TO_RENEW, _TO_DECIDE = "suite déjà écrite", "à renouveler", "à décider"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do, or that ends: its day, its kind, what it is, whom it is about, whether what follows is known."""

    day: datetime.date
    kind: tuple[str, str]
    about: str
    who: str
    follow: str


def deadlines(country: Country) -> list[tuple[Entry, Due]]:
    """Give what falls due in the country within the horizon, in order of days then departments."""
    day = country.report.as_of
    filed = ((entry, country.sessions[entry.path]) for entry in country.filed())
    found = [(entry, due) for entry, rows in filed for due in _all(entry.case, rows) if day <= due.day <= day + HORIZON]
    return sorted(found, key=lambda each: (each[1].day, each[0].report.code or ""))


def kinds(due: Iterable[tuple[Entry, Due]]) -> str:
    """Count what falls due, kind by kind: « 9 séances, 2 convocations à envoyer et 1 mandat »."""
    numbers = Counter(each.kind for _, each in due)
    return listing(count(numbers[kind], *kind) for kind in _KINDS if numbers[kind])


def coming(case: Case, sessions: Iterable[SessionRow]) -> list[Due]:
    """Give what falls due for one commission within a year, in order of days, then in that of the seats of the text."""
    found = [due for due in _all(case, sessions) if case.as_of <= due.day <= case.as_of + _YEAR]
    return sorted(found, key=lambda due: due.day)


def soon(case: Case, sessions: Iterable[SessionRow]) -> tuple[tuple[Due, ...], tuple[Due, ...]]:
    """Give what falls due for one commission within a year: what is to be shown at once, and what is to be unfolded."""
    return split(gathered(coming(case, sessions)), _SOON)


def gathered(found: Iterable[Due]) -> list[Due]:
    """Put together the terms that end on the same day and have the same follow-up, with their seats."""
    together: dict[tuple[object, ...], list[Due]] = {}
    for number, due in enumerate(found):
        together.setdefault((due.day, due.follow) if due.kind is _TERM else (number,), []).append(due)
    return [_joined(several) if len(several) > 1 else several[0] for several in together.values()]


def _joined(terms: list[Due]) -> Due:
    seats = dict.fromkeys(due.about.removeprefix(_OF_SEAT) for due in terms)
    return replace(terms[0], about=count(len(terms), *_TERM), who=listing(seats))


def _all(case: Case | None, sessions: Iterable[SessionRow]) -> Iterator[Due]:
    if case is None:
        return
    yield from _meetings(sessions)
    yield from _terms(case)
    yield from _approvals(case.commission)
    followed = renewed(case)
    for vacancy in case.commission.vacances:
        seat = case.composition.seat(vacancy.siege)
        follow = _RENEWED if vacancy.pointer in followed else _TO_DECIDE
        yield Due(vacancy.jusqu_au, _VACANCY, "vacance déclarée", seat.short if seat else vacancy.siege, follow)
    for derogation in case.commission.derogations:
        yield Due(derogation.jusqu_au, _DEROGATION, "dérogation", rule_title(derogation.regle), _TO_DECIDE)


def _meetings(sessions: Iterable[SessionRow]) -> Iterator[Due]:
    """Give the sessions to come, the last day of the calls that are not sent, and that to hand in a request."""
    for row in sessions:
        if not row.announced:
            continue
        when = f"à {hour(row.hour)}" if row.hour else "heure non dite"
        yield Due(row.day, _SESSION, "séance", row.formation_fr, when)
        if row.call and not row.call.sent and row.call.deadline:
            about = f"séance du {date(row.day)}"
            yield Due(row.call.deadline, _CALL, "dernier jour pour recevoir la convocation", about, row.call.state.word)
        if row.limit:
            yield Due(row.limit, _LIMIT, "dernier jour de dépôt", f"séance du {date(row.day)}", "demandes à déposer")


def _terms(case: Case) -> Iterator[Due]:
    for seat in case.composition.seats:
        for holder in case.holders(seat.id):
            if holder.mandat and holder.mandat.fin:
                about, follow = f"{_OF_SEAT}{seat.ordinal} {seat.short}", _follow(case.commission.seat(seat.id), holder)
                yield Due(holder.mandat.fin, _TERM, about, holder.titre, follow)


def _follow(others: tuple[Titulaire, ...], ending: Titulaire) -> str:
    """Say whether somebody is already written for the day after."""
    end = ending.mandat.fin if ending.mandat else None
    for other in others:
        start = other.mandat.debut if other.mandat else None
        if other.remplace == ending.id or (start and end and start == end + _NEXT_DAY):
            return _RENEWED
    return _TO_RENEW


def _approvals(commission: Commission) -> Iterator[Due]:
    """Give the approvals that end; one that a later one follows is already renewed."""
    known = commission.associations_agreees or ()
    ends = [(each.nom, each.agrement.fin) for each in known if each.agrement and each.agrement.fin]
    for name, end in ends:
        later = any(other == name and after > end for other, after in ends)
        yield Due(end, _APPROVAL, "agrément", name, _RENEWED if later else _TO_RENEW)
