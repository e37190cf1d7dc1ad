"""What a browser and a search engine read at the head of each page: its name, and what is on it."""

import re
from collections import Counter
from pathlib import Path

from tests.browser.pages import Built, pages_of

_TITLE = re.compile(r"<title>([^<]*)</title>")
# Ce qu’un moteur de recherche montre d’une description.
_LONGEST = 200


def test_each_page_says_in_one_sentence_what_is_on_it_and_no_other_says_the_same(site: Path) -> None:
    told = {path: _named(Built(path), "description") for path in pages_of(site)}
    assert {path.name: said for path, said in told.items() if len(said) != 1} == {}
    assert {said: number for said, number in Counter(said for [said] in told.values()).items() if number > 1} == {}
    assert {path.name: said for path, [said] in told.items() if not 20 < len(said) <= _LONGEST} == {}


def test_a_title_has_the_name_of_the_page_then_that_of_the_site(site: Path) -> None:
    for path in pages_of(site):
        title = _TITLE.findall(path.read_text("utf-8"))[0]
        home = path == site / "index.html"
        assert title.endswith("Commissions départementales" if home else " · Commissions départementales"), path


def test_no_page_names_the_engine(site: Path) -> None:
    assert [path.name for path in pages_of(site) if _named(Built(path), "generator")] == []


def _named(page: Built, name: str) -> list[str]:
    metas = (tag.attributes for tag in page.tags if tag.name == "meta")
    return [each["content"] for each in metas if each.get("name") == name]
