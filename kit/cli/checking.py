"""`kit check`: judge the files and write a report."""

import datetime
import sys
from pathlib import Path

import click

from kit import check
from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.formats import FORMATS
from kit.style import Style

_SCREEN = Path("-")


@click.command("check", cls=FrenchCommand, help="Contrôle les fichiers des départements, ou ceux des CHEMINS donnés.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[CHEMINS]…")
@options.date
@click.option("--format", "form", cls=options.Once, type=click.Choice(list(FORMATS)), help="Forme du rapport.")
@click.option(
    "--output",
    cls=options.Once,
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FICHIER",
    help="Écrit le rapport dans ce fichier (« - » : à l’écran).",
)
@click.option("--select", multiple=True, metavar="RÈGLE", help="Ne montre que cette règle (peut être répétée).")
@options.root
def command(
    paths: tuple[Path, ...], as_of: datetime.date | None, form: str | None, output: Path | None,
    select: tuple[str, ...], root: Path,
) -> None:  # fmt: skip
    """Check and print a report; exit 1 when an error was found."""
    report, _ = check.run(root, paths, as_of or options.today(), select)
    written = output if output != _SCREEN else None
    text = FORMATS[form or "texte"](report, Style() if written else screen.style())
    if written:
        screen.write(written, text)
    else:
        click.echo(text, nl=False)
    sys.exit(screen.code(report))
