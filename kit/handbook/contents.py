"""All pages of the handbook and the files beside them, from a country: what is made, and by how many processes."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from kit.files import resources
from kit.handbook.country import Country, Entry
from kit.handbook.data import atom, fiches, ics, open_data
from kit.handbook.fragments import render
from kit.handbook.page import Page
from kit.handbook.pages import (
    article,
    calendar_pages,
    country_days,
    department_pages,
    duty_pages,
    glossary,
    home,
    law_pages,
    national_figures,
    procedure_pages,
    rule_pages,
    workshop,
)
from kit.handbook.tools import afis, dossier, parcours
from kit.judging import pool

Make = Callable[[], Page | Iterable[Page]]
Task = Callable[[], tuple[Page, ...]]
# Ce qu'aucun dossier ne change.
_OF_THE_DAY: tuple[Callable[[datetime.date], Page | Iterable[Page]], ...] = (
    law_pages.index, law_pages.uncertain, law_pages.to_read_again, article.page, law_pages.pages, dossier.page,
    afis.page, procedure_pages.pages,
)  # fmt: skip
_OF_THE_KIT: tuple[Make, ...] = (
    law_pages.matrix,
    national_figures.page,
    glossary.page,
    render.hand_written,
)


def book(country: Country) -> Iterator[Page]:
    """Give every page, and every file beside them."""
    return _made((*_beside(country), *_tasks(country)))


def shown(country: Country, known: Mapping[str, Page]) -> Iterator[Page]:
    """Give the pages that are made of the files, and those of the law; the page of a folder is known, or made."""
    return _made(tuple(_tasks(country, known)))


def department(country: Country, entry: Entry) -> Page:
    """Give the page of a folder."""
    [page] = _linked(partial(department_pages.page, country, entry, country.sessions[entry.path]))
    return page


def beside(country: Country) -> Iterator[Page]:
    """Give the open data, their pages, the calendars, and the fiches to start from."""
    return _made(_beside(country))


def _beside(country: Country) -> tuple[Task, ...]:
    # Les données et leurs pages ont les mêmes tables : un seul processus les fait.
    return partial(_linked, partial(open_data.pages_and_files, country)), partial(_linked, partial(_others, country))


def _others(country: Country) -> Iterator[Page]:
    """Give the calendars and the feeds, which the same sessions make; the fiches that « Ma fiche » starts from, where
    its engine is."""
    yield from ics.files(country)
    yield from atom.files(country)
    if resources.ENGINE.is_dir():
        yield from fiches.files(country)


def _tasks(found: Country, known: Mapping[str, Page] = MappingProxyType({})) -> Iterator[Task]:
    """Give what makes the pages, the longest first."""
    for make in (home.page, department_pages.index, calendar_pages.pages):
        yield partial(_linked, partial(make, found))
    # Les séances se lisent ici, une fois : plusieurs pages les montrent, que d’autres processus feront.
    sessions = found.sessions
    for entry in found.filed():
        page, make = known.get(entry.report.folder), partial(department_pages.page, found, entry, sessions[entry.path])
        yield partial(tuple, (page,)) if page else partial(_linked, make)
    for several in (department_pages.blank, rule_pages.index, rule_pages.pages, duty_pages.pages, parcours.page):
        yield partial(_linked, partial(several, found))
    yield partial(_linked, partial(workshop.page, found))
    yield partial(_linked, partial(country_days.pages, found.days))
    for told in _OF_THE_DAY:
        yield partial(_linked, partial(told, found.report.as_of))
    for alone in _OF_THE_KIT:
        yield partial(_linked, alone)


def _made(tasks: Sequence[Task]) -> Iterator[Page]:
    return (page for made in pool.mapped(_done, tasks) for page in made)


def _done(task: Task) -> tuple[Page, ...]:
    return task()


def _linked(make: Make) -> tuple[Page, ...]:
    made = make()
    return tuple(glossary.linked(page) for page in ((made,) if isinstance(made, Page) else made))
