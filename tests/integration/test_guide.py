"""The other pages of the guide run as they are written: each file, each command, each shown line."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kit.cli import cli
from kit.french import NBSP, NNBSP
from kit.law.prose import filled
from kit.yaml import schema
from tests.conftest import HOUSE
from tests.integration.conftest import DAY
from tests.integration.guide import Command, missing, steps

pytestmark = pytest.mark.proof

GUIDE = HOUSE / "site" / "pages" / "guide"
# « Débuter » a ses propres épreuves ; une page sans commande n'a rien à lancer.
PAGES = {path.stem: filled(path.read_text("utf-8")) for path in sorted(GUIDE.glob("*.md")) if path.stem != "debuter"}
# Le département d’exemple dont part une page ; les autres partent d’une fiche vide.
FROM = {"annee": "88-vosges"}
RUN = sorted(name for name, text in PAGES.items() if "```console" in text)


def test_the_pages_that_have_commands_are_known() -> None:
    assert RUN == [
        "annee",
        "corriger-un-constat",
        "demander-une-derogation",
        "echeances",
        "preparer-une-seance",
        "recopier-une-composition",
        "un-depot-qui-veille",
    ]


@pytest.mark.parametrize("name", RUN)
def test_each_command_shows_what_the_page_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if name in FROM:
        shutil.copytree(HOUSE / "departments" / FROM[name], tmp_path / "departments" / FROM[name])
    else:
        assert _kit("kit new 48 --sans-questions").startswith("Quatre fichiers")
    for step in steps(PAGES[name]):
        if not isinstance(step, Command):
            Path(step.path).write_text(step.text, encoding="utf-8")
            continue
        shown = _kit(step.typed)
        line = missing(step.shown, shown)
        assert line is None, f"$ {step.typed}\n{shown}\n→ la page montre : {line}"


def test_every_key_of_the_repository_is_explained() -> None:
    keys = schema.load(schema.REPOSITORY)["properties"]
    rows = re.findall(r"^\| `(\w+)` \| ", PAGES["un-depot-qui-veille"], flags=re.MULTILINE)
    assert rows == list(keys)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_command_named_in_a_sentence_exists(name: str) -> None:
    assert set(re.findall(r"`kit ([a-z]+)[^`]*`", PAGES[name])) <= set(cli.commands)


def _kit(typed: str) -> str:
    """Run a command of the kit on the day of the tests, when the page says none; give what it says."""
    program, *words = typed.split()
    assert program == "kit", typed
    if words[0] in ("check", "echeances") and "--date" not in words:
        words += ["--date", DAY]
    done = CliRunner().invoke(cli, words)
    assert done.exception is None or isinstance(done.exception, SystemExit), typed
    return done.output.replace(NBSP, " ").replace(NNBSP, " ")
