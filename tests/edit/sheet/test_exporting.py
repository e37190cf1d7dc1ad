"""A department written as a spreadsheet, and read back: no value is lost, and nothing in it runs."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from kit.edit.sheet import exporting, importing, seats, workbook, writing
from kit.edit.sheet.cells import worded
from kit.edit.sheet.exporting import Written
from kit.edit.sheet.faults import UnusableError
from kit.edit.sheet.tables import tables
from kit.edit.sheet.workbook import written
from kit.errors import UsageError
from kit.model.department import Dossier, load
from kit.model.folder import Folder
from tests.conftest import HOUSE, TODAY
from tests.edit.sheet.books import EMPTY, said
from tests.generator import write as generator
from tests.yaml.table import department

EXAMPLES = sorted((HOUSE / "departments").iterdir())


def read(folder: Path) -> Dossier:
    return load(Folder(folder, folder.name))


def held(dossier: Dossier) -> dict[str, Any]:
    """Give the values that sheets carry, empty lists left out."""
    commission, members = dossier.tree["commission"], dossier.tree["membres"]
    return {
        "membres": {seat: holders for seat, holders in members.items() if holders},
        "sessions": dossier.tree["sessions"],
        **{key: commission.get(key) or [] for key in ("arretes", "associations_agreees")},
    }


def kept(dossier: Dossier, root: Path) -> None:
    raw = writing.written(exporting.exported(dossier, TODAY, files=True, names=True), "fiche.xlsx", TODAY)
    empty = read(department(root, EMPTY, dossier.folder.path.name).path)
    made = importing.imported(empty, workbook.read(raw), TODAY, set())
    assert made.faults == []
    assert made.amendment
    assert held(made.amendment.after) == held(dossier)
    again = importing.imported(dossier, workbook.read(raw), TODAY, set())
    assert again.amendment
    assert (again.faults, again.amendment.files) == ([], ())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_a_round_trip_keeps_every_value(folder: Path, tmp_path: Path) -> None:
    kept(read(folder), tmp_path)


def test_a_round_trip_keeps_every_value_of_generated_departments(tmp_path: Path) -> None:
    wrong = generator.write(tmp_path / "pays", seed=7)
    home = tmp_path / "pays" / "departments"
    folders = [each for each in sorted(home.iterdir()) if f"departments/{each.name}" not in wrong]
    for folder in folders[::30]:
        kept(read(folder), tmp_path / folder.name)


def test_a_csv_carries_the_members(tmp_path: Path) -> None:
    dossier = read(EXAMPLES[0])
    raw = writing.written(exporting.exported(dossier, TODAY), "fiche.CSV", TODAY)
    assert raw.startswith("\ufeffSiège;Identifiant;Titre;".encode())
    made = importing.imported(read(department(tmp_path, EMPTY).path), workbook.read(raw), TODAY, set())
    assert made.amendment
    assert held(made.amendment.after)["membres"] == held(dossier)["membres"]


def test_the_files_examined_leave_only_when_that_is_asked_for() -> None:
    dossier = read(next(folder for folder in EXAMPLES if folder.name == "38-isere"))
    names = [[sheet.table.id for sheet in exporting.exported(dossier, TODAY, files=files)] for files in (False, True)]
    assert set(names[1]) - set(names[0]) == {"dossiers"}
    raw = writing.written(exporting.exported(dossier, TODAY), "fiche.xlsx", TODAY)
    assert "Dossiers examinés" not in [sheet.name for sheet in workbook.read(raw)]


@pytest.mark.parametrize(("names", "expected"), [(False, []), (True, ["Jean Exemplard", "Zoé Exemplard"])])
def test_names_leave_only_when_that_is_asked_for(tmp_path: Path, *, names: bool, expected: list[str]) -> None:
    members = (
        'magistrat: [{id: m-1, titre: Juge, nom: "Jean Exemplard", suppleant: {titre: Juge, nom: "Zoé Exemplard"}}]\n'
    )
    dossier = read(department(tmp_path, {**EMPTY, "membres.yaml": members.encode()}).path)
    (sheet,) = exporting.exported(dossier, TODAY, names=names)
    assert [cell for row in sheet.rows for cell in row if "Exemplard" in str(cell)] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('"Juge, 06 12 34 56 78"', "ce texte semble contenir un numéro de téléphone ; effacez-le, rien n’est écrit."),
        ('"Mme Exemplard, juge"', "ce texte semble contenir le nom d’une personne ; effacez-le, rien n’est écrit."),
        ('"Juge\\u2028honoraire"', "cette valeur ne se lit pas ; « kit check » dit quoi y corriger."),
    ],
)
def test_what_is_private_or_not_known_leaves_nothing(tmp_path: Path, title: str, expected: str) -> None:
    members = f"magistrat:\n  - id: m-1\n    titre: {title}\n"
    dossier = read(department(tmp_path, {**EMPTY, "membres.yaml": members.encode()}).path)
    with pytest.raises(UsageError) as error:
        exporting.exported(dossier, TODAY)
    assert said(str(error.value)).endswith(f"/membres.yaml », ligne 3 : {expected}")


def test_two_sessions_of_one_day_keep_what_is_theirs(tmp_path: Path) -> None:
    members = b"magistrat: [{id: m-1, titre: Juge}, {id: m-2, titre: Juge}]\n"
    sessions = (
        b"- {date: 2026-03-12, etat: tenue, formation: politique, pouvoirs: [{de: m-1, a: m-2}]}\n"
        b"- {date: 2026-03-12, etat: tenue, formation: individuelle, pouvoirs: [{de: m-2, a: m-1}]}\n"
    )
    dossier = read(department(tmp_path / "un", {"membres.yaml": members, "sessions.yaml": sessions}).path)
    pouvoirs = next(sheet for sheet in exporting.exported(dossier, TODAY) if sheet.table.id == "pouvoirs")
    assert [row[0] for row in pouvoirs.rows] == [datetime.date(2026, 3, 12), "2026-03-12 (2)"]
    kept(dossier, tmp_path / "deux")


def test_an_empty_list_is_said_and_is_not_one_that_is_not_known(tmp_path: Path) -> None:
    sessions = b"- {date: 2026-03-12, etat: tenue, presents: [], excuses: [m-1]}\n- {date: 2026-06-12, etat: tenue}\n"
    dossier = read(department(tmp_path / "un", {"membres.yaml": b"{}\n", "sessions.yaml": sessions}).path)
    (sheet,) = (each for each in exporting.exported(dossier, TODAY) if each.table.id == "seances")
    at = [column.name for column in sheet.columns].index("presents")
    assert [row[at] for row in sheet.rows] == ["aucun", ""]
    kept(dossier, tmp_path / "deux")


RISKY = ("=HYPERLINK(1)", "+33 à droite", "-moins", "@tous", "=1+1")


def risky(root: Path) -> Dossier:
    lines = "".join(f'  - {{id: juge-{number}, titre: "{text}"}}\n' for number, text in enumerate(RISKY))
    return read(department(root, {**EMPTY, "membres.yaml": f"magistrat:\n{lines}".encode()}).path)


def test_no_cell_runs_as_a_formula_and_each_comes_back_as_it_was(tmp_path: Path) -> None:
    sheets = exporting.exported(risky(tmp_path / "un"), TODAY)
    raw = writing.written(sheets, "fiche.csv", TODAY)
    titles = [line.split(";")[2].strip('"') for line in raw.decode().splitlines()[1:]]
    assert titles == [f"'{text}" for text in RISKY]
    (members,) = workbook.read(writing.written(sheets, "fiche.xlsx", TODAY))
    assert members.marks.formulas == set()
    for name in ("fiche.csv", "fiche.xlsx"):
        (sheet,) = workbook.read(writing.written(sheets, name, TODAY))
        assert [written(row[2]) for row in sheet.rows[1:]] == list(RISKY)


def test_the_same_department_on_the_same_day_is_the_same_file() -> None:
    sheets = exporting.exported(read(EXAMPLES[0]), TODAY)
    assert writing.written(sheets, "a.xlsx", TODAY) == writing.written(sheets, "b.xlsx", TODAY)


@pytest.mark.parametrize("day", [TODAY, datetime.date(2024, 5, 14)])
def test_the_model_has_a_row_for_each_seat_of_the_text_of_the_day(day: datetime.date) -> None:
    model = exporting.model(day)
    assert [row[0] for row in model.rows] == seats.choices(day)
    assert all(set(row[1:]) == {""} for row in model.rows)
    assert {column.name for column in model.columns} >= {"siege", "titre", "organisme", "mandat.debut", "mandat.fin"}


@pytest.mark.parametrize("name", ["modele.xlsx", "modele.ods", "modele.csv"])
def test_a_model_that_nobody_filled_writes_nothing(tmp_path: Path, name: str) -> None:
    raw = writing.written([exporting.model(TODAY)], name, TODAY)
    made = importing.imported(read(department(tmp_path, EMPTY).path), workbook.read(raw), TODAY, set())
    assert (made.faults, made.rows) == ([], 0)


def test_a_choice_is_shown_and_offered_in_french_words(tmp_path: Path) -> None:
    members = b"magistrat: [{id: m-1, titre: Juge, qualite: en_fonction, designation: {par: chefs_de_cour}}]\n"
    dossier = read(department(tmp_path, {**EMPTY, "membres.yaml": members}).path)
    (sheet,) = exporting.exported(dossier, TODAY)
    shown = {column.name: cell for column, cell in zip(sheet.columns, sheet.rows[0], strict=True)}
    assert (shown["qualite"], shown["designation.par"]) == ("en fonction", "chefs de la cour d’appel")
    for each in (sheet, exporting.model(TODAY)):
        assert [word for words in each.choices.values() for word in words if "_" in word] == []
        offered = {each.columns[number].name: words for number, words in each.choices.items()}
        assert "conseil départemental de l’ordre" in offered.get("designation.par", ()) or each is not sheet


def test_the_words_of_every_choice_are_few_enough_for_the_spreadsheet_to_offer_them() -> None:
    """Excel ne propose pas de liste de plus de 255 signes : les mots sont plus longs que les valeurs."""
    for table in tables().values():
        for column in table.columns if not table.under else table.columns[1:]:
            described = table.schema_of(column)
            assert len(",".join(map(worded, described.get("enum", ())))) <= 255, column.name


def test_another_format_is_refused() -> None:
    with pytest.raises(UnusableError, match="ecriture"):
        writing.written([exporting.model(TODAY)], "modele.pdf", TODAY)


def test_a_text_too_long_for_a_cell_is_refused_and_not_lost() -> None:
    table = tables()["membres"]
    column = table.column("titre")
    sheet = Written(table=table, columns=(column,), rows=(("x" * 40_000,),), choices={})
    with pytest.raises(UnusableError, match="ecriture"):
        writing.written([sheet], "fiche.xlsx", TODAY)
