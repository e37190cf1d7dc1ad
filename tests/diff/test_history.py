"""`kit histoire`: the verdict of a department at each commit that touched it, read from git and from nothing else."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kit.diff import history as read
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
    assert "Première fiche : " in told


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


def test_the_number_of_commits_is_bounded_and_it_is_said(
    kit: Kit, vosges: tuple[Repository, Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MOST", 2)
    made, _, names = vosges
    known = json.loads(kit("histoire", "88", *UNTIL, "--root", str(made.path), "--format", "json").stdout)
    assert known["more"] is True
    assert [step["commit"] for step in known["steps"]] == names[1:]


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
        (("88", "--depuis", "2026-11-22"), "Aucun commit n’a touché « departments/88-vosges » depuis le 2026-11-22"),
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


def test_without_git_or_without_a_commit_it_is_said(kit: Kit, repository: Made, tmp_path: Path) -> None:
    for root in (repository("vide").path, tmp_path / "sans"):
        shutil.copytree(HOUSE / "departments" / "88-vosges", root / "departments" / "88-vosges")
    empty = kit("histoire", "88", *UNTIL, "--root", str(tmp_path / "vide"))
    assert empty.returncode == 2
    assert "il n’y a pas encore d’histoire à dire." in ordinary(empty.stderr)
    none = kit("histoire", "88", *UNTIL, "--root", str(tmp_path / "sans"))
    assert none.returncode == 2
    assert "L’histoire d’une fiche se lit dans git, qui ne lit aucun dépôt ici" in ordinary(none.stderr)
