"""Every link that leaves the handbook says where it leads: the site, and whether an exact address is known."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from kit.handbook.page import Page
from kit.law.texts import data
from tests.conftest import HOUSE
from tests.handbook import shown

Book = dict[str, Page]


def _links(book: Book) -> list[tuple[str, str, str]]:
    """Give the page, the address and the words of each link to the web that is not about a department."""
    return [
        (path, str(link.get("href")), " ".join("".join(link.itertext()).split()))
        for path, page in book.items()
        if not path.startswith("departements/")
        for link in shown.document(page).iter("a")
        if str(link.get("href", "")).startswith("http")
    ]


def test_the_words_of_a_link_to_a_text_say_where_it_leads(book: Book) -> None:
    published = {source["href"] for source in data("chiffres-publics")["sources"].values() if "href" in source}
    wanted = (
        each for each in _links(book) if each[0].startswith(("droit/", "donnees/journal")) or each[1] in published
    )
    found = list(wanted)
    assert len({url for _, url, _ in found}) > 10
    for path, url, words in found:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        if host == "legifrance.gouv.fr":
            bare = urlsplit(url).path in ("", "/")
            assert "Légifrance" in words, (path, url, words)
            assert ("adresse exacte non connue" in words) is bare, (path, url, words)
        else:
            assert host in words, (path, url, words)


def test_no_page_links_the_home_of_legifrance_without_saying_so(book: Book) -> None:
    bare = [words for _, url, words in _links(book) if re.fullmatch(r"https://www\.legifrance\.gouv\.fr/?", url)]
    assert bare
    assert all("adresse exacte non connue" in words for words in bare)


def test_no_template_nor_guide_types_an_address_of_legifrance() -> None:
    places = [path for folder in ("pages", "templates") for path in (HOUSE / "site" / folder).rglob("*.md*")]
    assert [path for path in map(Path, places) if "legifrance.gouv.fr" in path.read_text(encoding="utf-8")] == []
