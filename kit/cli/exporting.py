"""`kit exporter`: write the fiche of a department as a spreadsheet, or an empty model of one."""

import datetime
from pathlib import Path

import click

from kit.cli import amending, options, screen, spreadsheet
from kit.cli.french import FrenchCommand
from kit.edit.sheet import exporting
from kit.edit.sheet.exporting import Written
from kit.errors import UsageError
from kit.french import count, listing, spaced

_FOLDER, _ENDING = "build", ".xlsx"


@click.command(
    "exporter",
    cls=FrenchCommand,
    help="Écrit la fiche d’un département dans un tableau : les membres, puis, en .xlsx et en .ods, les "
    "arrêtés, les associations, les séances, les pouvoirs et les votes. « kit importer » relit ce tableau sans rien en "
    "perdre. Avec --modele, un tableau vide : une ligne par siège du texte du jour.",
)
@click.argument("word", metavar="[DÉPARTEMENT]", required=False)
@click.option("--modele", "model", is_flag=True, help="Écrit un modèle vide, qui n’est d’aucun département.")
@click.option("--dossiers", "files", is_flag=True, help="Écrit aussi les dossiers examinés, par leur référence.")
@click.option("--noms", "names", is_flag=True, help="Écrit aussi les noms des membres, s’ils sont dans la fiche.")
@click.option(
    "--output", cls=options.Once, type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER",
    help="Où l’écrire, en .xlsx, .ods ou .csv (par défaut : dans « build », sous le nom du département).",
)  # fmt: skip
@spreadsheet.replace
@options.date
@options.root
def command(
    word: str | None,
    output: Path | None,
    as_of: datetime.date | None,
    root: Path,
    *,
    model: bool,
    files: bool,
    names: bool,
    over: bool,
) -> None:
    """Write the spreadsheet, and say where it is."""
    day = as_of or options.today()
    if model == bool(word):
        message = (
            "Nommez un département, par exemple « kit exporter 38 », ou demandez un modèle vide avec « --modele »."
        )
        raise UsageError(message)
    if word:
        dossier = amending.read(root, word)
        sheets, name = exporting.exported(dossier, day, files=files, names=names), dossier.folder.path.name
    else:
        sheets, name = (exporting.model(day),), "modele"
    path = output or root / _FOLDER / f"{name}{_ENDING}"
    spreadsheet.write(sheets, path, "--output", root, day, "exporter", over=over)
    click.echo(screen.style().wrap(spaced(_said(sheets, path)), ""))


def _said(sheets: tuple[Written, ...], path: Path) -> str:
    if path.suffix.lower() == ".csv":
        sheets = sheets[:1]
    told = listing(f"« {sheet.table.name} » ({count(len(sheet.rows), 'ligne')})" for sheet in sheets)
    return f"Tableau écrit dans « {path.as_posix()} » : {told}."
