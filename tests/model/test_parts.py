"""Sessions parted by year are read as one list: whatever the split, the report is that of the list unsplit, each
finding at its own file, line and place."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.findings.finding import Finding, Pointer
from kit.french import spaced
from kit.judging import pipeline
from kit.judging.cut import by_reading
from kit.model import folder as folders
from kit.model.department import Dossier, load
from kit.yaml.traps import TRAPS
from tests.conftest import TODAY, Day
from tests.model.years import FOLDERS, Files, files, parted, splits
from tests.yaml.table import COMPLETE, Row, department, shown
from tests.yaml.traps import TABLES

pytestmark = pytest.mark.proof

# Le second d’une paire nomme la ligne du premier, et son fichier quand c’en est un autre.
_LINE = re.compile(r"(?<=ligne\s)\d+(?:\sde\s«\ssessions-\d{4}\.yaml\s»)?")
DAYS = (TODAY, datetime.date(2026, 1, 5), datetime.date(2025, 7, 1), datetime.date(2024, 6, 30))
# Ce que l’on abîme dans les séances, pour que chacune ait ses constats.
DAMAGE: dict[str, Callable[[str], str]] = {
    "telle quelle": str,
    "mot mal tapé": lambda text: text.replace("tenue", "tenu"),
    "clé mal tapée": lambda text: text.replace("presents:", "present:").replace("  pv:", "  pvs:"),
    "date impossible": lambda text: text.replace("transmis: 2025-", "transmis: 2025-13-"),
    "membre inconnu": lambda text: text.replace("magistrat-", "magistra-"),
    "personne": lambda text: text.replace(
        "ordre_du_jour:\n", "ordre_du_jour:\n    - Dossier de Mme Élodie Tartempion\n"
    ),
    "en double": lambda text: text.replace("  formation:", "  id: seance-a\n  formation:"),
    "sans lieu ni heure": lambda text: text.replace("  formation: individuelle\n", ""),
}


def loaded(folder: str, held: Files) -> Dossier:
    return load(folders.given(folder, held))


def seen(dossier: Dossier, held: Files, finding: Finding) -> object:
    """Give a finding as it is wherever it stands: its line by its text, its place in the whole list."""
    branch, *parts = f"{finding.file.rpartition('/')[2].removesuffix('.yaml')}{finding.pointer}".split("/")
    pointer = dossier.parts.whole((branch, *(int(each) if each.isdecimal() else each for each in parts)))
    raw = held.get(finding.file.rpartition("/")[2], b"").decode()
    line = raw.split("\n")[finding.line - 1]
    edit = finding.edit and (finding.edit.old, finding.edit.new, finding.edit.sure)
    return (
        replace(finding, message=_LINE.sub("", finding.message), file="", line=0, pointer="", anchor="", edit=None),
        pointer if finding.pointer else "",
        line if finding.pointer else "",
        edit,
    )


def said(dossier: Dossier, held: Files, day: Day) -> tuple[object, ...]:
    found = pipeline.judged(dossier, day, cases=False, shown=by_reading).department
    return (
        found.outcome,
        [
            (replace(result, findings=()), sorted(map(repr, (seen(dossier, held, each) for each in result.findings))))
            for result in found.results
        ],
    )


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("folder", FOLDERS)
def test_whatever_the_split_the_report_is_the_same(folder: str, damage: str) -> None:
    held = files(folder)
    wrong = {**held, "sessions.yaml": DAMAGE[damage](held["sessions.yaml"].decode()).encode()}
    every = list(splits(wrong))
    for years in every if damage == "telle quelle" else (every[len(every) // 2],):
        split, one = parted(wrong, years)
        parts, whole = (loaded(folder, each) for each in (split, one))
        assert parts.tree == whole.tree
        assert parts.apart == whole.apart
        assert parts.bad == whole.bad
        for day in DAYS if damage == "telle quelle" and years == every[-1] else DAYS[:1]:
            assert said(parts, split, day) == said(whole, one, day), (years, day)


def outcomes(folder: str, held: Files) -> list[tuple[str, object, object]]:
    department = pipeline.judged(loaded(folder, held), TODAY, cases=False, shown=by_reading).department
    return [
        (result.rule, result.outcome, [each.message for each in result.findings])
        for result in department.results
        if result.rule not in TRAPS
    ]


@pytest.mark.parametrize("wrong", [b"- date: [\n", b"", b"date: 2024-05-23\n", b"\xff\xfe\x00", b"~\n"])
@pytest.mark.parametrize("name", ["sessions-2024.yaml", "sessions-2025.yaml"])
def test_a_part_that_is_not_read_leaves_the_whole_unread(name: str, wrong: bytes) -> None:
    folder = "88-vosges"
    split, _ = parted(files(folder), ("2024", "2025"))
    held = {**split, name: wrong}
    dossier = loaded(folder, held)
    assert "sessions" not in dossier.tree
    assert ("sessions",) in dossier.bad
    assert dossier.unread("sessions") == (name,)
    assert outcomes(folder, held) == outcomes(folder, {**files(folder), "sessions.yaml": wrong})


@pytest.mark.parametrize(
    "name", ["sessions-25.yaml", "sessions-2025.yml", "sessions-2025.yaml.bak", "séances 2025.yaml"]
)
def test_a_part_under_a_wrong_name_leaves_the_whole_unread(name: str) -> None:
    folder = "88-vosges"
    split, _ = parted(files(folder), ("2024", "2025"))
    held = {each if each != "sessions-2025.yaml" else name: raw for each, raw in split.items()}
    dossier = loaded(folder, held)
    assert ("sessions",) in dossier.bad
    assert dossier.unread("sessions") == (name,)
    assert outcomes(folder, held) == outcomes(folder, {**files(folder), "sessions.yaml": b"- date: [\n"})
    # À côté du bon, ce n’est qu’une copie.
    assert loaded(folder, {**split, name: b""}).tree == loaded(folder, split).tree


def test_without_sessions_yaml_the_files_of_the_years_are_not_the_whole() -> None:
    folder = "88-vosges"
    split, _ = parted(files(folder), ("2024",))
    del split["sessions.yaml"]
    dossier = loaded(folder, split)
    assert "sessions" not in dossier.tree
    assert [each.rule for each in dossier.findings] == ["fichier-manquant"]
    assert outcomes(folder, split) == outcomes(folder, {k: v for k, v in split.items() if k != "sessions-2024.yaml"})


def test_a_place_is_told_in_its_own_file_and_found_again_in_the_whole() -> None:
    split, one = parted(files("88-vosges"), ("2024", "2025"))
    dossier, whole = loaded("88-vosges", split), loaded("88-vosges", one)
    assert [branch for branch in dossier.sources if branch.startswith("sessions")] == [
        "sessions-2024", "sessions-2025", "sessions",
    ]  # fmt: skip
    for rank, session in enumerate(whole.tree["sessions"]):
        pointer: Pointer = ("sessions", rank, "date")
        file, line, _ = dossier.place(pointer)
        assert f"date: {session['date']}" in split[file.rpartition("/")[2]].decode().split("\n")[line - 1]
        assert dossier.parts.whole(dossier.parts.local(pointer)) == pointer


@pytest.mark.parametrize(
    ("others", "meant"), [(("2024",), "sessions.yaml"), (("2023", "2024"), "sessions-2023.yaml")],
)  # fmt: skip
def test_a_session_of_another_year_is_told_where_to_go(others: tuple[str, ...], meant: str) -> None:
    held = {**COMPLETE, **{f"sessions-{year}.yaml": "[]\n" for year in others}}
    held["sessions-2024.yaml"] = "- date: 2024-03-12\n  etat: tenue\n- etat: tenue\n  date: 2023-11-30\n"
    [told] = load(folders.given("48-lozere", {name: text.encode() for name, text in held.items()})).findings
    assert (told.file, told.line, told.column, told.rule, told.pointer, told.message, told.remedy) == (
        "departments/48-lozere/sessions-2024.yaml", 4, 9, "seance-mal-rangee", "/1/date",
        spaced("La séance du 30 novembre 2023 n’est pas de l’année du fichier « sessions-2024.yaml »."),
        spaced(f"Déplacez cette séance dans « {meant} », ou corrigez sa date."),
    )  # fmt: skip


def test_a_session_named_twice_in_two_files_names_the_other_file() -> None:
    session = "- date: {}-03-12\n  id: seance-1\n  etat: tenue\n"
    held = {**COMPLETE, "sessions-2024.yaml": session.format(2024), "sessions.yaml": session.format(2026)}
    dossier = load(folders.given("48-lozere", {name: text.encode() for name, text in held.items()}))
    [found] = dossier.findings
    assert (found.file, found.line, found.rule) == ("departments/48-lozere/sessions.yaml", 2, "identifiant-repete")
    assert found.message == spaced(
        "L’identifiant « seance-1 » est déjà celui de la séance de la ligne 2 de « sessions-2024.yaml »."
    )
    assert {("sessions", 0, "id"), ("sessions", 1, "id")} <= dossier.bad


def test_a_session_written_in_two_files_counts_once() -> None:
    held = files("88-vosges")
    split, _ = parted(held, ("2024",))
    twice = {**split, "sessions.yaml": split["sessions.yaml"] + split["sessions-2024.yaml"]}
    one = {**held, "sessions.yaml": split["sessions-2024.yaml"] + twice["sessions.yaml"]}
    assert said(loaded("88-vosges", twice), twice, TODAY) == said(loaded("88-vosges", one), one, TODAY)


@pytest.mark.parametrize(
    "row", [row for table in TABLES.values() for row in table if row.file == "sessions.yaml"], ids=lambda row: row.name
)
def test_a_trap_is_told_of_the_file_of_a_year_as_of_sessions_yaml(tmp_path: Path, row: Row) -> None:
    found = shown(department(tmp_path, {"sessions-2026.yaml": row.raw}), "sessions-2026.yaml")
    told = [each for each in found if not each[0].endswith("seance-mal-rangee")]
    assert told == [
        (
            head,
            message.replace("sessions.yaml", "sessions-2026.yaml"),
            remedy.replace("sessions.yaml", "sessions-2026.yaml"),
        )
        for head, message, remedy in row.found
    ]


@given(raw=st.binary(max_size=400) | st.text(alphabet="- :[]{}'\"#\n\tabdet0246é", max_size=200).map(str.encode))
def test_whatever_the_file_of_a_year_holds_a_department_is_read(raw: bytes) -> None:
    held = {**{name: text.encode() for name, text in COMPLETE.items()}, "sessions-2024.yaml": raw}
    checked = pipeline.judged(loaded("48-lozere", held), TODAY, cases=True, shown=by_reading)
    assert checked.case is not None
    assert checked.case.parts.split
