"""All pages of the handbook, from a report and the cases behind it."""

from collections.abc import Iterator

from kit.handbook import article, country, department, render, rulebook, texts
from kit.handbook.country import Cases, Country
from kit.handbook.page import Page, Profile, department_paths
from kit.report import Report


def pages(report: Report, cases: Cases, profile: Profile = Profile.INTERNE) -> tuple[Page, ...]:
    """Give every page, sorted by path; report and cases are those of the edition for these readers (see `public`)."""
    paths = department_paths(found.folder for found in report.departments)
    return tuple(sorted(_pages(Country(report, cases, paths, profile))))


def _pages(found: Country) -> Iterator[Page]:
    report = found.report
    yield country.home(found)
    yield country.listed(found)
    for each, case, path in found.filed():
        yield department.page(path, each, case, report, found.profile)
    yield rulebook.index(found)
    yield from rulebook.pages(found)
    yield texts.index(report.as_of)
    yield texts.matrix()
    yield article.page(report.as_of)
    yield from texts.pages(report.as_of)
    yield from render.hand_written()
