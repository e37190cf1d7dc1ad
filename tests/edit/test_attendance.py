"""The list of those who came to a session: written for its members, read back into it, and what is wrong said."""

import datetime

import pytest

from kit.edit import attendance
from kit.edit.planning import case_of
from kit.edit.sheet import workbook, writing
from kit.errors import UsageError
from kit.model.department import Dossier, assemble, load
from kit.model.folder import Folder
from kit.yaml.source import read_bytes
from tests.conftest import HOUSE, TODAY
from tests.edit.sheet.books import said

DAY = datetime.date(2026, 10, 8)
HEAD = "Identifiant;Siège;Titre;Présence;Pouvoir donné à"
SEATED = """magistrat-3 ddets-1 ddets-2 police-2 pj-3 gendarmerie-3 etrangers-2 education-2 medecin-4 departement-3
metropole-3 porte-isere-2 ville-4"""


def isere() -> Dossier:
    folder = HOUSE / "departments" / "38-isere"
    return load(Folder(folder, f"departments/{folder.name}"))


def filled(*lines: str, day: datetime.date = DAY) -> tuple[str, list[str]]:
    dossier = isere()
    case = case_of(dossier, TODAY)
    raw = "\n".join((HEAD, *lines)).encode()
    made, wrong = attendance.filled(dossier, case, attendance.session(case, day), workbook.read(raw))
    return made.files[0].after if made else "", [said(f"{f.place} : {f.message} → {f.remedy}") for f in wrong]


def others(*known: str) -> list[str]:
    """Give a row that says « absent » for each member of the day but these."""
    case = case_of(isere(), TODAY)
    ids = [str(row[0]) for row in attendance.blank(case, attendance.session(case, DAY)).rows]
    return [f"{each};;;absent;" for each in ids if each not in known]


def test_the_list_has_who_composes_the_commission_for_that_session() -> None:
    case = case_of(isere(), TODAY)
    blank = attendance.blank(case, attendance.session(case, DAY))
    ids = [str(row[0]) for row in blank.rows]
    assert len(ids) == len(set(ids)) == 16
    assert ("medecin-4", "8° médecin") in [row[:2] for row in blank.rows]
    # Cinq sièges n’examinent pas les dossiers : ils ne sont pas d’une séance « individuelle ».
    assert not any(known.startswith(("pjj", "ase", "odpe", "conseil-departemental")) for known in ids)


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.csv"])
def test_a_blank_list_that_comes_back_says_nobody(name: str) -> None:
    case = case_of(isere(), TODAY)
    known = attendance.session(case, DAY)
    raw = writing.written([attendance.blank(case, known)], name, TODAY)
    made, wrong = attendance.filled(isere(), case, known, workbook.read(raw))
    assert made is None
    assert [each.case for each in wrong] == ["presence-muette"]


def test_a_filled_list_becomes_the_session() -> None:
    text, wrong = filled(
        "magistrat-3;;;Excusée;medecin-4", "medecin-4;;;À distance;", "ddets-1;;;x;", "pj-3;;;suppléé;",
        ";;Commandante de la maison de protection des familles, représentant le groupement de l’Isère;oui;",
        *others("magistrat-3", "medecin-4", "ddets-1", "pj-3", "gendarmerie-3"),
    )  # fmt: skip
    assert wrong == []
    (entry,) = [block for block in text.split("\n- ") if block.startswith("date: 2026-10-08")]
    assert "  presents: [medecin-4, ddets-1, gendarmerie-3]\n" in entry
    assert "  supplees: [pj-3]\n" in entry
    assert "  excuses: [magistrat-3]" in entry
    assert "  pouvoirs: [{de: magistrat-3, a: medecin-4}]\n" in entry
    assert "  etat: tenue\n" in entry


def test_a_list_too_short_for_the_quorum_says_so_at_once() -> None:
    dossier = isere()
    case = case_of(dossier, TODAY)
    known = attendance.session(case, DAY)
    for here, rules in ((["medecin-4"], {"quorum-non-atteint"}), (SEATED.split(), set())):
        lines = "\n".join([HEAD, *(f"{each};;;présent;" for each in here), *others(*here)])
        made, _ = attendance.filled(dossier, case, known, workbook.read(lines.encode()))
        assert made
        assert {finding.rule for finding in attendance.judged(made, known, TODAY)} & {"quorum-non-atteint"} == rules


