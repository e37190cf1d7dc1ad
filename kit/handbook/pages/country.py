"""The country on the day: every department with its case and its page, and the list of the 101."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from kit.findings.finding import DepartmentReport, Report
from kit.french import date
from kit.handbook.edition import Cases, edition
from kit.handbook.fragments import render
from kit.handbook.page import DEPARTMENTS, NO_FILE, Origin, Page, Profile
from kit.handbook.pages import situation, verdict
from kit.handbook.pages.history import Pasts
from kit.judging.case import Case
from kit.law.territories import territories


class Entry(NamedTuple):
    """A folder, what the kit read of it, and the path of its page."""

    report: DepartmentReport
    case: Case | None
    path: str


@dataclass(frozen=True)
class Country:
    """All departments of a report, each with its case and the path of its page."""

    report: Report
    cases: Cases
    paths: dict[str, str]
    profile: Profile = Profile.INTERNE
    origin: Origin = field(default_factory=Origin)
    pasts: Pasts = field(default_factory=dict)

    @cached_property
    def open(self) -> "Country":
        """The same country as anybody may read it."""
        if self.profile is Profile.PUBLIC:
            return self
        report, cases = edition(self.report, self.cases, Profile.PUBLIC)
        # Un dossier mal nommé y porte un autre nom ; sa page, ici, reste la même.
        both = zip(self.report.departments, report.departments, strict=True)
        paths = {public.folder: self.paths[whole.folder] for whole, public in both}
        return replace(self, report=report, cases=cases, paths=paths)

    def filed(self) -> Iterator[Entry]:
        """Give every folder with its case and the path of its page."""
        for found, case in zip(self.report.departments, self.cases, strict=True):
            yield Entry(found, case, self.paths[found.folder])

    def by_code(self) -> dict[str, Entry]:
        """Give the first folder of each of the 101 departments that has one."""
        found: dict[str, Entry] = {}
        for entry in self.filed():
            if entry.report.code:
                found.setdefault(entry.report.code, entry)
        return found


def listed(country: Country) -> Page:
    """Give the list of the 101 departments, and of the folders that are none of them."""
    filed = country.by_code()
    read = {entry.path for entry in filed.values()}
    return render.page(
        DEPARTMENTS,
        "departements",
        day=date(country.report.as_of),
        territories=territories(),
        filed=filed,
        no_file=NO_FILE,
        situation=situation,
        named=verdict.name,
        others=tuple(entry for entry in country.filed() if entry.path not in read),
        national=tuple(finding for result in country.report.national for finding in result.findings),
        state=verdict.state,
        origin=country.origin,
    )
