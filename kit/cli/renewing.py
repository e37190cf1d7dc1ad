"""`kit renouveler`: close the terms that an order renews, and open the others."""

import datetime
import sys
from pathlib import Path

import click

from kit.cli import amending, options, screen
from kit.cli.french import FrenchCommand
from kit.edit import renewal
from kit.edit.renewal import Renewed
from kit.french import count, spaced
from kit.report.formats.clean import inert


@click.command(
    "renouveler",
    cls=FrenchCommand,
    help="Renouvelle les mandats de la liste que le préfet arrête : à la suite de chacun de ceux qui sont finis, ouvre "
    "un mandat à partir du jour dit, pour la durée du texte, et ferme ceux qui n’ont pas de fin. Qui est désigné reste "
    "à écrire, et « à vérifier » jusque-là. Avec --agrement, renouvelle des agréments d’associations, et rien d’autre. "
    "Finit par 0 quand tout est écrit, par 1 quand --dry-run trouve de quoi écrire, par 2 quand rien ne peut l’être.",
)
@amending.department_argument
@click.option(
    "--arrete", "reference", cls=options.Once, type=options.Line(), metavar="RÉFÉRENCE", required=True,
    help="Référence de l’arrêté qui renouvelle.",
)  # fmt: skip
@click.option(
    "--date", "day", cls=options.Once, type=options.Day(), required=True,
    help="Jour de l’arrêté : le premier des nouveaux mandats, ou de l’agrément.",
)  # fmt: skip
@click.option(
    "--agrement", "names", multiple=True, type=options.Line(), metavar="IDENTIFIANT",
    help="Renouvelle l’agrément de cette association ; se répète.",
)  # fmt: skip
@click.option("--tous", "every", is_flag=True, help="Renouvelle aussi les mandats qui courent au-delà de ce jour.")
@amending.dry_run
@options.root
def command(
    word: str, reference: str, day: datetime.date, names: tuple[str, ...], root: Path, *, every: bool, dry_run: bool
) -> None:
    """Renew, show what changes, and say what a person has to write."""
    style, dossier = screen.style(), amending.read(root, word)
    if names:
        made = renewal.approved(dossier, reference, day, names)
    else:
        made = renewal.renewed(dossier, reference, day, every=every)
    amending.show(dossier, made.amendment, style)
    if not dry_run:
        amending.write(dossier, made.amendment)
    if made.doubts:
        click.echo(style.paint(spaced("À écrire par une personne :"), "gras"))
        for doubt in made.doubts:
            click.echo(inert(f"  {style.wrap(spaced(doubt), '  ')}"))
        click.echo()
    click.echo(style.wrap(_last(made, names=bool(names), dry_run=dry_run), ""))
    sys.exit(screen.BREACHES if dry_run and made.amendment.files else screen.CONFORMING)


def _last(made: Renewed, *, names: bool, dry_run: bool) -> str:
    written = amending.ending(made.amendment, dry_run=dry_run)
    if not made.amendment.files:
        return written
    what = "agrément" if names else "mandat"
    opened = f"{count(made.opened, what)} {'ouverts' if made.opened > 1 else 'ouvert'}"
    closed = f", {count(made.closed, 'fermé')}" if made.closed else ""
    return f"{spaced(f'{opened}{closed} :')} {written}"
