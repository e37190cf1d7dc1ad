"""What falls due soon: terms, approvals, vacancies and derogations that end."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.french import date
from kit.handbook.agenda import sessions_of
from kit.handbook.page import Here, Link
from kit.model import Commission, Titulaire
from kit.report import DepartmentReport
from kit.rules.assembly import PLANNED
from kit.rules.case import Case

HORIZON = datetime.timedelta(days=90)
_YEAR = datetime.timedelta(days=365)
_NEXT_DAY = datetime.timedelta(days=1)
_RENEWED, _TO_RENEW, _TO_DECIDE = "suite déjà écrite", "à renouveler", "à décider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One thing that ends, where, and whether what follows is written."""

    day: str
    department: Link
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
    about: str
    who: str
    follow: str


def deadlines(
    filed: Iterable[tuple[DepartmentReport, Case | None, str]], day: datetime.date, here: Here
) -> Iterator[Deadline]:
    """Give what ends, and the sessions and calls to come, within the horizon, in order of days then departments."""
    found = [
        (end.day, report.code or "", end.about, end.who, Link(report.name or report.folder, here.to(path)), end)
        for report, case, path in filed
        if case
        for end in (*_ends(case), *_meetings(case))
        if day <= end.day <= day + HORIZON
    ]
    for *_, link, end in sorted(found, key=lambda entry: entry[:4]):
        yield Deadline(day=date(end.day), department=link, about=end.about, who=end.who, follow=end.follow)


def coming(case: Case) -> Iterator[Step]:
    """Give what falls due for one commission within a year, in order of days: sessions, calls, what ends."""
    found = [*_ends(case), *_meetings(case)]
    limit = case.as_of + _YEAR
    for end in sorted(found, key=lambda each: (each.day, each.about, each.who)):
        if case.as_of <= end.day <= limit:
            yield Step(day=date(end.day), about=end.about, who=end.who, follow=end.follow)


def _meetings(case: Case) -> Iterator[_End]:
    """Give the sessions to come, and the last day of the calls that are not sent."""
    for row in sessions_of(case):
        if not row.to_come or row.state != PLANNED:
            continue
        yield _End(row.day, "séance", row.formation_fr, f"à {row.hour}" if row.hour else "heure non dite")
        if row.call and not row.call.sent and row.call.deadline:
            yield _End(
                row.call.deadline, "dernier jour de convocation", f"séance du {date(row.day)}", row.call.state.word
            )


def _ends(case: Case) -> Iterator[_End]:
    yield from _terms(case)
    yield from _approvals(case.commission)
    for vacancy in case.commission.vacances:
        seat = case.composition.seat(vacancy.siege)
        yield _End(vacancy.jusqu_au, "vacance déclarée", seat.short if seat else vacancy.siege, _TO_DECIDE)
    for derogation in case.commission.derogations:
        yield _End(derogation.jusqu_au, "dérogation", derogation.regle, _TO_DECIDE)


def _terms(case: Case) -> Iterator[_End]:
    for seat in case.composition.seats:
        for holder in case.holders(seat.id):
            if holder.mandat and holder.mandat.fin:
                about = f"mandat, {seat.ordinal} {seat.short}"
                yield _End(holder.mandat.fin, about, holder.titre, _follow(case.commission.seat(seat.id), holder))


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
        yield _End(end, "agrément", association.nom, _RENEWED if later else _TO_RENEW)
