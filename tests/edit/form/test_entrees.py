"""The ways into a fiche that are not its four files, beside what the command does with the same."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kit.cli import exporting, importing
from kit.edit.form.entering import TABLES, strangers
from kit.edit.form.worker import answer
from kit.edit.sheet import workbook
from kit.edit.sheet.workbook import written
from kit.errors import UsageError
from tests.conftest import HOUSE, TODAY
from tests.edit.form.fiche import changed, files
from tests.edit.sheet.books import HEAD, Rows, ods, said, xlsx

ASKED = {"code": "88", "date": TODAY.isoformat()}
START = datetime.date(2026, 11, 20)
DOCTOR = ("8°", "Médecin hospitalier", START, "")


def put(raw: bytes, held: dict[str, bytes], *aside: str, name: str = "membres.xlsx") -> tuple[dict[str, Any], Any]:
    """Put a spreadsheet into a fiche; gives what is said, and the files."""
    return answer({"do": "import", **ASKED, "table": name, "aside": list(aside)}, {**held, name: raw})


def told(answered: dict[str, Any]) -> list[str]:
    """Give what is wrong, as a person reads it."""
    return [said(f"{each['place']} : {each['message']} → {each['remedy']}") for each in answered["faults"]]


def book(*rows: Any, head: Any = HEAD) -> dict[str, Rows]:
    return {"Membres": (head, *rows)}


def command(command: Any, *words: str) -> str:
    done = CliRunner().invoke(command, words, catch_exceptions=False)
    return done.output


@pytest.mark.parametrize("kind", [xlsx, ods])
def test_a_spreadsheet_makes_the_files_that_the_command_makes(kind: Any, tmp_path: Path) -> None:
    raw = kind(book(DOCTOR, ("6°", "Chef du bureau", START, "")))
    answered, after = put(raw, files("88"))
    assert (answered["faults"], said(answered["told"])) == ([], "2 lignes lues, 2 ajoutées, 0 complétée.")
    folder = tmp_path / "departments" / "88-vosges"
    folder.mkdir(parents=True)
    for name, held in files("88").items():
        (folder / name).write_bytes(held)
    (tmp_path / "membres.xlsx").write_bytes(raw)
    words = ("--root", str(tmp_path), "--date", TODAY.isoformat())
    assert "2 lignes lues, 2 ajoutées, 0 complétée" in said(
        command(importing.command, str(tmp_path / "membres.xlsx"), "88", *words)
    )
    assert after == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert [line[:2] for line in changed(files("88"), after)] == ["+ "] * 4


@pytest.mark.parametrize("ending", TABLES)
def test_what_is_taken_away_is_what_the_command_writes(ending: str, tmp_path: Path) -> None:
    day = ("--date", TODAY.isoformat())
    for do, name, words in (
        ("export", "88-vosges", ("88", "--root", str(HOUSE))),
        ("model", "modele", ("--modele", "--root", str(tmp_path))),
    ):
        path = tmp_path / f"{do}{ending}"
        command(exporting.command, *words, *day, "--output", str(path))
        assert answer({"do": do, **ASKED, "ending": ending}, files("88"))[1] == {f"{name}{ending}": path.read_bytes()}


def test_a_spreadsheet_begins_a_fiche_where_there_is_none() -> None:
    _, after = put(xlsx(book(DOCTOR)), {})
    assert sorted(after) == ["commission.yaml", "membres.yaml", "procedures.yaml", "sessions.yaml"]
    assert b"Vosges" in after["commission.yaml"]
    assert "titre: Médecin hospitalier" in after["membres.yaml"].decode()


def test_the_ends_of_lines_and_the_mark_of_the_files_stay() -> None:
    marked = {name: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n") for name, raw in files("88").items()}
    _, after = put(xlsx(book(DOCTOR)), marked)
    _, plain = put(xlsx(book(DOCTOR)), files("88"))
    assert after["sessions.yaml"] == marked["sessions.yaml"]
    assert after["membres.yaml"] == b"\xef\xbb\xbf" + plain["membres.yaml"].replace(b"\n", b"\r\n")


def test_what_is_not_understood_is_said_line_by_line_in_the_words_of_the_page() -> None:
    head = ("Siège", "Titre", "Courriel", "Truc", "Du")
    answered, after = put(xlsx(book(("8°", "Médecin", "", "x", "32/01/2026"), ("99°", "Rien"), head=head)), files("88"))
    assert after == files("88")
    assert told(answered) == [
        "Membres, ligne 1, colonne C : La colonne « Courriel » parle de la personne, et une fiche ne dit que sa "
        "fonction. → Supprimez-la du tableau, ou laissez-la de côté.",
        "Membres, ligne 1, colonne D : La colonne « Truc » n’est pas comprise. → "
        "Renommez-la, supprimez-la, ou laissez-la de côté.",
        "Membres, ligne 2, colonne E : « 32/01/2026 » n’est pas un jour. → "
        "Ce mois-là va du 01 au 31 : corrigez le jour.",
        "Membres, ligne 3, colonne A : « 99° » n’est pas un siège. → "
        "Écrivez son rang ou ses mots dans le texte, par exemple « 15° protection de l’enfance ».",
    ]
    assert [each["aside"] for each in answered["faults"]] == ["Courriel", "Truc", "", ""]
    left, _ = put(xlsx(book(("8°", "Médecin", "", "x"), head=head)), files("88"), "Courriel", "Truc")
    assert left["faults"] == []


def test_no_sentence_of_the_page_names_a_command() -> None:
    empty: dict[str, Rows] = {"Membres": (("Rien", ""), ("", ""))}
    unknown: dict[str, Rows] = {"Membres": (HEAD, DOCTOR), "Autre": (("Rien", "x"), ("", ""))}
    for raw in (xlsx(empty), xlsx(unknown)):
        answered, _ = put(raw, files("88"))
        assert answered["faults"]
        assert [line for line in told(answered) if "kit " in line or "--" in line] == []


def test_a_row_that_the_files_refuse_is_said_without_a_key() -> None:
    answered, after = put(xlsx(book(("8°", "Médecin", START, datetime.date(2020, 1, 1)))), files("88"))
    assert after == files("88")
    assert told(answered) == [
        "Membres, ligne 2, colonne D : « Fin : 1er janvier 2020 » est avant « Début : 20 novembre 2026 » : la période "
        "finirait avant de commencer. → Corrigez « Fin » (par exemple « Fin : 19 novembre 2029 ») ou « Début » : "
        "l’année est souvent en cause."
    ]


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("a.csv", b"", "« a.csv » est vide : prenez un modèle à remplir, sous « Un tableau »."),
        ("a.xlsx", b"PK\x03\x04rien", "« a.xlsx » est abîmé ou incomplet"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "« a.xls » est d’un format d’avant 2007 (.xls)"),
        ("Jean Dupont.csv", b"", "« Ce fichier » est vide"),
    ],
)
def test_what_is_no_spreadsheet_is_said_in_one_sentence(name: str, raw: bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        put(raw, files("88"), name=name)
    assert said(str(refused.value)).startswith(sentence)


def test_a_fiche_that_cannot_be_read_takes_no_spreadsheet() -> None:
    with pytest.raises(UsageError) as refused:
        put(xlsx(book(DOCTOR)), {**files("88"), "membres.yaml": b"a: [\n"})
    assert said(str(refused.value)) == (
        "Un fichier de cette fiche manque, ou ne se lit pas tel qu’il est écrit : corrigez-le d’abord, puis ouvrez de "
        "nouveau le tableau."
    )


def test_another_kind_of_spreadsheet_is_not_written() -> None:
    with pytest.raises(UsageError) as refused:
        answer({"do": "model", **ASKED, "ending": ".pdf"}, {})
    assert said(str(refused.value)) == (
        "« modele.pdf » ne peut pas être écrit : donnez un nom en .xlsx, en .ods ou en .csv, que tout tableur ouvre."
    )


def test_a_model_has_a_row_for_each_seat_of_the_day() -> None:
    rows = []
    for ending in TABLES:
        _, made = answer({"do": "model", **ASKED, "ending": ending}, {})
        (sheet,) = workbook.read(made[f"modele{ending}"])
        rows.append([[written(cell) for cell in row] for row in sheet.rows])
    assert rows[0] == rows[1] == rows[2]
    assert [row[0] for row in rows[0]][:3] == ["Siège", "1° magistrat", "2° emploi, travail et solidarités"]


def test_the_text_of_a_file_that_no_field_shows_is_written_as_it_is() -> None:
    held = {**files("88"), "procedures.yaml": b"\xef\xbb\xbfafis:\r\n  service: [\r\n"}
    shown, after = answer({"do": "write", **ASKED, "name": "procedures.yaml", "text": "afis:\n  service: x: y\n"}, held)
    assert [each["name"] for each in shown["unread"]] == ["procedures.yaml"]
    assert [(each["line"], said(each["remedy"])) for each in shown["findings"] if each["line"] > 1] == [
        (2, 'Mettez la valeur entière entre guillemets droits : « service: "x: y" ».')
    ]
    shown, after = answer({"do": "write", **ASKED, "name": "procedures.yaml", "text": "afis:\n  service: Caf\n"}, held)
    assert shown["unread"] == []
    assert all(each["line"] == 0 for each in shown["findings"])
    assert after["procedures.yaml"] == b"\xef\xbb\xbfafis:\r\n  service: Caf\r\n"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("photo.png", "« photo.png » n’a pas été ouvert : la page lit les quatre fichiers, une archive ou un tableau."),
        (
            "membres (1).yaml",
            "« membres (1).yaml » n’a pas été ouvert : s’il est de cette fiche, nommez-le « membres.yaml », puis "
            "ouvrez-le de nouveau.",
        ),
        (
            "notes.yml",
            "« notes.yml » n’a pas été ouvert : s’il est de cette fiche, donnez-lui le nom de l’un des quatre, "
            "commission.yaml, membres.yaml, sessions.yaml ou procedures.yaml, puis ouvrez-le de nouveau.",
        ),
        (
            "88-vosges/sesions.yaml",
            "« sesions.yaml » n’a pas été ouvert : s’il est de cette fiche, nommez-le « sessions.yaml », puis "
            "ouvrez-le de nouveau.",
        ),
        (
            "Jean Dupont.doc",
            "« Un fichier » n’a pas été ouvert : la page lit les quatre fichiers, une archive ou un tableau.",
        ),
        ("membres.yaml", ""),
        ("fiche.ZIP", ""),
        ("membres.ods", ""),
        ("depot/kit.yaml", ""),
        ("depot/README.md", ""),
        ("depot/.github/kit.yml", ""),
        (".DS_Store", ""),
    ],
)
def test_a_file_that_is_none_of_these_is_named_gently(path: str, sentence: str) -> None:
    assert list(map(said, strangers([path]))) == ([sentence] if sentence else [])


def test_very_many_strangers_are_counted() -> None:
    names = [f"photo-{rank}.png" for rank in range(9)]
    assert len(strangers(names[:6])) == 6
    assert [said(each) for each in strangers(names)][5:] == ["4 autres fichiers n’ont pas été ouverts."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"commission.yaml": None, "sessions.yaml": None, "procedures.yaml": None},
            "Il manque « commission.yaml » et « sessions.yaml » : ouvrez-les avec les autres fichiers",
        ),
        (
            {"commission.yaml": None, "membres.yaml": b"a: [\n"},
            "Il manque « commission.yaml » : ouvrez-le avec les autres fichiers",
        ),
        ({"membres.yaml": b"a: [\n"}, "« membres.yaml » ne se lit pas : corrigez son texte, sous le titre de la fiche"),
        (
            {"membres.yaml": b"a: [\n", "sessions.yaml": b"- [\n"},
            "« membres.yaml » et « sessions.yaml » ne se lisent pas : corrigez leur texte, sous le titre de la fiche",
        ),
        (
            {"membres.yaml": files("88")["membres.yaml"].replace(b"debut: 20", b"debut: x20", 1)},
            "Une valeur ne se lit pas, ou parle d’une personne : corrigez ce que disent les constats",
        ),
    ],
)
def test_what_cannot_be_taken_away_says_why_in_the_words_of_the_page(
    change: dict[str, bytes | None], sentence: str
) -> None:
    held = {name: raw for name, raw in {**files("88"), **change}.items() if raw is not None}
    with pytest.raises(UsageError) as refused:
        answer({"do": "export", **ASKED, "ending": ".ods"}, held)
    assert said(str(refused.value)) == f"{sentence}, puis téléchargez de nouveau le tableau."


@pytest.mark.parametrize(
    ("rows", "sentence", "named"),
    [
        ([("Camille Exemple", "Dominique Exemple"), ("Claude Exemple", "")],
         "3 noms lus : ils restent dans vos fichiers et n’apparaissent que dans l’édition interne.",
         ["Nom et prénom", "Nom du suppléant"]),
        ([("Camille Exemple", ""), ("", "")],
         "1 nom lu : il reste dans vos fichiers et n’apparaît que dans l’édition interne.", ["Nom et prénom"]),
        ([("", ""), ("", "")], "", []),
    ],
)  # fmt: skip
def test_names_that_a_spreadsheet_brings_are_told_and_may_be_left_aside(
    rows: list[tuple[str, str]], sentence: str, named: list[str]
) -> None:
    head = (*HEAD, "Suppléant", "Nom et prénom", "Nom du suppléant")
    seats = (DOCTOR, ("6°", "Chef du bureau", START, ""))
    raw = xlsx(book(*((*seat, "Adjoint", *names) for seat, names in zip(seats, rows, strict=True)), head=head))
    answered, after = put(raw, files("88"))
    assert (said(answered["names"]), answered["named"]) == (sentence, named)
    assert all(name in after["membres.yaml"].decode() for row in rows for name in row if name)
    without, bare = put(raw, files("88"), *named)
    assert without["names"] == ""
    assert not any(name in bare["membres.yaml"].decode() for row in rows for name in row if name)
