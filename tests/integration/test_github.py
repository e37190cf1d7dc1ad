"""The composite action: its steps run as GitHub runs them, on a repository that may be hostile."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.french import NBSP
from kit.law.territories import territories
from tests.conftest import HOUSE, Kit, without_seat
from tests.files.hostile import FOR_A_FILE, away, state
from tests.integration.conftest import DAY, Depot, run

pytestmark = pytest.mark.proof

ACTION: dict[str, Any] = yaml.safe_load((HOUSE / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
# Les valeurs du pas « shell: bash » de GitHub.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
# Le commit de la branche visée, que GitHub donne dans une demande de fusion.
_BASE = "${{ github.event.pull_request.base.sha }}"
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z]+) \}\}")


@dataclass
class Job:
    """What a step leaves behind."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


class Runner:
    """What GitHub gives to the steps of an action: folders, files, and the inputs put in their environment."""

    def __init__(self, machine: dict[str, str], clone: Path, temp: Path) -> None:
        self.temp = temp
        self.machine = machine | {"GITHUB_ACTION_PATH": str(clone), "RUNNER_TEMP": str(temp), "GITHUB_ACTIONS": "true"}

    def step(self, number: int, workspace: Path, since: str = "", **inputs: str) -> Job:
        step = STEPS[number]
        given = {name: declared["default"] for name, declared in ACTION["inputs"].items()} | inputs
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        told = {name: value.replace(_BASE, since) for name, value in step["env"].items()}
        env = {name: _INPUT.sub(lambda found: given[found[1]], value) for name, value in told.items()}
        script = self.temp / "pas.sh"
        script.write_text(step["run"], encoding="utf-8")
        env |= {name: str(path) for name, path in files.items()} | {"GITHUB_WORKSPACE": str(workspace)}
        done = run(*BASH, str(script), cwd=workspace, env=self.machine | env)
        said = {name: path.read_text(encoding="utf-8").replace(NBSP, " ") for name, path in files.items()}
        outputs = dict(line.split("=", 1) for line in said["GITHUB_OUTPUT"].splitlines())
        return Job(done.returncode, done.stdout.replace(NBSP, " "), said["GITHUB_STEP_SUMMARY"], outputs)


HOSTILE = ("kit", "pip", "venv", "yaml", "sitecustomize", "click", "json")


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory, machine: dict[str, str], clone: Path) -> Runner:
    """A runner where the first step has run, in a workspace full of modules that nobody should read."""
    ready = Runner(machine, clone, tmp_path_factory.mktemp("runner temp"))
    workspace = tmp_path_factory.mktemp("hostile")
    plant(workspace)
    done = ready.step(0, workspace)
    assert (done.code, done.log) == (0, "")
    assert not (workspace / "vu").exists()
    return ready


def plant(workspace: Path) -> None:
    for name in HOSTILE:
        (workspace / f"{name}.py").write_text(f"open({str(workspace / 'vu')!r}, 'w').close()\n", encoding="utf-8")


def test_a_conforming_repository_passes_and_none_of_its_modules_is_read(runner: Runner, depot: Depot) -> None:
    root = depot("88")
    plant(root)
    done = runner.step(1, root, date=DAY)
    assert done.code == 0
    assert "::error" not in done.log
    assert done.outputs["code"] == "0"
    assert json.loads(Path(done.outputs["report"]).read_text(encoding="utf-8"))["date"] == DAY
    assert done.summary.count("## Contrôle des commissions départementales") == 1
    assert {path.stem for path in root.iterdir()} == {"departments", *HOSTILE}


