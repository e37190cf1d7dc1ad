"""`kit fix` as a person types it: what it shows, what it writes, how it ends."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA, HOUSE, TODAY, Copy, Kit, golden
from tests.rules.cases import seat
from tests.yaml.table import COMPLETE, department

WRONG = {
    "commission.yaml": "departement: 48 # Lozère\nPrésidence : []\ncouleur: rouge\nexemple: oui\n".encode(),
    "membres.yaml": "magistrat:\r\n\t- id: magistrat-1\r\n\t  titre: Première juge\r\n".encode("cp1252"),
    "sessions.yaml": "- date: 12 mars 2026\n  formation:\u00a0politique\n  etat: tenu\n".encode(),
}


def wrong(root: Path) -> dict[str, bytes]:
    """Write a department with faults; gives the bytes of its files."""
    return state(department(root, WRONG).path)


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def said(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_is_shown_is_what_is_written(tmp_path: Path, kit: Kit) -> None:
    before = wrong(tmp_path)
    folder = tmp_path / "departments" / "48-lozere"
    shown = kit("fix", "--dry-run", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (1, "")
    assert state(folder) == before
    written = kit("fix", cwd=tmp_path)
    assert (written.returncode, written.stderr) == (0, "")
    assert written.stdout.splitlines()[:-1] == shown.stdout.splitlines()[:-1]
    golden(DATA / "golden" / "fix-48.txt", f"{shown.stdout}---\n{written.stdout.splitlines()[-1]}\n")
    assert state(folder) == {
        "commission.yaml": 'departement: "48" # Lozère\npresidence : []\ncouleur: rouge\nexemple: true\n'.encode(),
        "membres.yaml": "magistrat:\n  - id: magistrat-1\n    titre: Première juge\n".encode(),
        "procedures.yaml": COMPLETE["procedures.yaml"].encode(),
        "sessions.yaml": b"- date: 2026-03-12\n  formation: politique\n  etat: tenue\n",
    }
    again = kit("fix", "--dry-run", cwd=tmp_path)
    assert again.returncode == 0
    assert "aucune correction qui ne laisse aucun doute" in said(again.stdout)


def test_what_is_right_is_not_even_touched(copy: Copy, kit: Kit) -> None:
    folders = [copy(code) for code in ("23", "48")]
    files = [path for folder in folders for path in folder.iterdir()]
    known = [(path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes()) for path in files]
    done = kit("fix", "--root", str(folders[0].parent.parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert said(done.stdout) == "8 fichiers lus : rien à corriger ; aucune erreur dans les fichiers.\n"
    assert [(path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes()) for path in files] == known


def test_what_no_correction_can_do_is_counted_as_a_check_counts_it(copy: Copy, kit: Kit) -> None:
    folder = copy("88")
    seat(folder, "collectivites", "id: rose-exemple, titre: Maire, nom: Rose Exemple")
    root = str(folder.parent.parent)
    checked = kit("check", "--root", root, "--date", TODAY.isoformat()).stdout
    assert "avec 1 erreur dans les fichiers" in said(checked)
    done = kit("fix", "--dry-run", "--root", root)
    assert done.returncode == 0
    assert "membres.yaml" in done.stdout
    assert "donnee-personnelle" in done.stdout
    assert said(done.stdout).splitlines()[-1] == (
        "4 fichiers lus : aucune correction qui ne laisse aucun doute ; 1 constat à voir par une personne, "
        "dont 1 erreur dans les fichiers."
    )


def test_a_file_that_cannot_be_written_stops_no_other(tmp_path: Path, kit: Kit) -> None:
    before = wrong(tmp_path)
    folder = tmp_path / "departments" / "48-lozere"
    (folder / "commission.yaml").chmod(0o444)
    (folder / "sessions.yaml").replace(tmp_path / "seances.yaml")
    (folder / "sessions.yaml").symlink_to(tmp_path / "seances.yaml")
    (folder / "procedures.yaml").unlink()
    (folder / "procedures.yaml").symlink_to("nulle-part.yaml")
    done = kit("fix", str(folder), "--root", str(tmp_path / "departments"))
    assert done.returncode == 2
    assert said(done.stderr).splitlines() == [
        "kit : « 48-lozere/commission.yaml » est protégé en écriture, et n’est pas corrigé.",
    ]
    assert (folder / "commission.yaml").read_bytes() == before["commission.yaml"]
    assert (tmp_path / "seances.yaml").read_bytes() == before["sessions.yaml"]
    assert (folder / "membres.yaml").read_bytes() != before["membres.yaml"]
    assert "48-lozere/sessions.yaml:1:1 fichier-inaccessible" in done.stdout
    assert "48-lozere/procedures.yaml:1:1 fichier-inaccessible" in done.stdout
    assert "+ presidence" not in done.stdout


def test_a_file_is_corrected_alone(tmp_path: Path, kit: Kit) -> None:
    before = wrong(tmp_path)
    folder = tmp_path / "departments" / "48-lozere"
    done = kit("fix", str(folder / "sessions.yaml"), "--root", str(tmp_path))
    assert done.returncode == 0
    changed = {name for name, raw in state(folder).items() if raw != before[name]}
    assert changed == {"sessions.yaml"}
    assert "commission.yaml" not in done.stdout


def test_a_file_that_the_kit_does_not_read_is_refused(tmp_path: Path, kit: Kit) -> None:
    path = department(tmp_path, WRONG).path / "notes.txt"
    path.write_text("departement: 48\n", encoding="utf-8")
    done = kit("fix", str(path), "--root", str(tmp_path))
    assert done.returncode == 2
    assert "notes.txt » n’est pas un des quatre fichiers d’un département" in said(done.stderr)


def test_the_help_says_how_it_ends(kit: Kit) -> None:
    done = kit("fix", "--help")
    assert done.returncode == 0
    for word in ("Emploi", "--dry-run", "par 0", "par 1", "par 2"):
        assert word in said(done.stdout)
    assert "Options:" not in done.stdout


def test_a_folder_named_like_an_option(tmp_path: Path, kit: Kit) -> None:
    folder = department(tmp_path, WRONG, "--dry-run").path
    done = kit("fix", "--", "--dry-run", cwd=folder.parent)
    assert done.returncode == 0
    assert "rien n’est écrit" not in done.stdout
    assert state(folder)["sessions.yaml"] != WRONG["sessions.yaml"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nulle-part"], "« nulle-part » n’existe pas."),
        (["README.md"], "n’est pas dans le répertoire d’un département"),
        (["departments/88-vosges/membres.yml"], "n’existe pas"),
        (["--date", "2026-11-23"], "l’option « --date » n’existe pas"),
        (["--root", "kit"], "« departments » n’existe pas"),
    ],
)
def test_a_wrong_use_is_one_sentence(words: list[str], sentence: str, kit: Kit) -> None:
    done = kit("fix", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in said(done.stderr)
    assert done.stderr.count("\n") == 1


def test_a_terminal_has_colours_and_an_edge(tmp_path: Path) -> None:
    raw = f'departement: "48"\ninvites: ["{"A" * 90}", 12, "{"B" * 90}"]\n'.encode()
    department(tmp_path, {"commission.yaml": raw})
    here, there = pty.openpty()
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOUSE), "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    command = [sys.executable, "-m", "kit", "fix", "--dry-run"]
    done = subprocess.run(command, cwd=tmp_path, stdout=there, check=False, env={**environment, "TERM": "xterm"})
    os.close(there)
    lines = os.read(here, 10_000).decode().splitlines()
    os.close(here)
    assert done.returncode == 1
    assert any(line.startswith("    \x1b[31m- …AAA") and ", 12, " in line and "BBB…" in line for line in lines)
    assert any(line.startswith("    \x1b[32m+ …AAA") and ', "12", ' in line for line in lines)
    plain = [line.replace("\x1b[31m", "").replace("\x1b[32m", "").replace("\x1b[0m", "") for line in lines]
    assert max(map(len, plain[1:])) <= 80
