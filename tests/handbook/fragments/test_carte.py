"""The map: 101 departments, each with its name and its state, light, whole, and the same twice."""

import json
import posixpath
import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from kit.findings.finding import Outcome
from kit.handbook.country import Country
from kit.handbook.fragments import carte
from kit.handbook.fragments.carte import State
from kit.handbook.page import Here, Page
from kit.handbook.pages import glossary, home
from kit.judging import pipeline
from kit.law.territories import territories
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.conftest import Judged

Book = dict[str, Page]
_SVG = "{http://www.w3.org/2000/svg}"
_HOME = Here("index.md")
_END = "</details>\n</div>\n</div>"
_LIGHT = 50_000
_INSTALLED = "installation: {etat: installee, date: 2017-06-12}\n"
_STARTED = "installation: {etat: en_cours, date: 2026-02-01}\n"
_NOT = "installation: {etat: non_installee}\n"


@pytest.fixture(scope="module")
def drawn(book: Book) -> Element:
    """The map of the home page, as a browser reads it."""
    read: Element = html5lib.parseFragment(_svg(_text(book["index.md"])), namespaceHTMLElements=False)
    return next(read.iter(f"{_SVG}svg"))


def _text(page: Page) -> str:
    """Give the fragment that holds the map, its legend and its table."""
    [found] = [fragment for fragment in page.fragments if "kit-carte" in fragment]
    return found


def _svg(text: str) -> str:
    [svg] = re.findall(r'<svg class="kit-carte".*?</svg>', text, re.DOTALL)
    return str(svg)


def _named(drawn: Element) -> dict[str, str]:
    """Give the name of each department by its code, in the order of the drawing."""
    named = [
        each.get("aria-label") or each.findtext(f"{_SVG}title") or "" for each in drawn if each.get("class") is None
    ]
    return {re.findall(r"\(([^()]+)\)", name)[0]: name.replace("\u00a0", " ") for name in named}


def test_each_of_the_101_departments_is_drawn_once_with_its_name(drawn: Element) -> None:
    named = _named(drawn)
    assert list(named) == list(territories())
    assert all(named[code].startswith(f"{each.name} ({code}) : ") for code, each in territories().items())
    assert [len(each.findall(f"{_SVG}path")) for each in drawn if each.get("class") is None] == [
        2 if code in ("75", "92", "93", "94") else 1 for code in territories()
    ]


def test_a_department_says_verdict_and_installation_in_words(drawn: Element) -> None:
    named = _named(drawn)
    assert named["38"] == "Isère (38) : conforme, commission installée"
    assert named["48"] == "Lozère (48) : à compléter, installation en cours ou à venir"
    assert named["01"] == "Ain (01) : fiche non déposée"


def test_each_department_leads_to_its_page_with_or_without_a_file(drawn: Element, book: Book) -> None:
    ways = [each.attrib["href"] for each in drawn.iter(f"{_SVG}a")]
    assert len(set(ways)) == len(territories())
    assert {posixpath.normpath(way).removesuffix(".html") + ".md" for way in ways} <= set(book)


def test_every_outline_is_closed_and_inside_the_frame() -> None:
    raw = json.loads((HOUSE / "kit" / "handbook" / "fragments" / "carte.json").read_text("utf-8"))
    width, height = raw["cadre"]
    assert set(raw["departements"]) == set(territories())
    for code, paths in raw["departements"].items():
        for ring in "".join(paths).removesuffix("z").split("z"):
            [(start, moves)] = re.findall(r"^M(\d+ \d+)l([-\d ]+)$", ring)
            x, y = map(int, start.split())
            numbers = [int(number) for number in re.findall(r"-?\d+", moves)]
            assert len(numbers) >= 4, code
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                assert 0 <= x <= width, code
                assert 0 <= y <= height, code


def test_the_map_is_light_even_when_every_department_has_a_file(examples: Judged) -> None:
    report, cases = examples
    first, case = report.departments[0], cases[0]
    departments = tuple(
        replace(first, code=code, name=each.name, folder=f"departments/{each.folder}")
        for code, each in territories().items()
    )
    full = Country.of(replace(report, departments=departments), (case,) * len(departments))
    text = _text(home.page(full))
    assert text.count('<a href="departements/') == 2 * len(departments)
    assert len(_svg(text).encode()) < _LIGHT


def test_every_tag_of_the_map_is_closed(book: Book) -> None:
    text = _text(book["index.md"])
    block = text[text.index('<div class="kit-pays"') : text.index(_END) + len(_END)]
    for tag in ("svg", "a", "g", "text", "table", "div", "details"):
        assert len(re.findall(rf"<{tag}[ >]", block)) == block.count(f"</{tag}>"), tag


