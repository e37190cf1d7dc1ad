"""`kit acte`: write a paper of the commission from what its files say."""

import datetime
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kit.actes import template
from kit.actes.catalogue import Kind, kinds
from kit.actes.opendocument import packed
from kit.actes.papers.appointing import changes, orders
from kit.actes.subject import Choice
from kit.actes.writing import FORMS, Document, Request, documents, paper
from kit.cli import amending, inputs, models, options, screen
from kit.cli.french import FrenchCommand
from kit.diff.base import opened
from kit.errors import UsageError
from kit.french import count, spaced
from kit.model.commission import Arrete
from kit.model.department import Dossier, load
from kit.model.folder import HOME, Folder
from kit.privacy.names import typed
from kit.report.formats.clean import clean_lines, inert

# Où le kit met les papiers.
_BUILT = ("build", "actes")
# Depuis un autre état des fichiers : ce qui a changé, et les arrêtés qu’il connaissait.
_Since = tuple[tuple[tuple[str, str], ...], tuple[Arrete, ...]]


class _Year(click.ParamType[int]):
    """A year, in four figures."""

    name = "AAAA"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the year; fails in French when it is none."""
        if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", str(value)):
            named = typed(str(value), "La valeur donnée")
            self.fail(f"{named} ne se lit pas : écrivez l’année en chiffres, par exemple 2026.", param, ctx)
        return int(value)


# Ce dont un papier parle, en plus de sa séance ; actes.yaml dit lequel demande quoi.
_ABOUT: dict[str, tuple[str, str, click.ParamType[Any]]] = {
    "dossier": ("RÉFÉRENCE", "Référence du dossier, qui ne dit rien d’une personne.", click.STRING),
    "siege": ("SIÈGE", "Siège, comme dans membres.yaml ou par son rang : « medecin », « 8 ».", click.STRING),
    "arrete": ("RÉFÉRENCE", "Référence de l’arrêté à publier.", click.STRING),
    "annee": ("AAAA", "Année de la fiche.", _Year()),
    "depuis": ("BASE", "Autre état des fichiers : un commit, une étiquette, un répertoire.", click.STRING),
}


def _about(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command an option for each thing that a paper may be about."""
    for name, (metavar, said, kind) in reversed(_ABOUT.items()):
        command = click.option(f"--{name}", cls=options.Once, metavar=metavar, type=kind, help=said)(command)
    return command


@click.command(
    "acte", cls=FrenchCommand,
    help="Écrit un papier de la commission d’après ses fichiers. TYPE : "
    + " ; ".join(f"« {kind.id} », {kind.said}" for kind in kinds().values())
    + ". DÉPARTEMENT : un numéro, un nom ou un répertoire. Codes de sortie : 0, le papier est écrit ; 1, il est écrit, "
    "mais irrégulier ; 2, rien n’est écrit.",
)  # fmt: skip
@click.argument("kind", metavar="TYPE", type=click.Choice(list(kinds())))
@click.argument("department", metavar="[DÉPARTEMENT]", required=False)
@click.option(
    "--seance", "session", cls=options.Once, type=options.Day(),
    help="Séance dont il parle (par défaut : la prochaine, ou la dernière tenue).",
)  # fmt: skip
@click.option("--heure", "hour", cls=options.Once, metavar="HH:MM", help="Son heure, s’il y en a plusieurs ce jour-là.")
@_about
@click.option(
    "--format", "form", cls=options.Once, type=click.Choice(FORMS),
    help="« odt » (par défaut), pour LibreOffice ou Word ; « html », à imprimer.",
)  # fmt: skip
@click.option("--chacun", "each", is_flag=True, help="Écrit un papier par personne : une convocation par membre.")
@click.option("--noms", "names", is_flag=True, help="Édition interne : écrit aussi les noms du champ « nom ».")
@click.option("--modele", "model", is_flag=True, help="Écrit seulement notre modèle dans « modeles », pour le changer.")
@click.option(
    "--champs", "fields", is_flag=True, help="Montre seulement les champs qu’un modèle peut nommer, avec leur valeur."
)
@click.option(
    "--output", cls=options.Once, type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER",
    help="Écrit le papier dans ce fichier (par défaut : sous « build/actes »).",
)  # fmt: skip
@click.option("--remplacer", "replace", is_flag=True, help="Remplace un papier qui existe déjà et qui diffère.")
@options.date
@options.root
def command(
    kind: str, department: str | None, session: datetime.date | None, hour: str | None, form: str | None,
    output: Path | None, as_of: datetime.date | None, root: Path, *, each: bool, names: bool, model: bool, fields: bool,
    replace: bool,
    **about: Any,
) -> None:  # fmt: skip
    """Write a paper; exit 1 when something makes it irregular, which its cover note says."""
    if output:
        inputs.spare("--output", output, root)
    if model:
        _write_model(root, kind, output)
        return
    form = _form(root, output, form)
    wanted, day = kinds()[kind], as_of or options.today()
    _refuse_useless(wanted, about)
    there = _folder(root, department)
    dossier = load(there)
    since = _changes(root, there, dossier, about["depuis"], day) if about["depuis"] else ((), ())
    choice = Choice(
        names=names, file=about["dossier"], seat=about["siege"], order=about["arrete"], year=about["annee"],
        changes=since[0], orders=since[1],
    )  # fmt: skip
    asked = Request(kind=wanted, day=day, session=session, hour=hour, choice=choice)
    said = paper(dossier, asked)
    if fields:
        for name, value in said.shown:
            click.echo(f"{name:<32} {' '.join(inert(clean_lines(value)).split())}")
        return
    made = tuple(documents(said, models.found(root, there.path.name, kind), form, each=each))
    if output and len(made) > 1:
        message = f"« --output » ne nomme qu’un fichier, et il y en a {len(made)} : laissez-le."
        raise UsageError(message)
    base = root.joinpath(*_BUILT, there.path.name)
    for one in () if replace else made:
        inputs.keep(output or base / one.name, one.raw)
    for one in made:
        path = output or base / one.name
        screen.write(path, one.raw, root)
        click.echo(spaced(f"« {path.as_posix()} » est écrit."))
    sys.exit(_said(made))


