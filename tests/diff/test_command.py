"""`kit diff` as a person types it: exit codes, one French sentence, files written."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HOUSE, Copy, Done, Kit, without_seat
from tests.diff.conftest import ENVIRONMENT, Repository, edit, ordinary

Made = Callable[[str], Repository]


@pytest.fixture(name="kit")
def diff(kit: Kit) -> Kit:
    """Run `kit diff` on a day, that of the other tests unless one is given."""

    def run(*words: str, cwd: Path) -> Done:
        return kit("diff", *([] if "--date" in words else ["--date", "2026-11-23"]), *words, cwd=cwd)

    return run


@pytest.fixture
def committed(repository: Made, copy: Copy) -> Path:
    """One department, committed; gives its folder in the working tree."""
    found = repository("dépôt")
    folder = copy("88")
    folder.parent.rename(found.path / "departments")
    found.commit()
    return found.path / "departments" / folder.name


def test_a_harmless_change_exits_0(kit: Kit, committed: Path) -> None:
    edit(committed, ("procedures.yaml", "delai_cible_jours: 45", "delai_cible_jours: 50"))
    done = kit("HEAD", cwd=committed.parent.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "~ Délai visé : 45 jours → 50 jours" in ordinary(done.stdout)
    assert "1 département change ; 0 constat nouveau, 0 disparu, " in ordinary(done.stdout)


def test_a_new_error_exits_1_and_its_correction_0(kit: Kit, committed: Path) -> None:
    path, root = committed / "membres.yaml", committed.parent.parent
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    assert kit("HEAD", cwd=root).returncode == 1
    Repository(root).commit()
    # Une erreur qui était déjà là n’est pas de ce changement ; la corriger non plus.
    assert kit("HEAD", cwd=root).returncode == 0
    Repository(root).git("checkout", "--quiet", "HEAD~1", "--", "departments")
    assert kit("HEAD", cwd=root).returncode == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nulle-part"], "« nulle-part » n’est ni un répertoire"),
        (["--", "-x"], "« -x » n’est ni un répertoire"),
        ([], "il manque « BASE »"),
        (["HEAD", "autre"], "la commande a un mot de trop"),
        (["HEAD", "--root", "ailleurs"], "« departments » n’existe pas"),
        (["HEAD", "--format", "pdf"], "attend l’une de ces valeurs : texte, markdown, json"),
        (["HEAD", "--date", "2015-01-01"], "n’existe que depuis le 31 octobre 2016"),
    ],
)
def test_a_wrong_use_exits_2_with_a_sentence(kit: Kit, committed: Path, words: list[str], sentence: str) -> None:
    done = kit(*words, cwd=committed.parent.parent)
    said = ordinary(done.stderr)
    assert done.returncode == 2
    assert sentence in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_output_is_written_and_nothing_is_printed(kit: Kit, committed: Path, tmp_path: Path) -> None:
    root = committed.parent.parent
    edit(committed, ("sessions.yaml", "- date: 2026-12-03", "- date: 2026-12-10"))
    for form, start in (("markdown", "<!-- kit-diff -->\n"), ("json", "{\n")):
        done = kit("HEAD", "--format", form, "--output", str(tmp_path / "rendu" / form), cwd=root)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (tmp_path / "rendu" / form).read_text(encoding="utf-8").startswith(start)
    assert json.loads((tmp_path / "rendu" / "json").read_text(encoding="utf-8"))["new_errors"] == 0
    assert Repository(root).git("status", "--short") == "M departments/88-vosges/sessions.yaml"


def test_a_root_elsewhere_and_a_folder_as_base(kit: Kit, committed: Path, tmp_path: Path) -> None:
    edit(committed, ("sessions.yaml", "- date: 2026-12-03", "- date: 2026-12-10"))
    done = kit(str(HOUSE), "--root", str(committed.parent.parent), cwd=tmp_path)
    assert done.returncode == 0
    others = len(list((HOUSE / "departments").iterdir())) - 1
    assert f"{others} départements retirés" in ordinary(done.stdout)
    assert "~ Séance politique déplacée" in ordinary(done.stdout)


def test_the_same_from_a_shell(committed: Path) -> None:
    edit(committed, ("procedures.yaml", "visa_long_sejour_exige: false", "visa_long_sejour_exige: true"))
    command = [sys.executable, "-m", "kit", "diff", "HEAD", "--date", "2026-11-23"]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(HOUSE)}
    done = subprocess.run(
        command, cwd=committed.parent.parent, capture_output=True, text=True, check=False, env=environment
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "~ Visa de long séjour exigé : non → oui" in ordinary(done.stdout)
    assert "\x1b" not in done.stdout


def test_the_first_department_is_new(kit: Kit, repository: Made, copy: Copy) -> None:
    found = repository("dépôt")
    (found.path / "LISEZMOI").write_text("rien", encoding="utf-8")
    found.commit()
    copy("88").parent.rename(found.path / "departments")
    done = kit("HEAD", cwd=found.path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "+ Nouvelle fiche : commission installée le " in ordinary(done.stdout)
    assert "Conformité : aucune fiche → conforme" in ordinary(done.stdout)
    assert ordinary(done.stdout).splitlines()[-1].startswith("1 département ajouté ; ")


def test_help_is_french(kit: Kit) -> None:
    said = kit("--help", cwd=HOUSE).stdout
    assert "BASE" in said
    for english in ("Usage:", "Options:", "Show this", "[default"):
        assert english not in said
