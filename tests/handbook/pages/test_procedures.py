"""The procedures: each paragraph says its text, figures are those of the law, the drawing is that of its source."""

import datetime
import re

import pytest

from kit.files import resources
from kit.handbook.page import Page
from kit.handbook.pages import procedure_pages
from kit.handbook.tools import dossier
from kit.law.texts import data, provision
from tests.conftest import TODAY
from tests.handbook import shown

Book = dict[str, Page]
_PATHS = ["afis", "apres", "aps", "index", "parcours", "situations"]
_SOURCE = resources.SITE / "diagrammes" / "parcours.mmd"
_CITED = re.compile(r'<span class="kit-texte">\[(?P<said>[^\]]+)\]\((?P<way>[^)]+)\)</span>$')
# Ce qui n'affirme rien du droit : titre, chapô, fil, liste des pages, figure, tableau.
_SILENT = re.compile(r"^(?:#|\||<|\{|\[|:|$|---)|›|^Ce que les textes demandent|^La page de chaque département")


def _paragraphs(text: str) -> list[str]:
    lines = text.split("---\n", 2)[2].split("\n")
    chapo = {index - 1 for index, line in enumerate(lines) if line.startswith("{: .kit-")}
    return [line for index, line in enumerate(lines) if index not in chapo and not _SILENT.search(line)]


@pytest.mark.parametrize("name", _PATHS)
def test_each_paragraph_says_the_text_that_bears_it(book: Book, name: str) -> None:
    page = book[f"procedures/{name}.md"]
    body = re.sub(r"<figure.*?</figure>", "", page.text, flags=re.DOTALL)
    found = _paragraphs(body)
    assert found
    for paragraph in found:
        cited = _CITED.search(paragraph)
        assert cited, paragraph
        target = cited["way"].removeprefix("../")
        assert target in book, paragraph
        for article in re.findall(r"[RLD]\.\s(\d[\d-]*\d)", cited["said"].replace("\u00a0", " ")):
            assert _speaks(target.removeprefix("droit/").removesuffix(".md"), article), paragraph


def _speaks(text: str, article: str) -> bool:
    """Tell whether a text of kit/law is about an article, by its title or by one of its paragraphs."""
    title = provision(text).title
    first = [f"{row['ou']} {row.get('dit')}" for row in data(text).get("paragraphes", ())]
    return any(re.search(rf"\b{re.escape(article)}\b", said) for said in (title, *first))


def test_figures_are_those_of_the_law(book: Book) -> None:
    way = book["procedures/parcours.md"].text
    version = provision("casf-psp").in_force(TODAY)
    assert version
    assert f"pour {version.number('autorisation_mois')} mois." in way
    assert f"après {version.number('total_mois')} mois de droits" in way
    aid = [cell for row in shown.rows(book["procedures/afis.md"], "Combien, selon la date") for cell in row]
    for each in provision("casf-d121-12-14").versions:
        assert f"{each.values['personne_seule'].replace('.', ',')} €" in aid


def test_the_sheet_has_the_list_of_the_law_and_no_more(book: Book) -> None:
    text = book["procedures/fiche-aps.md"].text
    parts = re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]
    pieces = dossier.pieces()
    for part, demand in zip(parts, ("toujours", "aussi", "jamais"), strict=True):
        wanted = [piece.label for piece in pieces if piece.demand == demand]
        assert [label for label in (piece.label for piece in pieces) if label in part] == wanted
        assert len(re.findall(r"^- ", part, re.MULTILINE)) == len(wanted)
    assert (
        text.count("☐") == sum(piece.demand != "jamais" for piece in pieces) + len(data("ceseda-aps")["documents"]) + 1
    )


def test_the_text_says_all_that_the_drawing_says(book: Book) -> None:
    source = _SOURCE.read_text("utf-8")
    steps = re.findall(r'\["(\d)\. ([^"]+)"\]', source)
    text = book["procedures/parcours.md"].text
    assert [number for number, _ in steps] == sorted(number for number, _ in steps)
    for number, title in steps:
        assert re.search(rf"^{number}\. \*\*{re.escape(title)}\.\*\*", text, re.MULTILINE), title
    assert "**refus**" in text
    assert "<style" not in text
    assert "style=" not in text


@pytest.mark.parametrize("day", [datetime.date(2017, 6, 1), datetime.date(2021, 2, 1)])
def test_the_pages_are_there_before_their_texts(day: datetime.date) -> None:
    assert len(tuple(procedure_pages.pages(day))) == len(_PATHS) + 1
