"""`kit acte`: write a paper of the commission from what its files say."""

import datetime
import sys
from pathlib import Path

import click

from kit.actes import template
from kit.actes.catalogue import kinds
from kit.actes.opendocument import packed
from kit.actes.subject import Choice
from kit.actes.template import Template
from kit.actes.writing import FORMS, Document, Request, documents, paper
from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.errors import UsageError
from kit.french import count, quoted, spaced
from kit.law.territories import territories, territory_named
from kit.model import folder
from kit.model.department import load
from kit.model.folder import HOME, Folder

# Où un département, ou le dépôt, met ses modèles ; où le kit met les papiers.
_MODELS, _BUILT = "modeles", ("build", "actes")
_ENDINGS = ("odt", "fodt")


@click.command(
    "acte", cls=FrenchCommand,
    help="Écrit un papier de la commission d’après ses fichiers. TYPE : "
    + " ; ".join(f"« {kind.id} », {kind.said}" for kind in kinds().values())
    + ". DÉPARTEMENT : un numéro, un nom ou un répertoire.",
)  # fmt: skip
@click.argument("kind", metavar="TYPE", type=click.Choice(list(kinds())))
@click.argument("department", metavar="[DÉPARTEMENT]", required=False)
@click.option(
    "--seance",
    "session",
    type=options.Day(),
    help="Séance dont il parle (par défaut : la prochaine, ou la dernière tenue).",
)
@click.option(
    "--heure",
    "hour",
    cls=options.Once,
    metavar="HH:MM",
    help="Heure de cette séance, quand il y en a plusieurs ce jour-là.",
)
@click.option(
    "--dossier", "file", cls=options.Once, metavar="RÉFÉRENCE", help="Référence du dossier, sans rien d’une personne."
)
@click.option(
    "--format",
    "form",
    cls=options.Once,
    type=click.Choice(FORMS),
    help="« odt » (par défaut), pour LibreOffice ou Word ; « html », à imprimer.",
)
@click.option("--chacun", "each", is_flag=True, help="Écrit un papier par personne : une convocation par membre.")
@click.option(
    "--noms",
    "names",
    is_flag=True,
    help="Édition interne : écrit les noms du champ « nom » ; sans cette option, aucun nom.",
)
@click.option(
    "--modele",
    "model",
    is_flag=True,
    help="Écrit seulement notre modèle, à changer dans LibreOffice, dans « modeles ».",
)
@click.option(
    "--output",
    cls=options.Once,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Écrit le papier dans ce fichier (par défaut : sous « build/actes »).",
)
@options.date
@options.root
def command(
    kind: str, department: str | None, session: datetime.date | None, hour: str | None, file: str | None,
    form: str | None, output: Path | None, as_of: datetime.date | None, root: Path, *, each: bool, names: bool, model: bool,
) -> None:  # fmt: skip
    """Write a paper; exit 1 when something makes it irregular, which its cover note says."""
    if model:
        _write_model(root, kind, output)
        return
    wanted = kinds()[kind]
    given = {"dossier": file}
    for name, value in given.items():
        if (value is None) == (wanted.needs == name):
            message = (
                f"« {kind} » demande « --{name} »." if value is None else f"« {kind} » n’a pas l’usage de « --{name} »."
            )
            raise UsageError(message)
    there = _folder(root, department)
    asked = Request(
        kind=wanted, day=as_of or options.today(), session=session, hour=hour, choice=Choice(names=names, file=file)
    )
    made = tuple(documents(paper(load(there), asked), _own_model(root, there, kind), form or FORMS[0], each=each))
    if output and len(made) > 1:
        message = f"« --output » ne nomme qu’un fichier, et il y en a {len(made)} : laissez-le."
        raise UsageError(message)
    base = root.joinpath(*_BUILT, there.path.name)
    for one in made:
        path = output or base / one.name
        screen.write(path, one.raw, root)
        click.echo(spaced(f"« {path.as_posix()} » est écrit."))
    sys.exit(_said(made))


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
    """Find the folder of a department named by its number, its name or its path; raises UsageError."""
    if department is None:
        message = "Dites de quel département : un numéro, un nom ou un répertoire."
        raise UsageError(message)
    territory = territories().get(department.upper()) or territory_named(department)
    if territory is None:
        found = folder.find(root, (Path(department),))
    else:
        known = folder.find(root, ())
        found = tuple(each for each in known if each.path.name == territory.folder)
        found = found or tuple(each for each in known if each.path.name.upper().partition("-")[0] == territory.code)
    if len(found) != 1:
        message = f"« {department} » nomme {len(found) or 'aucun'} répertoire dans « {HOME} », et il en faut un seul."
        raise UsageError(message)
    return found[0]


def _own_model(root: Path, there: Folder, kind: str) -> Template | None:
    """Give the model of the department, else that of the repository; None when they have none."""
    for place in (root / _MODELS / there.path.name, root / _MODELS):
        found = [path for ending in _ENDINGS if (path := place / f"{kind}.{ending}").is_file()]
        if len(found) > 1:
            message = f"{quoted(path.as_posix() for path in found)} : gardez un seul de ces deux modèles."
            raise UsageError(message)
        if found:
            return template.read(found[0].read_bytes(), found[0].relative_to(root).as_posix())
    return None


def _write_model(root: Path, kind: str, output: Path | None) -> None:
    """Write our model, for a department to change; never over one that is there."""
    path = output or root / _MODELS / f"{kind}.odt"
    if path.exists():
        message = f"« {path.as_posix()} » existe déjà : déplacez-le, ou donnez un autre nom avec « --output »."
        raise UsageError(message)
    screen.write(path, packed(template.own(kind), kinds()[kind].title), root)
    click.echo(spaced(f"« {path.as_posix()} » est écrit : changez-le dans LibreOffice, et gardez-le à cette place."))
