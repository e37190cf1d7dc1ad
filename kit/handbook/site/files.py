"""What the site publishes beside its pages: files that the engine copies as they are."""

from collections.abc import Callable, Iterable

from kit.findings.finding import Report
from kit.handbook.data import ics, open_data
from kit.handbook.edition import Cases
from kit.handbook.page import Page, Profile, department_paths
from kit.handbook.pages.country import Country

# Chacun dit ses fichiers, chemin et texte, à partir de l'édition de ces lecteurs.
_PRODUCERS: tuple[Callable[[Country], Iterable[Page]], ...] = (open_data.files, ics.files)


def files(report: Report, cases: Cases, profile: Profile = Profile.INTERNE) -> tuple[Page, ...]:
    """Give every file, sorted by path; report and cases are those of the edition for these readers (see `edition`)."""
    country = Country(report, cases, department_paths(found.folder for found in report.departments), profile)
    made = (page for produce in _PRODUCERS for page in produce(country))
    return tuple(sorted(made, key=lambda page: page.path))
