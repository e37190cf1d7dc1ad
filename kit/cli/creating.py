"""`kit new`: open the folder of a department, or a whole repository."""

import datetime
import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from kit.cli import asking, founding, options, screen
from kit.cli.french import FrenchCommand
from kit.edit.new import create, depot, repository
from kit.edit.new.four_files import files
from kit.edit.new.questions import (
    Answers,
    Question,
    asked,
    authorities,
    fault,
    half_presided,
    questions,
    understood,
)
from kit.errors import UsageError
from kit.french import count, spaced
from kit.law.territories import Territory
from kit.model.repository import FILE


def _flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command an option for each question."""
    for question in reversed(questions()):
        said = f"{question.question}, par exemple « {question.exemple} »."
        command = click.option(question.option, question.nom, cls=options.Once, metavar="TEXTE", help=said)(command)
    return command


@click.command(
    "new", cls=FrenchCommand,
    help="Écrit la fiche d’un département : quatre fichiers commentés. Pose des questions dans un terminal. CODE : "
    "un numéro ou un nom. Avec --depot, écrit un dépôt entier dans le RÉPERTOIRE donné.",
)  # fmt: skip
@click.argument("code", metavar="CODE|RÉPERTOIRE")
@_flags
@click.option("--sans-questions", "silent", is_flag=True, help="Ne demande rien, même dans un terminal.")
@founding.flags
@options.date
@options.root
@click.pass_context
def command(
    context: click.Context, /, code: str, as_of: datetime.date | None, root: Path, whole: founding.Whole | None,
    *, silent: bool, **given: str | None,
) -> None:  # fmt: skip
    """Write the four files, or a whole repository around them, and say what comes next."""
    if whole is None:
        wanted = create.territory(code)
        create.refuse(root, wanted)
        fiche = _prepared(wanted, as_of or options.today(), given, silent=silent)
        _told(root, *_written(root, fiche))
        return
    if context.get_parameter_source("root") is ParameterSource.COMMANDLINE:
        message = "« --root » est de trop : avec « --depot », le répertoire est celui que vous donnez."
        raise UsageError(message)
    folder, first = Path(os.path.normpath(code)), None
    depot.refuse(folder)
    if whole.department:
        first = _prepared(create.territory(whole.department), as_of or options.today(), given, silent=silent)
    elif any(said is not None for said in given.values()):
        message = "Ce que vous dites d’une commission demande « --departement »."
        raise UsageError(message)
    with screen.writing(folder):
        written = depot.write(folder, depot.files(whole.forge, whole.kit))
    founding.told(folder, whole, len(written), _written(folder, first)[0] if first else None)


@dataclass(frozen=True, slots=True)
class _Fiche:
    """A department about to be written: its four files, and whether half of a joint presidency is known."""

    wanted: Territory
    files: dict[str, str]
    half: bool


def _prepared(wanted: Territory, day: datetime.date, given: Mapping[str, str | None], *, silent: bool) -> _Fiche:
    """Read the answers, ask those that miss, and give what will be written; raises UsageError for a wrong answer."""
    chairs = authorities(wanted, day)
    known = {name: said for name, said in given.items() if said is not None}
    answers = _given(known, wanted, asked(chairs))
    half = half_presided(answers, chairs)
    if not silent and screen.interactive():
        answers = _asked(answers, wanted, asked(chairs))
        half = half_presided(answers, chairs)
    elif half:
        message = f"La présidence {wanted.of} est conjointe : donnez aussi « --prefet-de-police »."
        raise UsageError(message)
    return _Fiche(wanted, files(wanted, answers, day), half)


def _written(root: Path, fiche: _Fiche) -> tuple[Path, tuple[str, ...], dict[Path, str]]:
    """Write a department under a root; give its folder, the schemas copied, and what was written beside."""
    with screen.writing(root / "departments"):
        folder, schemas = create.write(root, fiche.wanted, fiche.files)
        attributes = create.line_ends(root)
        scope = repository.tell(root, fiche.wanted, create.codes(root))
    if fiche.half:
        of = fiche.wanted.of
        click.echo(spaced(f"La présidence {of} est conjointe : écrivez-la, entière, dans commission.yaml."))
    return folder, schemas, _beside(root, fiche.wanted, scope, attributes=attributes)


def _asked(answers: Answers, wanted: Territory, asked_here: tuple[Question, ...]) -> Answers:
    """Ask the questions; raises UsageError when the person leaves."""
    try:
        answers = asking.ask(f"{wanted.name} ({wanted.code})", asked_here, answers)
    except (EOFError, KeyboardInterrupt) as error:
        click.echo()
        message = "Interrompu : rien n’a été écrit."
        raise UsageError(message) from error
    click.echo()
    return answers


def _given(answers: Answers, wanted: Territory, asked_here: tuple[Question, ...]) -> Answers:
    """Read the answers given as options; raises UsageError for one that a check would refuse, that has no place
    without another, or that is not asked of this commission."""
    given = dict(answers)
    for question in questions():
        if question.nom not in given:
            continue
        if question not in asked_here:
            message = f"« {question.option} » est de trop : le texte ne nomme qu’un président {wanted.of}."
            raise UsageError(message)
        if question.apres is not None and question.apres not in given:
            other = next(each.option for each in questions() if each.nom == question.apres)
            message = f"« {question.option} » ne va pas sans « {other} »."
            raise UsageError(message)
        given[question.nom] = understood(question, given[question.nom])
        if said := fault(question, given[question.nom]):
            message = f"« {question.option} » : {said[0]} {said[1]}"
            raise UsageError(message)
    return given


def _beside(root: Path, wanted: Territory, scope: repository.Done, *, attributes: bool) -> dict[Path, str]:
    """Give what was written beside the folders, each file with the sentence that tells it."""
    told: dict[Path, str] = {}
    if attributes:
        said = "dit à git de garder les fins de ligne telles qu’elles sont, sous Windows aussi"
        told[root / create.ATTRIBUTES] = said
    if scope is repository.Done.WRITTEN:
        told[root / FILE] = "dit quels départements ce dépôt tient, et qui les publie"
    elif scope is repository.Done.ADDED:
        told[root / FILE] = f"cite maintenant « {wanted.code} » parmi ses départements"
    elif scope is repository.Done.LEFT:
        told[root / FILE] = f'reste à compléter : ajoutez « "{wanted.code}" » sous « {repository.LIST} »'
    return told


def _told(root: Path, folder: Path, schemas: tuple[str, ...], beside: dict[Path, str]) -> None:
    """Say what was written, and the three steps that come next."""
    style, where = screen.style(), root / "schemas"
    told = [f"Quatre fichiers écrits dans « {folder.as_posix()} »."]
    if schemas:
        copies = count(len(schemas), "schéma copié", "schémas copiés")
        told.append(
            f"{copies} dans « {where.as_posix()} » : l’éditeur y lit son aide, sans réseau. « kit schemas --editeur » "
            "les met à jour."
        )
    told += [f"« {path.as_posix()} » {said}." for path, said in beside.items()]
    for sentence in (*told, "Ensuite :"):
        click.echo(style.wrap(spaced(sentence), ""))
    elsewhere = () if root == Path() else ("--root", root.as_posix())
    added = [path.as_posix() for path in (folder, *([where] if schemas else []), *beside)]
    steps = (
        ("ouvrez-les, et effacez « # » devant les lignes que vous remplissez.", ""),
        ("contrôlez-les :", shlex.join(("kit", "check", folder.as_posix(), *elsewhere))),
        ("gardez-les :", f"{shlex.join(('git', 'add', *added))} && git commit"),
    )
    for number, (said, typed) in enumerate(steps, 1):
        click.echo(f"  {number}. {spaced(said)}" + (f" {style.paint(typed, 'gras')}" if typed else ""))
