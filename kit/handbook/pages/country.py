"""The country on the day: every department with its case and its page, and the list of the 101."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from kit.findings.finding import DepartmentReport, Report
from kit.french import date
from kit.handbook.edition import Cases, edition
from kit.handbook.fragments import render
from kit.handbook.page import DEPARTMENTS, GUIDE, NO_FILE, Here, Link, Mark, Origin, Page, Profile, mark
from kit.handbook.pages import department
from kit.handbook.pages.history import Pasts
from kit.handbook.pages.situation import filled, installation_fr
from kit.handbook.pages.verdict import shown
from kit.judging.case import Case
from kit.law.territories import Territory, territories

# Un dossier, ce que le kit en a lu, et le chemin de sa page.
Entry = tuple[DepartmentReport, Case | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A department in the list, with or without a folder."""

    code: str
    name: Link
    region: str
    installed: str
    seats: str
    state: Mark
    example: bool


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
            yield found, case, self.paths[found.folder]

    def by_code(self) -> dict[str, Entry]:
        """Give the first folder of each of the 101 departments that has one."""
        found: dict[str, Entry] = {}
        for entry in self.filed():
            if entry[0].code:
                found.setdefault(entry[0].code, entry)
        return found


def listed(country: Country) -> Page:
    """Give the list of the 101 departments, and of the folders that are none of them."""
    here = Here(DEPARTMENTS)
    filed = country.by_code()
    read = {path for _, _, path in filed.values()}
    others = tuple(
        (here.link(department.name(found), path), mark(found.outcome))
        for found, _, path in country.filed()
        if path not in read
    )
    return render.page(
        DEPARTMENTS,
        "departements",
        day=date(country.report.as_of),
        rows=tuple(_row(territory, filed, here) for territory in territories().values()),
        words=tuple(territory.name for territory in territories().values()),
        filed=len(filed),
        total=len(territories()),
        others=others,
        national=tuple(
            shown(finding, here, country.origin) for result in country.report.national for finding in result.findings
        ),
        guide=here.link("Lire un verdict", GUIDE),
    )


def _row(territory: Territory, filed: dict[str, Entry], here: Here) -> Row:
    if territory.code not in filed:
        return Row(
            code=territory.code, name=Link(territory.name), region=territory.region, installed="", seats="",
            state=NO_FILE, example=False,
        )  # fmt: skip
    found, case, path = filed[territory.code]
    judged = case is not None and case.installed and case.commission.sieges is not None
    return Row(
        code=territory.code,
        name=here.link(territory.name, path),
        region=territory.region,
        installed=installation_fr(case),
        seats=f"{filled(case)} sur {len(case.composition.seats)}" if case and judged else "",
        state=mark(found.outcome),
        example=found.example,
    )
