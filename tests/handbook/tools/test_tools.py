"""The tools of the handbook: their table of cases, and what their pages hold; tests/browser has them answer."""

import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.files import resources
from kit.handbook.fragments import slots
from kit.handbook.page import Page
from kit.handbook.tools import months, parcours
from kit.law import terms
from kit.law.texts import data, provision
from tests.conftest import TODAY
from tests.handbook import shown
from tests.handbook.tools.cases import LAWS, PAGES, SENTENCES, answers, blank, plain, table

TOOLS = sorted(PAGES)
# Par où un script enverrait, garderait, lirait l'heure, ou ferait d'un texte du code.
_DOORS = (
    *("localStorage", "sessionStorage", "cookie", "indexedDB", "history.", "location"),
    *("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "import("),
    *("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("),
    *("new Date()", "Date.now", "Math.random"),
)
_DAYS = st.dates(datetime.date(2017, 1, 1), datetime.date(2032, 12, 31))


@pytest.mark.parametrize("tool", TOOLS)
def test_every_case_has_its_answer_which_holds_what_the_table_says(tool: str) -> None:
    cases, told = table(tool), answers(tool)
    assert [case["nom"] for case in cases] == list(told)
    for case in cases:
        assert set(case["entree"]) <= set(blank(tool))
        assert [line for line in case["contient"] if line not in plain(told[case["nom"]])] == [], case["nom"]


@pytest.mark.parametrize(
    ("day", "row"),
    [
        (
            "2026-11-23",
            "2e renouvellement | 23 novembre 2027 | 22 mai 2028 | 22 novembre 2027 | vendredi 19 novembre 2027",
        ),
        (
            "2026-08-31",
            "1er renouvellement | 1er mars 2027 | 30 août 2027 | 26 février 2027 | jeudi 25 février 2027",
        ),
        ("2026-11-23", "Autorisation | 23 novembre 2026 | 22 mai 2027 |  | "),
    ],
)
def test_the_example_of_a_way_out_is_the_plainest_one(day: str, row: str) -> None:
    found = list(parcours.example(LAWS["parcours"], datetime.date.fromisoformat(day)))
    assert len(found) == 4
    assert row in [" | ".join((*cells[:3], *cells[4:6])) for cells in found]
    assert list(parcours.example(LAWS["parcours"], datetime.date(2016, 1, 1))) == []


@given(start=_DAYS, years=st.integers(1, 6))
def test_twelve_months_end_as_a_year_of_the_law_does(start: datetime.date, years: int) -> None:
    assert months.last_day(start, 12 * years) == terms.last_day(start, years)


def test_the_example_says_why_the_last_session_is_the_day_before_the_decision(book: dict[str, Page]) -> None:
    told = _page(book, "parcours")
    assert "sans délai entre la séance et la décision" not in told
    assert "La décision suit la séance" in told


def _page(book: dict[str, Page], tool: str) -> str:
    page = book[f"outils/{PAGES[tool]}.md"]
    return slots.filled(page.text, page.fragments, page.path).replace("&#95;", "_")


def test_every_amount_of_the_law_is_on_the_page(book: dict[str, Page]) -> None:
    cells = [cell for row in shown.rows(book["outils/montant-afis.md"], "Tous les montants") for cell in row]
    for version in data("casf-d121-12-14")["versions"]:
        for value in version["valeurs"].values():
            assert f"{value.replace('.', ',')} €" in cells


def test_every_document_of_the_law_is_in_the_form_and_in_the_list(book: dict[str, Page]) -> None:
    page = _page(book, "dossier")
    listed = [piece for piece, *_ in shown.rows(book["outils/verificateur-de-dossier.md"], "La liste nationale")]
    for row in data("ceseda-aps")["pieces"]:
        if row["piece"] != "nationalite":
            assert re.search(rf'data-champ="[ad]-{row["piece"]}"', page)
        assert [piece for piece in listed if row["libelle"][1:] in piece]
    for document in data("ceseda-aps")["documents"]:
        assert f'data-champ="doc-{document}"' in page


@pytest.mark.parametrize("tool", TOOLS)
def test_a_page_says_first_that_nothing_leaves_it_and_holds_every_field(book: dict[str, Page], tool: str) -> None:
    page = _page(book, tool)
    assert page.index("Rien de ce que vous écrivez ici ne quitte la page") < page.index("<form")
    assert sorted(re.findall(r'data-champ="([^"]+)"', page)) == sorted(blank(tool))
    # Un champ sans nom ne part dans aucune adresse, même sans le script.
    form = page[page.index("<form") : page.index("</form>")]
    assert not re.search(r"\s(?:name|action|method|style|on\w+)=", form)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_data_of_a_page_are_those_of_the_law(book: dict[str, Page], tool: str) -> None:
    page = _page(book, tool)
    found = re.search(r'<script type="application/json" id="outil-donnees">(.*)</script>', page)
    assert found
    assert "<" not in found[1]
    read = json.loads(found[1])
    assert read["jour"] == TODAY.isoformat()
    assert read["phrases"] == SENTENCES[tool]
    for wording, version in zip(
        read["droit"]["text"]["wordings"], provision(read["droit"]["text"]["id"]).versions, strict=True
    ):
        assert (wording["start"], wording["certain"]) == (version.start.isoformat(), version.certain)


def test_the_script_keeps_nothing_and_asks_nothing() -> None:
    script = (resources.SITE / "assets" / "outils.js").read_text("utf-8")
    assert [door for door in _DOORS if door in script] == []


@pytest.mark.parametrize("tool", TOOLS)
def test_every_sentence_serves_and_is_filled_the_same_way(tool: str) -> None:
    script = (resources.SITE / "assets" / "outils.js").read_text("utf-8")
    built = ("mot_", "col_", "droits_", "titre_", "int_", "nat_", "jamais", "permis", "incomplet", "doute")
    for name in SENTENCES[tool]:
        assert f'"{name}"' in script or name.startswith(built) or name in ("temps", "urgence", "passee"), name
