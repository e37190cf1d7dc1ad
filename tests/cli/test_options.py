"""The options of every command: none takes the last of two values in silence."""

import click
import pytest

from kit.cli import cli
from kit.cli.options import Once
from tests.conftest import Kit

COMMANDS = {name: cli.get_command(click.Context(cli), name) for name in cli.list_commands(click.Context(cli))}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_an_option_that_has_one_value_says_when_it_is_given_two(name: str) -> None:
    command = COMMANDS[name]
    assert command is not None
    valued = [each for each in command.params if isinstance(each, click.Option) and not (each.is_flag or each.count)]
    assert [each.opts for each in valued if not (each.multiple or isinstance(each, Once))] == []


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("echeances", "--date", "2026-11-23", "--date", "2026-11-24"), "--date"),
        (("check", "--date", "2026-11-23", "--date", "2026-11-23"), "--date"),
        (("echeances", "--root", ".", "--root", ".."), "--root"),
        (("acte", "convocation", "--seance", "2026-12-10", "--seance", "2026-12-11"), "--seance"),
        (("rules", "--format", "texte", "--format", "json"), "--format"),
    ],
)
def test_a_value_given_twice_is_said(kit: Kit, words: tuple[str, ...], option: str) -> None:
    done = kit(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"l’option « {option} » est donnée 2 fois : gardez une seule valeur." in done.stderr.replace("\u00a0", " ")
