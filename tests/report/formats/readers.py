"""The formats read back as their readers read them, with nothing of the kit: the findings, place by place."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import xmlschema
from markdown_it import MarkdownIt

from tests.conftest import DATA

SCHEMAS = DATA / "schemas"
JUNIT = xmlschema.XMLSchema10(SCHEMAS / "junit-10.xsd")
_PLACE = re.compile(r"^(?P<file>\S.*):(?P<line>\d+):(?P<column>\d+) ", re.MULTILINE)
_COMMAND = re.compile(r"::(?P<name>\S+) (?P<properties>.*?)::(?P<data>.*)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands, and the rule that says it."""

    file: str
    line: int
    column: int
    rule: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command of GitHub Actions, read as its documentation says."""

    name: str
    properties: dict[str, str]
    data: str


def of_json(text: str) -> Counter[Place]:
    """Read the format `json`."""
    plain = json.loads(text)
    results = [result for department in plain["departments"] for result in department["results"]] + plain["national"]
    found = (finding for result in results for finding in result["findings"])
    return Counter(Place(each["file"], each["line"], each["column"], each["rule"]) for each in found)


def of_sarif(text: str) -> Counter[Place]:
    """Read the formats `sarif` and `sarif-github`; a result without a region is no finding."""
    return Counter(_sarif_place(result) for result in sarif_results(text) if "region" in _physical(result))


def sarif_results(text: str) -> list[Any]:
    """Give the results of the only run."""
    [run] = json.loads(text)["runs"]
    return list(run["results"])


def _physical(result: Any) -> Any:
    [location] = result["locations"]
    return location["physicalLocation"]


def _sarif_place(result: Any) -> Place:
    physical = _physical(result)
    region = physical["region"]
    file = unquote(physical["artifactLocation"]["uri"])
    return Place(file, region["startLine"], region["startColumn"], result["ruleId"])


def junit(text: str) -> Element:
    """Give the root of a JUnit report that keeps its schema, but for the file of a case: the schema of Jenkins lacks
    it, GitLab and CircleCI read it."""
    root: Element = xmlschema.XMLResource(text).root
    JUNIT.validate(re.sub(r'(<testcase [^>]*?) file="[^"]*"', r"\1", text))
    return root


def of_junit(text: str) -> Counter[Place]:
    """Read the places told in the cases of the format `junit`."""
    return Counter(_junit_places(junit(text)))


def _junit_places(root: Element) -> Iterator[Place]:
    for case in root.iter("testcase"):
        rule = case.attrib["name"].split("\u00a0: ")[0]
        for told in case:
            for match in _PLACE.finditer(told.text or ""):
                yield Place(match["file"], int(match["line"]), int(match["column"]), rule)


def commands(text: str) -> list[Command]:
    """Read the commands of the format `github`; the lines that are no command are left aside."""
    return [_command(match) for line in text.split("\n") if (match := _COMMAND.fullmatch(line))]


def _command(match: re.Match[str]) -> Command:
    pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
    properties = {key: _unescaped(value, (":", "%3A"), (",", "%2C")) for key, value in pairs}
    return Command(match["name"], properties, _unescaped(match["data"]))


def _unescaped(text: str, *more: tuple[str, str]) -> str:
    for sign, written in (("\r", "%0D"), ("\n", "%0A"), *more, ("%", "%25")):
        text = text.replace(written, sign)
    return text


def of_github(text: str) -> Counter[Place]:
    """Read the places of the annotations."""
    found = (command.properties for command in commands(text))
    return Counter(Place(each["file"], int(each["line"]), int(each["col"]), each["title"]) for each in found)


def of_gitlab(text: str) -> Counter[Place]:
    """Read the format `gitlab`, which has no column: it is 0."""
    found = ((each["location"], each["check_name"]) for each in json.loads(text))
    return Counter(Place(where["path"], where["lines"]["begin"], 0, rule) for where, rule in found)


def html(text: str) -> Any:
    """Give the page that Markdown makes, parsed as a browser does."""
    return html5lib.parse(MarkdownIt("commonmark").enable("table").render(text), namespaceHTMLElements=False)


def of_markdown(text: str) -> Counter[Place]:
    """Read the places of the items of the format `markdown`."""
    places = []
    for item in html(text).iter("li"):
        # Ce qui suit est le texte que le constat propose.
        place, rule = (code.text for code in item.findall(".//code")[:2])
        file, line, column = place.rsplit(":", 2)
        places.append(Place(file, int(line), int(column), rule))
    return Counter(places)
