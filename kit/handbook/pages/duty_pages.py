"""What the site of a public service owes its readers: who publishes it, whom to write to, accessibility, personal data,
the map of the site. What nobody wrote in `kit.yaml` is a visible blank, never invented."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kit.files import resources
from kit.french import dialled
from kit.handbook.country import Country
from kit.handbook.fragments import render
from kit.handbook.page import COUNTRY_DAYS, Here, Link, Page, Profile, rule_path, text_path
from kit.judging import registry
from kit.law.territories import territories
from kit.law.texts import provisions
from kit.model.repository import Repository
from kit.yaml import own

CONTACT, MAP = "contact.md", "plan-du-site.md"
_PAGES = ("accessibilite", "mentions-legales", "donnees-personnelles")
_UNSAID = "[à compléter : le service qui publie ce site]"
_ASKED = ("editeur", "directeur_publication", "hebergeur", "adresse", "contact")


class Section(NamedTuple):
    """A part of the map of the site: its title, and its pages."""

    title: str
    links: tuple[Link, ...]


class Office(NamedTuple):
    """Whom to write to about a commission: its department, its page, and what the file says of its secretariat."""

    name: str
    page: str
    service: str | None
    courriel: str | None
    telephone: str | None

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return dialled(self.telephone or "")


def pages(country: Country) -> Iterator[Page]:
    """Give the pages that a public service owes its readers, those of an edition."""
    values = {
        "home": country.home,
        "publisher": country.home.editeur or _UNSAID,
        "day": country.report.as_of,
        "internal": country.profile is Profile.INTERNE,
    }
    for name in _PAGES:
        yield render.page(f"{name}.md", name, **values)
    yield render.page(CONTACT, "contact", **values, secretariats=tuple(_offices(country)))
    yield render.page(MAP, "plan-du-site", sections=tuple(_sections(country)))
    yield Page("robots.txt", _robots(country))


def _robots(country: Country) -> str:
    """Give what search engines may read: the public edition, with the list of its pages where its address is known."""
    if country.profile is Profile.INTERNE:
        return "User-agent: *\nDisallow: /\n"
    listed = f"Sitemap: {country.home.adresse.rstrip('/')}/sitemap.xml\n" if country.home.adresse else ""
    return f"User-agent: *\nAllow: /\n{listed}"


def missing(home: Repository) -> tuple[str, ...]:
    """Give the keys of `kit.yaml` that nobody wrote, and that these pages leave to be filled in."""
    return tuple(key for key in _ASKED if not getattr(home, key))


def _offices(country: Country) -> Iterator[Office]:
    here = Here(CONTACT)
    for code, entry in sorted(country.by_code().items()):
        secretariat = entry.case.commission.secretariat if entry.case else None
        if secretariat:
            link = here.link(territories()[code].name, entry.path)
            yield Office(link.text, str(link.href), secretariat.service, secretariat.courriel, secretariat.telephone)


def _sections(country: Country) -> Iterator[Section]:
    here = Here(MAP)
    alone: list[Link] = []
    for title, held in _nav():
        if isinstance(held, str):
            alone.append(here.link(title, held))
        else:
            yield Section(title, tuple(here.link(*_titled(each, title)) for each in held))
    if country.days:
        alone.append(here.link("L’histoire du pays", COUNTRY_DAYS))
    yield Section("Ailleurs sur le site", tuple(alone))
    yield Section(
        "Les départements", tuple(here.link(each.name, country.ways[code]) for code, each in territories().items())
    )
    yield Section("Les textes", tuple(here.link(text.title, text_path(text.id)) for text in provisions().values()))
    yield Section("Les règles", tuple(here.link(rule.title, rule_path(rule.id)) for rule in registry.catalogue()))


def _nav() -> Iterator[tuple[str, Any]]:
    """Give the entries of the menu: a title, with a page or several."""
    for entry in own.values(resources.MKDOCS.read_text(encoding="utf-8"))["nav"]:
        yield from entry.items()


def _titled(entry: Any, section: str) -> tuple[str, str]:
    """Give the title and the path of an entry of a section; the first, that has no title, has that of the section."""
    return (section, entry) if isinstance(entry, str) else next(iter(entry.items()))
