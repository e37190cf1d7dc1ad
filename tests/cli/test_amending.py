"""The commands that change a fiche, as a person types them: what they show, what they write, how they end."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kit.edit.sheet import workbook
from tests.conftest import HOUSE, Copy, Kit

DAY = ("--date", "2026-11-23")
TABLE = "Siège;Titre;Du\n8°;Médecin de ville;2027-05-22\n"
UNSEEN = (
    "La valeur de « {} » contient un caractère qui ne se voit pas, ou ne se lit pas (code U+{}) : écrivez-la sans lui."
)
PARTIAL = " ; quand la liste des membres est entière, écrivez « liste_membres: complete » dans commission.yaml"


def said(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def table(root: Path, text: str = TABLE, name: str = "membres.csv") -> str:
    path = root / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_an_import_shows_is_what_it_writes(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    folder = copy("48")
    before, words = state(folder), ("importer", table(tmp_path), "lozère", "--root", str(tmp_path), *DAY)
    shown = kit(*words, "--dry-run")
    assert (shown.returncode, shown.stderr, state(folder)) == (1, "", before)
    assert re.search(
        r"departments/48-lozere/membres\.yaml:\d+\n    \+ medecin:\n    \+   - id: medecin-1\n", shown.stdout
    )
    last = "1 ligne lue, 1 ajoutée, 0 complétée : 1 fichier"
    assert said(shown.stdout).endswith(f"\n{last} à écrire ; rien n’est écrit.\n")
    done = kit(*words)
    assert (done.returncode, done.stderr) == (0, "")
    check = "Ensuite, « kit check departments/48-lozere » dit ce qui manque encore"
    assert said(done.stdout).splitlines()[-2:] == [f"{last} écrit.", f"{check}{PARTIAL}."]
    assert done.stdout.splitlines()[:-2] == shown.stdout.splitlines()[:-1]
    after = state(folder)
    assert [name for name in after if after[name] != before[name]] == ["membres.yaml"]
    again = kit(*words)
    assert (again.returncode, said(again.stdout)) == (0, "1 ligne lue : tout est déjà dans la fiche.\n")


def test_a_table_that_is_wrong_writes_nothing(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    folder = copy("48")
    before = state(folder)
    done = kit(
        "importer", table(tmp_path, TABLE + "9;;\nx;Juge;31/02/2024\n"), str(folder), "--root", str(tmp_path), *DAY
    )
    assert (done.returncode, done.stderr, state(folder)) == (1, "", before)
    assert said(done.stdout).splitlines() == [
        "  ligne 4, colonne A",
        "    « x » n’est pas un siège.",
        "    → Écrivez son rang ou ses mots dans le texte, par exemple « 15° protection de l’enfance ».",
        "",
        "  ligne 4, colonne C",
        "    « 31/02/2024 » n’est pas un jour.",
        "    → Ce mois-là va du 01 au 29 : corrigez le jour.",
        "",
        "2 fautes dans ce tableau ; rien n’est écrit.",
    ]


def test_a_title_to_leave_out_that_is_nowhere_is_said(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    copy("48")
    text = "Siège;Titre;Du;Bureau\n8°;Médecin de ville;2027-05-22;12\n"
    words = ("importer", table(tmp_path, text), "48", "--root", str(tmp_path), "--dry-run", *DAY)
    done = kit(*words, "--ignorer", "bureau", "--ignorer", "Zorglub", "--ignorer", "M. Jean Exemplard")
    assert said(done.stdout).splitlines()[:2] == [
        "« --ignorer » : aucune feuille ni colonne n’a pour titre « Zorglub ».",
        "« --ignorer » : aucune feuille ni colonne n’a pour titre « le titre donné ».",
    ]
    assert said(done.stdout).count("--ignorer") == 2


def test_a_round_trip_by_the_commands_changes_nothing(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    folder = copy("88")
    before = state(folder)
    made = kit("exporter", "88", "--root", str(tmp_path), *DAY)
    path = tmp_path / "build" / "88-vosges.xlsx"
    assert (made.returncode, made.stderr) == (0, "")
    assert said(made.stdout).startswith(f"Tableau écrit dans « {path.as_posix()} » : « Membres » (")
    done = kit("importer", str(path), "88", "--root", str(tmp_path), *DAY)
    assert done.returncode == 0
    assert said(done.stdout).endswith(" lignes lues : tout est déjà dans la fiche.\n")
    assert state(folder) == before


def test_a_model_is_of_no_department(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "modele.csv"
    done = kit("exporter", "--modele", "--output", str(path), "--root", str(tmp_path), *DAY)
    assert said(done.stdout) == f"Tableau écrit dans « {path.as_posix()} » : « Membres » (15 lignes).\n"
    assert len(workbook.read(path.read_bytes())[0].rows) == 16


@pytest.mark.parametrize("words", [("exporter", "38", "--output"), ("seance", "38", "2026-12-10", "--feuille")])
def test_a_table_that_somebody_filled_is_not_replaced(
    copy: Copy, kit: Kit, tmp_path: Path, words: tuple[str, ...]
) -> None:
    copy("38")
    path = tmp_path / "tableau.csv"
    whole = (*words, path.name, "--root", str(tmp_path), *DAY)
    assert [kit(*whole, cwd=tmp_path).returncode for _ in range(2)] == [0, 0]
    made = path.read_bytes()
    path.write_bytes(made + b"medecin-4;rempli\r\n")
    done = kit(*whole, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said(done.stderr) == (
        f"kit : « {path.name} » existe déjà, et quelqu’un a pu le remplir : donnez un autre nom, ou remplacez-le avec "
        "« --remplacer ».\n"
    )
    assert path.read_bytes() != made
    assert kit(*whole, "--remplacer", cwd=tmp_path).returncode == 0
    assert path.read_bytes() == made


def test_a_session_is_planned_then_attended(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    folder = copy("38")
    root = ("--root", str(tmp_path))
    words = ("seance", "38", "2027-03-11", "--heure", "14h", "--formation", "individuelle", *root)
    shown = kit(*words, *DAY, "--dry-run")
    assert shown.returncode == 1
    assert '    + - date: 2027-03-11\n    +   heure: "14:00"\n' in shown.stdout
    assert kit(*words, *DAY).returncode == 0
    assert kit(*words, *DAY).returncode == 2
    path = tmp_path / "presence.csv"
    made = kit("seance", "38", "2027-03-11", "--feuille", str(path), *root, *DAY)
    assert said(made.stdout) == (
        f"Liste de présence de la séance du 11 mars 2027 écrite dans « {path.as_posix()} » : 16 membres.\n"
    )
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text(
        "\n".join([lines[0], *(re.sub(";;;$", ";présent;;", line) for line in lines[1:])]), encoding="utf-8"
    )
    done = kit("seance", "38", "2027-03-11", "--presents", str(path), *root, "--date", "2027-03-12")
    assert (done.returncode, done.stderr) == (0, "")
    assert said(done.stdout).endswith("\n1 fichier écrit.\n")
    text = (folder / "sessions.yaml").read_text(encoding="utf-8")
    assert text.partition("- date: 2027-03-11\n")[2].startswith(
        '  heure: "14:00"\n  formation: individuelle\n  etat: tenue\n'
    )
    path.write_text("Identifiant;Présence\nmedecin-4;peut-être\n", encoding="utf-8")
    wrong = kit("seance", "38", "2027-03-11", "--presents", str(path), *root, "--date", "2027-03-12")
    assert wrong.returncode == 1
    assert "ligne 2, colonne B" in said(wrong.stdout)


def test_a_renewal_is_shown_then_written(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    folder = copy("38")
    before = state(folder)
    words = ("renouveler", "38", "--arrete", "38-2027-05-20-00001", "--date", "2027-05-22", "--root", str(tmp_path))
    shown = kit(*words, "--dry-run")
    assert (shown.returncode, shown.stderr, state(folder)) == (1, "", before)
    assert "À écrire par une personne :\n" in said(shown.stdout)
    done = kit(*words)
    assert done.returncode == 0
    assert said(done.stdout).endswith("\n9 mandats ouverts : 2 fichiers écrits.\n")
    again = kit(*words)
    assert (again.returncode, said(again.stdout)) == (0, "Tout est déjà dans la fiche : rien n’est à écrire.\n")
    approved = kit(*words, "--agrement", "association-le-passage-2024")
    assert said(approved.stdout).endswith("\n1 agrément ouvert : 1 fichier écrit.\n")


def test_a_line_that_tells_of_somebody_is_never_shown(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    """Même celle qui part : un fichier déjà fautif ne se montre pas davantage."""
    path = copy("48") / "membres.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "mandat: {debut", 'mandat: {a_verifier: "voir 06 12 34 56 78", debut', 1
    )
    path.write_text(text, encoding="utf-8")
    (known,) = re.findall(r"- id: (\S+)\n(?:    .*\n)*?    mandat: \{a_verifier", text)
    lines = f"Siège;Identifiant;Titre;Au\n2°;{known};Directrice;2031-01-01\n"
    done = kit("importer", table(tmp_path, lines), "48", "--root", str(tmp_path), *DAY, "--dry-run")
    assert done.returncode == 1
    assert "12 34 56" not in done.stdout
    assert "ligne masquée" in said(done.stdout)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("importer", "nulle-part.xlsx", "38"), "« nulle-part.xlsx » n’existe pas, ou ne peut pas être lu"),
        (("importer", "departments", "38"), "« departments » n’existe pas, ou ne peut pas être lu"),
        (("importer", "pyproject.toml", "01"), "Aucune fiche de l’Ain dans « departments » : « kit new 01 » l’écrit."),
        (("importer", "pyproject.toml", "999"), "« 999 » n’est pas un des 101 départements"),
        (("importer", "pyproject.toml", "departments"), "contient plusieurs départements"),
        (("importer", "docs/accueil.png", "38"), "« accueil.png » n’est pas un tableau"),
        (("importer", "pyproject.toml"), "il manque « DÉPARTEMENT »"),
        (("exporter",), "Nommez un département"),
        (("exporter", "38", "--modele"), "Nommez un département"),
        (("exporter", "38", "--output", "fiche.pdf"), "donnez un nom en .xlsx, en .ods ou en .csv"),
        (("exporter", "38", "--output", "departments/38-isere/a.xlsx"), "où le kit n’écrit pas de rapport"),
        (("seance", "38", "14/03/2027"), "« 14/03/2027 » n’est pas une date"),
        (("seance", "38", "2026-12-10", *DAY), "est déjà dans sessions.yaml"),
        (("seance", "38", "2027-03-11", "--formation", "mixte"), "attend l’une de ces valeurs : politique"),
        (("seance", "38", "2026-12-10", "--presents", "a.csv", "--lieu", "x"), "donnez l’une des deux, seule"),
        (("seance", "38", "2026-12-11", "--feuille", "a.csv", *DAY), "a aucune séance du 11 décembre 2026"),
        (("seance", "38", "2027-03-11", "--lieu", "Pr\udce9fecture"), UNSEEN.format("--lieu", "DCE9")),
        (("seance", "38", "2027-03-11", "--lieu", "Pr\u200befecture"), UNSEEN.format("--lieu", "200B")),
        (("seance", "38", "2027-03-11", "--heure", "14:00\r"), UNSEEN.format("--heure", "000D")),
        (("renouveler", "38", "--arrete", "a\u202eb", "--date", "2027-05-22"), UNSEEN.format("--arrete", "202E")),
        (("renouveler", "38", "--arrete", "a\udc85b", "--date", "2027-05-22"), UNSEEN.format("--arrete", "DC85")),
        (("renouveler", "38", "--date", "2027-05-22"), "il manque « RÉFÉRENCE »"),
        (("renouveler", "38", "--arrete", "X", "--date", "2010-01-01"), "n’existe que depuis le 31 octobre 2016"),
    ],
)  # fmt: skip
def test_a_wrong_use_is_one_french_sentence(kit: Kit, words: tuple[str, ...], sentence: str) -> None:
    done = kit(*words, cwd=HOUSE)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in said(done.stderr)
    assert done.stderr.count("\n") == 1


def test_a_file_protected_against_writing_is_said(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    path = copy("48") / "membres.yaml"
    path.chmod(0o444)
    done = kit("importer", table(tmp_path), "48", "--root", str(tmp_path), *DAY)
    assert done.returncode == 2
    assert "membres.yaml » est protégé en écriture" in said(done.stderr)


def test_no_file_is_written_when_another_cannot_be(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    folder = copy("38")
    (folder / "membres.yaml").chmod(0o444)
    before = state(folder)
    words = ("renouveler", "38", "--arrete", "38-2027-05-20-00001", "--date", "2027-05-22", "--root", str(tmp_path))
    assert kit(*words).returncode == 2
    assert state(folder) == before


@pytest.mark.parametrize("command", ["importer", "exporter", "seance", "renouveler"])
def test_the_help_is_french_and_says_how_it_ends(kit: Kit, command: str) -> None:
    done = kit(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert said(done.stdout).startswith("Emploi : ")
    assert "Show this message" not in done.stdout
    assert command == "exporter" or "Finit par 0" in said(" ".join(done.stdout.split()))


SCRIPT = """
import sys
sys.modules["python_calamine"] = sys.modules["xlsxwriter"] = None
from kit.__main__ import main
sys.argv = ["kit", *sys.argv[1:]]
main()
"""


def bare(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the kit where the extra « tableur » is not installed."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], cwd=HOUSE, capture_output=True, text=True, check=False
    )


def test_without_the_extra_a_csv_is_enough_and_the_rest_says_what_to_install(copy: Copy, tmp_path: Path) -> None:
    copy("48")
    asked = 'pip install "kit-commissions[tableur]" (un fichier .csv n’en a pas besoin).'
    root = ("--root", str(tmp_path))
    made = bare("exporter", "48", *root)
    assert made.returncode == 2
    assert said(made.stderr) == (
        f"kit : « kit exporter » lit et écrit les classeurs avec d’autres bibliothèques : {asked}\n"
    )
    path = tmp_path / "membres.csv"
    assert bare("exporter", "48", *root, "--output", str(path)).returncode == 0
    assert bare("importer", str(path), "48", *root).returncode == 0
