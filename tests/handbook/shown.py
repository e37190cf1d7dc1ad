"""A page as its readers have it: its prose made HTML, its fragments in their place."""

import importlib
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from kit.findings.finding import Report
from kit.handbook import contents
from kit.handbook import edition as editions
from kit.handbook.country import Country
from kit.handbook.edition import Cases
from kit.handbook.fragments import slots
from kit.handbook.page import Page, Profile
from kit.handbook.pages import department_pages, glossary, home
from kit.handbook.pages.history import Pasts, past

_MARKDOWN = importlib.import_module("markdown")  # sans annotations de types
_EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]


def histories(report: Report, cases: Cases) -> Pasts:
    """Give the past of each folder that could be judged."""
    folders = [department.folder for department in report.departments]
    return {folder: known for folder, case in zip(folders, cases, strict=True) if (known := past(case)) is not None}


def pages(report: Report, cases: Cases, profile: Profile = Profile.INTERNE) -> list[Page]:
    """Give every page of an edition, sorted by path."""
    country = Country.of(report, cases, profile, pasts=histories(report, cases))
    return sorted((page for page in contents.book(country) if page.path.endswith(".md")), key=lambda page: page.path)


def edition(report: Report, cases: Cases, profile: Profile) -> list[Page]:
    """Give every page that some readers have."""
    return pages(*editions.edition(report, cases, profile), profile)


def standing(report: Report, cases: Cases, profile: Profile = Profile.INTERNE) -> list[Page]:
    """Give the pages that say how the departments stand: the home page, their list, the page of each."""
    country = Country.of(report, cases, profile, pasts=histories(report, cases))
    of_all = map(glossary.linked, (home.page(country), department_pages.index(country)))
    return [*of_all, *(contents.department(country, entry) for entry in country.filed())]


def files(report: Report, cases: Cases, profile: Profile = Profile.INTERNE) -> list[Page]:
    """Give every file that an edition publishes beside its pages, sorted by path."""
    beside = contents.beside(Country.of(report, cases, profile))
    return sorted((page for page in beside if not page.path.endswith(".md")), key=lambda page: page.path)


def written(page: Page) -> str:
    """Give all that was written of a page, what only the search reads included, with ordinary spaces."""
    return _plain("\n".join((page.text, *page.fragments)))


def whole(page: Page) -> str:
    """Give a page with its fragments in their place, its prose still Markdown, with ordinary spaces."""
    return _plain(slots.filled(page.text, page.fragments, page.path))


def html(page: Page) -> str:
    """Give the HTML of a page, with ordinary spaces."""
    prose = re.sub(r"\A---\n.*?\n---\n", "", page.text, flags=re.DOTALL)
    return _plain(slots.filled(_MARKDOWN.markdown(prose, extensions=_EXTENSIONS), page.fragments, page.path))


def document(page: Page) -> Element:
    """Give a page as a browser reads it."""
    read: Element = html5lib.parse(html(page), namespaceHTMLElements=False)
    return read


def tables(page: Page, name: str) -> list[list[Element]]:
    """Give the rows, head included, of the tables of a name, as their cells; one of several columns is in each."""
    found = [table for table in document(page).iter("table") if table.get("aria-label") == name]
    assert found, name
    return [cells(row) for table in found for row in table.iter("tr")]


def cells(row: Element) -> list[Element]:
    """Give the cells of a row, one by column."""
    return [cell for cell in row if cell.tag in ("td", "th") for _ in range(int(cell.get("colspan", 1)))]


def rows(page: Page, name: str) -> list[list[str]]:
    """Give the words of the rows of the tables of a name, their heads left aside."""
    bodies = [row for row in tables(page, name) if row[-1].get("scope") != "col"]
    return [[words(cell) for cell in row] for row in bodies]


def words(element: Element) -> str:
    """Give what is read in an element, what is struck out left aside."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag != "del":
        yield element.text or ""
        for inside in element:
            yield from _texts(inside)
            yield inside.tail or ""


def ways(element: Element) -> list[str]:
    """Give the addresses of the links of an element."""
    return [link.attrib["href"] for link in element.iter("a")]


def _plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", re.sub("</?sup>", "", text))
