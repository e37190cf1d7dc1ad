"""What `kit check` prints: the text for people, the JSON for machines, both from the same findings."""

import datetime
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kit import schema
from kit.formats import FORMATS
from kit.french import NBSP
from kit.report import Report
from kit.style import Style
from tests.conftest import DATA, HOUSE, TODAY, Copy, golden, judge, without_seat

COLOURED = Style(coloured=True, width=80)


@pytest.fixture
def broken(copy: Copy) -> Path:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    sessions = folder / "sessions.yaml"
    text = sessions.read_text(encoding="utf-8").replace("- date: 2026-", "- date\u00a0: 2026-", 1)
    sessions.write_text(text, encoding="utf-8")
    return folder.parent.parent


def test_the_text_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "texte-88.txt", FORMATS["texte"](judge(broken), Style()))


def test_the_json_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "json-88.json", FORMATS["json"](judge(broken), Style()))


@pytest.mark.parametrize("day", ["2019-01-01", "2022-04-13", "2024-06-01", "2025-09-01", "2026-11-23"])
def test_the_json_report_keeps_its_schema(day: str) -> None:
    report = judge(HOUSE, datetime.date.fromisoformat(day))
    validator = Draft202012Validator(schema.load("report"), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(json.loads(FORMATS["json"](report, Style())))] == []


def test_text_and_json_tell_the_same_findings(broken: Path) -> None:
    report = judge(broken)
    plain = json.loads(FORMATS["json"](report, Style()))
    text = FORMATS["texte"](report, Style())
    findings = [f for d in plain["departments"] for r in d["results"] for f in r["findings"]]
    assert len(findings) == len(report.findings) > 0
    for finding in findings:
        assert f"{finding['file']}:{finding['line']}:{finding['column']} " in text
        assert finding["message"] in text
        assert finding["remedy"] in text


def test_the_last_line_says_what_was_read_by_which_text() -> None:
    last = FORMATS["texte"](judge(HOUSE, TODAY), Style()).splitlines()[-1].replace(NBSP, " ")
    assert last.startswith("12 départements, 48 fichiers lus, ")
    assert "au 23 novembre 2026, par la rédaction du 2 janvier 2026 de l’article R. 121-12-7 du CASF (texte lu)" in last


def test_a_terminal_has_colours_and_no_line_wider_than_it(broken: Path) -> None:
    text = FORMATS["texte"](judge(broken), COLOURED)
    assert "\x1b[31m" in text
    prose = [line for line in _plain(text).splitlines() if line.startswith("    ") and "|" not in line]
    assert prose
    assert max(len(line) for line in prose) <= 80


def test_plain_text_has_no_colour(broken: Path) -> None:
    assert "\x1b" not in FORMATS["texte"](judge(broken), Style())


def test_a_report_is_the_same_twice() -> None:
    first: Report = judge(HOUSE)
    for write in FORMATS.values():
        assert write(first, Style()) == write(judge(HOUSE), Style())


def _plain(text: str) -> str:
    for code in ("1;31", "31", "33", "36", "32", "1", "2", "0", "31;1"):
        text = text.replace(f"\x1b[{code}m", "")
    return text
