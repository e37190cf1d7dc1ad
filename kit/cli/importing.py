"""`kit importer`: put a spreadsheet into the fiche of a department."""

import datetime
import sys
from pathlib import Path

import click

from kit.cli import amending, options, screen, spreadsheet
from kit.cli.french import FrenchCommand
from kit.edit.sheet import headings, importing
from kit.edit.sheet.importing import Imported
from kit.edit.sheet.tables import comparable
from kit.findings.finding import reached
from kit.french import count, spaced
from kit.model.department import Dossier
from kit.privacy.names import quotable


@click.command(
    "importer",
    cls=FrenchCommand,
    help="Met dans la fiche d’un département les lignes d’un tableau (.xlsx, .ods, .csv) : une par membre, les "
    "colonnes reconnues à leurs mots. D’autres feuilles peuvent donner les arrêtés, les associations et les séances. "
    "Un membre déjà écrit est complété, un autre est ajouté ; une case vide ne change rien. S’il y a une faute, rien "
    "n’est écrit : toutes celles des cases sont dites d’abord, puis, quand il n’y en a plus, celles de la fiche "
    "entière, comme un mandat qui finit avant de commencer. Finit par 0 quand tout est écrit, ou qu’il n’y a rien à "
    "écrire ; par 1 quand le tableau a une faute, ou que --dry-run trouve de quoi écrire ; par 2 quand un fichier n’a "
    "pas pu être lu ou écrit.",
)
@click.argument("table", type=click.Path(path_type=Path), metavar="TABLEAU")
@amending.department_argument
@click.option(
    "--ignorer", "aside", multiple=True, metavar="TITRE",
    help="Laisse de côté une colonne, ou une feuille, de ce titre ; se répète.",
)  # fmt: skip
@amending.dry_run
@options.date
@options.root
def command(
    table: Path, word: str, aside: tuple[str, ...], as_of: datetime.date | None, root: Path, *, dry_run: bool
) -> None:
    """Read the spreadsheet, show what changes, and write it unless something is wrong."""
    style = screen.style()
    dossier = amending.read(root, word)
    sheets = spreadsheet.read(table, "importer")
    for title in aside:
        if headings.nowhere(sheets, title):
            named = quotable(title, "le titre donné")
            said = f"« --ignorer » : aucune feuille ni colonne n’a pour titre « {named} »."
            click.echo(style.wrap(spaced(said), ""))
    made = importing.imported(dossier, sheets, as_of or options.today(), set(map(comparable, aside)))
    if made.faults or made.amendment is None:
        spreadsheet.tell(made.faults, style)
        sys.exit(screen.BREACHES)
    amending.show(dossier, made.amendment, style)
    if not dry_run:
        amending.write(dossier, made.amendment)
    click.echo(style.wrap(_last(made, dry_run=dry_run), ""))
    if made.added and not dry_run:
        click.echo(style.wrap(spaced(_next(dossier)), ""))
    sys.exit(screen.BREACHES if dry_run and made.amendment.files else screen.CONFORMING)


def _next(dossier: Dossier) -> str:
    """Say what comes after members were added."""
    partial = reached(dossier.tree, ("commission", "liste_membres")) == "partielle"
    whole = " ; quand la liste des membres est entière, écrivez « liste_membres: complete » dans commission.yaml"
    return f"Ensuite, « kit check {dossier.folder.name} » dit ce qui manque encore{whole if partial else ''}."


def _last(made: Imported, *, dry_run: bool) -> str:
    if made.amendment is None or not made.amendment.files:
        return spaced(f"{count(made.rows, 'ligne lue', 'lignes lues')} : tout est déjà dans la fiche.")
    return f"{spaced(f'{made.told} :')} {amending.ending(made.amendment, dry_run=dry_run)}"
