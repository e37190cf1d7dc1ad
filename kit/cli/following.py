"""What `kit serve` knows between two saved files: each department as it was read, each page as it was made. Only what
was saved is read again, and only what changed by it is made again."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kit.cli import publishing
from kit.cli.publishing import Order, Read
from kit.findings.finding import DepartmentReport, Report
from kit.handbook import contents as pages
from kit.handbook.country import Country
from kit.handbook.page import Page
from kit.judging import pipeline, pool
from kit.model.folder import Folder, find
from kit.model.repository import Repository


@dataclass(frozen=True, slots=True)
class Made:
    """The page of a department, and what it was made of."""

    read: Read
    report: DepartmentReport
    page: Page


@dataclass(frozen=True, slots=True)
class State:
    """The handbook at a moment: the report of the whole files, that of these readers, and the pages."""

    report: Report
    country: Country
    pages: tuple[Page, ...]


class Following:
    """The departments and the pages, as they follow their files."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self._ground: object = None
        self._read: dict[Folder, Read] = {}
        self._made: dict[str, Made] = {}

    def state(
        self, order: Order, changed: Set[str] | None, show: Callable[[Page], None], home: Repository | None = None
    ) -> State:
        """Give the handbook as the files are now, those of the folders of these names having changed (None: perhaps
        all); show the page of each at once, before those of the country are made again. Raises UsageError when there
        is nothing to show."""
        ground = (order.day, order.profile, publishing.origin(order))
        if ground != self._ground or changed is None:
            self._read, self._made, self._ground = {}, {}, ground
        self._again(order, changed or frozenset())
        reads = tuple(self._read.values())
        report, country = publishing.gathered(order, reads, home)
        return State(report, country, self._pages(country, reads, show))

    def _again(self, order: Order, changed: Set[str]) -> None:
        pipeline.law(order.day)
        folders = find(order.root, ())
        stale = [each for each in folders if each not in self._read or Path(each.name).name in changed]
        fresh = dict(zip(stale, pool.mapped(partial(publishing.read, order), stale), strict=True))
        self._read = {folder: fresh.get(folder) or self._read[folder] for folder in folders}

    def _pages(self, country: Country, reads: tuple[Read, ...], show: Callable[[Page], None]) -> tuple[Page, ...]:
        made: dict[str, Made] = {}
        for entry, read in zip(country.filed(), reads, strict=True):
            before = self._made.get(entry.path)
            if before and before.read is read and before.report == entry.report:
                made[entry.path] = before
            else:
                made[entry.path] = Made(read, entry.report, pages.department(country, entry))
                show(made[entry.path].page)
        self._made = made
        return tuple(pages.shown(country, {each.report.folder: each.page for each in made.values()}))
