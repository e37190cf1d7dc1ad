"""The pages that a public service owes its readers: fed by `kit.yaml`, blank where it says nothing."""

from collections.abc import Callable, Mapping

import pytest

from kit.handbook.country import Country
from kit.handbook.edition import edition
from kit.handbook.page import Page, Profile
from kit.handbook.pages.duty_pages import missing, pages
from kit.handbook.site.engine import config
from kit.model.repository import Repository
from kit.yaml import own
from tests.handbook.conftest import Judged
from tests.handbook.shown import whole

TOLD = Repository(
    editeur="Préfecture des Vosges",
    directeur_publication="Préfet des Vosges",
    hebergeur="Hébergeur Exemple, 1 rue Exemple",
    adresse="https://exemple.invalid/commissions/",
    contact="commission@exemple.invalid",
)
OWED = {
    "accessibilite.md",
    "mentions-legales.md",
    "donnees-personnelles.md",
    "contact.md",
    "plan-du-site.md",
    "robots.txt",
}
BLANK = "à compléter :"
Made = Callable[..., Mapping[str, Page]]


@pytest.fixture
def made(examples: Judged) -> Made:
    """Give the pages that a site owes, from what a repository says of itself."""

    def told(home: Repository, profile: Profile = Profile.PUBLIC) -> Mapping[str, Page]:
        report, cases = edition(*examples, profile)
        return {page.path: page for page in pages(Country.of(report, cases, profile, home=home))}

    return told


def test_each_page_is_there_and_says_what_the_repository_says(made: Made) -> None:
    found = made(TOLD)
    assert set(found) == OWED
    legal, contact = whole(found["mentions-legales.md"]), whole(found["contact.md"])
    assert "Préfecture des Vosges" in legal
    assert "Préfet des Vosges" in legal
    assert "Hébergeur Exemple" in legal
    assert "mailto:commission@exemple.invalid" in contact
    assert not any(BLANK in whole(page) for page in found.values())
    assert missing(TOLD) == ()


def test_what_nobody_wrote_is_a_visible_blank(made: Made) -> None:
    found = made(Repository())
    # L’éditeur, le directeur, l’hébergeur et le contact.
    assert whole(found["mentions-legales.md"]).count("à compléter :") == 4
    for path in ("accessibilite.md", "donnees-personnelles.md", "contact.md"):
        assert BLANK in whole(found[path]), path
    assert missing(Repository()) == ("editeur", "directeur_publication", "hebergeur", "adresse", "contact")


def test_the_secretariats_are_those_of_the_files_and_lead_to_their_page(made: Made) -> None:
    text = whole(made(TOLD)["contact.md"])
    assert '<a href="departements/88-vosges.html">Vosges</a>' in text
    assert "mailto:commission-psp-88@exemple.invalid" in text


def test_the_map_of_the_site_has_every_page_of_the_menu_and_every_text(made: Made) -> None:
    text = whole(made(TOLD)["plan-du-site.md"])
    names = (
        "index.md",
        "guide/debuter.md",
        "outils/echeancier.md",
        "droit/ceseda-aps.md",
        "regles/siege-sans-titulaire.md",
    )
    for path in names:
        assert f"({path})" in text, path


@pytest.mark.parametrize(("profile", "told"), [
    (Profile.PUBLIC, "User-agent: *\nAllow: /\nSitemap: https://exemple.invalid/commissions/sitemap.xml\n"),
    (Profile.INTERNE, "User-agent: *\nDisallow: /\n"),
])  # fmt: skip
def test_only_the_public_edition_is_for_search_engines(made: Made, profile: Profile, told: str) -> None:
    assert made(TOLD, profile)["robots.txt"].text == told


def test_only_the_internal_edition_says_that_it_names_members(made: Made) -> None:
    internal, public = (
        whole(made(TOLD, each)["donnees-personnelles.md"]) for each in (Profile.INTERNE, Profile.PUBLIC)
    )
    assert "Cette édition, interne, peut donner aussi le nom" in internal
    assert "Aucun nom n’est publié." in public


@pytest.mark.parametrize("hostile", ['a"\nsite_name: x', "{{ config }}", "<script>x</script>", "\\u0000 : - #"])
def test_what_a_repository_says_of_itself_stays_a_text(hostile: str) -> None:
    told = own.values(config("30 novembre 2026", Repository(editeur=hostile), Profile.PUBLIC))
    assert set(told) == {"INHERIT", "docs_dir", "site_dir", "theme", "copyright", "extra"}
    assert told["extra"]["editeur"] == hostile


def test_the_address_of_the_site_is_the_one_that_the_engine_knows() -> None:
    assert own.values(config("30 novembre 2026", TOLD, Profile.PUBLIC))["site_url"] == TOLD.adresse