def _form(root: Path, output: Path | None, asked: str | None) -> str:
    """Give the format that is asked for, or that the name of the file says; raises UsageError when they disagree, or
    for a file that would be taken for a model."""
    if output is None:
        return asked or FORMS[0]
    if (root / models.HOME).resolve() in output.resolve().parents:
        named = typed(output.as_posix(), "Le fichier donné")
        message = (
            f"{named} est dans « {models.HOME} », où il serait pris pour un modèle : donnez un autre "
            "nom avec « --output »."
        )
        raise UsageError(message)
    ending = output.suffix.lower().removeprefix(".")
    form = asked or (ending if ending in FORMS else FORMS[0])
    if ending and ending != form:
        message = (
            f"« --output » finit par « .{ending} » et le papier est en « {form} » : terminez ce nom par « .odt » ou "
            "« .html », comme « --format »."
        )
        raise UsageError(message)
    return form


def _refuse_useless(wanted: Kind, about: dict[str, Any]) -> None:
    """Raise UsageError when what a paper needs is not given, or when what is given is of no use to it."""
    for name, value in about.items():
        if value is None and wanted.needs == name:
            message = f"« {wanted.id} » demande « --{name} » : {_ABOUT[name][1]}"
            raise UsageError(message)
        if value is not None and name not in (wanted.needs, wanted.may):
            message = f"« {wanted.id} » n’a pas l’usage de « --{name} » : laissez-le."
            raise UsageError(message)


def _changes(root: Path, there: Folder, dossier: Dossier, base: str, day: datetime.date) -> _Since:
    """Give what changed in the composition since another state, and the orders that it knew; raises UsageError when
    nothing did, or when the department was not there."""
    with opened(base, root) as state:
        before = state.path / HOME / there.path.name if state.begun else None
        if before is None or not before.is_dir():
            message = f"« {there.path.name} » n’est pas dans « {base} » : rien ne se compare."
            raise UsageError(message)
        former = load(Folder(before, there.name))
        found, known = changes(former, dossier, day), orders(former, day)
    if not found:
        message = f"La composition n’a pas changé depuis « {base} » : il n’y a rien à modifier."
        raise UsageError(message)
    return found, known


def _said(made: tuple[Document, ...]) -> int:
    """Say why a paper is not regular, or may not be; give the exit code."""
    remarks = dict.fromkeys(remark for one in made for remark in one.remarks)
    for remark in remarks:
        state = "irrégulier" if remark.irregular else "à vérifier"
        screen.progress(spaced(f"{state} : {remark.message}"))
    if remarks:
        screen.progress(spaced(f"La note de tête le dit : {count(len(remarks), 'point')} à lire avant de signer."))
    return screen.BREACHES if any(one.irregular for one in made) else screen.CONFORMING


def _folder(root: Path, department: str | None) -> Folder:
    """Give the folder of a department; raises UsageError when none is named, or as `amending.folder`."""
    if department is None:
        message = "Dites de quel département : un numéro, un nom ou un répertoire."
        raise UsageError(message)
    return amending.folder(root, department)


def _write_model(root: Path, kind: str, output: Path | None) -> None:
    """Write our model, for a department to change; never over one that is there."""
    path = output or root / models.HOME / f"{kind}.odt"
    if path.exists():
        named = typed(path.as_posix(), "Le fichier donné")
        message = f"{named} existe déjà : déplacez-le, ou donnez un autre nom avec « --output »."
        raise UsageError(message)
    screen.write(path, packed(template.own(kind), kinds()[kind].title), root)
    click.echo(spaced(f"« {path.as_posix()} » est écrit : changez-le dans LibreOffice, et gardez-le à cette place."))
