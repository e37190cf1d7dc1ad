"""A comparison as it is printed, as a comment, as plain values: one rich change, and what must hold of any."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from kit.diff.comment import LIMIT, MARK
from kit.diff.compare import compare
from kit.diff.difference import Change, Compliance, DepartmentDiff, Diff, Group, Kind, Section
from kit.diff.formats import FORMATS
from kit.findings.finding import Finding, Outcome, Severity
from kit.report.style import Style
from tests.conftest import DATA, TODAY, golden
from tests.diff.conftest import ordinary

GOLDEN = DATA / "golden" / "diff"
ENDINGS = {"texte": "txt", "markdown": "md", "json": "json"}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def found(rich: tuple[Path, Path]) -> Diff:
    return compare(*rich, TODAY, "main (0123456789)")


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_rich_change_in_two_departments(found: Diff, form: str) -> None:
    golden(GOLDEN / f"riche.{ENDINGS[form]}", FORMATS[form](found, Style()))


def test_the_other_way_round(rich: tuple[Path, Path]) -> None:
    before, after = rich
    golden(GOLDEN / "inverse.txt", FORMATS["texte"](compare(after, before, TODAY, "ici"), Style()))


def test_the_same_bytes_twice(found: Diff, rich: tuple[Path, Path]) -> None:
    again = compare(*rich, TODAY, found.base)
    for write in FORMATS.values():
        assert write(found, Style()) == write(again, Style())


@pytest.mark.parametrize("width", [80, 110])
def test_a_terminal_has_colours_and_says_the_same_without_them(found: Diff, width: int) -> None:
    coloured = FORMATS["texte"](found, Style(coloured=True, width=width))
    assert "\x1b[32m+ Entre" in coloured
    assert "\x1b[31m- Sort" in coloured
    assert "\x1b[33m~ Séance" in coloured
    lines = _COLOUR.sub("", coloured).splitlines()
    # Le lieu d'un constat se copie d'un seul tenant.
    assert [line for line in lines if len(line) > width and "departments/" not in line] == []
    unfolded = " ".join(_COLOUR.sub("", coloured).split())
    assert unfolded == " ".join(FORMATS["texte"](found, Style()).split())


NOTHING = Diff(base="main", as_of=TODAY, departments=(), country=Compliance(kept=3))


def department(*texts: str, title: str | None = None, **more: Compliance) -> DepartmentDiff:
    changes = tuple(Change(Kind.ADDED, text) for text in texts)
    return DepartmentDiff(
        folder="departments/88-vosges",
        name="Vosges (88)",
        code="88",
        example=False,
        kind=Kind.CHANGED,
        sections=(Section("Membres", (Group(title, changes),)),),
        compliance=more.get("compliance", Compliance(before="conforme", after="conforme")),
        rewritten=True,
    )


def error(message: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule="r", outcome=Outcome.FAIL, severity=severity, message=message, remedy="Ceci.", file="f.yaml")


def test_nothing_says_so() -> None:
    said = "Aucun changement de fond ; 0 constat nouveau, 0 disparu, 3 inchangés."
    assert ordinary(FORMATS["texte"](NOTHING, Style())).splitlines()[-1] == said
    assert ordinary(FORMATS["markdown"](NOTHING, Style())).splitlines()[4] == f"**{said}**"


def test_a_department_only_written_otherwise_is_named() -> None:
    still = replace(department(), sections=())
    diff = replace(NOTHING, departments=(still, replace(still, name="Creuse (23)")))
    said = "Vosges (88) et Creuse (23) ne changent que de forme : commentaires, ordre ou écriture."
    for form in ("texte", "markdown"):
        assert said in ordinary(FORMATS[form](diff, Style()))


HOSTILE = [
    ("<script>alert(1)</script>", "<script"),
    ("</details><!-- kit-diff -->", "</details><!--"),
    ("a | b", " | b"),
    ("`code`", "`code"),
    ("**gras** _italique_ ~~barré~~", "**gras"),
    ("[lien](https://exemple.invalid)", "[lien]"),
    ("https://exemple.invalid", "https://exemple"),
    ("www.exemple.invalid", "www.exemple"),
    ("@prefecture88 et @org/equipe", "@prefecture88"),
    ("contact@exemple.invalid", "contact@exemple"),
    ("#12, !34, $5, %6, &7, GH-8", "#12"),
    ("GH-8", "GH-8"),
    ("![image](x)", "![image"),
    ("une\nligne\n\n# titre", "\n# titre"),
    ("retour\x1b[31mchariot\r\u202e", "\x1b"),
]


@pytest.mark.parametrize(("value", "refused"), HOSTILE)
def test_no_value_means_anything_in_markdown(value: str, refused: str) -> None:
    bad = department(
        value, title=value, compliance=Compliance(before="conforme", after=value, appeared=(error(value),))
    )
    text = FORMATS["markdown"](replace(NOTHING, base=value, departments=(replace(bad, name=value),)), Style())
    assert refused not in text.removeprefix(MARK)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}


def test_a_terminal_gets_no_command_from_a_value() -> None:
    diff = replace(NOTHING, base="\x1b[2J", departments=(replace(department(), name="x"),))
    assert "\x1b" not in FORMATS["texte"](diff, Style())


def test_a_comment_stays_within_the_limit_of_github_and_says_what_is_cut() -> None:
    many = Compliance(
        before="conforme",
        after="non conforme",
        appeared=tuple(error(f"Faute numéro {number} {'x' * 300}") for number in range(80)),
    )
    big = [replace(department(*["@<|>`" * 50] * 60, compliance=many), name=f"Département {n}") for n in range(30)]
    text = FORMATS["markdown"](replace(NOTHING, departments=tuple(big)), Style())
    assert LIMIT * 0.7 < len(text) <= LIMIT
    assert text.startswith(MARK + "\n")
    assert text.count("<details>") == text.count("</details>")
    assert re.search(r"\d+ parties ne sont pas montrées ici, faute de place", text)
    assert re.search(r"\d+ lignes ne sont pas montrées ici, faute de place", text)
    # Ce qui compte reste : tous les départements dans le tableau, et les erreurs avant les autres changements.
    assert all(f"| Département {n} |" in text for n in range(30))
    assert ordinary(text).count("**Nouveau :") > 30


def test_new_errors_are_never_folded_away() -> None:
    several = (*(error(f"Faute {n}") for n in range(12)), *(error("Doute", Severity.NOTE) for _ in range(12)))
    text = FORMATS["markdown"](
        replace(NOTHING, departments=(department(compliance=Compliance(appeared=several)),)), Style()
    )
    opened = text.partition("<details>")[0]
    assert all(f"Faute {n}" in opened for n in range(12))
    assert "<summary>12 constats nouveaux ou d’un autre poids</summary>" in text


def test_the_json_tells_the_same_lines(found: Diff) -> None:
    plain = json.loads(FORMATS["json"](found, Style()))
    lines = [change["text"] for each in plain["departments"] for s in each["sections"] for change in s["changes"]]
    assert lines == [change.text for each in found.moving for change in each.changes]
    assert plain["new_errors"] == found.new_errors == 4
