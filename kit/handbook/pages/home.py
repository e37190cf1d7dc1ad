"""The home page: where to go from it, the country on the day, its map, what it must do."""

from collections.abc import Iterator

from kit.findings.finding import Outcome, Report, Result
from kit.french import date
from kit.handbook.country import Country, Entry
from kit.handbook.fragments import carte, render
from kit.handbook.page import FIRST, READING_ORDER, WORST_FIRST, Here, Mark, Page, counted, mark, split
from kit.handbook.pages import verdict
from kit.handbook.pages.deadlines import deadlines, kinds
from kit.handbook.pages.situation import HORIZON, INSTALLED, installation
from kit.judging.case import Case
from kit.rules.agrements import runs, start_known

HOME = "index.md"
_NAMED = 2
# Un dossier qui n'est pas en ordre, les premières règles qui le disent, et combien d'autres.
Concern = tuple[Entry, list[Result], int]


def page(country: Country) -> Page:
    """Give the home page."""
    report, filed = country.report, country.by_code()
    shown = carte.areas(filed, Here(HOME))
    due = tuple(deadlines(country))
    return render.page(
        HOME,
        "accueil",
        day=date(report.as_of),
        report=report,
        first=FIRST,
        named=verdict.name,
        invented=tuple(verdict.name(found) for found in report.departments if found.example),
        filed=filed,
        # « À vérifier » et « non renseigné » ne sont jamais parmi ceux qui sont conformes.
        installed=sum(installation(entry.case) == INSTALLED for entry in filed.values()),
        conform=sum(carte.state(entry) is carte.State.CONFORM for entry in filed.values()),
        areas=shown,
        map=carte.outlines(),
        legend=carte.legend(shown),
        outcomes=tuple(_outcomes(report)),
        attention=split(_attention(country)),
        horizon=HORIZON.days,
        horizon_end=date(report.as_of + HORIZON),
        deadlines=split(due),
        due=kinds(due),
        unapproved=_approving(filed, approved=False),
        approval_unknown=_approving(filed, approved=None),
    )


def _outcomes(report: Report) -> Iterator[tuple[Mark, int]]:
    """Give the verdict of every folder, those of no department included."""
    for each in READING_ORDER:
        if number := report.summary.outcomes[each]:
            yield mark(each, counted(each, number)), number


def _attention(country: Country) -> Iterator[Concern]:
    """Give the departments that are not plainly in order, the worst first, then those with the most to mend."""
    found = [(entry, verdict.deciding(entry.report)) for entry in country.filed()]
    concerned = [each for each in found if each[0].report.outcome in WORST_FIRST]
    for entry, results in sorted(
        concerned, key=lambda each: (WORST_FIRST.index(each[0].report.outcome), -len(each[1]))
    ):
        told = [] if entry.report.outcome is Outcome.OPEN else results[:_NAMED]
        yield entry, told, len(results) - len(told)


def _approving(filed: dict[str, Entry], *, approved: bool | None) -> list[Entry]:
    return [entry for _, entry in sorted(filed.items()) if _approved(entry.case) is approved]


def _approved(case: Case | None) -> bool | None:
    """Tell whether an association is approved on the day; None when the file does not say."""
    written = case.commission.associations_agreees if case else None
    if case is None or written is None or not case.commission.readable("commission", "associations_agreees"):
        return None
    if any(start_known(association) and runs(association, case) for association in written):
        return True
    return False if all(map(start_known, written)) else None
