"""A spreadsheet put into a department: who is added, who is completed, and all that is wrong, in one run."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.edit.sheet import seats
from kit.edit.sheet.cells import shown_in_cell, understood, worded
from kit.edit.sheet.tables import field, tables
from kit.french import spaced
from kit.yaml import schema
from tests.conftest import DATA, TODAY
from tests.edit.sheet.books import HEAD, Rows, faults, members, ods, put, xlsx

CSV = """Composition de la commission de la Lozère;;;;;
;;;;;
SIEGE;Fonction (exacte);Service :;À compter du *;Jusqu’au;Désigné par;Type de collectivité;Commune;Suppléante;Formé le
1°;Vice-présidente;Tribunal judiciaire de Mende;14/05/2024;13 mai 2027;chefs de la cour d'appel;;;Juge;1er juin 2024
2° Emploi, travail et solidarités;Directrice;DDETSPP;02/01/2026;;;;;;
DDETS;Cheffe de pôle;DDETSPP;2 janvier 2026;;;;;;
Médecin désigné par le conseil départemental de l'ordre des médecins;Médecin;;2024-05-14;13.05.2027;CDOM;;;;
9e;Conseillère municipale;;14/05/2024;13/05/2027;Conseil municipal;Ville;Commune de Mende;;
;;;;;;;;;
"""
MADE = """magistrat:
  - id: magistrat-1
    titre: Vice-présidente
    organisme: Tribunal judiciaire de Mende
    designation: {par: chefs_de_cour}
    mandat: {debut: 2024-05-14, fin: 2027-05-13}
    suppleant: {titre: Juge}
    formation: {date: 2024-06-01}
ddets:
  - id: ddets-1
    titre: Directrice
    organisme: DDETSPP
    mandat: {debut: 2026-01-02}
  - id: ddets-2
    titre: Cheffe de pôle
    organisme: DDETSPP
    mandat: {debut: 2026-01-02}
medecin:
  - id: medecin-1
    titre: Médecin
    designation: {par: conseil_departemental_ordre}
    mandat: {debut: 2024-05-14, fin: 2027-05-13}
collectivites:
  - id: collectivites-1
    titre: Conseillère municipale
    designation: {par: organe_deliberant}
    mandat: {debut: 2024-05-14, fin: 2027-05-13}
    collectivite: {type: commune, nom: Commune de Mende}
