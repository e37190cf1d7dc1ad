"""`kit histoire`: the verdict of a department at each commit that touched it, read from git and from nothing else."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kit.diff import chronicle
from kit.diff import history as read
from kit.yaml.decode import SIZE_LIMIT
from tests.conftest import HOUSE, Kit, without_seat
from tests.diff.conftest import Repository, dated, ordinary

Made = Callable[[str], Repository]
UNTIL = ("--date", "2026-11-23")
SCHEMA = json.loads((HOUSE / "schemas" / "histoire.schema.json").read_text(encoding="utf-8"))
SESSION = "\n- {date: 2026-12-17, formation: politique, etat: prevue}\n"


@pytest.fixture
def vosges(repository: Made) -> tuple[Repository, Path, list[str]]:
    """Give a repository where the Vosges are filed in 2025, change in 2026, and where another department does."""
    made = repository("depot")
    folder = Path(shutil.copytree(HOUSE / "departments" / "88-vosges", made.path / "departments" / "88-vosges"))
    text = (folder / "membres.yaml").read_text(encoding="utf-8")
    (folder / "membres.yaml").write_text(without_seat(text, "medecin"), encoding="utf-8")
    names = [dated(made, "2025-06-02")]
    (folder / "membres.yaml").write_text(text, encoding="utf-8")
    names.append(dated(made, "2026-03-02"))
    shutil.copytree(HOUSE / "departments" / "38-isere", made.path / "departments" / "38-isere")
    dated(made, "2026-04-01")
    with (folder / "sessions.yaml").open("a", encoding="utf-8") as file:
        file.write(SESSION)
    names.append(dated(made, "2026-11-20"))
    return made, folder, names


def test_each_commit_and_each_wording_has_its_verdict(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, _, names = vosges
    done = kit("histoire", "88", *UNTIL, "--root", str(made.path))
    told = ordinary(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    heads = [line.strip().partition(" : ")[0] for line in told.splitlines() if line.startswith("  ") and line[2] != " "]
    assert heads == [
        f"2 juin 2025, commit {names[0]}",
        "2 janvier 2026, nouvelle rédaction",
        f"2 mars 2026, commit {names[1]}",
        f"20 novembre 2026, commit {names[2]}",
    ]
    assert "    Par la rédaction du 1er décembre 2023 de l’article R. 121-12-7 du CASF (déduite" in told
    assert "    + Séances : Nouvelle séance : politique du 17 décembre 2026, prévue\n" in told
    assert told.splitlines()[-1].startswith("3 commits, jusqu’au 23 novembre 2026 : ")
    assert "SECRET" not in told
    assert "Essai" not in told


def test_the_verdict_of_a_commit_is_that_of_a_check_of_its_day(
    kit: Kit, vosges: tuple[Repository, Path, list[str]]
) -> None:
    made, _, names = vosges
    steps = json.loads(kit("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "json").stdout)["steps"]
    for name, step in zip(names, [step for step in steps if step["commit"]], strict=True):
        made.git("checkout", "--quiet", name)
        words = ("check", "departments/88-vosges", "--date", step["date"], "--format", "json")
        report = json.loads(kit(*words, "--root", str(made.path), cwd=made.path).stdout)
        [department] = report["departments"]
        assert department["outcome"] == step["outcome"]
        assert report["law"]["version"] == step["wording"]
    assert len({step["outcome"] for step in steps}) > 1


def test_the_history_for_machines_follows_its_schema(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, folder, _ = vosges
    valid = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    shutil.rmtree(folder)
    dated(made, "2026-11-21")
    words = ("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "json")
    filed = kit(*words)
    assert filed.returncode == 2
    shutil.copytree(HOUSE / "departments" / "88-vosges", folder)
    with (folder / "membres.yaml").open("a", encoding="utf-8") as file:
        file.write("medecin:\n")
    dated(made, "2026-11-22")
    known = json.loads(kit(*words, "--depuis", "2025-01-01").stdout)
    valid.validate(known)
    # Une étape jugée et une qui ne l’est pas, un commit et une rédaction, un changement dans un groupe et un sans.
    assert {step["commit"] is None for step in known["steps"]} == {True, False}
    assert {step["verdict"] is None for step in known["steps"]} == {True, False}
    assert {"added"} <= {change["kind"] for step in known["steps"] for change in step["changes"]}
    known["steps"][0]["outcome"] = "peut-être"
    assert not valid.is_valid(known)


def test_a_day_to_begin_and_a_day_to_end(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, _, names = vosges
    words = ("histoire", "88", "--root", str(made.path), "--format", "json")
    later = json.loads(kit(*words, *UNTIL, "--depuis", "2026-03-02").stdout)
    assert [step["commit"] for step in later["steps"]] == names[1:]
    sooner = json.loads(kit(*words, "--date", "2025-12-31").stdout)
    assert [(step["commit"], step["date"]) for step in sooner["steps"]] == [(names[0], "2025-06-02")]


def test_files_that_are_taken_away_and_come_back(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, folder, _ = vosges
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    dated(made, "2026-11-21")
    for name, raw in kept.items():
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(raw)
    dated(made, "2026-11-22")
    steps = json.loads(kit("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "json").stdout)["steps"]
    assert [step["verdict"] is None for step in steps[-2:]] == [True, False]
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert " : fiche retirée\n" in told
    assert told.count("    Premier commit de ce répertoire : ") == 1
    assert told.count("    Fiche remise : ") == 1


def test_a_file_too_big_to_be_read_is_said_with_the_limit(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, folder, _ = vosges
    (folder / "membres.yaml").write_text("#" * (SIZE_LIMIT + 1), encoding="utf-8")
    dated(made, "2026-11-21")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert "« membres.yaml » dépasse la limite de 1000 ko et ne peut pas être lu après ce changement" in told
    assert "ne peut pas être ouvert" not in told


def test_a_change_of_form_is_said(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, folder, _ = vosges
    with (folder / "sessions.yaml").open("a", encoding="utf-8") as file:
        file.write("# une note\n")
    dated(made, "2026-11-22")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert "    Mêmes constats.\n    Rien ne change que de forme : commentaires, ordre ou écriture.\n" in told


def test_what_was_written_before_the_law_is_not_judged(kit: Kit, repository: Made) -> None:
    made = repository("ancien")
    shutil.copytree(HOUSE / "departments" / "88-vosges", made.path / "departments" / "88-vosges")
    dated(made, "2015-01-05")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert " : non jugé, aucune rédaction ce jour\n" in told
    assert told.count(", nouvelle rédaction : ") == 4
    assert told.count("    Premier verdict : ") == 1
    assert "Premier commit de ce répertoire" not in told


def test_the_number_of_commits_is_bounded_and_it_is_said(
    kit: Kit, vosges: tuple[Repository, Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (read, chronicle):
        monkeypatch.setattr(module, "MOST", 2)
    made, _, names = vosges
    known = json.loads(kit("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "json").stdout)
    assert known["more"] is True
    assert [step["commit"] for step in known["steps"]] == names[1:]
    assert known["steps"][0]["changes"]
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert told.endswith(
        "\nLes commits plus anciens que ces 2 ne sont pas dits : choisissez un dernier jour avec « --date ».\n"
    )
    # Le remède mène à eux : les jours se choisissent avant que les commits ne soient comptés.
    sooner = json.loads(
        kit("histoire", "88", "--date", "2026-03-01", "--root", str(made.path), "--format", "json").stdout
    )
    assert [step["commit"] for step in sooner["steps"]] == [names[0], None]
    assert sooner["more"] is False


def test_a_day_to_begin_tells_the_same_of_each_step(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    """Le commit d’avant est lu sans être dit, et la rédaction née depuis ce jour l’est."""
    made, _, names = vosges
    words = ("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "json")
    whole = json.loads(kit(*words).stdout)["steps"]
    for day, first in (("2026-03-02", names[1]), ("2026-01-02", None), ("2026-01-03", names[1])):
        later = json.loads(kit(*words, "--depuis", day).stdout)["steps"]
        assert later[0]["commit"] == first
        assert later == whole[-len(later) :]
    told = ordinary(kit("histoire", "88", *UNTIL, "--depuis", "2026-03-02", "--root", str(made.path)).stdout)
    assert "Premier" not in told
    assert "    + Membres" in told


def test_a_clone_without_the_beginning_says_so(
    kit: Kit, vosges: tuple[Repository, Path, list[str]], tmp_path: Path
) -> None:
    made, _, names = vosges
    short = tmp_path / "court"
    made.git("clone", "--quiet", "--depth", "1", f"file://{made.path}", str(short))
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(short)).stdout)
    assert f"20 novembre 2026, commit {names[2]} : " in told
    assert "    Premier commit lu : " in told
    assert told.endswith(
        "\nCe clone n’a que la fin de l’historique : lancez « git fetch --unshallow », puis relancez.\n"
    )
    assert json.loads(kit("histoire", "88", *UNTIL, "--root", str(short), "--format", "json").stdout)["more"] is True
    none = kit("histoire", "88", "--date", "2026-01-01", "--root", str(short))
    assert none.returncode == 2
    assert ordinary(none.stderr).endswith(
        "Aucun commit n’a touché « departments/88-vosges » jusqu’au 1er janvier 2026 : le premier lu est du "
        "20 novembre 2026, donnez à « --date » ce jour ou un jour d’après. Ce clone n’a que la fin de l’historique : "
        "lancez « git fetch --unshallow », puis relancez.\n"
    )


def test_a_clone_that_has_the_beginning_of_a_file_does_not_say_it_is_cut(
    kit: Kit, vosges: tuple[Repository, Path, list[str]], tmp_path: Path
) -> None:
    made, _, _ = vosges
    short = tmp_path / "court"
    made.git("clone", "--quiet", "--depth", "2", f"file://{made.path}", str(short))
    told = ordinary(kit("histoire", "38", *UNTIL, "--root", str(short)).stdout)
    assert "Premier commit lu" in told
    shutil.copytree(HOUSE / "departments" / "48-lozere", made.path / "departments" / "48-lozere")
    dated(made, "2026-11-21")
    made.git("clone", "--quiet", "--depth", "2", f"file://{made.path}", str(tmp_path / "autre"))
    told = ordinary(kit("histoire", "48", *UNTIL, "--root", str(tmp_path / "autre")).stdout)
    assert "    Premier commit de ce répertoire : " in told
    assert "unshallow" not in told


def test_a_folder_under_another_name_is_no_first_file(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, folder, _ = vosges
    folder.rename(folder.with_name("88"))
    dated(made, "2026-11-21")
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path)).stdout)
    assert "    Premier commit de ce répertoire : " in told
    assert "Première fiche" not in told


def test_a_markdown_history_is_a_list(kit: Kit, vosges: tuple[Repository, Path, list[str]]) -> None:
    made, _, names = vosges
    told = ordinary(kit("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "markdown").stdout)
    assert told.startswith("## Histoire de la fiche : Vosges (88) (données d’exemple)\n\n- **2 juin 2025, commit ")
    assert f"- **20 novembre 2026, commit {names[2]}** : " in told


def test_nothing_is_written_and_the_files_at_hand_are_not_read(
    kit: Kit, vosges: tuple[Repository, Path, list[str]]
) -> None:
    made, folder, _ = vosges
    words = ("histoire", "88", *UNTIL, "--root", str(made.path))
    before = kit(*words).stdout
    (folder / "sessions.yaml").write_text("- [\n", encoding="utf-8")
    assert kit(*words).stdout == before
    assert made.git("status", "--porcelain") == "M departments/88-vosges/sessions.yaml"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("01",), "Aucune fiche de l’Ain dans"),
        (("88", "--depuis", "2027-01-01"), "« --depuis » est après le jour où s’arrête l’histoire"),
        (
            ("88", "--depuis", "2026-11-22"),
            "Aucun commit n’a touché « departments/88-vosges » entre le 22 novembre 2026 et le 23 novembre 2026 : le "
            "dernier d’avant est du 20 novembre 2026, donnez ce jour à « --depuis ».\n",
        ),
        (
            ("departments/48-lozere",),
            "« departments/48-lozere » n’existe pas : donnez un numéro, un nom, ou un répertoire qui est là.\n",
        ),
        (("48-lozere",), "« 48-lozere » n’existe pas : donnez un numéro, un nom, ou un répertoire qui est là.\n"),
        (("nulle-part",), "« nulle-part » n’est pas un des 101 départements."),
        (("88", "--output", "departments/x.txt"), "est dans « departments »"),
    ],
)
def test_what_cannot_be_told_is_said(
    kit: Kit, vosges: tuple[Repository, Path, list[str]], words: tuple[str, ...], said: str
) -> None:
    made, _, _ = vosges
    done = kit("histoire", *words, *UNTIL, "--root", ".", cwd=made.path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in ordinary(done.stderr)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--date", "2020-01-01"), "jusqu’au 1er janvier 2020 : le premier est du 2 juin 2025"),
        (
            ("--depuis", "2020-01-01", "--date", "2020-02-01"),
            "entre le 1er janvier 2020 et le 1er février 2020 : le premier est du 2 juin 2025",
        ),
        (("--depuis", "2020-01-01", "--date", "2020-01-01"), "le 1er janvier 2020 : le premier est du 2 juin 2025"),
    ],
)
def test_a_day_before_every_commit_is_said(
    kit: Kit, vosges: tuple[Repository, Path, list[str]], words: tuple[str, ...], said: str
) -> None:
    made, _, _ = vosges
    done = kit("histoire", "88", *words, "--root", str(made.path))
    assert (done.returncode, done.stdout) == (2, "")
    assert ordinary(done.stderr).endswith(
        f"Aucun commit n’a touché « departments/88-vosges » {said}, donnez à « --date » ce jour ou un jour d’après.\n"
    )


def test_without_git_or_without_a_commit_it_is_said(kit: Kit, repository: Made, tmp_path: Path) -> None:
    for root in (repository("vide").path, tmp_path / "sans"):
        shutil.copytree(HOUSE / "departments" / "88-vosges", root / "departments" / "88-vosges")
    empty = kit("histoire", "88", *UNTIL, "--root", str(tmp_path / "vide"))
    assert empty.returncode == 2
    assert "il n’y a pas encore d’histoire à dire." in ordinary(empty.stderr)
    none = kit("histoire", "88", *UNTIL, "--root", str(tmp_path / "sans"))
    assert none.returncode == 2
    assert "L’histoire d’une fiche se lit dans git, qui ne lit aucun dépôt ici" in ordinary(none.stderr)
