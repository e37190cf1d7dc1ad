"""A whole pipeline of GitLab, played stage by stage: which jobs run, and where the internal edition leads to."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import HOUSE

STAGES = (".pre", "build", "test", "deploy", ".post")
INPUTS = re.compile(r"\$\[\[ inputs\.([a-z]+) \]\]")


def jobs() -> dict[str, Any]:
    """Give the jobs of the two components, with the inputs that they have when nobody says otherwise."""
    found: dict[str, Any] = {}
    for name in ("kit", "depot"):
        head, body = (HOUSE / "templates" / f"{name}.yml").read_text(encoding="utf-8").split("\n---\n")
        declared = yaml.safe_load(head)["spec"]["inputs"]
        for word in INPUTS.findall(body):
            body = body.replace(f"$[[ inputs.{word} ]]", declared[word].get("default", ""))
        found |= yaml.safe_load(body)
    return found


def wanted(job: Mapping[str, Any], variables: Mapping[str, str]) -> bool:
    """Tell whether the rules of a job let it in a pipeline; one without rules is in all."""
    return "rules" not in job or any(holds(rule["if"], variables) for rule in job["rules"])


def holds(condition: str, variables: Mapping[str, str]) -> bool:
    """Tell whether a condition of a rule is true, by the few signs that ours are made of."""
    given = {f"${name}": value for name, value in variables.items()}
    for each in condition.split(" && "):
        one, sign, other = each.split(" ")
        same = given.get(one) == (given[other] if other.startswith("$") else other.strip('"'))
        assert sign in ("==", "!=")
        if same != (sign == "=="):
            return False
    return True


def played(variables: Mapping[str, str], failing: set[str]) -> set[str]:
    """Give the jobs that run: a failed one stops those of the later stages, but for those that need nothing."""
    given = {name: job for name, job in jobs().items() if wanted(job, {"CI_DEFAULT_BRANCH": "main", **variables})}
    run, stopped = set[str](), False
    for stage in STAGES:
        now = {name for name, job in given.items() if job["stage"] == stage}
        run |= {name for name in now if not stopped or given[name].get("needs") == []}
        stopped = stopped or bool(run & now & failing)
    assert {job["stage"] for job in given.values()} <= set(STAGES)
    return run


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "push"}, {"pages", "edition-interne"}),
        ({"CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "schedule"}, {"pages", "veille"}),
        ({"CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "web"}, {"pages", "edition-interne", "veille"}),
        ({"CI_PIPELINE_SOURCE": "merge_request_event"}, {"apercu"}),
    ],
)
@pytest.mark.parametrize("failing", [set[str](), {"kit-check"}])
def test_an_error_of_a_department_stops_neither_the_site_nor_the_watch(
    variables: dict[str, str], expected: set[str], failing: set[str]
) -> None:
    assert played(variables, failing) == {"kit-check"} | expected


@pytest.mark.parametrize(
    ("root", "address"),
    [(".", "main"), ("./", "main"), ("donnees", "main/donnees"), ("./donnees", "main/donnees"), ("a/b", "main/a/b")],
)
def test_the_internal_edition_links_to_the_files_where_they_are(tmp_path: Path, root: str, address: str) -> None:
    [build] = [each for each in jobs()["edition-interne"]["script"] if "kit build" in each]
    done = subprocess.run(
        ["bash", "-euc", f"kit() {{ printf '%s\\n' \"$@\"; }}\n{build}"],
        env={"KIT_ROOT": root, "CI_PROJECT_URL": "https://f.invalid/g/p", "CI_DEFAULT_BRANCH": "main"},
        cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == f"https://f.invalid/g/p/-/blob/{address}"
