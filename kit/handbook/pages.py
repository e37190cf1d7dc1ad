"""All pages of the handbook, from a report and the cases behind it."""

from collections.abc import Iterator

from kit.french import date
from kit.handbook import article, country, department, render, rulebook, texts
from kit.handbook.country import Cases, Country
from kit.handbook.page import Page, department_paths
from kit.report import Report


def pages(report: Report, cases: Cases) -> tuple[Page, ...]:
    """Give every page, sorted by path; the same report gives the same bytes."""
    paths = department_paths(found.folder for found in report.departments)
    return tuple(sorted(_pages(Country(report, cases, paths))))


def _pages(found: Country) -> Iterator[Page]:
    report = found.report
    yield country.home(found)
    yield country.listed(found)
    for each, case, path in found.filed():
        yield department.page(path, each, case, report.law, date(report.as_of))
    yield rulebook.index(found)
    yield from rulebook.pages(found)
    yield texts.index(report.as_of)
    yield texts.matrix()
    yield article.page(report.as_of)
    yield from texts.pages(report.as_of)
    yield from render.hand_written()
