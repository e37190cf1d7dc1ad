"""The figures of the country: each says its day, its source and how sure it is."""

import json
import re

from kit.handbook.page import NATIONAL_FIGURES, Page
from kit.law.texts import CERTAINTY_FR, data
from tests.conftest import HOUSE
from tests.handbook import shown


def test_public_figures_have_a_day_a_source_and_a_certainty(book: dict[str, Page]) -> None:
    page, published = book[NATIONAL_FIGURES], data("chiffres-publics")
    names = [table.get("aria-label") or "" for table in shown.document(page).iter("table")]
    known = [row for name in names if "documents postérieurs" in name for row in shown.rows(page, name)]
    assert {raw["source"] for raw in published["chiffres"]} == set(published["sources"])
    for raw in published["chiffres"]:
        source, number = published["sources"][raw["source"]]["titre"], f"{int(raw['valeur']):,}".replace(",", " ")
        [row] = [row for row in known if row[1:3] == [raw["libelle"], number] and source in row[3]]
        assert row[4] == CERTAINTY_FR[raw["certitude"]]
        assert re.fullmatch(r"(\d+(er)? )?([a-zéû]+ )?20\d\d", row[0])
    assert published["manque"] in shown.whole(page)


def test_public_figures_are_those_that_were_read() -> None:
    """The facts as first noted, by when and how many: a figure that changes here was mistyped, or is a new fact."""
    known = {(raw["quand"], raw["valeur"], raw["certitude"]) for raw in data("chiffres-publics")["chiffres"]}
    noted = json.loads((HOUSE / "tests" / "data" / "chiffres-publics.json").read_text("utf-8"))
    assert known == {tuple(each) for each in noted}


def test_the_home_page_leads_to_them(book: dict[str, Page]) -> None:
    assert "(donnees/chiffres-nationaux.md)" in book["index.md"].text
