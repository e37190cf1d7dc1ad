"""The page where the kit itself runs, on files that never leave the computer; it says so where it cannot."""

from kit.files import resources
from kit.handbook.country import Country
from kit.handbook.data import fiches
from kit.handbook.fragments import render
from kit.handbook.page import Page, Profile
from kit.handbook.tools.months import FIRST
from kit.law.territories import territories

PATH = "ma-fiche.md"


def page(country: Country) -> Page:
    """Give the page, with the departments to choose from, those that have a fiche to start from, and the address of the
    repository where it is known; without the engine it names the command."""
    departments = [(each.code, each.name) for each in territories().values()]
    return render.page(
        PATH, "ma-fiche", engine=resources.ENGINE.is_dir(), departments=departments, forge=country.home.depot,
        today=country.report.as_of.isoformat(), first=FIRST.isoformat(), published=fiches.codes(country),
        public=country.profile is Profile.PUBLIC,
    )  # fmt: skip
