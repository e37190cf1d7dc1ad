"""`kit new`: open the folder of a department."""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kit.cli import asking, options, screen
from kit.cli.french import FrenchCommand
from kit.errors import UsageError
from kit.french import spaced
from kit.new import create, texts
from kit.new.answers import QUESTIONS, Answers, fault, known


def _flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command an option for each question."""
    for question in reversed(QUESTIONS):
        said = f"{question.asked}, par exemple « {question.example} »."
        command = click.option(question.option, question.name, cls=options.Once, metavar="TEXTE", help=said)(command)
    return command


@click.command(
    "new", cls=FrenchCommand,
    help="Écrit le dossier d’un département : quatre fichiers commentés. Pose des questions dans un terminal.",
)  # fmt: skip
@click.argument("code", metavar="CODE")
@_flags
@click.option("--sans-questions", "silent", is_flag=True, help="Ne demande rien, même dans un terminal.")
@options.date
@options.root
def command(code: str, as_of: datetime.date | None, root: Path, *, silent: bool, **given: str | None) -> None:
    """Write the four files, and say what comes next."""
    wanted = create.territory(code)
    create.refuse(root, wanted)
    answers = Answers(**given)
    _judge(answers)
    if not silent and sys.stdin.isatty() and sys.stdout.isatty():
        try:
            answers = asking.ask(f"{wanted.name} ({wanted.code})", answers)
        except (EOFError, KeyboardInterrupt) as error:
            click.echo()
            message = "Interrompu : rien n’a été écrit."
            raise UsageError(message) from error
    with screen.writing(root / "departments"):
        folder, schemas = create.write(root, wanted, texts.files(wanted, answers, as_of or options.today()))
    click.echo(spaced(f"Quatre fichiers écrits dans « {folder.as_posix()} »."))
    if schemas:
        where = (root / "schemas").as_posix()
        click.echo(
            spaced(f"Les schémas que lit votre éditeur sont dans « {where} » : gardez-les avec les départements.")
        )
    click.echo(spaced("Ensuite : ouvrez ces fichiers, effacez le « # » des lignes que vous remplissez,"))
    click.echo(spaced(f"puis lancez « kit check {folder.as_posix()} »."))


def _judge(answers: Answers) -> None:
    """Refuse an option that a check would refuse, or that has no place without another; raises UsageError."""
    given = known(answers)
    for question in QUESTIONS:
        if question.name not in given:
            continue
        if question.after is not None and question.after not in given:
            other = next(each.option for each in QUESTIONS if each.name == question.after)
            message = f"« {question.option} » ne va pas sans « {other} »."
            raise UsageError(message)
        if said := fault(question, given[question.name]):
            message = f"« {question.option} » : {said[0]} {said[1]}"
            raise UsageError(message)