def test_all_that_is_wrong_in_a_list_is_said_at_once() -> None:
    text, wrong = filled(
        "magistrat-1;;;oui;", "medecin-4;;;peut-être;", "ddets-1;;;oui;", "ddets-1;;;non;", "pj-3;;;oui;ddets-1",
        "police-2;;;excusé;magistrat-3", *others("medecin-4", "ddets-1", "pj-3", "police-2"),
    )  # fmt: skip
    assert text == ""
    assert wrong == [
        "ligne 2, colonne A : Cette ligne ne dit pas de quel membre elle parle, ou il n’était pas membre le 8 "
        "octobre 2026. → Écrivez l’identifiant d’un membre de ce jour, par exemple « magistrat-3 », "
        "« ddets-1 » ou « ddets-2 ».",
        "ligne 3, colonne D : Cette réponse ne dit pas si ce membre était là. → Écrivez « présent », « suppléé », "
        "« excusé » ou « absent ».",
        "ligne 5, colonne A : « ddets-1 » est déjà à la ligne 4. → Gardez une seule ligne par membre.",
        "ligne 6, colonne E : « pj-3 » était là, et donne un pouvoir. → Videz l’une des deux cases : seul un absent en "
        "donne un.",
        "ligne 7, colonne E : « magistrat-3 » n’est pas un membre présent, ou en désigne plusieurs. → Écrivez "
        "l’identifiant du membre présent qui a reçu le pouvoir.",
    ]


def test_a_list_that_leaves_members_out_erases_nothing() -> None:
    text, wrong = filled(
        "medecin-4;;;présent;", "etrangers-2;;;;", *others("medecin-4", "etrangers-2", "pj-3", "ddets-1")
    )
    assert text == ""
    assert wrong == [
        "ligne 3, colonne D : Aucune réponse ne dit si « etrangers-2 » était là. → Écrivez « présent », « suppléé », "
        "« excusé » ou « absent ».",
        "ligne 1 : La liste ne dit rien de ces membres du jour : « ddets-1 » et « pj-3 ». → Ajoutez une ligne pour "
        "chacun, avec sa réponse ; « kit seance --feuille » écrit la liste entière.",
    ]


def test_a_session_to_come_or_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        filled("medecin-4;;;oui;", day=datetime.date(2026, 12, 10))
    assert (
        said(str(error.value)) == "La séance du 10 décembre 2026 n’a pas encore eu lieu : sa liste se remplit ensuite."
    )
    with pytest.raises(UsageError) as error:
        filled("medecin-4;;;oui;", day=datetime.date(2026, 12, 11))
    assert said(str(error.value)) == ("La fiche n’a aucune séance du 11 décembre 2026 : « kit seance » en ajoute une.")


def test_a_proxy_that_tells_of_somebody_is_not_repeated() -> None:
    _, wrong = filled("medecin-4;;;oui;", "police-2;;;excusé;M. Jean Dupont", *others("medecin-4", "police-2"))
    assert wrong == [
        "ligne 3, colonne E : « le texte de cette case » n’est pas un membre présent, ou en désigne plusieurs. → "
        "Écrivez l’identifiant du membre présent qui a reçu le pouvoir."
    ]


def test_a_seat_that_is_not_read_whole_has_no_list() -> None:
    dossier = isere()
    source = dossier.sources["membres"]
    title = "Médecin\\u2028désigné"
    text = source.text.replace('  - id: medecin-4\n    titre: "', f'  - id: medecin-4\n    titre: "{title}', 1)
    assert text != source.text
    changed = {**dossier.sources, "membres": read_bytes(text.encode(), source.file, "membres")}
    case = case_of(assemble(dossier.folder, changed), TODAY)
    with pytest.raises(UsageError) as error:
        attendance.blank(case, attendance.session(case, DAY))
    assert said(str(error.value)) == "Le siège « médecin » ne se lit pas en entier : « kit check » dit quoi y corriger."
