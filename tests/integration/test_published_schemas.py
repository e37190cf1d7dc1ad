"""The files that other tools read keep the schemas that these tools publish; the examples of the pages too."""

from pathlib import Path

import pytest
import yaml

from kit.yaml.schema import BRANCHES
from tests.conftest import HOUSE
from tests.integration import component
from tests.integration.conftest import run
from tests.integration.published import judged

pytestmark = pytest.mark.proof


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_schemas_of_the_files_are_read_from_the_root(branch: str, machine: dict[str, str]) -> None:
    words = ("check-jsonschema", "--schemafile", f"schemas/{branch}.schema.json")
    done = run(*words, f"departments/88-vosges/{branch}.yaml", cwd=HOUSE, env=machine)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")
    done = run(*words, "action.yml", cwd=HOUSE, env=machine)
    assert (done.returncode, "Schema validation errors" in done.stdout) == (1, True), done.stdout


def test_the_action_keeps_its_schema(machine: dict[str, str]) -> None:
    assert judged("github-actions", HOUSE / "action.yml", machine) == ""


def test_the_component_keeps_its_schema(machine: dict[str, str], tmp_path: Path) -> None:
    head, body = tmp_path / "head.yml", tmp_path / "body.yml"
    head.write_text(component.HEAD, encoding="utf-8")
    inputs = {name: declared.get("default", "x") for name, declared in component.INPUTS.items()}
    body.write_text(yaml.safe_dump({"kit-check": component.job(inputs)}), encoding="utf-8")
    assert judged("gitlab-ci", head, machine) == ""
    assert judged("gitlab-ci", body, machine) == ""


@pytest.mark.parametrize("schema", ["github-actions", "gitlab-ci", "github-workflows"])
def test_these_schemas_refuse_what_is_wrong(schema: str, machine: dict[str, str], tmp_path: Path) -> None:
    wrong = tmp_path / "faux.yml"
    wrong.write_text("jobs: 3\nruns: 3\nstages: {}\n", encoding="utf-8")
    assert judged(schema, wrong, machine)
