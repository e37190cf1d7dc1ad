"""All pages of the handbook, from a report and the cases behind it."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from kit.handbook import (
    article,
    calendar_page,
    country,
    department,
    donnees,
    glossary,
    home,
    ics,
    procedures,
    public,
    render,
    rulebook,
    texts,
)
from kit.handbook.agenda import sessions_of
from kit.handbook.country import Cases, Country
from kit.handbook.department import View
from kit.handbook.history import Pasts, histories
from kit.handbook.outils import pages as outils
from kit.handbook.page import Origin, Page, Profile, department_paths
from kit.handbook.shelf import Shelf
from kit.handbook.spread import arriving
from kit.report import DepartmentReport, Report
from kit.rules.case import Case

Make = Callable[[], Page | Iterable[Page]]
Task = Callable[[], tuple[Page, ...]]
_NOWHERE = Origin()
# Ce qu'aucun dossier ne change, sous le nom que cela garde d'une construction à l'autre.
_OF_THE_DAY: Mapping[str, Callable[[datetime.date], Page | Iterable[Page]]] = {
    "droit": texts.index,
    "incertain": texts.uncertain,
    "article": article.page,
    "textes": texts.pages,
    "outils": outils.pages,
    "procedures": procedures.pages,
}
_OF_THE_KIT: Mapping[str, Make] = {
    "tracabilite": texts.matrix,
    "glossaire": glossary.page,
    "ecrites": render.hand_written,
}


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
    known = histories(report, cases) if pasts is None else pasts
    country = Country(report, cases, _paths(report), profile, origin, known)
    tasks: tuple[Task, ...] = (partial(_linked, partial(donnees.pages, country)), *_tasks(country))
    made = (page for task in arriving(_made, tasks) for page in task)
    return tuple(sorted(made, key=lambda page: page.path))


def book(report: Report, cases: Cases, profile: Profile, origin: Origin, pasts: Pasts, shelf: Shelf) -> Iterator[Page]:
    """Give every page, and every file beside them, as they come; those of the departments may come from a shelf."""
    country = Country(report, cases, _paths(report), profile, origin, pasts, shelf)
    # Les deux ont les mêmes tables : un seul processus les fait.
    beside = (partial(_open_data, country), partial(ics.files, country))
    tasks: tuple[Task, ...] = (*(partial(_linked, make) for make in beside), *_tasks(country))
    return (page for made in arriving(_made, tasks) for page in made)


def known(report: Report, cases: Cases) -> None:
    """Work out what several pages ask of the same cases, for a process that will make them again."""
    render.compiled()
    ics.loaded()
    public.edition(report, cases, Profile.PUBLIC)
    for case in cases:
        if case:
            sessions_of(case)


def _open_data(country: Country) -> Iterator[Page]:
    yield from donnees.pages(country)
    yield from donnees.files(country)


def _paths(report: Report) -> dict[str, str]:
    return department_paths(found.folder for found in report.departments)


def _made(task: Task) -> tuple[Page, ...]:
    return task()


def _linked(make: Make) -> tuple[Page, ...]:
    made = make()
    return tuple(glossary.linked(page) for page in ((made,) if isinstance(made, Page) else made))


def _department(found: Country, each: DepartmentReport, case: Case | None, path: str) -> tuple[Page, ...]:
    """Give the page of a department, its acronyms linked, or take it again."""
    view = View(found.profile, found.origin, found.pasts.get(each.folder, ()))

    def written() -> str:
        made = glossary.linked(department.page(path, each, case, found.report, view))
        return json.dumps([made.text, made.fragments])

    text, held = json.loads(found.shelf.text("page", path, each, written))
    return (Page(path, text, tuple(held)),)


def _tasks(found: Country) -> Iterator[Task]:
    """Give what makes the pages, the longest first."""
    report = found.report
    for make in (home.page, country.listed, calendar_page.pages):
        yield partial(_linked, partial(make, found))
    for each, case, path in found.filed():
        yield partial(_department, found, each, case, path)
    for several in (rulebook.index, rulebook.pages):
        yield partial(_linked, partial(several, found))
    for name, told in _OF_THE_DAY.items():
        yield partial(found.shelf.pages, name, report.as_of, partial(_linked, partial(told, report.as_of)))
    for name, alone in _OF_THE_KIT.items():
        yield partial(found.shelf.pages, name, report.as_of, partial(_linked, alone))
