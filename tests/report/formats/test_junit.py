"""JUnit: a suite a department, a case a rule, and nothing passed that is not kept."""

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from kit.findings.finding import Outcome, Report, Result, Severity
from kit.report.formats import FORMATS
from kit.report.style import Style
from tests.conftest import DATA, HOUSE, TODAY, golden, judge
from tests.report.formats.conftest import DAYS, SHORT, finding, house, report
from tests.report.formats.readers import junit


def _root(written: Report) -> Element:
    return junit(FORMATS["junit"](written, Style()))


def _end(case: Element) -> str:
    return next((told.tag for told in case if told.tag != "system-out"), "passed")


def test_the_junit_of_a_department_in_trouble(broken: Path) -> None:
    golden(DATA / "golden" / "junit-88.xml", FORMATS["junit"](judge(broken, TODAY, *SHORT), Style()))


def test_the_counts_are_those_of_the_cases() -> None:
    for day in DAYS:
        root = _root(house(day))
        for suite in root:
            cases = list(suite)
            assert suite.attrib["tests"] == str(len(cases))
            for tag, count in (("failure", "failures"), ("skipped", "skipped"), ("error", "errors")):
                assert suite.attrib[count] == str(sum(_end(case) == tag for case in cases))
        for count in ("tests", "failures", "errors"):
            assert root.attrib[count] == str(sum(int(suite.attrib[count]) for suite in root))


def test_each_department_has_its_suite_and_the_country_the_last(broken: Path) -> None:
    names = [suite.attrib["name"] for suite in _root(house())]
    assert (names[0], names[-1], len(names)) == ("Bouches-du-Rhône (13)", "Ensemble du dépôt", 13)
    assert [suite.attrib["name"] for suite in _root(judge(broken))] == ["Vosges (88)"]


def test_only_what_is_kept_is_passed_and_only_an_error_fails(broken: Path) -> None:
    for written in (house(), judge(broken)):
        cases = iter(_root(written).iter("testcase"))
        for result in (*(r for department in written.departments for r in department.results), *written.national):
            case = next(cases)
            assert case.attrib["name"].startswith(result.rule)
            errors = [found for found in result.findings if found.severity is Severity.ERROR]
            expected = "failure" if errors else "passed" if result.outcome is Outcome.PASS else "skipped"
            assert _end(case) == expected, result
        assert next(cases, None) is None


def test_each_case_names_a_file_that_a_viewer_can_open(broken: Path) -> None:
    for written in (house(), judge(broken)):
        cases = iter(_root(written).iter("testcase"))
        for result in (*(r for department in written.departments for r in department.results), *written.national):
            file = next(cases).attrib["file"]
            assert not result.findings or file == result.findings[0].file
            assert file == "departments" or (HOUSE / file).is_file() or any(f.file == file for f in result.findings)


def test_a_skipped_case_says_its_word() -> None:
    said = {case.attrib["message"] for case in _root(house()).iter("skipped")}
    assert {"non conforme (raison déclarée)", "à corriger", "à vérifier", "à compléter", "sans objet"} <= said


def test_an_error_that_the_baseline_knows_is_neither_failed_nor_passed() -> None:
    [case] = _root(report(finding(known=True))).iter("testcase")
    [skipped] = case
    assert (skipped.tag, skipped.attrib["message"]) == ("skipped", "non conforme (déjà connue)")


def test_beside_an_error_the_rest_is_told_too() -> None:
    doubt = finding(outcome=Outcome.REVIEW, severity=Severity.NOTE, message="À voir.")
    result = Result(
        rule=doubt.rule, outcome=Outcome.FAIL, severity=Severity.ERROR, findings=(finding(), finding(line=9), doubt)
    )
    failure, aside = next(_root(replace(report(), national=(result,))).iter("testcase"))
    assert (failure.tag, failure.attrib["message"], aside.tag) == ("failure", "Il manque quelque chose.", "system-out")
    assert (failure.text or "").count("Il manque quelque chose.") == 2
    assert (aside.text or "").startswith("departments/88-vosges/membres.yaml:8:3 à vérifier\nÀ voir.\n")
