"""The open data: read back as written, no formula, no person, no single file; described column by column."""

import csv
import datetime
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.files import resources
from kit.handbook import contents
from kit.handbook.country import Country
from kit.handbook.data import tables
from kit.handbook.data.tabular import DATE, TEXT, WHOLE, YES_NO, Column, Table, as_csv, as_records, guarded
from kit.handbook.edition import edition
from kit.handbook.page import Page, Profile
from kit.handbook.pages.verdict import sentence
from kit.judging import pipeline, registry
from kit.law.territories import territories
from kit.law.texts import provisions
from kit.report.formats.clean import clean
from kit.yaml import schema
from tests.conftest import HOUSE, TODAY
from tests.handbook import shown
from tests.handbook.conftest import Judged
from tests.handbook.fragments.hostile import HOSTILE
from tests.handbook.personal import COMMISSION, NAMES, REFERENCES, SESSION
from tests.handbook.shown import files

Book = dict[str, Page]
TABLES = ("departements", "sieges", "sessions", "contacts", "regles", "constats", "indicateurs", "journal-du-droit")
FORMULAS = ["=1+1", "+33 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1+1", "=cmd|' /C calc'!A0"]
AWKWARD = [*FORMULAS, *HOSTILE, "a;b", 'a"b', 'a";"=1+1', "ligne\r\nautre", "é œ € ’ «  »", "", "'", "\ufeff", "😀"]


