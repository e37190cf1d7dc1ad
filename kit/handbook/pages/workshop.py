"""The page where the kit itself runs, on files that never leave the computer; it says so where it cannot."""

from kit.files import resources
from kit.handbook.country import Country
from kit.handbook.data import fiches
from kit.handbook.fragments import render
from kit.handbook.page import Page, Profile
from kit.handbook.tools.months import FIRST
from kit.law.territories import territories
from kit.model.repository import Repository

PATH = "ma-fiche.md"
# Ce qui clone un dépôt, et qui n’est pas dans l’adresse de ses pages.
_CLONED = ".git"


def page(country: Country) -> Page:
    """Give the page, with the departments to choose from, those that have a fiche to start from, and the address of the
    repository where it is known; without the engine it names the command."""
    departments = [(each.code, each.name) for each in territories().values()]
    return render.page(
        PATH, "ma-fiche", engine=resources.ENGINE.is_dir(), departments=departments, **_forge(country.home),
        today=country.report.as_of.isoformat(), first=FIRST.isoformat(), published=fiches.codes(country),
        public=country.profile is Profile.PUBLIC,
    )  # fmt: skip


def _forge(home: Repository) -> dict[str, str]:
    """Give the address of the pages of the repository, and the branch that takes changes; nothing when unknown."""
    return {"forge": (home.depot or "").rstrip("/").removesuffix(_CLONED), "branch": home.branche or ""}