def test_an_error_is_noted_beside_its_line_and_told_in_the_summary(runner: Runner, depot: Depot) -> None:
    root = depot("88", without="medecin")
    done = runner.step(1, root, date=DAY, sarif="rapport.sarif")
    assert done.code == 1
    place = "file=departments/88-vosges/membres.yaml,line=8,col=1,title=siege-sans-titulaire"
    assert [line for line in done.log.splitlines() if line.startswith(f"::error {place}::Le siège « Médecin")]
    assert done.outputs["code"] == "1"
    report = json.loads(Path(done.outputs["report"]).read_text(encoding="utf-8"))
    assert report["summary"]["findings"]["error"] == 1
    assert "siege-sans-titulaire" in done.summary
    assert json.loads((root / "rapport.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_root_further_down_is_noted_where_github_looks(runner: Runner, depot: Depot) -> None:
    root = depot("88", without="medecin")
    done = runner.step(1, root.parent, date=DAY, root=root.name)
    assert done.code == 1
    assert f"::error file={root.name}/departments/88-vosges/membres.yaml,line=8,col=1," in done.log


def test_in_another_form_no_line_of_a_file_is_a_command(runner: Runner, depot: Depot) -> None:
    root = depot("88")
    sessions = root / "departments" / "88-vosges" / "sessions.yaml"
    with sessions.open("a", encoding="utf-8") as file:
        file.write('- date: "##[add-mask]e"\n')
    done = runner.step(1, root, date=DAY, format="texte")
    first, *shown, last = done.log.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert last == f"::{token}::"
    assert [line for line in shown if "# #[add-mask]e" in line]
    assert "##[" not in done.log
    again = runner.step(1, root, date=DAY, format="texte").log
    assert again.splitlines()[1:-1] == shown
    assert token not in again


def test_a_baseline_lets_the_known_error_pass(runner: Runner, depot: Depot, machine: dict[str, str]) -> None:
    root = depot("88", without="medecin")
    kit = str(runner.temp / "kit-commissions" / "bin" / "kit")
    assert run(kit, "check", "--date", DAY, "--write-baseline", cwd=root, env=machine).returncode == 0
    done = runner.step(1, root, date=DAY, baseline="kit-baseline.json")
    assert (done.code, done.outputs["code"]) == (0, "0")
    assert "::error" not in done.log
    assert ",title=siege-sans-titulaire (déjà connue)::Le siège « Médecin" in done.log
    assert "1 erreur déjà connue" in done.log


def test_a_change_cannot_add_its_own_errors_to_the_baseline(
    runner: Runner, depot: Depot, machine: dict[str, str]
) -> None:
    root = depot("88", without="medecin")
    bare = committed(root, machine)
    write = (str(runner.temp / "kit-commissions" / "bin" / "kit"), "check", "--date", DAY, "--write-baseline")
    assert run(*write, cwd=root, env=machine).returncode == 0
    base = committed(root, machine)
    assert runner.step(1, root, base, date=DAY, baseline="kit-baseline.json").code == 0
    members = root / "departments" / "88-vosges" / "membres.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "gendarmerie"), encoding="utf-8")
    (root / "kit-baseline.json").unlink()
    assert run(*write, cwd=root, env=machine).returncode == 0
    done = runner.step(1, root, base, date=DAY, baseline="kit-baseline.json")
    assert (done.code, done.outputs["code"]) == (1, "1")
    assert f"1 entrée de la référence n’était pas dans « {base} », et ne compte pas." in done.log
    assert done.log.count("::error file=departments/88-vosges/membres.yaml") == 1
    first = runner.step(1, root, bare, date=DAY, baseline="kit-baseline.json")
    assert first.code == 1
    assert f"« kit-baseline.json » n’existe pas dans « {bare} » : aucune erreur n’y est encore connue." in first.log
    shallow = root.with_name("court")
    run("git", "clone", "--quiet", "--depth", "1", f"file://{root}", str(shallow), cwd=root, env=machine)
    absent = runner.step(1, shallow, bare, date=DAY, baseline="kit-baseline.json")
    assert absent.code == 2
    assert "n’est pas dans ce clone, qui n’a que la fin de l’historique" in absent.log
    assert "« fetch-depth: 0 » sous actions/checkout" in absent.log


def committed(root: Path, machine: dict[str, str]) -> str:
    """Commit all that a repository holds; give the name of the commit."""
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Un état"]):
        assert run("git", *words, cwd=root, env=machine).returncode == 0
    return run("git", "rev-parse", "HEAD", cwd=root, env=machine).stdout.strip()


@pytest.mark.parametrize("kind", FOR_A_FILE)
def test_a_sarif_file_that_is_a_link_is_refused(runner: Runner, depot: Depot, kind: str) -> None:
    root = depot("88")
    elsewhere = away(root.with_name("ailleurs"))
    make, said = FOR_A_FILE[kind]
    make(root / "rapport.sarif", elsewhere)
    before = state(root), state(elsewhere)
    done = runner.step(1, root, date=DAY, sarif="rapport.sarif")
    assert done.code == 2
    assert f"« rapport.sarif » {said}" in done.log or "et non celui d’un répertoire" in done.log
    assert (state(root), state(elsewhere)) == before


def test_a_sarif_file_below_a_link_or_with_another_name_leaves_the_other(runner: Runner, depot: Depot) -> None:
    root = depot("88")
    elsewhere = away(root.with_name("ailleurs"))
    (root / "sous").symlink_to(elsewhere)
    (root / "rapport.sarif").hardlink_to(elsewhere / "fichier")
    before = state(elsewhere)
    assert "« sous » est un lien" in runner.step(1, root, date=DAY, sarif="sous/rapport.sarif").log
    assert runner.step(1, root, date=DAY, sarif="rapport.sarif").code == 0
    assert state(elsewhere) == before


def test_each_run_has_its_own_report_out_of_the_checkout(runner: Runner, depot: Depot) -> None:
    root = depot("88")
    before = state(root)
    reports = [Path(runner.step(1, root, date=DAY).outputs["report"]) for _ in range(2)]
    assert len({report.parent for report in reports}) == 2
    assert all(report.is_relative_to(runner.temp) and report.is_file() for report in reports)
    assert state(root) == before


def test_what_a_change_does_is_told_in_the_summary(runner: Runner, depot: Depot, machine: dict[str, str]) -> None:
    root = depot("88")
    members = root / "departments" / "88-vosges" / "membres.yaml"
    committed(root, machine)
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    done = runner.step(1, root, date=DAY, base="HEAD")
    assert done.code == 1
    compared, _, judged = done.summary.partition("\n## Contrôle")
    # Ce qui change vient d’abord ; le contrôle prend la place qui reste.
    assert compared.startswith("<!-- kit-diff -->\n\n## ")
    assert "médecin" in compared.lower()
    assert "siege-sans-titulaire" in judged


def test_the_summary_of_a_hundred_departments_stays_under_the_limit_of_the_forge(
    runner: Runner, depot: Depot, machine: dict[str, str]
) -> None:
    root = depot("88")
    base = committed(root, machine)
    (root / "departments" / "88-vosges" / "membres.yaml").write_text("[]\n", encoding="utf-8")
    for code, territory in territories().items():
        if code != "88":
            copy = shutil.copytree(HOUSE / "departments" / "88-vosges", root / "departments" / territory.folder)
            named = (copy / "commission.yaml").read_text(encoding="utf-8").replace('"88"', f'"{code}"')
            (copy / "commission.yaml").write_text(named, encoding="utf-8")
            faults = "".join(f"- date: 2026-01-01\n  etta: {number}\n" for number in range(30))
            (copy / "sessions.yaml").write_text(faults, encoding="utf-8")
    done = runner.step(1, root, date=DAY, base=base)
    assert done.code == 1
    written = (runner.temp / "github_step_summary").stat().st_size
    assert 950_000 < written < 1024 * 1024
    assert done.summary.index("<!-- kit-diff -->") < done.summary.index("## Contrôle")
    assert "ne sont pas montrés ici" in done.summary


def test_a_summary_that_is_full_costs_a_sentence_and_no_verdict(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "resume.md"
    full.write_text("é" * 499_990, encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(full))
    done = kit("check", "--date", DAY, "--format", "github")
    assert (done.returncode, full.stat().st_size) == (0, 999_980)
    assert "le résumé de l’étape est plein" in done.stderr


def test_an_unusable_repository_is_said_and_leaves_no_report(runner: Runner, tmp_path: Path) -> None:
    done = runner.step(1, tmp_path)
    assert done.code == 2
    assert "Le répertoire « departments » n’existe pas" in done.log
    assert done.outputs == {"code": "2"}
    assert done.summary == ""


@pytest.mark.parametrize("names", [("root", "date", "format", "baseline"), ("sarif", "base")], ids=" ".join)
def test_no_input_is_ever_a_command(runner: Runner, depot: Depot, names: tuple[str, ...]) -> None:
    root = depot("88")
    hostile = dict.fromkeys(names, '$(touch vu)"; touch vu; `touch vu` #')
    assert runner.step(1, root, **{"date": DAY, **hostile}).code > 0
    assert not (root / "vu").exists()


def test_an_old_python_is_refused_in_a_sentence(runner: Runner, tmp_path: Path) -> None:
    old = tmp_path / "python-ancien"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = runner.step(0, tmp_path, python=str(old))
    assert done.code == 2
    assert done.log.startswith("::error title=Kit des commissions::Il faut Python 3.11 ou plus récent")


def test_a_script_holds_no_expression_and_no_step_comes_from_elsewhere() -> None:
    for step in STEPS:
        assert "${{" not in step["run"]
        assert "uses" not in step
        assert all(_INPUT.fullmatch(value) or value == _BASE for value in step["env"].values())
    used = {found for step in STEPS for value in step["env"].values() for found in _INPUT.findall(value)}
    assert used == set(ACTION["inputs"])
