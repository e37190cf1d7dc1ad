"""All pages of the handbook, from a report and the cases behind it."""

from collections.abc import Iterator

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
from kit.report import Report

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
    found = _pages(Country(report, cases, paths, profile, origin, known))
    return tuple(sorted(glossary.linked(page) for page in found))


def _pages(found: Country) -> Iterator[Page]:
    report = found.report
    yield home.page(found)
    yield country.listed(found)
    yield calendar_page.page(found)
    for each, case, path in found.filed():
        yield department.page(
            path, each, case, report, View(found.profile, found.origin, found.pasts.get(each.folder, ()))
        )
    yield rulebook.index(found)
    yield from rulebook.pages(found)
    yield texts.index(report.as_of)
    yield texts.matrix()
    yield texts.uncertain(report.as_of)
    yield article.page(report.as_of)
    yield from texts.pages(report.as_of)
    yield from donnees.pages(found)
    yield from outils.pages(report.as_of)
    yield from procedures.pages(report.as_of)
    yield glossary.page()
    yield from render.hand_written()
