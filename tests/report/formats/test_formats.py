"""The text for people and the JSON for machines, both from the same findings."""

import json
from pathlib import Path

import pytest

from kit.french import NBSP
from kit.judging import registry
from kit.report.formats import FORMATS, catalogue
from kit.report.style import Style
from tests.conftest import DATA, golden, judge
from tests.report.formats.conftest import finding, house, report

COLOURED = Style(coloured=True, width=80)


def test_the_text_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "texte-88.txt", FORMATS["texte"](judge(broken), Style()))


def test_the_json_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "json-88.json", FORMATS["json"](judge(broken), Style()))


def test_text_and_json_tell_the_same_findings(broken: Path) -> None:
    judged = judge(broken)
    plain = json.loads(FORMATS["json"](judged, Style()))
    text = FORMATS["texte"](judged, Style())
    findings = [f for d in plain["departments"] for r in d["results"] for f in r["findings"]]
    assert len(findings) == len(judged.findings) > 0
    for each in findings:
        assert f"{each['file']}:{each['line']}:{each['column']} " in text
        assert each["message"] in text
        assert each["remedy"] in text


def test_the_last_line_says_what_was_read_by_which_text() -> None:
    last = FORMATS["texte"](house(), Style()).splitlines()[-1].replace(NBSP, " ")
    assert last.startswith("12 départements, 48 fichiers lus, ")
    assert "au 23 novembre 2026, par la rédaction du 2 janvier 2026 de l’article R. 121-12-7 du CASF (texte lu)" in last


def test_a_terminal_has_colours_and_no_line_wider_than_it(broken: Path) -> None:
    text = FORMATS["texte"](judge(broken), COLOURED)
    assert "\x1b[31m" in text
    prose = [line for line in _plain(text).splitlines() if line.startswith("    ") and "|" not in line]
    assert prose
    assert max(len(line) for line in prose) <= 80


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_catalogue_fits_a_terminal(width: int) -> None:
    folded = catalogue.table(registry.catalogue(), Style(width=width))
    assert max(len(line) for line in folded.splitlines()) <= width
    plain = catalogue.table(registry.catalogue(), Style())
    assert folded.split() == plain.split()
    assert plain.count("\n") == len(registry.catalogue())


def test_plain_text_has_no_colour(broken: Path) -> None:
    assert "\x1b" not in FORMATS["texte"](judge(broken), Style())


@pytest.mark.parametrize("place", ["message", "remedy", "derogation"])
def test_what_a_value_holds_does_not_command_a_terminal(place: str) -> None:
    written = report(finding(**{place: "\x1b[31mrouge\nà la ligne"}, file="departments/a\nb/membres.yaml"))
    text = FORMATS["texte"](written, COLOURED)
    assert "\x1b[31mrouge" not in text
    assert "�[31mrouge�à la ligne" in text
    assert "departments/a�b/membres.yaml:8:3" in text


def _plain(text: str) -> str:
    for code in ("1;31", "31", "33", "36", "32", "1", "2", "0", "31;1"):
        text = text.replace(f"\x1b[{code}m", "")
    return text