def test_every_hatching_used_is_defined_once_and_is_in_the_legend(book: Book) -> None:
    text = _text(book["index.md"])
    defined = re.findall(r'<pattern id="([^"]+)"', text)
    assert sorted(defined) == sorted(f"kit-motif-{state.value}" for state in State)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) == set(defined)
    legend = text[text.index('<ul class="kit-etats"') : text.index('<details id="tableau"')]
    assert re.findall(r"url\(#kit-motif-([^)]+)\)", legend) == [state.value for state in State]


def test_map_legend_and_table_agree(book: Book, drawn: Element) -> None:
    text = _text(book["index.md"])
    filled = [each.attrib["fill"] for each in drawn if each.get("class") is None]
    numbers = dict(re.findall(r'<li class="kit-(\w+)">.*?<strong>(\d+)</strong>', text))
    assert {style: filled.count(f"url(#kit-motif-{style})") for style in numbers} == {
        style: int(number) for style, number in numbers.items()
    }
    table = text[text.index('<details id="tableau"') : text.index(_END)]
    rows = re.findall(r'<tr><th scope="row">(?:<a [^>]*>)?([^<]+)', table)
    assert rows == [f"{each.name} ({code})" for code, each in territories().items()]
    assert table.count('class="kit-note">exemple<') == 12


@pytest.mark.parametrize(
    ("installation", "outcome", "state"),
    [
        (_INSTALLED, Outcome.PASS, State.CONFORM),
        (_INSTALLED, Outcome.REVIEW, State.TO_CHECK),
        (_INSTALLED, Outcome.OPEN, State.TO_COMPLETE),
        # Ce dont aucune règle ne dit rien ne prouve rien.
        (_INSTALLED, Outcome.NOT_APPLICABLE, State.TO_COMPLETE),
        (_INSTALLED, Outcome.FAIL, State.BROKEN),
        (_STARTED, Outcome.OPEN, State.TO_COMPLETE),
        (_NOT, Outcome.FAIL, State.BROKEN),
    ],
)
def test_a_state_is_the_verdict_and_its_legend_says_who_is_not_installed(
    tmp_path: Path, installation: str, outcome: Outcome, state: State
) -> None:
    folder = tmp_path / "departments" / "38-isere"
    folder.mkdir(parents=True)
    (folder / "commission.yaml").write_text(f'departement: "38"\n{installation}', "utf-8")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    told = replace(report, departments=(replace(report.departments[0], outcome=outcome),))
    shown = carte.areas(Country.of(told, cases), _HOME)
    apart = {_STARTED: ("1 en cours d’installation",), _NOT: ("1 sans commission installée",)}.get(installation, ())
    assert [told for each, *told in carte.legend(shown) if each is state] == [[1, apart]]
    assert sum(number for _, number, _ in carte.legend(shown)) == 101


def test_a_page_of_a_repository_without_any_department_is_whole(examples: Judged) -> None:
    report, _ = examples
    page = home.page(Country.of(replace(report, departments=()), ()))
    text = shown.whole(page)
    assert "Données d’exemple" not in text
    assert _text(page).count("fiche non déposée</tspan>") == 101
    assert "Aucune fiche déposée n’est non conforme" in text


def test_some_invented_files_among_others_are_named(tmp_path: Path) -> None:
    for code in ("38-isere", "88-vosges"):
        shutil.copytree(HOUSE / "departments" / code, tmp_path / "departments" / code)
    commission = tmp_path / "departments" / "88-vosges" / "commission.yaml"
    commission.write_text(commission.read_text("utf-8").replace("exemple: true", "exemple: false"), "utf-8")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    text = home.page(Country.of(report, cases)).text.replace("\u00a0", " ")
    assert "Ces fiches sont inventées, et comptées avec les autres : Isère (38)." in text


def test_two_renders_are_equal(book: Book) -> None:
    again = home.page(Country.of(*pipeline.run(HOUSE, (), TODAY)))
    assert glossary.linked(again) == book["index.md"]


def test_the_outlines_say_whose_they_are(book: Book) -> None:
    text = shown.whole(book["index.md"])
    assert "Fond de carte : <a href=" in text
    for place in (text, (HOUSE / "LICENCE-DONNEES.md").read_text("utf-8")):
        assert "MapSVG et Victor Cazanave" in place
        assert "https://creativecommons.org/licenses/by/4.0" in place
        assert "Natural Earth" in place
