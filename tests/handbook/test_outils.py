"""The tools of the handbook: what they answer, case by case, and what their pages hold."""

import datetime
import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import resources
from kit.handbook import fragments
from kit.handbook.outils import days
from kit.handbook.outils.plan import Gap, plan
from kit.handbook.outils.sheet import said
from kit.handbook.page import Page
from kit.law import terms
from kit.law.texts import data, provision
from tests.conftest import TODAY, golden
from tests.handbook import shown
from tests.handbook.outils_cases import ASKS, LAWS, PAGES, SENTENCES, TABLES, amended, blank, drawn, table, unread

TOOLS = sorted(PAGES)
# Par où un script enverrait, garderait, lirait l'heure, ou ferait d'un texte du code.
_DOORS = (
    *("localStorage", "sessionStorage", "cookie", "indexedDB", "history.", "location"),
    *("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "import("),
    *("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("),
    *("new Date()", "Date.now", "Math.random"),
)
_DAYS = st.dates(datetime.date(2017, 1, 1), datetime.date(2032, 12, 31))
_CASES = [(tool, case) for tool in TOOLS for case in table(tool)]


def plain(lines: Sequence[str]) -> list[str]:
    """Give lines with ordinary spaces, as one types them."""
    return [re.sub("[\u00a0\u202f]", " ", line) for line in lines]


@pytest.mark.parametrize(("tool", "case"), _CASES, ids=[f"{tool}-{case['nom']}" for tool, case in _CASES])
def test_an_answer_holds_what_the_table_says(tool: str, case: dict[str, dict[str, str]]) -> None:
    assert set(case["entree"]) <= set(blank(tool))
    answer = said(ASKS[tool]({**blank(tool), **case["entree"]}, LAWS[tool], TODAY))
    assert [line for line in case["contient"] if line not in plain(answer)] == []


@pytest.mark.parametrize("tool", TOOLS)
def test_answers_are_golden(tool: str) -> None:
    parts = []
    for case in table(tool):
        answer = said(ASKS[tool]({**blank(tool), **case["entree"]}, LAWS[tool], TODAY))
        parts.append("\n".join([f"# {case['nom']}", *answer]))
    golden(TABLES / f"{tool}.txt", "\n\n".join(parts) + "\n")


@pytest.mark.parametrize("tool", TOOLS)
def test_a_text_that_nobody_read_makes_every_answer_to_be_checked(tool: str) -> None:
    for answers in drawn(tool, 60):
        answer = ASKS[tool](answers, unread(tool), TODAY)
        told = said(answer)
        if " → " in told[0]:
            continue
        assert not [line for line in told if line.startswith("✕")]
        if told[0].startswith("–"):
            assert "pas d’aide" in told[0] or "sans réponse" in told[0], told[0]
        else:
            assert told[0].startswith("▲ à vérifier")


def test_a_text_that_changed_along_the_way_is_said() -> None:
    form = {**blank("parcours"), "debut": "2025-12-31"}
    lines = said(ASKS["parcours"](form, amended(), TODAY))
    assert "Le texte a changé depuis le premier jour du parcours : les durées sont celles de ce jour-là." in plain(
        lines
    )
    assert "Dernier jour du parcours : 30 décembre 2027." in plain(lines)
    later = said(ASKS["parcours"]({**form, "debut": "2026-01-01", "duree": "9"}, amended(), TODAY))
    assert "Dernier jour du parcours : 31 décembre 2028." in plain(later)


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_that_is_written_breaks_a_tool(tool: str) -> None:
    for answers in drawn(tool, 400):
        assert said(ASKS[tool](answers, LAWS[tool], TODAY))


@pytest.mark.parametrize("tool", TOOLS)
@given(text=st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_gently_refused(tool: str, text: str) -> None:
    for field in blank(tool):
        assert said(ASKS[tool]({**blank(tool), "debut": "2026-01-01", field: text}, LAWS[tool], TODAY))


@given(start=_DAYS, years=st.integers(1, 6))
def test_twelve_months_end_as_a_year_of_the_law_does(start: datetime.date, years: int) -> None:
    assert days.last_day(start, 12 * years) == terms.last_day(start, years)


@given(start=_DAYS, months=st.integers(0, 40))
def test_whole_months_are_counted_back(start: datetime.date, months: int) -> None:
    length = (days.last_day(start, months) - start).days + 1
    assert days.whole_months(start, length) == (months, 0)
    assert days.whole_months(start, length + 1)[0] in (months, months + 1)


_GAPS = st.lists(st.tuples(st.integers(1, 900), st.integers(0, 200)), max_size=4)


def _gaps(start: datetime.date, drawn_gaps: list[tuple[int, int]]) -> list[Gap]:
    gaps: list[Gap] = []
    for first, length in sorted(drawn_gaps):
        day = days.after(start, first)
        if not gaps or (gaps[-1].last and day > gaps[-1].last):
            gaps.append(Gap(day, days.after(day, length)))
    return gaps


@given(start=_DAYS, months=st.integers(1, 6))
def test_a_way_out_without_interruption_ends_on_the_day_of_its_total(start: datetime.date, months: int) -> None:
    found = plan(start, months, 24, [])
    assert found.end == days.last_day(start, 24) == found.periods[-1].last
    assert [p.last for p in found.periods[:-1]] == [
        days.last_day(start, months * rank) for rank in range(1, len(found.periods))
    ]
    assert found.spent(found.end) == (24, 0)
    for period in found.periods:
        assert [sum(pair) for pair in zip(found.spent(period.last), found.left(period.last), strict=True)] == [24, 0]


@given(start=_DAYS, months=st.integers(1, 6), gaps=_GAPS)
@settings(max_examples=300, deadline=None)
def test_a_way_out_counts_the_days_with_rights_and_no_other(
    start: datetime.date, months: int, gaps: list[tuple[int, int]]
) -> None:
    cuts = _gaps(start, gaps)
    found = plan(start, months, 24, cuts)
    assert found.end
    # Jour par jour : ce que le texte compte, à la longueur des mois incomplets près.
    every = [days.after(start, number) for number in range((found.end - start).days + 1)]
    entitled = [day for day in every if not any(gap.holds(day) for gap in cuts)]
    wanted = (days.last_day(start, 24) - start).days + 1
    assert abs(len(entitled) - wanted) <= 4 * len(cuts)
    assert entitled[-1] == found.end
    assert set(entitled) == {day for s in found.stretches for day in every if s.first <= day <= s.last}
    assert set(entitled) <= {day for p in found.periods for day in every if p.first <= day <= p.last}
    for before, period in zip(found.periods, found.periods[1:], strict=False):
        assert before.last < period.first
        assert period.first in entitled


@given(start=_DAYS, months=st.integers(1, 6), gaps=_GAPS, ahead=st.integers(-10, 1500))
@settings(max_examples=300, deadline=None)
def test_what_is_used_and_what_is_left_make_the_total(
    start: datetime.date, months: int, gaps: list[tuple[int, int]], ahead: int
) -> None:
    found = plan(start, months, 24, _gaps(start, gaps))
    day = days.after(start, ahead)
    used, left = found.spent(day), found.left(day)
    assert min(*used, *left) >= 0
    if not (found.end and day >= found.end):
        # Un mois incomplet en a de vingt-huit à trente et un.
        assert -3 <= 30 * (used[0] + left[0] - 24) + used[1] + left[1] <= 2


@given(start=_DAYS, half=st.integers(1, 3), months_off=st.integers(1, 12))
def test_whole_authorisations_add_up_whatever_comes_between(start: datetime.date, half: int, months_off: int) -> None:
    gap = Gap(days.after(days.last_day(start, 6 * half), 1), days.last_day(start, 6 * half + months_off))
    found = plan(start, 6, 24, [gap])
    assert gap.last
    assert found.end == days.last_day(days.after(gap.last, 1), 24 - 6 * half)
    assert len(found.periods) == 4


@given(start=_DAYS, first=st.integers(1, 1500))
def test_a_way_out_that_never_resumes_stops_there(start: datetime.date, first: int) -> None:
    gap = Gap(days.after(start, first), None)
    found = plan(start, 6, 24, [gap])
    whole = days.last_day(start, 24)
    assert (found.end is None) == (gap.first <= whole)
    last = min(days.after(gap.first, -1), whole)
    assert found.spent(datetime.date(2099, 1, 1)) == days.whole_months(start, (last - start).days + 1)


def _page(book: dict[str, Page], tool: str) -> str:
    page = book[f"outils/{PAGES[tool]}.md"]
    return fragments.whole(page.text, page.fragments, page.path).replace("&#95;", "_")


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
