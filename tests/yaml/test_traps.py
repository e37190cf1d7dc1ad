"""Each trap of reading has its rows: the bytes of a file, and the findings to the letter."""

from pathlib import Path

import pytest

from kit.findings.finding import Severity
from kit.model.folder import Folder
from kit.yaml.source import read
from kit.yaml.traps import TRAPS
from tests.yaml.table import Row, department, rows, shown

TABLES = {table: rows(table) for table in ("fichier", "structure", "valeur")}
_DEEP = (
    "Le fichier a trop de niveaux à partir d’ici (limite\u00a0: 20) et n’est donc pas lu.",
    "Reprenez la disposition du modèle\u00a0: un élément par ligne, peu de niveaux.",
)
# Trop longs pour une table.
LONG = [
    Row("deux méga-octets", "procedures.yaml", b"#" * 2_000_000, ((
        "1:1 fichier-trop-gros",
        "Le fichier fait 2000 ko, au-delà de la limite de 1000 ko, et n’est donc pas lu.",
        "Gardez dans ce fichier les seules données de la commission, sans pièce jointe ni copie."),)),
    Row("crochets emboîtés", "membres.yaml", b"magistrat: " + b"[" * 3000, (("1:31 fichier-trop-profond", *_DEEP),)),
    Row("accolades emboîtées", "membres.yaml", b"{a: " * 3000, (("1:81 fichier-trop-profond", *_DEEP),)),
    Row("tirets emboîtés", "membres.yaml", b"- " * 100_000, (("1:41 fichier-trop-profond", *_DEEP),)),
    Row("tirets emboîtés, deux espaces", "membres.yaml", b"-  " * 100_000, (("1:61 fichier-trop-profond", *_DEEP),)),
    Row("retraits emboîtés", "membres.yaml", b"".join(b" " * level + b"-\n" for level in range(900)),
        (("21:21 fichier-trop-profond", *_DEEP),)),
    Row("trop de valeurs", "commission.yaml", b"invites: [" + b"a," * 20_001 + b"]\n", ((
        "1:40005 fichier-trop-profond",
        "Le fichier a trop de valeurs à partir d’ici (limite\u00a0: 20\u202f000) et n’est donc pas lu.", _DEEP[1]),)),
    Row("clé trop longue", "commission.yaml", b"a" * 1100 + b": x\n", ((
        "1:1 yaml-illisible",
        "La structure du fichier n’est plus lisible ici\u00a0: ce qui précède les deux-points est trop long pour une "
        "clé.",
        "Mettez la valeur entière entre guillemets droits\u00a0: clé: \"valeur\"."),)),
    Row("texte trop long", "membres.yaml", b"magistrat:\n  - id: a\n    titre: " + b"x" * 2001, ((
        "3:12 valeur-trop-longue",
        "Le texte de «\u00a0titre\u00a0» fait 2001 caractères, au-delà de la limite de 2000.",
        "Résumez-le en une phrase ou deux."),)),
]  # fmt: skip
# Ces pièges ne tiennent pas dans un seul fichier : leurs tests sont nommés ici.
ELSEWHERE = {
    "departement-repete": "test_check.py",
    "dossier-mal-nomme": "test_dossier.py",
    "fichier-inaccessible": "test_a_file_that_cannot_be_opened_is_a_finding",
    "fichier-inconnu": "test_folder.py",
    "fichier-manquant": "test_folder.py",
    "code-sans-guillemets": "test_each_code_has_its_quotes",
}


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
