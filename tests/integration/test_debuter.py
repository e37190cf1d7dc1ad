"""The page « Débuter » run as it is written: each command in a true terminal session, each file, each shown line."""

import re
from pathlib import Path

import pytest
import yaml

from kit.french import NBSP, NNBSP
from tests.conftest import HOUSE
from tests.integration.conftest import ADDRESS, DAY, TAG, run
from tests.integration.guide import Command, Written, missing, steps
from tests.integration.published import judged

pytestmark = pytest.mark.proof

PAGE = (HOUSE / "site" / "pages" / "guide" / "debuter.md").read_text(encoding="utf-8")
# Le jour est fixé : la page n'en dit pas. Chaque sortie est suivie d'une ligne qui la sépare de la suivante.
_SEPARATOR = "=== fin"
_PRELUDE = f"""\
exec 2>&1 < /dev/null
kit() {{
  local name=$1; shift
  case "$name" in check|diff) set -- --date {DAY} "$@" ;; esac
  command kit "$name" "$@"
}}
"""


@pytest.fixture(scope="session")
def session(
    tmp_path_factory: pytest.TempPathFactory, address: str, machine: dict[str, str]
) -> list[tuple[Command, str]]:
    """What each command of the page has shown, in one session of the shell."""
    assert address in PAGE
    work = tmp_path_factory.mktemp("debuter")
    lines, commands = [_PRELUDE], []
    for number, step in enumerate(steps(PAGE)):
        if isinstance(step, Command):
            commands.append(step)
            lines += [step.typed, f'echo "{_SEPARATOR} $?"']
        else:
            (work / f"{number}.txt").write_text(step.text, encoding="utf-8")
            lines.append(f'mkdir -p "$(dirname {step.path})" && cp "{work}/{number}.txt" {step.path}')
    (work / "page.sh").write_text(
        "\n".join([*lines, "type -P kit", "git log --reverse --format=%s\n"]), encoding="utf-8"
    )
    said = run("bash", "--norc", str(work / "page.sh"), cwd=work, env=machine).stdout
    *outputs, after = re.split(rf"^{_SEPARATOR} \d+\n", said.replace(NBSP, " ").replace(NNBSP, " "), flags=re.MULTILINE)
    # Sans cela, un kit déjà là aurait pu répondre à la place de celui que la page installe.
    program, *kept = after.splitlines()
    assert program == f"{work}/outils/bin/kit"
    # Un commit refusé puis accepté n'y est qu'une fois.
    messages = re.findall(r'-m "(.+)"$', "\n".join(command.typed for command in commands), flags=re.MULTILINE)
    assert kept == list(dict.fromkeys(messages))
    return list(zip(commands, outputs, strict=True))


def test_each_command_shows_what_the_page_shows(session: list[tuple[Command, str]]) -> None:
    for command, output in session:
        line = missing(command.shown, output)
        assert line is None, f"$ {command.typed}\n{output}\n→ la page montre : {line}"


@pytest.mark.parametrize(
    ("shown", "output", "found"),
    [
        (("a", "…", "b"), "a\nx\ny\nb\n", None),
        (("a", "b"), "a\nx\nb\n", "b"),
        (("a…c",), "abc\n", None),
        (("a",), "a\nb\n", "(rien de plus que « b »)"),
        (("a", "…"), "a\n", None),
        ((), "", None),
        ((), "erreur\n", "(rien de plus que « erreur »)"),
        (("a",), "", "a"),
    ],
)
def test_the_reading_of_the_page_misses_nothing(shown: tuple[str, ...], output: str, found: str | None) -> None:
    assert missing(shown, output) == found


def test_the_page_shows_the_whole_way() -> None:
    assert f"pip install --quiet git+{ADDRESS}" in PAGE
    assert f"  - repo: {ADDRESS}\n    rev: {TAG}\n" in PAGE
    typed = [step.typed.split(" --")[0] for step in steps(PAGE) if isinstance(step, Command)]
    for word in ("kit new 48", "kit check", "kit fix", "kit diff HEAD~1", "pre-commit install"):
        assert word in typed


@pytest.mark.parametrize(
    ("path", "schema"), [(".github/workflows/controle.yml", "github-workflows"), (".gitlab-ci.yml", "gitlab-ci")]
)
def test_the_examples_of_ci_keep_their_schemas(path: str, schema: str, machine: dict[str, str], tmp_path: Path) -> None:
    [text] = [step.text for step in steps(PAGE) if isinstance(step, Written) and step.path == path]
    (tmp_path / "exemple.yml").write_text(text, encoding="utf-8")
    assert judged(schema, tmp_path / "exemple.yml", machine) == ""


def test_the_example_for_github_gives_away_nothing() -> None:
    [text] = [step.text for step in steps(PAGE) if isinstance(step, Written) and "workflows" in step.path]
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    checkout, kit = workflow["jobs"]["controle"]["steps"]
    assert checkout["with"] == {"persist-credentials": False, "fetch-depth": 0}
    # Vide hors d'une proposition : l'Action ne compare alors rien.
    assert kit["with"] == {"base": "${{ github.event.pull_request.base.sha }}"}
    for step in (checkout, kit):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
    action = yaml.safe_load((HOUSE / "action.yml").read_text(encoding="utf-8"))
    assert all("default" in declared for declared in action["inputs"].values())


def test_the_example_for_gitlab_gives_the_inputs_that_are_asked_for() -> None:
    [text] = [step.text for step in steps(PAGE) if isinstance(step, Written) and step.path == ".gitlab-ci.yml"]
    [included] = yaml.safe_load(text)["include"]
    head = (HOUSE / "templates" / "kit.yml").read_text(encoding="utf-8").split("\n---\n")[0]
    asked = {name for name, declared in yaml.safe_load(head)["spec"]["inputs"].items() if "default" not in declared}
    assert set(included["inputs"]) == asked
    assert included["component"].split("@")[0].endswith("/kit")
    assert included["component"].split("@")[1] == included["inputs"]["version"]
