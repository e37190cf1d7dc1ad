"""All pages of the handbook, from a report and the cases behind it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kit.handbook import (
    article,
    calendar_page,
    country,
    department,
    donnees,
    glossary,
    home,
    procedures,
    render,
    rulebook,
    texts,
)
from kit.handbook.country import Cases, Country
from kit.handbook.department import View
from kit.handbook.history import Pasts, histories
from kit.handbook.outils import pages as outils
from kit.handbook.page import Origin, Page, Profile, department_paths
from kit.handbook.spread import spread
from kit.report import Report

Task = Callable[[], Page | Iterable[Page]]
_NOWHERE = Origin()


def pages(
    report: Report,
    cases: Cases,
    profile: Profile = Profile.INTERNE,
    *,
    origin: Origin = _NOWHERE,
    pasts: Pasts | None = None,
) -> tuple[Page, ...]:
    """Give every page, sorted by path; report and cases are those of the edition for these readers (see `public`),
    `pasts` what the whole files said of the years before (None: these cases are the whole files)."""
    paths = department_paths(found.folder for found in report.departments)
    known = histories(report, cases) if pasts is None else pasts
    tasks = tuple(_tasks(Country(report, cases, paths, profile, origin, known)))
    return tuple(sorted(page for made in spread(_made, tasks) for page in made))


def _made(task: Task) -> tuple[Page, ...]:
    made = task()
    return tuple(glossary.linked(page) for page in ((made,) if isinstance(made, Page) else made))


def _tasks(found: Country) -> Iterator[Task]:
    """Give what makes the pages, the longest first."""
    report = found.report
    for make in (donnees.pages, home.page, country.listed, calendar_page.page):
        yield partial(make, found)
    for each, case, path in found.filed():
        view = View(found.profile, found.origin, found.pasts.get(each.folder, ()))
        yield partial(department.page, path, each, case, report, view)
    for several in (rulebook.index, rulebook.pages):
        yield partial(several, found)
    for told in (texts.index, texts.uncertain, article.page, texts.pages, outils.pages, procedures.pages):
        yield partial(told, report.as_of)
    yield from (texts.matrix, glossary.page, render.hand_written)
