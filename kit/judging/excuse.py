"""Vacancies and derogations: when they count, and for which breach; they lower a weight, never an outcome."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach, Rule, Scope, Subject
from kit.french import date, more_than, quoted, years
from kit.judging.case import Case
from kit.judging.placeholder import says_nothing
from kit.law.terms import Overrun, last_day, overrun
from kit.law.texts import data
from kit.model.commission import Derogation, Vacance, covers

VACANT = "siege-sans-titulaire"
_NEXT_DAY = datetime.timedelta(days=1)
Said = Mapping[str, tuple[Outcome, tuple[Breach, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Case):
    """A case once the rules of law have spoken: `said` gives the outcome and the breaches of each."""

    said: Said = field(default_factory=dict)


def judged(case: Case, said: Said) -> Judged:
    """Give a case what the rules of law said of it."""
    known = {here.name: getattr(case, here.name) for here in dataclasses.fields(case)}
    return Judged(**known, said=said)


def admits(rule: Rule) -> bool:
    """Tell whether a rule can be derogated from: not those of reading, of the country, nor those of the kit."""
    return rule.check is not None and rule.scope is Scope.DEPARTMENT and rule.subject is Subject.CASE


def vacant(case: Case) -> frozenset[str]:
    """Give the seats whose declared vacancy counts on the day."""
    return frozenset(each.siege for each in case.commission.vacances if vacancy_counts(each, case))


def given(rule: Rule, breach: Breach, case: Case) -> str | None:
    """Give the reason written for a breach, while its term runs."""
    if not admits(rule):
        return None
    if rule.id == VACANT:
        for vacance in case.commission.vacances:
            if vacance.siege == breach.siege and vacancy_counts(vacance, case):
                return vacance.motif
    for derogation in case.commission.derogations:
        same = derogation.regle == rule.id and derogation.siege in (None, breach.siege)
        if same and derogation_counts(derogation, case):
            return derogation.motif
    return None


def vacancy_counts(vacance: Vacance, case: Case) -> bool:
    """Tell whether a vacancy runs on the day, for no longer than it may, and says why."""
    runs = covers(vacance.depuis, vacance.jusqu_au, case.as_of) and not _too_long(vacance.depuis, vacance.jusqu_au)
    return runs and not unsaid(vacance)


def uncounted(case: Case, seat: str) -> str:
    """Say why the vacancy written for a seat does not count on the day: of several, the nearest to it."""
    written = [each for each in case.commission.vacances if each.siege == seat]
    near = max(written, key=lambda each: (each.depuis <= case.as_of, each.jusqu_au))
    if case.as_of < near.depuis:
        return f"elle ne commence que le {date(near.depuis)}"
    if case.as_of > near.jusqu_au:
        return f"elle va jusqu’au {date(near.jusqu_au)}"
    if _too_long(near.depuis, near.jusqu_au):
        return f"elle dure {more_than(years(_most_years()))}"
    return f"elle ne dit encore rien sous {quoted(unsaid(near))}"


def derogation_counts(derogation: Derogation, case: Case) -> bool:
    """Tell whether a derogation runs on the day, for no longer than it may, and says why."""
    runs = case.as_of <= derogation.jusqu_au and not _too_long(case.as_of, derogation.jusqu_au)
    return runs and not unsaid(derogation)


def unsaid(exception: Vacance | Derogation) -> list[str]:
    """Give the keys under which an exception says nothing yet: « À venir » is no reason, and no decision."""
    texts = {"motif": exception.motif, "autorite": exception.autorite, "document": exception.document}
    return [key for key, text in texts.items() if text is not None and says_nothing(text)]


def latest(start: datetime.date) -> datetime.date:
    """Give the last day, included, of an exception that starts on a day and lasts as long as it may."""
    return last_day(start, _most_years())


def outlasts(start: datetime.date, end: datetime.date) -> Overrun | None:
    """Tell how an exception outlasts what it may, or None; one that ends on the day it began still counts."""
    return overrun(start, end, _most_years())


def _most_years() -> int:
    return int(data("maison")["derogation_max_annees"])


def _too_long(start: datetime.date, end: datetime.date) -> bool:
    return outlasts(start, end) is Overrun.BEYOND


def renewed(case: Case) -> frozenset[Pointer]:
    """Give the places of the vacancies and of the derogations that a later one follows: an empty seat stays empty, or a
    rule not kept, by a new decision."""
    return frozenset((*_vacancies_renewed(case), *_derogations_renewed(case)))


def _derogations_renewed(case: Case) -> Iterator[Pointer]:
    """Give the places of the derogations that one of the same rule, for the same seat or for all, outlasts: no file
    says when a derogation begins."""
    for derogation in case.commission.derogations:
        if any(
            later.regle == derogation.regle
            and later.siege in (None, derogation.siege)
            and later.jusqu_au > derogation.jusqu_au
            for later in case.commission.derogations
        ):
            yield derogation.pointer


def _vacancies_renewed(case: Case) -> Iterator[Pointer]:
    """Give the places of the vacancies that one of the same seat follows, no later than the next day."""
    # De la dernière à la première : de chaque siège, le jour où commence celle qui suit, puis celle qui la suit.
    after: dict[str, tuple[datetime.date, datetime.date | None]] = {}
    for vacance in sorted(case.commission.vacances, key=lambda each: each.depuis, reverse=True):
        start, later = after.get(vacance.siege, (vacance.depuis, None))
        if start > vacance.depuis:
            start, later = vacance.depuis, start
        after[vacance.siege] = (start, later)
        if later and later <= vacance.jusqu_au + _NEXT_DAY:
            yield vacance.pointer


def seat_name(case: Case, seat_id: str) -> str:
    """Give the short name of a seat, or its id when the wording of the day does not know it."""
    seat = case.composition.seat(seat_id)
    return seat.short if seat else seat_id
