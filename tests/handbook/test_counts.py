"""One count, the same everywhere: cards and headings of the pages, list, home, map, report."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from kit.findings.verdicts import OF_DEPARTMENTS, OF_FINDINGS
from kit.handbook.edition import edition
from kit.handbook.page import Profile
from kit.handbook.site.publication import reports
from kit.judging import pipeline, standing
from kit.law.territories import territories
from tests.conftest import HOUSE, TODAY
from tests.generator.write import write
from tests.handbook import shown
from tests.handbook.conftest import Judged

pytestmark = pytest.mark.proof

_STYLES = {each.value: each.one for each in OF_DEPARTMENTS} | {"rien": "fiche non déposée"}
# (les pages qui disent où en sont les départements, les verdicts et les constats de son rapport)
Edition = tuple[dict[str, str], dict[str, Any]]


@pytest.fixture(scope="module", params=["exemples", "pays"])
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """What is said of the examples, and of 101 departments."""
    if request.param == "exemples":
        return pipeline.run(HOUSE, (), TODAY)
    country = tmp_path_factory.mktemp("pays")
    write(country)
    return pipeline.run(country, (), TODAY)


@pytest.fixture(scope="module", params=list(Profile))
def told(judged: Judged, request: pytest.FixtureRequest) -> Edition:
    """The pages of an edition as they are read, and its report for machines."""
    report, cases = edition(*judged, request.param)
    pages = {page.path: shown.html(page) for page in shown.standing(report, cases, request.param)}
    return pages, json.loads(reports(report)["report.json"])


def _cards(page: str) -> Iterator[tuple[str, int]]:
    """Give each section of the findings of a page, with the number of findings on its cards."""
    _, _, findings = page.partition('id="constats"')
    sections, _, _ = findings.partition("<h2")
    for section in re.split(r"<h3", sections)[1:]:
        [word, number] = re.findall(r"^[^>]*>([^<:]+) : (\d+)", section)[0]
        titles = re.findall(r'<p class="admonition-title">(.*?)</p>', section)
        several = [re.search(r" : (\d+) constats$", title) for title in titles]
        assert sum(int(found[1]) if found else 1 for found in several) == int(number)
        yield word.lower(), int(number)


def _marks(text: str) -> Counter[str]:
    return Counter(re.findall(r'kit-issue kit-(?:fail|pass|open|review|rien)">.*?</span> ([^<]+)</span>', text))


def test_the_cards_of_a_page_are_what_its_head_counts(told: Edition) -> None:
    pages, report = told
    names = {each["folder"].rpartition("/")[2]: each for each in report["departments"]}
    seen = 0
    for name, department in names.items():
        page = pages[f"departements/{name}.md"]
        head = re.findall(r'Constats : <a href="#constats">([^<]+)</a>', page)
        said = re.findall(r"(\d+) (non conforme|à corriger|à compléter|à vérifier|pour information)", " ".join(head))
        assert [(word, int(number)) for number, word in said] == list(_cards(page)), name
        findings = [found for result in department["results"] for found in result["findings"]]
        assert sum(int(number) for number, _ in said) == sum(found["others"] or 1 for found in findings), name
        seen += bool(said)
    assert seen > 5


def test_list_home_map_and_report_agree(told: Edition) -> None:
    pages, report = told
    home, listed = pages["index.md"], pages["departements/index.md"]
    legend = {
        _STYLES[style]: int(number)
        for style, number in re.findall(r'<li class="kit-(\w+)(?: kit-zero)?">.*?<strong>(\d+)</strong>', home)
    }
    assert sum(legend.values()) == len(territories())
    found = {word: number for word, number in legend.items() if number}
    drawn = home[home.index('<svg class="kit-carte"') : home.index("</svg>", home.index('<svg class="kit-carte"'))]
    assert Counter(_STYLES[style] for style in re.findall(r'<a href[^>]*fill="url\(#kit-motif-(\w+)\)', drawn)) == found
    [table] = re.findall(r'<details id="tableau".*?</details>', home, re.DOTALL)
    assert _marks(table) == found
    assert _marks(listed[listed.index("<tbody>") : listed.index("</tbody>")]) == found
    outcomes = report["summary"]["outcomes"]
    filed = {word: number for word, number in found.items() if word != "fiche non déposée"}
    words = {"pass": "conforme", "fail": "non conforme", "open": "à compléter", "review": "à vérifier"}
    assert {words[each]: number for each, number in outcomes.items() if number} == filed
    for page in (home, listed):
        said = re.findall(r"(\d+) (conforme|non conforme|à compléter|à vérifier)s?(?=[,. ]|$)", _sentence(page))
        assert {word: int(number) for number, word in said} == filed


def _sentence(page: str) -> str:
    """Give the sentence of a page that counts the departments."""
    [said] = re.findall(r"<p[^>]*>((?:Sur \d+ fiches|\d+ départements? sur 101)[^\n]*)", page)
    return re.sub(r"<[^>]+>", "", str(said)).partition(". «")[0]


def test_the_rules_of_the_words_cover_every_verdict() -> None:
    assert len(set(OF_FINDINGS) | set(OF_DEPARTMENTS)) == len(OF_FINDINGS) + 1
    assert standing.counted(()) == {}
