"""The country on the day, for some readers: every department with its case and the path of its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kit.diff.national import National
from kit.findings.finding import DepartmentReport, Report
from kit.handbook.edition import Cases, edition
from kit.handbook.page import Origin, Profile, department_paths
from kit.handbook.pages.agenda import SessionRow, sessions_of
from kit.handbook.pages.history import Pasts
from kit.handbook.papers import NextSession
from kit.judging import pool
from kit.judging.case import Case
from kit.law.territories import firsts, territories
from kit.model.repository import Repository


class Entry(NamedTuple):
    """A folder, what the kit read of it, and the path of its page."""

    report: DepartmentReport
    case: Case | None
    path: str


@dataclass(frozen=True)
class Country:
    """All departments of a report, each with its case and the path of its page; `home` is what `kit.yaml` says,
    `papers` the next session of each folder that has one, for insiders, `days` how the country stood before, when it
    was asked for."""

    report: Report
    cases: Cases
    paths: dict[str, str]
    profile: Profile
    origin: Origin
    pasts: Pasts
    home: Repository
    papers: Mapping[str, NextSession] = field(default_factory=dict)
    days: National | None = None

    @classmethod
    def of(
        cls, report: Report, cases: Cases, profile: Profile = Profile.INTERNE, origin: Origin | None = None,
        pasts: Pasts | None = None, home: Repository | None = None, papers: Mapping[str, NextSession] | None = None,
    ) -> "Country":  # fmt: skip
        """Give the country of an edition (see `edition`), what the whole files said of the years before, what the
        repository says of itself, and the papers of insiders."""
        paths = department_paths(found.folder for found in report.departments)
        told = papers if papers and profile is Profile.INTERNE else {}
        return cls(report, cases, paths, profile, origin or Origin(), pasts or {}, home or Repository(), told)

    @cached_property
    def ways(self) -> Mapping[str, str]:
        """The path of the page of each of the 101 departments, by code: a department without a file has one too."""
        filed = self.by_code()
        without = [each for code, each in territories().items() if code not in filed]
        paths = department_paths([*self.paths, *(f"/{each.folder}" for each in without)])
        blank = {each.code: paths[f"/{each.folder}"] for each in without}
        return {code: filed[code].path if code in filed else blank[code] for code in territories()}

    @cached_property
    def open(self) -> "Country":
        """The same country as anybody may read it."""
        if self.profile is Profile.PUBLIC:
            return self
        report, cases = edition(self.report, self.cases, Profile.PUBLIC)
        # Un dossier mal nommé y porte un autre nom ; sa page, ici, reste la même.
        both = zip(self.report.departments, report.departments, strict=True)
        paths = {public.folder: self.paths[whole.folder] for whole, public in both}
        return replace(self, report=report, cases=cases, paths=paths, papers={})

    @cached_property
    def sessions(self) -> Mapping[str, tuple[SessionRow, ...]]:
        """The sessions of each folder, by the path of its page; none of one that could not be judged."""
        paths = [entry.path for entry in self.filed()]
        return dict(zip(paths, pool.mapped(_agenda, self.cases), strict=True))

    def filed(self) -> Iterator[Entry]:
        """Give every folder with its case and the path of its page."""
        for found, case in zip(self.report.departments, self.cases, strict=True):
            yield Entry(found, case, self.paths[found.folder])

    def by_code(self) -> dict[str, Entry]:
        """Give the folder of each of the 101 departments that has one: that which has its name, else the first."""
        return firsts((entry.report.code, Path(entry.report.folder).name, entry) for entry in self.filed())


def _agenda(case: Case | None) -> tuple[SessionRow, ...]:
    return sessions_of(case) if case else ()
