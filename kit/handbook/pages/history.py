"""What the files prove of a commission at each wording of the law since 2016, judged on the last day of each."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from kit.findings.finding import Outcome
from kit.french import date
from kit.handbook.page import Mark, mark
from kit.handbook.pages.paragraphs import period_fr
from kit.judging import case as cases
from kit.judging import registry
from kit.judging.case import Case
from kit.judging.judge import verdict
from kit.law.periods import Period, periods
from kit.law.texts import CERTAINTY_FR

_DAY = datetime.timedelta(days=1)
_NOT_YET = "pas encore installée"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One stretch of the law: its first day and that of the next, the day judged, the wording, the verdict then."""

    start: datetime.date
    end: datetime.date
    span: str
    judged: str
    wording: str
    state: Mark


Pasts = Mapping[str, tuple[Past, ...]]


def past(case: Case | None) -> tuple[Past, ...] | None:
    """Give the past of one department, oldest first; None when it could not be judged. To be asked of its whole files,
    before an edition takes anything out of them."""
    return tuple(_past(case, period) for period in periods() if period.start <= case.as_of) if case else None


def _past(case: Case, period: Period) -> Past:
    last = period.end - _DAY if period.end else None
    day = min(last, case.as_of) if last else case.as_of
    then = cases.build(case.commission, case.territory, day)
    state = mark(verdict(then, registry.legal_rules())) if then.installed else mark(Outcome.NOT_APPLICABLE, _NOT_YET)
    version = period.composition
    return Past(
        start=period.start,
        end=min(period.end, case.as_of) if period.end else case.as_of,
        span=period_fr(period.start, period.end if last and last <= case.as_of else None),
        judged=date(day),
        wording=f"rédaction du {date(version.start)} ({CERTAINTY_FR[version.certainty]})",
        state=state,
    )
