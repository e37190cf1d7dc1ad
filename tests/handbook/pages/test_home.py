"""The home page: what falls due, who is without an approved association."""

import re
from pathlib import Path

import pytest

from kit.handbook.country import Country
from kit.handbook.page import Page
from kit.handbook.pages import home
from kit.judging import pipeline
from tests.conftest import TODAY
from tests.handbook import shown

_DUE = "Ce qui arrive dans les 90 jours"
_COMMISSION = 'departement: "38"\ninstallation: {etat: installee, date: 2017-06-12}\n'
_RUNS = '{id: une, nom: "Une", agrement: {reference: "1", debut: 2024-12-01, fin: 2027-11-30}}'
_OVER = '{id: deux, nom: "Deux", agrement: {reference: "2", debut: 2020-12-01, fin: 2023-11-30}}'
_SILENT = '{id: trois, nom: "Trois"}'
_BROKEN = '{id: quatre, nom: "Quatre", agrement: {debut: hier}}'


def _home(root: Path, commission: str, sessions: str = "", membres: str = "") -> Page:
    folder = root / "departments" / "38-isere"
    folder.mkdir(parents=True)
    for name, text in (("commission", commission), ("sessions", sessions), ("membres", membres)):
        if text:
            (folder / f"{name}.yaml").write_text(text, "utf-8")
    report, cases = pipeline.run(root, (), TODAY)
    return home.page(Country.of(report, cases))


@pytest.mark.parametrize(
    ("associations", "said"),
    [
        ("", "Agrément à compléter"),
        ("associations_agreees: []\n", "Aucun agrément en cours"),
        (f"associations_agreees: [{_OVER}]\n", "Aucun agrément en cours"),
        (f"associations_agreees: [{_OVER}, {_SILENT}]\n", "Agrément à compléter"),
        (f"associations_agreees: [{_BROKEN}]\n", "Agrément à compléter"),
        (f"associations_agreees: [{_OVER}, {_RUNS}]\n", None),
        (f"associations_agreees: [{_SILENT}, {_RUNS}]\n", None),
    ],
)
def test_departments_without_an_approved_association(tmp_path: Path, associations: str, said: str | None) -> None:
    text = shown.whole(_home(tmp_path, _COMMISSION + associations))
    told = dict(re.findall(r"^(Aucun agrément en cours|Agrément à compléter)\n:   (.*)$", text, re.MULTILINE))
    assert [label for label, departments in told.items() if "Isère (38)" in departments] == ([said] if said else [])
    assert "Fiche non déposée\n:   100 départements" in text


def test_a_session_and_its_call_fall_due(tmp_path: Path) -> None:
    sessions = '- {date: 2026-12-10, heure: "14:00", formation: politique, etat: prevue}\n'
    page = _home(tmp_path, _COMMISSION, sessions)
    due = shown.tables(page, _DUE)[1:]
    assert [[shown.words(cell) for cell in row[:3]] for row in due] == [
        ["4 décembre 2026", "Isère", "dernier jour pour recevoir la convocation : séance du 10 décembre 2026"],
        ["10 décembre 2026", "Isère", "séance : Orientations politiques"],
        ["31 décembre 2026", "Isère", "1 séance à prévoir : Orientations politiques"],
    ]
    assert [shown.ways(row[1]) for row in due] == [["departements/38-isere.html"]] * 3
    text = shown.whole(page)
    assert "<strong>3</strong><span>dans les 90 jours" in text
    assert "Du 23 novembre 2026 au 21 février 2027 : 1 séance, 1 convocation à envoyer et 1 séance à prévoir." in text


def test_what_falls_due_is_counted_by_kind(book: dict[str, Page]) -> None:
    text = shown.whole(book["index.md"])
    [said] = re.findall(r"^Du .* au .* : (.*)\.$", text, re.MULTILINE)
    [total] = re.findall(r"<strong>(\d+)</strong><span>dans les 90 jours", text)
    assert sum(map(int, re.findall(r"\d+", said))) == int(total) > 0


def test_a_department_to_follow_names_the_rules_that_gave_its_verdict(book: dict[str, Page]) -> None:
    told = {shown.words(row[0]): row for row in shown.tables(book["index.md"], "Ce qui demande une suite")}
    _, verdict, cause = told["Creuse (23)"]
    assert verdict[0].attrib["class"] == "kit-issue kit-fail"
    [way] = shown.ways(cause)
    assert re.fullmatch(r"regles/[\w-]+\.html", way)
    assert shown.words(cause) == shown.words(cause[0])
    _, verdict, cause = told["Lozère (48)"]
    assert verdict[0].attrib["class"] == "kit-issue kit-open"
    assert re.fullmatch(r"\d+ à compléter", shown.words(cause))


def test_what_comes_after_the_horizon_is_not_due(tmp_path: Path) -> None:
    held = "".join(f"- {{date: 2026-{month}-10, formation: politique, etat: tenue}}\n" for month in ("03", "06"))
    coming = "- {date: 2027-06-10, formation: politique, etat: prevue}\n"
    text = shown.whole(_home(tmp_path, _COMMISSION, held + coming))
    assert "n’arrive à terme d’ici le 21 février 2027" in text


def test_a_long_list_is_folded_and_loses_no_row(tmp_path: Path) -> None:
    sessions = "".join(
        f"- {{date: 2026-12-{day:02}, formation: politique, etat: prevue, convocation: {{date: 2026-11-02}}}}\n"
        for day in range(1, 31)
    )
    page = _home(tmp_path, _COMMISSION, sessions)
    assert "<summary>Et 18 autres, jusqu’au 21 février 2027</summary>" in shown.html(page)
    days = [day for day, *_ in shown.rows(page, _DUE)]
    assert len([day for day in days if re.fullmatch(r"\d+(?:er)? décembre 2026", day)]) == 30


def test_figures_of_the_files_are_never_sums_of_people(book: dict[str, Page]) -> None:
    text = shown.whole(book["index.md"])
    assert not re.search(r"parcours en cours|personnes accompagnées|AFIS", text)
