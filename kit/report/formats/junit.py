"""The report in JUnit XML, for the test pages of GitLab, Jenkins and others: a suite a department, a case a rule.

JUnit has three ends for a case: passed, failed, skipped. Only « conforme » is passed; only an error that no baseline
knows is failed; anything else is skipped, with its word, so that a doubt is never taken for a success.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kit.findings.finding import Finding, Outcome, Report, Result
from kit.french import spaced
from kit.judging import registry, standing
from kit.report.formats import words
from kit.report.formats.clean import clean
from kit.report.style import Style

# Une règle que rien n’enfreint ne désigne aucun fichier : le dossier s’ouvre par celui-ci.
_FIRST = "commission.yaml"


def write(report: Report, _style: Style | None = None) -> str:
    """Write a suite for each department, then one for the country when it was looked at."""
    suites = [
        _suite(words.name(each), each.folder, each.results, f"{each.folder}/{_FIRST}") for each in report.departments
    ]
    if report.national:
        suites.append(_suite(words.COUNTRY, "departments", report.national, "departments"))
    counts = {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in ("tests", "failures", "errors")}
    root = Element("testsuites", {"name": "kit check", **counts, "time": "0"})
    root.extend(suites)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(name: str, folder: str, results: tuple[Result, ...], file: str) -> Element:
    cases = [_case(result, folder, file) for result in results]
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
        "skipped": sum(case.find("skipped") is not None for case in cases),
    }
    suite = Element("testsuite", {"name": name, **{key: str(value) for key, value in counts.items()}, "time": "0"})
    suite.extend(cases)
    return suite


def _case(result: Result, folder: str, file: str) -> Element:
    """Write a rule; `file` is what a viewer opens when no finding names a better one."""
    title = spaced(f"{result.rule} : {registry.find(result.rule).title}")
    file = words.path(result.findings[0]) if result.findings else clean(file)
    case = Element("testcase", {"name": title, "classname": clean(folder), "file": file, "time": "0"})
    errors = [finding for finding in result.findings if words.fails(finding)]
    others = [finding for finding in result.findings if not words.fails(finding)]
    if errors:
        failure = SubElement(case, "failure", {"type": "error", "message": clean(errors[0].message)})
        failure.text = _told(errors)
    elif result.outcome is not Outcome.PASS:
        SubElement(case, "skipped", {"message": _word(result)}).text = _told(others)
        return case
    if others:
        SubElement(case, "system-out").text = _told(others)
    return case


def _word(result: Result) -> str:
    """Give the words of a case that is neither passed nor failed: « à vérifier », « à corriger »…"""
    said = dict.fromkeys(map(_label, result.findings))
    return ", ".join(said) or spaced(standing.of_result(result).one)


def _told(findings: Iterable[Finding]) -> str:
    return "\n\n".join("\n".join([f"{words.place(each)} {_label(each)}", *words.told(each)]) for each in findings)


def _label(finding: Finding) -> str:
    return words.label(finding) + words.known(finding)
