"""The command line as a person types it: exit codes, French everywhere, no traceback."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli.commands import NAMES
from kit.edit.new import create
from tests.conftest import DATA, HOUSE, Copy, Kit, golden, without_seat


def test_the_examples_exit_0(kit: Kit) -> None:
    for day in ("2022-04-13", "2026-11-23"):
        done = kit("check", "--date", day)
        assert (done.returncode, done.stderr) == (0, "")
        assert "(erreur)" not in done.stdout


def test_an_error_exits_1_and_other_paths_can_be_named(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    for where in (folder, path, folder.parent, folder.parent.parent):
        done = kit("check", str(where), "--root", str(folder.parent.parent), "--date", "2026-11-23")
        assert done.returncode == 1, done.stderr
        assert "departments/88-vosges/membres.yaml:" in done.stdout
        assert "siege-sans-titulaire" in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "--date", "14/04/2025"], "« 14/04/2025 » n’est pas une date : écrivez année-mois-jour"),
        (["check", "--date", "2025-02-30"], "« 2025-02-30 » n’est pas une date"),
        (["check", "--date", "9999-12-31"], "« 9999-12-31 » est trop loin"),
        (["check", "--date", "2015-01-01"], "n’existe que depuis le 31 octobre 2016"),
        (["check", "nulle-part"], "« nulle-part » n’existe pas."),
        (["check", "--root", "nulle-part"], "« departments » n’existe pas"),
        (["check", "--format", "pdf"], "attend l’une de ces valeurs : texte, json"),
        (["check", "--select", "siege-sans-titulair"], "vouliez-vous dire « siege-sans-titulaire » ?"),
        (["check", "--nimporte"], "l’option « --nimporte » n’existe pas"),
        (["explain"], "il manque « RÈGLE »"),
        (["explain", "inconnue"], "La règle « inconnue » n’existe pas"),
        (["chek"], "la commande « chek » n’existe pas"),
        (["check", "--output", "/proc/rien/rapport.txt"], "Impossible d’écrire"),
        (
            ["check", "--format", "json", "--format", "texte"],
            "l’option « --format » est donnée 2 fois : gardez une seule valeur",
        ),
        (["check", "--output"], "l’option « --output » n’est pas suivie de ce qu’elle attend"),
        (["rules", "mot-de-trop"], "la commande a un mot de trop"),
        (["check", "--output", "kit"], "« --output » attend le nom d’un fichier"),
    ],
)
def test_a_wrong_use_exits_2_with_one_french_sentence(kit: Kit, words: list[str], sentence: str) -> None:
    done = kit(*words)
    said = done.stderr.replace("\u00a0", " ").replace("\u202f", " ")
    assert done.returncode == 2
    assert sentence in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("word", "named"),
    [("quorum", "quorum-non-atteint"), ("Quorum", "quorum-non-atteint"), ("pouvoir", "pouvoir-irregulier"),
     ("procès-verbal", "proces-verbal-avant-la-seance"), ("médecin", "medecin-mal-designe")],
)  # fmt: skip
def test_a_word_leads_to_the_rules_that_speak_of_it(kit: Kit, word: str, named: str) -> None:
    done = kit("explain", word)
    assert done.returncode == 2
    assert f"« {named} »" in done.stderr.replace("\u00a0", " ")


def test_a_command_goes_up_to_the_departments_as_git_does(kit: Kit, copy: Copy) -> None:
    folder = copy("88")
    (folder.parent.parent / ".git").mkdir()
    above = kit("check", "--date", "2026-11-23", cwd=folder.parent.parent)
    assert above.returncode == 0
    for where in (folder, folder.parent):
        for words in ([], ["."], [str(folder)]):
            done = kit("check", *words, "--date", "2026-11-23", cwd=where)
            if where == folder or not words:
                assert done.stdout.split("\n")[0] == above.stdout.split("\n")[0], words
    assert "48 " not in kit("fix", "--dry-run", cwd=folder).stderr
    assert kit("new", "48", "--sans-questions", cwd=folder).returncode == 0
    assert (folder.parent / "48-lozere" / "commission.yaml").is_file()
    outside = kit("check", cwd=folder.parent.parent.parent)
    assert (outside.returncode, "« departments » n’existe pas" in outside.stderr.replace("\u00a0", " ")) == (2, True)


def test_no_repository_is_looked_for_beyond_its_own(kit: Kit, copy: Copy) -> None:
    inner = copy("88").parent.parent / "autre"
    (inner / ".git").mkdir(parents=True)
    (inner / "sous").mkdir()
    assert kit("check", cwd=inner / "sous").returncode == 2


def test_a_file_astray_can_be_named(kit: Kit, copy: Copy) -> None:
    stray = copy("88").parent / "88.yaml"
    stray.write_text("a: b\n", encoding="utf-8")
    done = kit("check", str(stray), "--root", str(stray.parent.parent))
    assert done.returncode == 1
    assert "departments/88.yaml:1:1 à corriger (erreur) fichier-inconnu" in done.stdout
    assert "Départements : aucun." in done.stdout.replace("\u00a0", " ")


def test_help_is_french(kit: Kit) -> None:
    for words in ([], *([name] for name in NAMES)):
        done = kit(*words, "--help")
        assert re.findall(r"^\s*[»:;?!].*|.*«$", done.stdout, re.MULTILINE) == []
        assert done.returncode == 0
        for english in ("Usage:", "Options:", "Commands", "Show this", "[default", "Arguments", "[ARGS]"):
            assert english not in done.stdout, done.stdout


def test_output_writes_the_report_and_prints_nothing(kit: Kit, tmp_path: Path) -> None:
    target = tmp_path / "rapports" / "rapport.json"
    done = kit("check", "--date", "2026-11-23", "--format", "json", "--output", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["date"] == "2026-11-23"


def test_a_dash_writes_to_the_screen(kit: Kit) -> None:
    words = ("check", "--date", "2026-11-23", "--format", "json")
    assert kit(*words, "--output", "-").stdout == kit(*words).stdout
    assert not (HOUSE / "-").exists()


def test_an_output_that_is_full_is_said_in_one_french_sentence() -> None:
    command = f"{shlex.quote(sys.executable)} -m kit check > /dev/full"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.replace("\u00a0", " ") == "kit : impossible d’écrire la sortie : le disque est plein.\n"


def test_a_link_that_turns_in_circles_is_a_finding(kit: Kit, copy: Copy) -> None:
    departments = copy("88").parent
    for link in (departments / "boucle", departments / "88-vosges" / "membres.yaml"):
        link.unlink(missing_ok=True)
        link.symlink_to(link.name)
    done = kit("check", "--root", str(departments.parent), "--date", "2026-11-23")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "departments/boucle" in done.stdout
    assert done.stdout.count("fichier-inaccessible") == 2


def test_a_root_that_turns_in_circles_is_one_sentence(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "boucle").symlink_to("boucle")
    for words in (["--root", str(tmp_path / "boucle")], [str(tmp_path / "boucle")]):
        done = kit("check", *words)
        assert done.returncode == 2
        assert done.stderr.startswith("kit : ")
        assert done.stderr.count("\n") == 1


def test_the_catalogue_for_machines(kit: Kit) -> None:
    rules = json.loads(kit("rules", "--format", "json").stdout)
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    assert {"id", "severity", "provision", "traces", "title"} <= set(rules[0])


def test_the_catalogue_and_a_rule_explained(kit: Kit) -> None:
    golden(DATA / "golden" / "rules.txt", kit("rules").stdout)
    golden(DATA / "golden" / "explain-siege-sans-titulaire.txt", kit("explain", "siege-sans-titulaire").stdout)


def test_the_schemas_are_written_as_they_are_published(kit: Kit, tmp_path: Path) -> None:
    done = kit("schemas", "--root", str(tmp_path))
    assert done.returncode == 0
    written = sorted((tmp_path / "schemas" / "r121-12-7").iterdir())
    published = sorted((HOUSE / "schemas" / "r121-12-7").iterdir())
    assert [path.read_bytes() for path in written] == [path.read_bytes() for path in published] != []
    for name in create.SCHEMAS:
        assert (tmp_path / "schemas" / name).read_bytes() == (HOUSE / "schemas" / name).read_bytes(), "make schemas"


def test_an_empty_repository_is_refused(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "departments").mkdir()
    done = kit("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "rien n’a été contrôlé" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "<&-", ">&- 2>&-"])
@pytest.mark.parametrize("words", ["explain siege-sans-titulaire", "new 48 --root {root}"], ids=["explain", "new"])
def test_a_channel_that_is_closed_is_no_traceback(tmp_path: Path, words: str, closed: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m kit {words.format(root=shlex.quote(str(tmp_path)))} {closed}"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert bool(list(tmp_path.iterdir())) == words.startswith("new")


def test_a_reader_that_leaves_is_no_traceback() -> None:
    command = f"{shlex.quote(sys.executable)} -m kit check | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_check_imports_nothing_that_it_does_not_use(copy: Copy) -> None:
    folder = copy("88")
    script = (
        "import sys; from kit.cli import main; sys.argv[0] = 'kit'\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} | {n for n in sys.modules if n.startswith('kit.')}))"
    )
    words = [sys.executable, "-c", script, "check", str(folder), "--date", "2026-11-23"]
    loaded = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    assert "'kit.judging.pipeline'" in loaded
    for name in ("jinja2", "icalendar", "markdown", "mkdocs", "watchdog", "multiprocessing", "kit.handbook",
                 "kit.edit.fix", "kit.diff"):  # fmt: skip
        assert f"'{name}'" not in loaded
    # Un dossier bien écrit se contrôle sans elles.
    for name in ("jsonschema", "referencing", "attrs", "difflib"):
        assert f"'{name}'" not in loaded
    assert "kit.report.formats.sarif" not in loaded
