"""The feeds: valid Atom, named from the address of the site, the same from one build to the next."""

import datetime
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
import xmlschema

from kit.handbook.country import Country
from kit.handbook.data import atom
from kit.handbook.page import built
from kit.judging import pipeline
from kit.model.repository import Repository
from tests.conftest import HOUSE, TODAY, Copy
from tests.handbook.conftest import Judged

_NS = "{http://www.w3.org/2005/Atom}"
_HOME = Repository(adresse="https://exemple.invalid/commissions/", editeur="Service exemple")
_ROOT = "https://exemple.invalid/commissions/"


@pytest.fixture(scope="module")
def country(examples: Judged) -> Country:
    return Country.of(*examples, home=_HOME)


@pytest.fixture(scope="module")
def feeds(country: Country) -> dict[str, Element]:
    return {page.path: xmlschema.XMLResource(page.text).root for page in atom.files(country)}


def _told(element: Element, name: str) -> str:
    [found] = element.findall(f"{_NS}{name}")
    assert found.text
    return found.text


def test_without_the_address_of_the_site_there_is_no_feed(country: Country) -> None:
    assert list(atom.files(replace(country, home=Repository()))) == []


def test_the_law_and_each_department_have_one(country: Country, feeds: dict[str, Element]) -> None:
    pages = {entry.path.removesuffix(".md") for entry in country.filed()}
    assert set(feeds) == {f"{path}.atom" for path in (*pages, "donnees/journal")}
    assert [len(feed.findall(f"{_NS}entry")) for feed in feeds.values() if not feed.findall(f"{_NS}entry")] == []


def test_a_feed_has_what_atom_asks_for(feeds: dict[str, Element]) -> None:
    seen: set[str] = set()
    for path, feed in feeds.items():
        assert feed.tag == f"{_NS}feed"
        assert _told(feed, "id") == _ROOT + built(path.replace(".atom", ".md"))
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{_NS}link")}
        assert links == {"self": _ROOT + path, "alternate": _told(feed, "id")}
        [author] = feed.findall(f"{_NS}author")
        assert _told(author, "name") == "Service exemple"
        days = []
        for entry in feed.findall(f"{_NS}entry"):
            name = _told(entry, "id")
            assert name not in seen
            assert urlsplit(name).fragment
            assert not set(name) & set(' <>"')
            seen.add(name)
            assert _told(entry, "title")
            assert _told(entry, "summary")
            days.append(datetime.datetime.fromisoformat(_told(entry, "updated")))
        assert days == sorted(days, reverse=True)
        assert datetime.datetime.fromisoformat(_told(feed, "updated")) == days[0]


def test_a_department_tells_its_orders_and_its_sessions_and_nothing_to_come(feeds: dict[str, Element]) -> None:
    feed = feeds["departements/88-vosges.atom"]
    titles = [_told(entry, "title").replace("\u00a0", " ") for entry in feed.findall(f"{_NS}entry")]
    assert any(title.startswith("Arrêté n° ") for title in titles)
    assert any(title.startswith("Séance du ") for title in titles)
    days = [_told(entry, "updated")[:10] for entry in feed.findall(f"{_NS}entry")]
    assert max(days) <= TODAY.isoformat()


def test_an_order_keeps_its_name_when_its_reference_is_filled_in(copy: Copy) -> None:
    commission = copy("88") / "commission.yaml"
    told = _names(commission.parents[2])
    text = commission.read_text("utf-8")
    reference = 'reference: "DDETSPP-2024-047", '
    assert reference in text
    commission.write_text(text.replace(reference, ""), "utf-8")
    assert _names(commission.parents[2]) == told
    assert len([name for name in told if "#arrete-" in name]) > 1


def _names(root: Path) -> list[str]:
    """Give the names of the entries of the only department that is filed."""
    report, cases = pipeline.run(root, (), TODAY)
    [_, feed] = atom.files(Country.of(report, cases, home=_HOME))
    return sorted(_told(entry, "id") for entry in xmlschema.XMLResource(feed.text).root.findall(f"{_NS}entry"))


def test_the_law_tells_what_changed_in_each_wording(feeds: dict[str, Element]) -> None:
    entries = feeds["donnees/journal.atom"].findall(f"{_NS}entry")
    found = {_told(entry, "id").partition("#")[2]: _told(entry, "summary") for entry in entries}
    assert found["au-2026-01-02-casf-r121-12-7"]


def test_a_feed_of_another_day_names_its_entries_alike(feeds: dict[str, Element]) -> None:
    report, cases = pipeline.run(HOUSE, (), TODAY + datetime.timedelta(days=40))
    later = {
        page.path: xmlschema.XMLResource(page.text).root for page in atom.files(Country.of(report, cases, home=_HOME))
    }
    for path, feed in feeds.items():
        names = {_told(entry, "id") for entry in feed.findall(f"{_NS}entry")}
        assert names <= {_told(entry, "id") for entry in later[path].findall(f"{_NS}entry")}
