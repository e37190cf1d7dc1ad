"""`kit diff`: say what a change does, in domain words, and to compliance."""

import datetime
import sys
from pathlib import Path

import click

from kit.cli import inputs, options, screen
from kit.cli.french import FrenchCommand
from kit.diff.base import opened
from kit.diff.compare import compare
from kit.diff.formats import FORMATS
from kit.french import spaced
from kit.model import folder


@click.command(
    "diff",
    cls=FrenchCommand,
    help=spaced(
        "Dit ce qu’un changement fait aux départements, et à leur conformité, depuis BASE : une branche, une "
        "étiquette, un commit, ou un répertoire qui contient « departments »."
    ),
)
@click.argument("base", metavar="BASE")
@options.date
@click.option("--format", "form", cls=options.Once, type=click.Choice(list(FORMATS)), help="Forme de la comparaison.")
@options.output("la comparaison")
@options.root
def command(base: str, as_of: datetime.date | None, form: str | None, output: Path | None, root: Path) -> None:
    """Compare with BASE and print; exit 1 when the change brings an error."""
    inputs.spare("--output", output, root, Path(base))
    screen.look(output, root)
    folder.find(root, ())  # Sans département ici, rien ne se compare : le dire avant de parler de BASE.
    with opened(base, root) as state:
        found = compare(state.path if state.begun else None, root, as_of or options.today(), state.name)
    text = FORMATS[form or "texte"](found, screen.style(output))
    screen.give(output, text, root)
    sys.exit(screen.BREACHES if found.new_errors else screen.CONFORMING)
