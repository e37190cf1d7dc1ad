"""The real files as a test suite: the example departments and two published compositions, on the days of the law."""

import datetime

import pytest

from kit.findings.finding import Outcome, Report, Severity
from kit.judging import pipeline
from kit.yaml.source import read
from tests.conftest import DATA, HOUSE, golden, judge, rows

DAYS = ["2019-01-01", "2022-04-13", "2024-06-01", "2026-11-23"]


def whole(day: str) -> Report:
    return pipeline.run(HOUSE, (), datetime.date.fromisoformat(day))[0]


@pytest.mark.parametrize("day", DAYS)
def test_the_findings_of_a_day_are_those_of_its_golden_file(day: str) -> None:
    report = whole(day)
    outcomes = [f"{d.code} {d.outcome}" for d in report.departments]
    golden(DATA / "golden" / f"departments-{day}.txt", "\n".join([*outcomes, *rows(report.findings)]) + "\n")


@pytest.mark.parametrize("day", DAYS)
def test_the_examples_have_no_error(day: str) -> None:
    assert whole(day).summary.findings[Severity.ERROR] == 0


def test_the_examples_are_said_to_be_examples_and_name_nobody() -> None:
    report = whole("2026-11-23")
    assert all(department.example for department in report.departments)
    for path in sorted((HOUSE / "departments").rglob("membres.yaml")):
        written = _names(read(path, path.name).data)
        assert written == [], path
    assert len(report.departments) >= 10


def _names(membres: dict[str, list[dict[str, object]]]) -> list[object]:
    return [holder["nom"] for holders in membres.values() for holder in holders if "nom" in holder]


PUBLISHED = {"31": "2017-12-31", "66": "2019-12-04", "92": "2021-10-20", "971": "2021-09-22", "974": "2021-10-08"}


@pytest.mark.parametrize(("code", "day"), PUBLISHED.items())
def test_a_published_composition_gives_the_findings_it_must(code: str, day: str) -> None:
    root = DATA / "reels"
    path = next((root / "departments").glob(f"{code}-*"))
    report, _ = pipeline.run(root, (path,), datetime.date.fromisoformat(day))
    golden(DATA / "reels" / f"attendu-{code}.txt", "\n".join(rows(report.findings)) + "\n")


@pytest.mark.parametrize("code", ["31", "92", "971"])
def test_a_composition_told_by_a_few_words_is_neither_kept_nor_broken(code: str) -> None:
    """One mention for several seats, a chair by delegation, a number of members alone: each has its place."""
    report = judge(DATA / "reels", datetime.date.fromisoformat(PUBLISHED[code]))
    department = next(d for d in report.departments if d.code == code)
    assert [f for f in department.findings if f.severity is Severity.ERROR] == []
    assert department.outcome is Outcome.REVIEW


def test_pyrenees_orientales_2019_has_no_missing_seat_and_proves_little() -> None:
    report = judge(DATA / "reels", datetime.date(2019, 12, 4))
    department = next(d for d in report.departments if d.code == "66")
    # Les sièges de droit n’y ont pas de date : rien n’y manque, rien ne le prouve non plus.
    assert [f.outcome for f in department.findings if f.rule == "siege-sans-titulaire"] == [Outcome.OPEN]
    assert [f for f in department.findings if f.severity is Severity.ERROR] == []
    assert department.outcome is Outcome.OPEN


def test_la_reunion_2021_lacks_the_judicial_police_and_a_second_representative() -> None:
    report = judge(DATA / "reels", datetime.date(2021, 10, 8))
    department = next(d for d in report.departments if d.code == "974")
    errors = {(f.rule, f.paragraph) for f in department.findings if f.severity is Severity.ERROR}
    assert errors == {
        ("siege-sans-titulaire", "4°"),
        ("substitution-incomplete", "premier alinéa"),
        ("medecin-mal-designe", "9°"),
    }
    assert department.outcome is Outcome.FAIL
