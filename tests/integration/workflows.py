"""A workflow of GitHub, or a job of GitLab, run here: its own scripts and expressions, in a clone of the repository.

What the forge does itself is done by hand: a checkout is a clone, an artifact a folder, a publication a copy. An
expression or an action that is not known here fails: nothing is skipped."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from kit.french import NBSP, NNBSP
from tests.integration.component import filled
from tests.integration.conftest import run

# Les valeurs du pas « shell: bash » de GitHub.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
# Le jour est donné à chaque commande, et un site de la même édition n’est fait qu’une fois.
_DATED = """\
kit_dated() {{
  local word=$1 site="{sites}/$3" code=0; shift
  if [ "$word" = build ] && [ -d "$site" ]; then mkdir -p build; cp -R "$site" build/site; return 0; fi
  {plain} "$word" "$@" --date {day} || code=$?
  if [ "$word" = build ] && [ -d build/site ]; then cp -R build/site "$site"; fi
  return $code
}}
"""


@dataclass
class GitHub:
    """A runner of GitHub for one repository: what it knows of the event, the artifacts, and what is published."""

    workspace: Path
    temp: Path
    kit: Path
    project: str
    machine: Mapping[str, str]
    known: dict[str, str]
    day: str
    sites: Path
    path: list[str] = field(default_factory=list)
    installed: dict[str, tuple[dict[str, str], list[str]]] = field(default_factory=dict)
    log: str = ""
    summary: str = ""

    def job(self, workflow: str, name: str) -> list[str]:
        """Run a job of a workflow; give the names of the actions that it used. Raises AssertionError when a step
        fails."""
        text = (self.workspace / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8")
        job = yaml.safe_load(text)["jobs"][name]
        assert set(job) <= {"name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment", "steps"}
        used, steps = [], dict[str, str]()
        self.log = ""
        for step in job["steps"]:
            given = {name: self._filled(str(value), steps) for name, value in step.get("with", {}).items()}
            if "uses" in step:
                used.append(step["uses"].partition("@")[0])
                outputs = self._action(used[-1], given)
            else:
                env = {name: self._filled(value, steps) for name, value in step.get("env", {}).items()}
                outputs = self._script(step["run"], env, self.kit)
            steps |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items() if "id" in step}
        return used

    def _filled(self, text: str, steps: Mapping[str, str]) -> str:
        return _EXPRESSION.sub(lambda found: {**self.known, **steps, "runner.temp": str(self.temp)}[found[1]], text)

    def _action(self, name: str, given: dict[str, str]) -> dict[str, str]:
        kept = self.temp.parent / "artifacts"
        if name.startswith(self.project):
            return self._composite(self.kit / name.removeprefix(self.project).lstrip("/"), given)
        if name == "actions/upload-artifact":
            shutil.copytree(self.workspace / given["path"], kept / given["name"])
        elif name == "actions/upload-pages-artifact":
            shutil.copytree(self.workspace / given["path"], kept / "github-pages")
        elif name == "actions/download-artifact":
            shutil.copytree(kept / given["name"], given["path"])
        elif name == "actions/deploy-pages":
            shutil.copytree(kept / "github-pages", self.temp.parent / "public")
            return {"page_url": "https://groupe.exemple.invalid/donnees/"}
        else:
            assert name == "actions/checkout"
            assert given["persist-credentials"] == "False"
        return {}

    def _composite(self, action: Path, given: dict[str, str]) -> dict[str, str]:
        told = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))
        inputs = {name: declared["default"] for name, declared in told["inputs"].items()} | given
        if "date" in inputs:
            inputs["date"] = self.day
        known = self.known | {f"inputs.{name}": value for name, value in inputs.items()}
        outputs: dict[str, str] = {}
        for step in told["runs"]["steps"]:
            env = {name: _EXPRESSION.sub(lambda found: known[found[1]], value) for name, value in step["env"].items()}
            if step["name"] == "Installer le kit":
                outputs |= self._installation(step["run"], env, action)
            else:
                outputs |= self._script(step["run"], env, action)
        return outputs

    def _installation(self, script: str, env: Mapping[str, str], action: Path) -> dict[str, str]:
        """Install the kit, once for each way to: the jobs that follow find it where it is."""
        if script not in self.installed:
            before = len(self.path)
            made = self._script(script, env, action)
            self.installed[script] = (made, self.path[: len(self.path) - before])
        outputs, found = self.installed[script]
        self.path = [*found, *(each for each in self.path if each not in found)]
        return outputs

    def _script(self, script: str, env: Mapping[str, str], action: Path) -> dict[str, str]:
        files = {name: self.temp / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        shim = self.temp / "shim" / "kit"
        shim.parent.mkdir(exist_ok=True)
        plain_kit = 'env PATH="${PATH#*:}" kit'
        dated = _DATED.format(sites=self.sites, day=self.day, plain=plain_kit)
        shim.write_text(f'#!/bin/bash\n{dated}kit_dated "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        path = ":".join([str(shim.parent), *self.path, self.machine["PATH"]])
        told = {
            **self.machine, "PATH": path, "RUNNER_TEMP": str(self.temp), "GITHUB_ACTION_PATH": str(action),
            "GITHUB_ACTIONS": "true", **{name: str(file) for name, file in files.items()}, **env,
        }  # fmt: skip
        (self.temp / "pas.sh").write_text(script, encoding="utf-8")
        done = run(*BASH, str(self.temp / "pas.sh"), cwd=self.workspace, env=told)
        self.log += plain(done.stdout)
        assert done.returncode == 0, done.stdout
        self.path = [*files["GITHUB_PATH"].read_text(encoding="utf-8").split(), *self.path]
        self.summary += plain(files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8"))
        return dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines())


@dataclass
class GitLab:
    """A runner of GitLab for one repository: the components that it includes, their jobs, and their artifacts."""

    workspace: Path
    home: str
    components: Path
    machine: Mapping[str, str]
    variables: dict[str, str]
    day: str
    sites: Path

    def job(self, component: str, name: str) -> dict[str, str]:
        """Run a job of a component, but for the installation, which `home` stands for; give what it printed, and the
        artifacts, by path. Raises AssertionError when it fails."""
        included = yaml.safe_load((self.workspace / ".gitlab-ci.yml").read_text(encoding="utf-8"))["include"]
        [given] = [each["inputs"] for each in included if f"/{component}@" in each["component"]]
        head, body = (self.components / f"{component}.yml").read_text(encoding="utf-8").split("\n---\n")
        declared = yaml.safe_load(head)["spec"]["inputs"]
        inputs = {word: told["default"] for word, told in declared.items() if "default" in told} | given
        job = filled(yaml.safe_load(body), inputs | {"date": self.day})[name]
        install = "\n".join(job["before_script"])
        # Ce que l’installation définit, sans elle ; le jour est donné à chaque commande.
        defined = "\n".join(re.findall(r"^(?:kit|forge)\(\) .*$", install, re.MULTILINE))
        told = _DATED.format(sites=self.sites, day=self.day, plain="kit_plain")
        dated = (
            f'eval "kit_plain() $(declare -f kit | tail -n +2)"\n{told}kit() {{ kit_dated "$@"; }}\n' if defined else ""
        )
        script = "\n".join([self.home, defined, dated, *job["script"]])
        env = {**self.machine, **job["variables"], **self.variables}
        done = run("bash", "-eo", "pipefail", cwd=self.workspace, env=env, stdin=script)
        assert done.returncode == 0, done.stdout
        kept = [self.workspace / path for path in job.get("artifacts", {}).get("paths", [])]
        assert all(path.is_dir() for path in kept)
        return {"": plain(done.stdout)} | {path.name: str(path) for path in kept}


def plain(text: str) -> str:
    """Give a text with ordinary spaces."""
    return text.replace(NBSP, " ").replace(NNBSP, " ")