def read(text: str) -> list[dict[str, str]]:
    """Read a file as a French spreadsheet does."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))


def table(*rows: tuple[Any, ...], kind: str = TEXT) -> Table:
    columns = tuple(Column(f"c{number}", "colonne", kind) for number in range(len(rows[0])))
    return Table(name="essai", title="Essai", about="Essai.", columns=columns, rows=rows)


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_comes_back_whole_and_is_no_formula(text: str) -> None:
    [row] = read(as_csv(table((text, "fin"))))
    seen = text.replace("\ufeff", "\ufffd")
    assert row["c0"] in (seen, f"'{seen}")
    assert row["c1"] == "fin"
    assert not row["c0"].lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert json.loads(as_records(table((text,)))) == [{"c0": seen}]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Préfet", "2026-07", "a=b", "n° 1 - 2", "'", "– personne"])
def test_a_plain_text_is_left_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
@example([("\x00", "\u2028"), ("\x1b[31m", "\x85")])
@settings(derandomize=True, max_examples=150, deadline=None)
def test_any_text_comes_back(rows: list[tuple[str, str]]) -> None:
    found = read(as_csv(table(*rows)))
    seen = [[re.sub(r"[^\t\r\n]+", lambda part: clean(part[0]), text) for text in row] for row in rows]
    assert [list(row.values()) for row in found] == [list(map(guarded, row)) for row in seen]


def test_each_kind_of_value_is_written_in_its_own_way() -> None:
    row = (datetime.date(2026, 11, 23), 12, True, False, None, 0)
    assert as_csv(table(row)).splitlines()[1] == "2026-11-23;12;oui;non;;0"
    assert list(json.loads(as_records(table(row)))[0].values()) == ["2026-11-23", 12, True, False, None, 0]


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_json_tell_the_same(beside: Book, name: str) -> None:
    text = beside[f"donnees/{name}.csv"].text
    assert text.replace("\r\n", "").count("\r") == 0
    rows, records = read(text), json.loads(beside[f"donnees/{name}.json"].text)
    assert len(rows) == len(records) > 0
    for row, record in zip(rows, records, strict=True):
        assert list(row) == list(record)
        assert all(re.fullmatch(r"[a-z_]+", key) for key in row)
        for key, value in record.items():
            assert row[key].removeprefix("'") == _as_text(value).removeprefix("'"), (name, key)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)


def test_the_package_is_one_that_two_readers_know(beside: Book) -> None:
    package = json.loads(beside["donnees/datapackage.json"].text)
    assert {each["name"] for each in package["resources"]} == set(TABLES)
    for resource in package["resources"]:
        bare, marked = (beside[f"donnees/{path}"].text for path in (resource["path"], f"{resource['name']}.csv"))
        assert bare == marked.removeprefix("\ufeff") != marked
        assert (resource["profile"], resource["encoding"]) == ("tabular-data-resource", "utf-8")
        dialect = resource["dialect"]
        assert (dialect["delimiter"], dialect["doubleQuote"], dialect["lineTerminator"]) == (";", True, "\r\n")
        head = next(csv.reader(io.StringIO(bare, newline=""), delimiter=dialect["delimiter"], strict=True))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        alone = beside[f"donnees/tables/{resource['name']}.schema.json"].text
        assert json.loads(alone) == resource["schema"]


def test_the_catalogue_leads_to_every_table(beside: Book) -> None:
    catalogue = json.loads(beside["donnees/catalogue.jsonld"].text)
    assert (catalogue["@type"], catalogue["dct:modified"]["@value"]) == ("dcat:Catalog", "2026-11-23")
    assert {each["dct:identifier"] for each in catalogue["dcat:dataset"]} == set(TABLES)
    for dataset in catalogue["dcat:dataset"]:
        for told in dataset["dcat:distribution"]:
            for led in (told["dcat:downloadURL"], told.get("dct:conformsTo", told["dcat:downloadURL"])):
                assert f"donnees/{led['@id']}" in beside


@pytest.mark.parametrize("name", TABLES)
def test_every_value_has_the_kind_that_its_column_says(beside: Book, name: str) -> None:
    package = json.loads(beside["donnees/datapackage.json"].text)
    resource = next(each for each in package["resources"] if each["name"] == name)
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    kinds: dict[str, Callable[[Any], bool]] = {
        DATE: lambda value: bool(datetime.date.fromisoformat(value)),
        WHOLE: lambda value: isinstance(value, int) or value == "np",
        YES_NO: lambda value: isinstance(value, bool),
        TEXT: lambda value: isinstance(value, str),
    }
    for record in json.loads(beside[f"donnees/{name}.json"].text):
        assert list(record) == list(fields)
        for key, value in record.items():
            assert value is None or kinds[fields[key]["type"]](value), (name, key, value)


def test_every_department_has_one_row_and_its_state(beside: Book) -> None:
    rows = {row["departement"]: row for row in json.loads(beside["donnees/departements.json"].text)}
    assert list(rows) == list(territories())
    isere, creuse, ain = rows["38"], rows["23"], rows["01"]
    assert (isere["etat"], isere["installation"], isere["verdict"]) == ("conforme", "installee", "conforme")
    assert (isere["sieges_pourvus"], isere["sieges_prevus"], isere["jour_du_controle"]) == (15, 15, "2026-11-23")
    assert (creuse["etat"], creuse["exemple"]) == ("non conforme", True)
    assert (ain["dossier"], ain["etat"], ain["verdict"], ain["erreurs"]) == (False, "fiche non déposée", None, None)
    assert rows["48"]["sieges_pourvus"] is None


def test_every_seat_of_the_day_is_there(beside: Book, examples: Judged) -> None:
    rows = json.loads(beside["donnees/sieges.json"].text)
    report, cases = examples
    for found, case in zip(report.departments, cases, strict=True):
        assert case is not None
        seats = list(dict.fromkeys(row["siege"] for row in rows if row["departement"] == found.code))
        assert seats == ([seat.id for seat in case.composition.seats] if case.installed else []), sentence(found)


def test_whom_to_write_to_is_there(beside: Book) -> None:
    rows = read(beside["donnees/contacts.csv"].text)
    told = {(row["role"], row["service"]): row for row in rows if row["departement"] == "69"}
    desk = told["sejour", "Préfecture du Rhône, direction des migrations et de l’intégration"]
    assert (desk["courriel"], desk["telephone"]) == ("etrangers-69@exemple.invalid", "04 00 00 69 00")
    # Où déposer une demande se sait ; l’adresse d’une association n’est pas publiée.
    assert "psp-69@exemple.invalid" in {row["courriel"] for row in rows if row["role"] == "parcours"}
    assert {row["adresse"] for row in rows if row["role"] == "association"} == {""}
    associations = [service for role, service in told if role == "association"]
    assert len(associations) == len(set(associations))
    assert ("association", "Association exemple Confluence") in told


def test_every_rule_and_every_change_of_the_law_is_there(beside: Book, book: Book) -> None:
    rules = json.loads(beside["donnees/regles.json"].text)
    assert [rule["regle"] for rule in rules] == [rule.id for rule in registry.catalogue()]
    changes = json.loads(beside["donnees/journal-du-droit.json"].text)
    assert [each["date"] for each in changes] == sorted((each["date"] for each in changes), reverse=True)
    known = {(each["texte"], each["date"]) for each in changes}
    for text in provisions().values():
        assert {(text.id, version.start.isoformat()) for version in text.versions} <= known
    ended = [text for text in provisions().values() if text.versions[-1].end]
    assert ended
    assert sum(each["changement"] == "Ce texte ne s’applique plus." for each in changes) == len(ended)
    page = book["donnees/journal.md"].text
    assert len(re.findall(r"^:   ", page, re.MULTILINE)) == len(changes)
    days = re.findall(r"^## .* \{: #au-(\S+) data-search-exclude \}$", page, re.MULTILINE)
    assert days == list(dict.fromkeys(each["date"] for each in changes))


def test_the_law_is_whole_and_follows_its_schema(beside: Book) -> None:
    law = json.loads(beside["donnees/droit.json"].text)
    assert set(law) == {path.stem for path in resources.LAW.glob("*.yaml")}
    article = Draft202012Validator(schema.load("article"))
    for name, text in law.items():
        assert name not in provisions() or not list(article.iter_errors(text)), name
    assert law["chiffres-publics"]["chiffres"]


def test_the_report_follows_its_schema(beside: Book) -> None:
    Draft202012Validator(schema.load("report")).validate(json.loads(beside["donnees/report.json"].text))


def test_the_schemas_are_those_of_the_kit(beside: Book) -> None:
    published = {
        path.removeprefix("donnees/schemas/"): page.text for path, page in beside.items() if "/schemas/" in path
    }
    assert published == {
        path.relative_to(resources.SCHEMAS).as_posix(): path.read_text("utf-8")
        for path in resources.SCHEMAS.rglob("*.json")
    }


def test_the_page_gives_every_file_and_every_column(beside: Book, book: Book, examples: Judged) -> None:
    page = book["donnees/index.md"]
    text = shown.whole(page).replace("&#95;", "_")
    ways = shown.ways(shown.document(page))
    for path in (path for path in beside if path.startswith("donnees/")):
        assert path.removeprefix("donnees/") in ways, path
    for each in tables.tables(Country.of(*examples)):
        section = text[text.index(f"{{: #{each.name} ") :].split("\n### ")[0]
        assert re.findall(r"<code>(\w+)</code>", section) == list(each.keys)
    assert "Licence Ouverte 2.0" in text


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A department whose private fields hold values found nowhere else, and whose texts are hostile."""
    folder = shutil.copytree(HOUSE / "departments" / "38-isere", tmp_path / "departments" / "38-isere")
    commission = (folder / "commission.yaml").read_text("utf-8")
    kept = re.sub(r"^(secretariat|vacances|indicateurs):.*\n(?:(?:[ #].*)?\n)*", "", commission, flags=re.MULTILINE)
    (folder / "commission.yaml").write_text(kept.rstrip() + "\n" + COMMISSION, "utf-8")
    (folder / "sessions.yaml").write_text(SESSION, "utf-8")
    (folder / "membres.yaml").write_text(
        f'magistrat:\n  - {{id: magistrat-1, titre: "=HYPERLINK(1)", nom: "{NAMES[0]}", suppleant: '
        f'{{titre: "Vice-présidente", nom: "{NAMES[1]}"}}, mandat: {{debut: 2025-01-02, fin: 2027-12-31}}}}\n',
        "utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("profile", list(Profile))
def test_neither_edition_holds_a_person_a_single_file_or_minutes(filled: Path, profile: Profile) -> None:
    report, cases = edition(*pipeline.run(filled, (), TODAY), profile)
    found = {page.path: page.text for page in files(report, cases, profile) if page.path.startswith("donnees/")}
    assert "=HYPERLINK(1)" in found["donnees/sieges.json"]
    assert "'=HYPERLINK(1)" in found["donnees/sieges.csv"]
    for path, text in found.items():
        for private in (*NAMES, "Exempleuse", "Suppléantier", *REFERENCES, "2026-09-19", "2026-09-27"):
            assert private not in text, (path, private)
    assert not re.search(r"dossiers|presents|\bpv\b", found["donnees/sessions.json"])


def test_small_numbers_are_whole_inside_and_withheld_outside(filled: Path) -> None:
    told = {}
    for profile in Profile:
        report, cases = edition(*pipeline.run(filled, (), TODAY), profile)
        found = {page.path: page.text for page in files(report, cases, profile)}
        [told[profile]] = (row for row in json.loads(found["donnees/indicateurs.json"]) if row["date"] == "2025-12-31")
        [row] = (row for row in read(found["donnees/indicateurs.csv"]) if row["date"] == "2025-12-31")
        assert {key: row[key] for key in told[profile]} == {k: _as_text(v) for k, v in told[profile].items()}
    inside, outside = told[Profile.INTERNE], told[Profile.PUBLIC]
    assert (inside["psp_termines"], inside["psp_engages"], inside["aps_delai_median_jours"]) == (3, 12, 98765)
    assert (outside["psp_termines"], outside["psp_engages"], outside["aps_delai_median_jours"]) == ("np", "np", "np")
    assert inside["psp_en_cours"] == outside["psp_en_cours"] == 58
    assert inside["carte_delai_median_jours"] is None


def test_the_page_says_which_edition_it_is(filled: Path) -> None:
    said = {}
    for profile in Profile:
        report, cases = edition(*pipeline.run(filled, (), TODAY), profile)
        told = contents.beside(Country.of(report, cases, profile))
        said[profile] = next(page.text for page in told if page.path == "donnees/index.md")
    assert "Cette édition est interne" in said[Profile.INTERNE]
    assert "Cette édition est interne" not in said[Profile.PUBLIC]


def test_a_folder_that_cannot_be_read_has_its_row_and_its_findings(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "38-isere"
    folder.mkdir(parents=True)
    (folder / "commission.yaml").write_text('departement: "38"\n  installation: [', "utf-8")
    report, cases = pipeline.run(tmp_path, (), TODAY)
    found = {page.path: page.text for page in files(report, cases)}
    [row] = [row for row in json.loads(found["donnees/departements.json"]) if row["dossier"]]
    assert (row["departement"], row["etat"] == "conforme", row["sieges_prevus"]) == ("38", False, None)
    assert any(each["departement"] == "38" for each in json.loads(found["donnees/constats.json"]))


def test_two_renders_are_equal(beside: Book) -> None:
    report, cases = pipeline.run(HOUSE, (), TODAY)
    assert {page.path: page for page in files(report, cases)} == beside
