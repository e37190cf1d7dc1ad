"""What falls due soon: terms, approvals, vacancies and derogations that end."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.findings.finding import DepartmentReport
from kit.french import count, date, hour, listing
from kit.handbook.page import Here, Link
from kit.handbook.pages.agenda import sessions_of
from kit.handbook.pages.situation import HORIZON
from kit.handbook.words import rule_title
from kit.judging.assembly import PLANNED
from kit.judging.case import Case
from kit.model.commission import Commission, Titulaire

_YEAR = datetime.timedelta(days=365)
_NEXT_DAY = datetime.timedelta(days=1)
_SESSION, _CALL, _TERM, _APPROVAL = "séance", "convocation à envoyer", "mandat", "agrément"
_VACANCY, _DEROGATION = "vacance", "dérogation"
_KINDS = {
    _SESSION: "séances",
    _CALL: "convocations à envoyer",
    _TERM: "mandats",
    _APPROVAL: "agréments",
    _VACANCY: "vacances",
    _DEROGATION: "dérogations",
}
_RENEWED, _TO_RENEW, _TO_DECIDE = "suite déjà écrite", "à renouveler", "à décider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One thing that ends, where, and whether what follows is written."""

    day: str
    department: Link
    kind: str
    about: str
    who: str
    follow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do for a commission, or one that ends."""

    day: str
    about: str
    who: str
    follow: str


@dataclass(frozen=True, slots=True)
class _End:
    day: datetime.date
    kind: str
    about: str
    who: str
    follow: str


def deadlines(
    filed: Iterable[tuple[DepartmentReport, Case | None, str]], day: datetime.date, here: Here
) -> Iterator[Deadline]:
    """Give what ends, and the sessions and calls to come, within the horizon, in order of days then departments."""
    found = [
        (end.day, report.code or "", Link(report.name or report.folder, here.to(path)), end)
        for report, case, path in filed
        if case
        for end in (*_meetings(case), *_ends(case))
        if day <= end.day <= day + HORIZON
    ]
    for *_, link, end in sorted(found, key=lambda entry: entry[:2]):
        yield Deadline(
            day=date(end.day), department=link, kind=end.kind, about=end.about, who=end.who, follow=end.follow
        )


def kinds(due: Iterable[Deadline]) -> str:
    """Count what falls due, kind by kind: « 9 séances, 2 convocations à envoyer et 1 mandat »."""
    numbers = Counter(each.kind for each in due)
    return listing(count(numbers[one], one, many) for one, many in _KINDS.items() if numbers[one])


def coming(case: Case) -> Iterator[Step]:
    """Give what falls due for one commission within a year, in order of days: sessions, calls, what ends."""
    found = [*_meetings(case), *_ends(case)]
    limit = case.as_of + _YEAR
    # Le tri garde, pour un même jour, l'ordre des sièges du texte.
    for end in sorted(found, key=lambda each: each.day):
        if case.as_of <= end.day <= limit:
            yield Step(day=date(end.day), about=end.about, who=end.who, follow=end.follow)


def _meetings(case: Case) -> Iterator[_End]:
    """Give the sessions to come, and the last day of the calls that are not sent."""
    for row in sessions_of(case):
        if not row.to_come or row.state != PLANNED:
            continue
        when = f"à {hour(row.hour)}" if row.hour else "heure non dite"
        yield _End(row.day, _SESSION, _SESSION, row.formation_fr, when)
        if row.call and not row.call.sent and row.call.deadline:
            about = f"séance du {date(row.day)}"
            yield _End(row.call.deadline, _CALL, "dernier jour de convocation", about, row.call.state.word)


def _ends(case: Case) -> Iterator[_End]:
    yield from _terms(case)
    yield from _approvals(case.commission)
    for vacancy in case.commission.vacances:
        seat = case.composition.seat(vacancy.siege)
        yield _End(vacancy.jusqu_au, _VACANCY, "vacance déclarée", seat.short if seat else vacancy.siege, _TO_DECIDE)
    for derogation in case.commission.derogations:
        yield _End(derogation.jusqu_au, _DEROGATION, _DEROGATION, rule_title(derogation.regle), _TO_DECIDE)


def _terms(case: Case) -> Iterator[_End]:
    for seat in case.composition.seats:
        for holder in case.holders(seat.id):
            if holder.mandat and holder.mandat.fin:
                about, follow = f"mandat, {seat.ordinal} {seat.short}", _follow(case.commission.seat(seat.id), holder)
                yield _End(holder.mandat.fin, _TERM, about, holder.titre, follow)


def _follow(others: tuple[Titulaire, ...], ending: Titulaire) -> str:
    """Say whether somebody is already written for the day after."""
    end = ending.mandat.fin if ending.mandat else None
    for other in others:
        start = other.mandat.debut if other.mandat else None
        if other.remplace == ending.id or (start and end and start == end + _NEXT_DAY):
            return _RENEWED
    return _TO_RENEW


def _approvals(commission: Commission) -> Iterator[_End]:
    known = commission.associations_agreees or ()
    for association in known:
        end = association.agrement.fin if association.agrement else None
        if end is None:
            continue
        later = any(
            other.nom == association.nom and other.agrement and other.agrement.fin and other.agrement.fin > end
            for other in known
        )
        yield _End(end, _APPROVAL, _APPROVAL, association.nom, _RENEWED if later else _TO_RENEW)
