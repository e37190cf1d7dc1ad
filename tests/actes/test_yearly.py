"""The sheet of the year: what the files do not say is left to be filled in, and never becomes a zero."""

from pathlib import Path

import pytest

from kit.actes.subject import Choice
from kit.actes.writing import Document
from tests.actes.asking import asked, made
from tests.actes.reading import odt_lines
from tests.conftest import Copy

SILENT = "- {date: 2025-02-03, formation: individuelle, etat: tenue}\n"
TOLD = "- {date: 2025-03-03, formation: individuelle, etat: tenue, dossiers: [{reference: a}, {reference: b}]}\n"
NONE = "- {date: 2025-04-03, formation: individuelle, etat: tenue, dossiers: []}\n"
POLICY = "- {date: 2025-05-03, formation: politique, etat: tenue}\n"
BLANK = "[à compléter : nombre de dossiers examinés]"
ONE = "1 séance ne dit pas ses dossiers : le nombre de dossiers examinés en 2025 n’est pas connu en entier."
REMEDY = (
    "Écrivez dans la fiche, sous « dossiers », ceux de chaque séance ; s’il n’y en a eu aucun, "
    "complétez le papier à la main."
)


def sheet(folder: Path, sessions: str, year: int = 2025) -> Document:
    (folder / "sessions.yaml").write_text(sessions, encoding="utf-8")
    [one] = made(folder, asked("fiche-annuelle", Choice(year=year)))
    return one


def figure(one: Document, label: str) -> str:
    lines = odt_lines(one.raw)
    return lines[lines.index(label) + 1].replace("\u00a0", " ")


def remarks(one: Document) -> list[tuple[bool, str, str]]:
    said = [(each.irregular, each.message.replace("\u00a0", " "), each.remedy) for each in one.remarks]
    return [each for each in said if "dossiers" in each[1]]


@pytest.mark.parametrize(("sessions", "files", "message"), [
    (SILENT, BLANK, ONE),
    (SILENT + TOLD, "2 au moins, 1 séance ne dit pas ses dossiers", ONE),
    (SILENT * 2 + NONE, BLANK,
     "2 séances ne disent pas leurs dossiers : le nombre de dossiers examinés en 2025 n’est pas connu en entier."),
])  # fmt: skip
def test_sessions_that_do_not_tell_their_files_make_no_total(
    copy: Copy, sessions: str, files: str, message: str
) -> None:
    one = sheet(copy("88"), sessions)
    assert figure(one, "Dossiers examinés") == files
    assert remarks(one) == [(False, message, REMEDY)]


@pytest.mark.parametrize(("sessions", "files"), [(TOLD + POLICY, "2"), (NONE, "0"), (POLICY, BLANK)])
def test_sessions_that_tell_their_files_are_counted(copy: Copy, sessions: str, files: str) -> None:
    one = sheet(copy("88"), sessions)
    assert figure(one, "Dossiers examinés") == files
    assert remarks(one) == []


def test_a_year_without_sessions_is_not_a_year_of_none(copy: Copy) -> None:
    one = sheet(copy("88"), TOLD, 2024)
    assert figure(one, "Séances tenues") == "[à compléter : nombre de séances tenues en 2024]"
    assert figure(one, "Dossiers examinés") == BLANK
    assert remarks(one) == []
