"""The acronyms: their page, and the first of each on the other pages."""

import pytest

from kit.handbook.page import Page
from kit.handbook.pages import glossary

Book = dict[str, Page]
_PSP = '[<abbr title="Parcours de sortie de la prostitution">PSP</abbr>](../glossaire.md#psp){: .kit-sigle }'


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Un PSP, puis un PSP.", f"Un {_PSP}, puis un PSP."),
        ("- un PSP", f"- un {_PSP}"),
        ("1. un PSP", f"1. un {_PSP}"),
        (":   le PSP", f":   le {_PSP}"),
        # Ni titre, ni tableau, ni code, ni lien, ni balise, ni mot plus long.
        ("# Le PSP", "# Le PSP"),
        ("| PSP |", "| PSP |"),
        ("    PSP", "    PSP"),
        ("`PSP` [un PSP](page.md) <b title=\"PSP\">x</b> PSPA", "`PSP` [un PSP](page.md) <b title=\"PSP\">x</b> PSPA"),
        ("```yaml\nPSP\n```", "```yaml\nPSP\n```"),
        ('---\ntitle: "PSP"\n---\nx', '---\ntitle: "PSP"\n---\nx'),
    ],
)  # fmt: skip
def test_the_first_of_a_page_leads_to_the_glossary(text: str, linked: str) -> None:
    assert glossary.linked(Page("guide/essai.md", text)).text == linked


def test_the_glossary_and_files_are_left_alone() -> None:
    for path in ("glossaire.md", "calendrier/france.ics"):
        assert glossary.linked(Page(path, "Un PSP.")).text == "Un PSP."


def test_each_acronym_is_in_order_with_a_page_that_exists(book: Book) -> None:
    shorts = [entry.short for entry in glossary.entries()]
    assert shorts == sorted(set(shorts))
    for entry in glossary.entries():
        assert str(entry.page.target) in book, entry.short
        assert f"**{entry.short}**{{: #{entry.anchor} }}" in book["glossaire.md"].text
