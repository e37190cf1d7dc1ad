"""What the tests of the formats share: reports worth writing, a faulty department, texts that mean harm."""

import datetime
import functools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.findings.finding import DepartmentReport, Finding, Outcome, Report, Result, Severity
from kit.judging import pipeline
from tests.conftest import DATA, HOUSE, TODAY, Copy, judge, without_seat

DAYS = [datetime.date.fromisoformat(day) for day in ("2019-01-01", "2022-04-13", "2025-09-01", "2026-11-23")]
INVALID = sorted(path.name for path in (DATA / "invalid").iterdir())
# Chaque issue, chaque gravité, et une règle sans texte.
SHORT = (
    "siege-sans-titulaire", "epci-absent", "invites-sans-voix", "sortie-non-decrite", "copresidence-absente",
    "quorum-non-atteint",
)  # fmt: skip
# Ce qu'une valeur ou un nom de fichier peuvent porter, et qui aurait un sens s'il n'était pas écrit comme du texte.
HOSTILE = (
    "<script>alert(1)</script>", "a | b", "`code`", "[ici](javascript:alert(1))", "![x](http://exemple.invalid/x.png)",
    "@personne", "#12", "]]>", "&lt;b&gt; &amp;", "<!-- fin", "</details>", "**gras** _souligné_ ~~barré~~", "$x$",
    "::error file=a,line=1::faux", "##[error]faux", "%0A%25%3A%2C", "a,b:c=d", "{0} {{x}}", "- tiret",
    "\\[x\\]", "é”’«»",
)  # fmt: skip
# Ce qu'aucun format ne porte tel quel.
REFUSED = "\x00\x07\x1b[31m\x7f\x9b\r\u2028\u202e\ud800\udfff\ufffe\uffff"


@pytest.fixture
def broken(copy: Copy) -> Path:
    """A department without a doctor, and with a no-break space that YAML does not read."""
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    sessions = folder / "sessions.yaml"
    text = sessions.read_text(encoding="utf-8").replace("- date: 2026-", "- date\u00a0: 2026-", 1)
    sessions.write_text(text, encoding="utf-8")
    return folder.parent.parent


@functools.cache
def house(day: datetime.date = TODAY) -> Report:
    """The example repository on a day, with what is said of the country."""
    return pipeline.run(HOUSE, (), day)[0]


@functools.cache
def invalid(name: str) -> Report:
    """The faulty departments of a family of rules."""
    return judge(DATA / "invalid" / name)


def finding(**changes: Any) -> Finding:
    """Give an error of a rule that rests on a text; `changes` replaces its fields."""
    plain = Finding(
        rule="siege-sans-titulaire", outcome=Outcome.FAIL, severity=Severity.ERROR,
        message="Il manque quelque chose.", remedy="Ajoutez-le.",
        file="departments/88-vosges/membres.yaml", line=8, column=3,
        provision="casf-r121-12-7", paragraph="8°", version="2026-01-02", url="https://exemple.invalid/texte",
    )  # fmt: skip
    return replace(plain, **changes)


def report(*findings: Finding, folder: str = "departments/88-vosges") -> Report:
    """Give a report of one department that holds these findings, and nothing else."""
    results = tuple(
        Result(rule=each.rule, outcome=each.outcome, severity=each.severity, findings=(each,)) for each in findings
    )
    department = DepartmentReport(
        folder=folder, code=None, name=None, example=False, results=results, outcome=Outcome.FAIL, files=4
    )
    return replace(house(), departments=(department,), national=())
