"""SARIF: the five outcomes, what a rule says of itself, and the part of it that GitHub should be sent."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kit.findings.finding import Outcome, Report, Severity
from kit.findings.fingerprint import fingerprints
from kit.judging import registry
from kit.report.formats import FORMATS
from kit.report.formats.sarif import SHOWN_BY_GITHUB
from kit.report.style import Style
from tests.conftest import DATA, TODAY, Copy, golden, judge
from tests.report.formats.conftest import SHORT, finding, house, report
from tests.report.formats.readers import sarif_results


def _run(written: Report, name: str = "sarif") -> Any:
    [run] = json.loads(FORMATS[name](written, Style()))["runs"]
    return run


def _locations(results: list[Any]) -> list[Any]:
    return [result["locations"][0]["physicalLocation"] for result in results]


def test_the_sarif_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "sarif-88.json", FORMATS["sarif"](judge(broken, TODAY, *SHORT), Style()))


def test_the_sarif_for_github_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "sarif-github-88.json", FORMATS["sarif-github"](judge(broken), Style()))


def test_the_tool_says_where_it_comes_from() -> None:
    for name in ("sarif", "sarif-github"):
        assert urlsplit(_run(report(finding()), name)["tool"]["driver"]["informationUri"]).scheme == "https"


def test_only_what_is_not_kept_has_a_level() -> None:
    results = _run(house())["results"]
    assert {result["kind"] for result in results} == {outcome.value for outcome in Outcome}
    for result in results:
        assert (result["level"] == "none") == (result["kind"] != "fail")


def test_a_rule_without_a_finding_is_told_once_a_department_at_its_folder() -> None:
    silent = [result for result in _run(house())["results"] if "region" not in _locations([result])[0]]
    expected = Counter(
        (result.rule, result.outcome.value, f"{department.folder}/")
        for department in house().departments
        for result in department.results
        if not result.findings
    )
    expected += Counter((r.rule, r.outcome.value, "departments/") for r in house().national if not r.findings)
    places = (location["artifactLocation"]["uri"] for location in _locations(silent))
    found = Counter((r["ruleId"], r["kind"], uri) for r, uri in zip(silent, places, strict=True))
    assert found == expected
    assert set(found.values()) == {1}


def test_each_rule_that_gave_a_result_says_what_it_is() -> None:
    run = _run(house())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run["results"]})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        known = registry.find(rule["id"])
        assert rule["defaultConfiguration"] == {"level": known.severity.value}
        assert rule.get("helpUri", "").startswith("https://") == (known.provision is not None)
        assert rule["properties"]["tags"][0] == known.family


def test_every_rule_can_be_described_within_the_limits_of_github() -> None:
    every = [finding(rule=rule.id, provision=None, version=None) for rule in registry.catalogue()]
    for rule in _run(report(*every))["tool"]["driver"]["rules"]:
        texts = [rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"]]
        assert all(10 < len(text) <= 1024 and "**" not in text and "\n" not in text for text in texts), rule["id"]
        assert rule["id"] in rule["help"]["markdown"]
        assert 1 <= len(rule["properties"]["tags"]) <= 10


def test_the_fingerprints_are_those_of_the_kit_and_all_differ() -> None:
    found = [each["partialFingerprints"] for each in _run(house())["results"] if "partialFingerprints" in each]
    assert found == [{"constat/v1": mark} for mark in fingerprints(house().findings)]
    assert len({mark["constat/v1"] for mark in found}) == len(house().findings)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("departments/88-vosges/a.yaml", {"uri": "departments/88-vosges/a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("à 1%#?/a:b.yaml", {"uri": "%C3%A0%201%25%23%3F/a%3Ab.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/ailleurs/88 vosges/a.yaml", {"uri": "file:///ailleurs/88%20vosges/a.yaml"}),
    ],
)  # fmt: skip
def test_a_path_is_an_address(file: str, expected: dict[str, str]) -> None:
    [location] = _locations(_run(report(finding(file=file)))["results"])
    assert location["artifactLocation"] == expected


def test_columns_count_characters_whatever_their_width(copy: Copy) -> None:
    path = copy("88") / "commission.yaml"
    line = 'secretariat: {service: "😀 Préfecture", couriel: "x"}'
    text = path.read_text(encoding="utf-8").split("\n")
    first = next(number for number, each in enumerate(text) if each.startswith("secretariat:"))
    last = next(number for number in range(first + 1, len(text)) if not text[number].startswith(" "))
    path.write_text("\n".join([*text[:first], line, *text[last:]]), encoding="utf-8")
    run = _run(judge(path.parent.parent.parent))
    [result] = [result for result in run["results"] if result["ruleId"] == "cle-inconnue"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert _locations([result])[0]["region"] == {"startLine": first + 1, "startColumn": line.index("couriel") + 1}


def test_a_message_makes_no_link() -> None:
    [result] = _run(report(finding(message="[ici](javascript:alert(1))")))["results"]
    assert result["message"]["text"].startswith("[ici] (javascript:alert(1))\n")


def test_a_known_error_says_so() -> None:
    new, known = _run(report(finding(line=1), finding(line=2, known=True)))["results"]
    assert "known" not in new["properties"]
    assert (known["properties"]["known"], known["level"]) == (True, "error")


def test_github_is_sent_what_is_not_kept_heaviest_first() -> None:
    run = _run(house(), "sarif-github")
    levels = [result["level"] for result in run["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    broken = [f for f in house().findings if f.outcome is Outcome.FAIL]
    marks = dict(zip(house().findings, fingerprints(house().findings), strict=True))
    assert Counter(r["partialFingerprints"]["constat/v1"] for r in run["results"]) == Counter(marks[f] for f in broken)
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert f"{len(house().findings) - len(broken)} constats" in notification["message"]["text"]


def test_what_github_would_not_show_is_left_out_and_counted() -> None:
    warnings = [finding(line=number + 1, severity=Severity.WARNING) for number in range(SHOWN_BY_GITHUB)]
    errors = [finding(line=number + 1, file="departments/88-vosges/sessions.yaml") for number in range(1_000)]
    run = _run(report(*warnings, *errors), "sarif-github")
    assert Counter(result["level"] for result in run["results"]) == {"error": 1_000, "warning": SHOWN_BY_GITHUB - 1_000}
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    said = notification["message"]["text"].replace("\u00a0", " ").replace("\u202f", " ")
    assert said == "1000 constats ne sont pas montrés ici : 1000 à corriger."


def test_a_day_changes_only_what_depends_on_it() -> None:
    one = report(finding())
    other = replace(one, as_of=TODAY.replace(day=24))
    assert sarif_results(FORMATS["sarif"](one, Style())) == sarif_results(FORMATS["sarif"](other, Style()))
    assert _run(other)["automationDetails"] == {"id": "kit-check/2026-11-24"}
