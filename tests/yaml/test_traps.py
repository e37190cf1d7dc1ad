"""Each trap of reading has its rows: the bytes of a file, and the findings to the letter."""

from pathlib import Path

import pytest

from kit.findings.finding import Severity
from kit.model.folder import Folder
from kit.yaml.source import read
from kit.yaml.traps import TRAPS
from tests.yaml.table import Row, department, shown
from tests.yaml.traps import ELSEWHERE, LONG, TABLES


@pytest.mark.parametrize("row", [*(row for table in TABLES.values() for row in table), *LONG], ids=lambda row: row.name)
def test_a_trap_has_its_sentence_at_its_place(tmp_path: Path, row: Row) -> None:
    assert shown(department(tmp_path, {row.file: row.raw}), row.file) == row.found


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_every_trap_has_a_row(trap: str) -> None:
    told = {rule for table in (*TABLES.values(), LONG) for row in table for rule in row.rules}
    assert trap in told | set(ELSEWHERE)


@pytest.mark.parametrize(
    ("code", "proper", "folder"), [("01", "01", "01-ain"), ("08", "08", "08-ardennes"),
                                   ("2A", "2A", "2a-corse-du-sud"), ("2b", "2B", "2b-haute-corse")],
)  # fmt: skip
def test_each_code_has_its_quotes(tmp_path: Path, code: str, proper: str, folder: str) -> None:
    raw = f"departement: {code}\n".encode()
    told = (
        "1:14 code-sans-guillemets",
        f"Le code {code} est écrit sans guillemets\u00a0: d’autres outils le liraient autrement.",
        f'Écrivez «\u00a0departement: "{proper}"\u00a0».',
    )
    assert shown(department(tmp_path, {"commission.yaml": raw}, folder), "commission.yaml") == (told,)


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    source = read(tmp_path, "departments/48-lozere/membres.yaml")
    assert (source.readable, [spot.trap for spot in source.spots]) == (False, ["fichier-inaccessible"])


@pytest.mark.parametrize("trap", sorted(TRAPS))
def test_a_sentence_is_one_french_sentence(trap: str) -> None:
    rule = TRAPS[trap]
    assert rule.title
    assert rule.page.endswith(".")
    for sentence in rule.sentences.values():
        for text in (sentence.message, sentence.remedy):
            assert text.endswith((".", "{conseil}", "{suggestion}"))
            assert "'" not in text


def test_a_note_is_for_what_was_read_all_the_same() -> None:
    notes = {trap for trap, rule in TRAPS.items() if rule.severity is Severity.NOTE}
    assert notes == {"encodage-bom", "fins-de-ligne-windows"}


def test_a_folder_knows_its_name(tmp_path: Path) -> None:
    assert department(tmp_path, {}) == Folder(tmp_path / "departments" / "48-lozere", "departments/48-lozere")
