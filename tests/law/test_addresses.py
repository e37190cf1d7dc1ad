"""Where the address of a text leads, in words."""

import pytest

from kit.law.addresses import leading
from kit.law.texts import provisions

SECTION = "https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000006074069/LEGISCTA000033330556/2026-01-02/"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (None, "décret n° 1"),
        ("https://www.legifrance.gouv.fr/", "décret n° 1 (Légifrance, adresse exacte non connue)"),
        ("https://www.legifrance.gouv.fr", "décret n° 1 (Légifrance, adresse exacte non connue)"),
        ("https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000034420613", "décret n° 1 (Légifrance)"),
        (SECTION, "décret n° 1 (Légifrance, le code au 2 janvier 2026)"),
        ("https://juriblio.fr/decrets/1", "décret n° 1 (sur juriblio.fr)"),
        ("https://legifrance.gouv.fr.exemple.invalid/", "décret n° 1 (sur legifrance.gouv.fr.exemple.invalid)"),
    ],
)
def test_a_link_says_where_it_leads(url: str | None, words: str) -> None:
    assert leading("décret n° 1", url) == words


def test_a_link_that_names_its_site_already_says_no_more() -> None:
    assert leading("chronologie de doctrine.fr", "https://www.doctrine.fr/l/1") == "chronologie de doctrine.fr"


def test_only_one_text_has_no_exact_address() -> None:
    urls = {text.id: version.url for text in provisions().values() for version in text.versions}
    assert [text for text, url in urls.items() if "adresse exacte non connue" in leading("", url)] == [
        "instruction-2022-7"
    ]
