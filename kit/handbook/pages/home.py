"""The home page: where to go from it, the country on the day, its map, what it must do."""

from collections.abc import Iterator

from kit.findings.finding import Finding, Outcome, Result
from kit.findings.verdicts import Verdict
from kit.french import date
from kit.handbook.country import Country, Entry
from kit.handbook.fragments import carte, render
from kit.handbook.page import FIRST, WORST_FIRST, Here, Page, split
from kit.handbook.pages import verdict
from kit.handbook.pages.deadlines import deadlines, kinds
from kit.handbook.pages.situation import HORIZON, INSTALLED, installation
from kit.judging import standing
from kit.judging.case import Case
from kit.rules.agrements import runs, start_known

HOME = "index.md"
_NAMED = 2
# Un département qui n'est pas en ordre, les premières règles qui le disent, combien d'autres, et ce que sont ses
# constats quand rien d'autre ne le dit.
Concern = tuple[Entry, list[Result], int, str]


def page(country: Country) -> Page:
    """Give the home page."""
    report, filed = country.report, country.by_code()
    shown = carte.areas(country, Here(HOME))
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
        # « À vérifier » et « à compléter » ne sont jamais parmi ceux qui sont conformes.
        installed=sum(installation(entry.case) == INSTALLED for entry in filed.values()),
        conform=sum(carte.state(entry) is carte.State.CONFORM for entry in filed.values()),
        areas=shown,
        map=carte.outlines(),
        legend=carte.legend(shown),
        verdict_of=standing.of_department,
        said=standing.of_result,
        counted=verdict.departments(entry.report for entry in filed.values()),
        attention=split(_attention(country)),
        horizon=HORIZON.days,
        horizon_end=date(report.as_of + HORIZON),
        deadlines=split(due),
        due=kinds(due),
        unapproved=_approving(filed, approved=False),
        approval_unknown=_approving(filed, approved=None),
        days=country.days,
    )


def _attention(country: Country) -> Iterator[Concern]:
    """Give the departments that are not plainly in order, the worst first, then those with the most to mend."""
    found = [(entry, verdict.deciding(entry.report)) for entry in country.filed()]
    concerned = [each for each in found if each[0].report.outcome in WORST_FIRST]
    for entry, results in sorted(
        concerned, key=lambda each: (WORST_FIRST.index(each[0].report.outcome), -len(each[1]))
    ):
        if entry.report.outcome is Outcome.OPEN:
            # Des règles qui attendent la même chose n'ont qu'un constat : c'est lui qui se compte.
            yield entry, [], 0, standing.tally(filter(_silent, entry.report.findings))
        else:
            yield entry, results[:_NAMED], len(results[_NAMED:]), ""


def _silent(finding: Finding) -> bool:
    return standing.of_finding(finding) is Verdict.TO_COMPLETE


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
