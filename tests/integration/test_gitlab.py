"""The GitLab component: its inputs filled in as GitLab does, its job run, its reports read."""

import json
from pathlib import Path

import pytest
import yaml

from kit.french import NBSP
from tests.conftest import without_seat
from tests.files.hostile import FOR_A_FILE, away, state
from tests.integration.component import _INPUT, BODY, FOLDER, INPUTS, JOB, job
from tests.integration.conftest import DAY, Depot, Done, run

pytestmark = pytest.mark.proof


class Runner:
    """What GitLab gives to a job: its variables, and one shell for all its lines, stopped at the first failure."""

    def __init__(self, inputs: dict[str, str], machine: dict[str, str]) -> None:
        self.inputs, self.machine, self.base = inputs, machine, ""

    def run(self, cwd: Path, *before: str, **inputs: str) -> Done:
        work = job(self.inputs | inputs)
        script = "\n".join([*before, *work["script"]])
        given = {"CI_JOB_ID": JOB, "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.base}
        return self.shell(script, cwd, work["variables"] | given)

    def shell(self, script: str, cwd: Path, variables: dict[str, str]) -> Done:
        done = run("bash", "-eo", "pipefail", cwd=cwd, env=self.machine | variables, stdin=script)
        done.stdout = done.stdout.replace(NBSP, " ")
        return done


@pytest.fixture(scope="session")
def runner(clone: Path, commit: str, machine: dict[str, str]) -> Runner:
    """A runner for the inputs that have a default, the copy of the kit and its commit."""
    defaults = {name: declared["default"] for name, declared in INPUTS.items() if "default" in declared}
    assert set(INPUTS) - set(defaults) == {"depot", "version"}
    return Runner(defaults | {"depot": str(clone), "version": commit, "date": DAY}, machine)


@pytest.fixture(scope="session")
def home(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The line that says where the first part of the job, run once, has put the kit."""
    work = job(runner.inputs)
    script = "\n".join([*work["before_script"], 'echo "KIT_HOME=$KIT_HOME"'])
    done = runner.shell(script, tmp_path_factory.mktemp("vide"), work["variables"])
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("\n") == 1, done.stdout
    return done.stdout


def test_the_job_shows_each_finding_at_its_line(runner: Runner, home: str, depot: Depot) -> None:
    root = depot("88", without="medecin")
    done = runner.run(root, home)
    assert done.returncode == 1
    assert "departments/88-vosges/membres.yaml:8:1 non conforme siege-sans-titulaire" in done.stdout
    assert "Traceback" not in done.stdout
    artifacts = job(runner.inputs)["artifacts"]
    reports = artifacts["reports"]
    codequality, junit = (root / reports[name].replace("$CI_JOB_ID", JOB) for name in ("codequality", "junit"))
    issues = json.loads(codequality.read_text(encoding="utf-8"))
    [missing] = [issue for issue in issues if issue["check_name"] == "siege-sans-titulaire"]
    assert missing["location"] == {"path": "departments/88-vosges/membres.yaml", "lines": {"begin": 8}}
    assert 'failures="1"' in junit.read_text(encoding="utf-8")
    assert sorted(path.name for path in root.iterdir()) == ["departments", FOLDER]
    assert sorted((root / FOLDER).iterdir()) == [codequality, junit]
    assert artifacts["when"] == "always"


PLANTED = {
    "lien vers un fichier": "kit-qualite.json",
    "lien vers rien": "kit-tests.xml",
    "lien vers un appareil": "kit-qualite.json",
    "lien vers un dossier": "kit-rapports-",
    "dossier": "kit-qualite.json",
}


@pytest.mark.parametrize("kind", FOR_A_FILE)
def test_what_a_commit_puts_under_the_names_of_the_reports_is_neither_read_nor_written(
    runner: Runner, home: str, depot: Depot, kind: str
) -> None:
    root = depot("88")
    elsewhere = away(root.with_name("ailleurs"))
    FOR_A_FILE[kind][0](root / PLANTED[kind], elsewhere)
    (root / "autre-nom").hardlink_to(elsewhere / "fichier")
    before = state(root), state(elsewhere)
    assert runner.run(root, home).returncode == 0
    after = {name: what for name, what in state(root).items() if not name.startswith(FOLDER)}
    assert (after, state(elsewhere)) == before
    assert sorted(path.name for path in (root / FOLDER).iterdir()) == ["kit-qualite.json", "kit-tests.xml"]


@pytest.mark.parametrize("kind", ["lien vers un dossier", "lien vers rien", "dossier"])
def test_a_folder_that_has_the_name_of_the_reports_is_refused(
    runner: Runner, home: str, depot: Depot, kind: str
) -> None:
    root = depot("88")
    elsewhere = away(root.with_name("ailleurs"))
    FOR_A_FILE[kind][0](root / FOLDER, elsewhere)
    before = state(root), state(elsewhere)
    assert runner.run(root, home).returncode == 1
    assert (state(root), state(elsewhere)) == before


def test_a_change_cannot_add_its_own_errors_to_the_baseline(
    runner: Runner, home: str, depot: Depot, machine: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = depot("88")
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Avant"]):
        assert run("git", *words, cwd=root, env=machine).returncode == 0
    monkeypatch.setattr(runner, "base", run("git", "rev-parse", "HEAD", cwd=root, env=machine).stdout.strip())
    members = root / "departments" / "88-vosges" / "membres.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    kit = f'"$KIT_HOME/venv/bin/kit" check --date {DAY} --write-baseline'
    assert runner.shell(f"{home}{kit}", root, {}).returncode == 0
    done = runner.run(root, home, baseline="kit-baseline.json")
    assert done.returncode == 1
    assert "« kit-baseline.json » n’existe pas dans" in done.stdout
    monkeypatch.setattr(runner, "base", "0" * 40)
    absent = runner.run(root, home, baseline="kit-baseline.json")
    assert absent.returncode == 2
    assert "Traceback" not in absent.stdout


def test_a_baseline_lets_the_known_error_pass(runner: Runner, home: str, depot: Depot) -> None:
    root = depot("88", without="medecin")
    kit = f'"$KIT_HOME/venv/bin/kit" check --date {DAY} --write-baseline'
    assert runner.shell(f"{home}{kit}", root, {}).returncode == 0
    done = runner.run(root, home, baseline="kit-baseline.json")
    assert done.returncode == 0, done.stdout
    assert "non conforme (déjà connue) siege-sans-titulaire" in done.stdout


@pytest.mark.parametrize("name", ["root", "date", "baseline"])
def test_no_input_is_ever_a_command(runner: Runner, home: str, depot: Depot, name: str) -> None:
    root = depot("88")
    done = runner.run(root, home, **{name: '$(touch vu)"; touch vu; `touch vu` #'})
    assert done.returncode == 2
    assert [path.name for path in root.iterdir()] == ["departments"]


def test_every_input_is_used_and_none_in_a_script(runner: Runner) -> None:
    assert {*_INPUT.findall(BODY)} == set(INPUTS)
    [work] = yaml.safe_load(BODY).values()
    for line in (*work["before_script"], *work["script"]):
        assert not _INPUT.search(line)
    assert job(runner.inputs)["stage"] == "test"