"""


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_a_table_as_people_make_it_becomes_a_file(tmp_path: Path) -> None:
    made = put(tmp_path, CSV.encode())
    assert (members(made), made.rows, made.added, made.completed) == (MADE, 5, 5, 0)


def test_the_same_table_again_changes_nothing(tmp_path: Path) -> None:
    made = put(tmp_path, CSV.encode(), files={"membres.yaml": MADE.encode()})
    assert made.amendment
    assert (made.amendment.files, made.rows, made.added, made.completed) == ((), 5, 0, 0)


def test_twenty_members_of_a_spreadsheet_are_imported(tmp_path: Path) -> None:
    """Une ligne par siège du texte du jour, et un second titulaire à cinq d’entre eux."""
    labels = seats.choices(TODAY)
    day = datetime.date(2026, 1, 2)
    rows = [(label, f"Titre exemple {number}", day, "") for number, label in enumerate([*labels, *labels[:5]])]
    made = put(tmp_path, xlsx({"Feuil1": [HEAD, *rows]}))
    assert members(made).count("titre: Titre exemple") == made.added == 20


def test_comments_and_lines_that_nobody_touches_are_kept(tmp_path: Path) -> None:
    before = (
        "# Ce fichier se tient à la main.\n"
        "magistrat:  # un seul\n"
        '  - {id: juge-1, titre: "Juge", mandat: {debut: 2024-05-14}}  # à revoir\n'
        "\nmedecin:\n  # le premier\n  - id: medecin-1\n    titre: Médecin  # généraliste\n"
    )
    table = csv(
        "Siège;Identifiant;Titre;Du;Au;Organisme", "1°;juge-1;Juge;2024-05-14;2027-05-13;TJ", "8°;;Médecin;;;Ordre",
        "8°;;Interne;;;",
    )  # fmt: skip
    made = put(tmp_path, table, files={"membres.yaml": before.encode()})
    assert members(made) == (
        "# Ce fichier se tient à la main.\n"
        "magistrat:  # un seul\n"
        '  - {id: juge-1, titre: "Juge", mandat: {debut: 2024-05-14, fin: 2027-05-13}, organisme: TJ}  # à revoir\n'
        "\nmedecin:\n  # le premier\n  - id: medecin-1\n    titre: Médecin  # généraliste\n    organisme: Ordre\n"
        "  - id: medecin-2\n    titre: Interne\n"
    )
    assert (made.added, made.completed) == (1, 2)


@pytest.mark.parametrize(
    "before",
    ["magistrat:\nmedecin: []\n", "{magistrat: [{id: a, titre: T}]}\n", "magistrat:\n- id: a\n  titre: T",
     "magistrat:\n\n  -\n    id: a\n    titre: >\n      plusieurs\n      mots\n"],
)  # fmt: skip
def test_a_file_written_in_any_way_is_completed_in_its_own(tmp_path: Path, before: str) -> None:
    table = csv("Siège;Identifiant;Titre;Organisme", "1°;a;T;TJ", "1°;;U;")
    made = put(tmp_path, table, files={"membres.yaml": before.encode()})
    assert made.amendment
    held = made.amendment.after.tree["membres"]["magistrat"]
    assert held == [{"id": "a", "titre": "T", "organisme": "TJ"}, {"id": "magistrat-1", "titre": "U"}]


def test_a_second_term_of_the_same_member_is_added(tmp_path: Path) -> None:
    before = "magistrat:\n  - {id: juge-1, titre: Juge, mandat: {debut: 2021-05-14, fin: 2024-05-13}}\n"
    table = csv("Siège;Identifiant;Titre;Du;Au", "1°;juge-1;Juge;2024-05-14;2027-05-13")
    made = put(tmp_path, table, files={"membres.yaml": before.encode()})
    assert members(made) == before + "  - {id: juge-1, titre: Juge, mandat: {debut: 2024-05-14, fin: 2027-05-13}}\n"


def test_one_row_may_stand_for_several_seats_by_their_words(tmp_path: Path) -> None:
    made = put(tmp_path, csv("Siège;Titre;Aussi pour", "3°;Directeur;4°, Gendarmerie"))
    assert "    aussi_pour: [police_judiciaire, gendarmerie]\n" in members(made)
    wrong = put(tmp_path / "faux", csv("Siège;Titre;Aussi pour", "3°;Directeur;4°, pompiers"))
    assert [each.case for each in wrong.faults] == ["siege-inconnu"]


def test_a_member_cites_an_association_by_its_name_even_in_the_same_workbook(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Membres": [("Siège", "Titre", "Association"), ("10°", "Directrice", "Les Cordées")],
        "Associations": [("Nom de l’association", "Agréée du"), ("Les Cordées", datetime.date(2024, 5, 14))],
    }
    for number, raw in enumerate((xlsx(sheets), ods(sheets))):
        made = put(tmp_path / str(number), raw)
        assert members(made) == (
            "associations:\n  - id: associations-1\n    titre: Directrice\n    association: association-les-cordees\n"
        )
        assert made.amendment
        assert [file.branch for file in made.amendment.files] == ["commission", "membres"]


def tables_of_faults() -> Iterator[tuple[str, str, list[str]]]:
    """Read `fautes.txt`: a name, a table, then each fault as a person reads it."""
    text = (DATA / "tableurs" / "fautes.txt").read_text(encoding="utf-8")
    for part in re.split(r"^## (?=\w)", text, flags=re.MULTILINE)[1:]:
        head, _, told = part.partition("##>\n")
        name, _, table = head.partition("\n")
        yield name, table, told.strip().replace("\n→ ", " → ").split("\n")


@pytest.mark.parametrize(
    ("table", "told"), [(table, told) for _, table, told in tables_of_faults()],
    ids=[name for name, _, _ in tables_of_faults()],
)  # fmt: skip
def test_all_that_is_wrong_is_said_at_once_with_its_place(tmp_path: Path, table: str, told: list[str]) -> None:
    made = put(tmp_path, table.encode())
    assert faults(made) == told


@pytest.mark.parametrize(
    ("column", "written", "what"),
    [
        ("Titre", "M. Jean Exemplard, juge", "le nom d’une personne"),
        ("Titre", "Juge, 06 12 34 56 78", "un numéro de téléphone"),
        ("Organisme", "zoe.exemple@courriel.invalid", "une adresse électronique"),
        ("Titre", "Juge, née le 12/03/1975", "une date de naissance"),
        ("Désigné par", "06 12 34 56 78", "un numéro de téléphone"),
        ("Identifiant", "06 12 34 56 78", "un numéro de téléphone"),
        ("Au", "06 12 34 56 78", "un numéro de téléphone"),
    ],
)
def test_what_a_cell_says_of_a_person_is_refused_and_never_repeated(
    tmp_path: Path, column: str, written: str, what: str
) -> None:
    extra = "" if column == "Titre" else "Titre;"
    value = "" if column == "Titre" else "Juge;"
    made = put(tmp_path, csv(f"Siège;{extra}{column}", f"1°;{value}{written}"))
    place = "ligne 2, colonne B" if column == "Titre" else "ligne 2, colonne C"
    remedy = "Effacez-le : une fiche ne dit que des fonctions et des services."
    expected = f"{place} : Cette case semble contenir {what}. → {remedy}"
    assert expected in faults(made)
    assert written not in " ".join(faults(made))


@pytest.mark.parametrize("title", ["Avis de Mme Zoé Exemple", "mme_exempleuse", "jeanne_exempleuse", "M.Exempleuse"])
def test_a_title_of_column_that_names_somebody_is_not_repeated(tmp_path: Path, title: str) -> None:
    made = put(tmp_path, csv(f"Siège;Titre;{title}", "1°;Juge;oui"))
    assert faults(made) == [
        "ligne 1, colonne C : Le titre de cette colonne semble contenir le nom d’une personne. → "
        "Supprimez cette colonne du tableau."
    ]


@pytest.mark.parametrize("title", ["Prénom", "PRÉNOM(S)", "Prénom usuel", "Prénom du titulaire"])
def test_a_name_parted_in_two_columns_is_said_and_repeated_nowhere(tmp_path: Path, title: str) -> None:
    made = put(tmp_path, csv(f"Siège;Titre;Nom;{title}", "1°;Juge;Exempleuse;Zoé"))
    assert faults(made) == [
        f"ligne 1, colonne D : La colonne « {title} » sépare en deux le nom d’une personne. → Si ce nom doit être dans "
        "la fiche, écrivez-le en entier dans la colonne « Nom », et supprimez celle-ci ; sinon, supprimez les deux."
    ]


@pytest.mark.parametrize("title", ["Prénom", "Prénom(s)", "Nom de famille", "NOM USUEL", "Nom d’épouse"])
def test_half_a_name_has_no_place_in_a_fiche(tmp_path: Path, title: str) -> None:
    made = put(tmp_path, csv(f"Siège;Titre;{title}", "1°;Juge;Zoé"))
    assert [each.partition(". → ")[0] for each in faults(made)] == [
        f"ligne 1, colonne C : La colonne « {title} » parle de la personne, et une fiche ne dit que sa fonction"
    ]


def test_what_is_said_to_be_left_aside_is(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Membres": [("Siège", "Titre", "Observations", "Prénom"), ("1°", "Juge", "x", "Zoé")],
        "Notes": [("à faire",)],
    }
    made = put(tmp_path, xlsx(sheets), "observations", "PRENOM", "notes")
    assert members(made) == "magistrat:\n  - id: magistrat-1\n    titre: Juge\n"


def change(pages: dict[str, Any]) -> None:
    """Write a formula, an error, a merged cell, and a sheet that nobody sees."""
    page = pages["Membres"]
    page.write_formula(1, 2, "=DATE(2024,5,14)", None, 45426)
    page.merge_range(1, 0, 2, 0, "1°")
    page.merge_range(4, 5, 5, 5, "sans titre")
    pages["Cachée"].hide()


def test_what_the_cells_of_a_workbook_hide_is_said(tmp_path: Path) -> None:
    rows = [HEAD, ("", "Juge", "", ""), ("", "Vice-présidente", "", "")]
    made = put(tmp_path, xlsx({"Membres": rows, "Cachée": [("secret",)], "Notes": [("à faire",)]}, change))
    told = (DATA / "tableurs" / "classeur.txt").read_text(encoding="utf-8")
    assert "".join(f"{text.replace(' → ', chr(10) + '→ ')}\n" for text in faults(made)) == told


def test_a_hidden_sheet_of_an_ods_is_said_too(tmp_path: Path) -> None:
    made = put(tmp_path, ods({"Membres": [HEAD, ("1°", "Juge", "", "")], "Cachée": [("secret",)]}, hidden="Cachée"))
    assert [each.case for each in made.faults] == ["feuille-masquee"]


def test_a_rank_is_that_of_the_day_and_an_older_one_is_known_beside_its_words() -> None:
    old = datetime.date(2024, 5, 14)
    ranked = [seats.named(text, day).by_rank for text in ("8°", "8e", "8") for day in (TODAY, old)]
    assert [seat.id if seat else None for seat in ranked] == ["medecin", "education"] * 3
    assert seats.had_rank("medecin", "9° médecin")
    assert not seats.had_rank("medecin", "7° médecin")


def test_every_value_of_an_entry_has_a_column() -> None:
    for table in tables().values():
        places = {column.place for column in table.columns} - {(table.under,)}
        assert places == set(leaves(table.described, ()))
        for column in table.columns:
            if column.name != table.under:
                assert field(table.described, column.place)


def leaves(described: schema.JsonSchema, place: tuple[str, ...]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for key, value in described.get("properties", {}).items():
        inside = schema.resolve(value)
        if inside["type"] == "object":
            found += leaves(inside, (*place, key))
        elif inside["type"] != "array" or schema.resolve(inside["items"])["type"] != "object":
            found.append((*place, key))
    return found


def test_no_word_means_two_columns_of_one_sheet_as_its_title() -> None:
    for table in tables().values():
        titles = [spaced(column.title) for column in table.columns]
        assert len(set(titles)) == len(titles)
        words = [word for column in table.columns for word in column.words]
        assert sorted(set(words)) == sorted(words), table.id


def test_a_session_is_not_held_before_its_day(tmp_path: Path) -> None:
    rows = [("Date", "État"), ("2027-03-11", "tenue"), ("2027-03-12", "prévue"), ("2026-11-20", "tenue")]
    assert faults(put(tmp_path, xlsx({"Séances": rows}))) == [
        "Séances, ligne 2, colonne B : La séance du 11 mars 2027 est dite « tenue », et ce jour n’est pas encore venu. "
        "→ Écrivez « prévue », ou corrigez la date."
    ]


def test_the_words_of_a_choice_are_read_as_its_values_and_the_values_too() -> None:
    """Ce que la phrase propose, et ce que la liste déroulante offre, écrits à la lettre, sont compris."""
    seen = 0
    for table in tables().values():
        for column in table.columns:
            described = table.schema_of(column)
            items = schema.resolve(described.get("items", {}))
            for value in described.get("enum", ()) if column.name != table.under else ():
                assert understood(worded(value), column, described) == value, column.name
                assert understood(value, column, described) == value, column.name
                seen += 1
            for value in items.get("enum", ()):
                assert understood(shown_in_cell([value], described), column, described) == [value], column.name
                seen += 1
    assert seen > 60
