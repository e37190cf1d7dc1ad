"""What holds for every format: the same findings, the official shape, nothing of a file taken for anything but text."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kit.findings.finding import Outcome, Report, Result, Severity
from kit.judging import pipeline
from kit.report.formats import FORMATS
from kit.report.formats.clean import clean
from kit.report.style import Style
from kit.yaml import schema
from tests.conftest import HOUSE, TODAY
from tests.report.formats import readers
from tests.report.formats.conftest import DAYS, HOSTILE, INVALID, REFUSED, finding, house, invalid, report
from tests.report.formats.readers import SCHEMAS, Place

_VALIDATORS = {
    name: Draft202012Validator(described, format_checker=FormatChecker())
    for name, described in {
        "json": schema.load("report"),
        "sarif": json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")),
        "sarif-github": json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8")),
        "gitlab": json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text(encoding="utf-8")),
    }.items()
}
_REPORTS = [
    *(pytest.param(house, day, id=f"exemple-{day}") for day in DAYS),
    *(pytest.param(invalid, name, id=name) for name in INVALID),
]


def _written(name: str, written: Report) -> str:
    text = FORMATS[name](written, Style())
    assert text.encode("utf-8").decode("utf-8").endswith("\n")
    if name in _VALIDATORS:
        assert [error.message for error in _VALIDATORS[name].iter_errors(json.loads(text))] == []
    return text


def _without_column(places: Counter[Place]) -> Counter[Place]:
    found: Counter[Place] = Counter()
    for place, number in places.items():
        found[replace(place, column=0)] += number
    return found


def _cleaned(places: Counter[Place]) -> Counter[Place]:
    return Counter({replace(place, file=clean(place.file)): number for place, number in places.items()})


def _agree(written: Report) -> None:
    """Hold every format to the findings of the report."""
    told = Counter(Place(f.file, f.line, f.column, f.rule) for f in written.findings)
    broken = Counter(Place(f.file, f.line, f.column, f.rule) for f in written.findings if f.outcome is Outcome.FAIL)
    assert told.total() == sum(written.summary.findings.values())
    assert _cleaned(readers.of_json(_written("json", written))) == _cleaned(told)
    assert readers.of_sarif(_written("sarif", written)) == _cleaned(told)
    assert readers.of_sarif(_written("sarif-github", written)) == _cleaned(broken)
    assert readers.of_junit(_written("junit", written)) == _cleaned(told)
    assert readers.of_markdown(_written("markdown", written)) == _cleaned(told)
    assert _cleaned(readers.of_gitlab(_written("gitlab", written))) == _without_column(_cleaned(told))
    shown = readers.of_github(_written("github", written))
    assert shown <= _cleaned(broken)
    weights = Counter(Severity.WARNING if f.known else f.severity for f in written.findings)
    assert shown.total() == min(10, weights[Severity.ERROR]) + min(10, weights[Severity.WARNING])


@pytest.mark.parametrize(("make", "of"), _REPORTS)
def test_every_format_keeps_its_shape_and_tells_the_same_findings(make: Any, of: Any) -> None:
    _agree(make(of))


def test_a_report_without_a_finding_is_whole_in_every_format() -> None:
    _agree(report())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_file_holds_is_told_as_text_in_every_format(hostile: str) -> None:
    folder = f"departments/{hostile.replace('/', '')}"
    harmful = finding(
        message=f"« {hostile} »", remedy=hostile, derogation=hostile, file=f"{folder}/membres.yaml", pointer=hostile
    )
    written = report(harmful, folder=folder)
    _agree(written)
    [sarif] = readers.sarif_results(_written("sarif", written))
    [gitlab] = json.loads(_written("gitlab", written))
    [command] = readers.commands(_written("github", written))
    failure = next(readers.junit(_written("junit", written)).iter("failure"))
    for told in (
        gitlab["content"]["body"],
        command.data,
        failure.text or "",
        sarif["message"]["text"].replace("] (", "]("),
    ):
        assert f"« {hostile} »\n→ {hostile}\n" in told


def test_the_forges_find_a_file_at_the_root() -> None:
    written = report(finding(file="./membres.yaml"), folder=".")
    [here] = readers.of_sarif(_written("sarif", written))
    assert {here, *readers.of_github(_written("github", written))} == {Place("membres.yaml", 8, 3, here.rule)}
    assert [place.file for place in readers.of_gitlab(_written("gitlab", written))] == ["membres.yaml"]
    kept = Result(rule=here.rule, outcome=Outcome.PASS, severity=Severity.ERROR)
    silent = replace(written.departments[0], results=(kept,))
    [result] = readers.sarif_results(_written("sarif", replace(written, departments=(silent,))))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "./"


@pytest.mark.parametrize("name", FORMATS)
def test_what_no_reader_can_hold_breaks_no_format(name: str) -> None:
    each = {field: f"{field}{REFUSED}" for field in ("message", "remedy", "derogation", "pointer", "anchor")}
    text = _written(name, report(finding(file=f"departments/x{REFUSED}/membres.yaml", **each), folder=f"x{REFUSED}"))
    assert not set(text) & set(REFUSED.replace("[31m", ""))
    assert "\ufffd" in text


def test_every_format_but_those_for_github_is_complete_with_five_thousand_findings() -> None:
    many = [finding(line=number + 1, column=1, severity=list(Severity)[number % 3]) for number in range(5_000)]
    written = report(*many)
    told = Counter(Place(f.file, f.line, f.column, f.rule) for f in many)
    assert readers.of_json(FORMATS["json"](written, Style())) == told
    assert readers.of_sarif(FORMATS["sarif"](written, Style())) == told
    assert readers.of_junit(FORMATS["junit"](written, Style())) == told
    assert readers.of_gitlab(FORMATS["gitlab"](written, Style())) == _without_column(told)
    assert FORMATS["texte"](written, Style()).count(" siege-sans-titulaire\n") == 5_000


def test_a_report_is_the_same_twice() -> None:
    again = pipeline.run(HOUSE, (), TODAY)[0]
    for name, write in FORMATS.items():
        assert write(house(), Style()) == write(again, Style()), name
