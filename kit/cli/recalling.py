"""`kit histoire`: the verdict of a department at each commit that touched it."""

import datetime
from pathlib import Path

import click

from kit.cli import amending, inputs, options, screen
from kit.cli.french import FrenchCommand
from kit.diff.chronicle import FORMATS
from kit.diff.history import history
from kit.errors import UsageError


@click.command(
    "histoire",
    cls=FrenchCommand,
    help="Dit ce qu’a été la fiche d’un département, d’après git : à chaque commit qui l’a touchée, et à chaque "
    "nouvelle rédaction du texte, le verdict de ce jour-là, et ce qui a changé. Rien n’est écrit dans le dépôt ; ni "
    "auteur ni message de commit ne sont lus.",
)
@amending.department_argument
@click.option(
    "--depuis", "since", cls=options.Once, type=options.Day(),
    help="Ne dit que les commits de ce jour et d’après (par défaut : les plus récents, jusqu’au premier).",
)  # fmt: skip
@click.option("--format", "form", cls=options.Once, type=click.Choice(list(FORMATS)), help="Forme de l’histoire.")
@options.output("l’histoire")
@options.date
@options.root
def command(
    word: str,
    since: datetime.date | None,
    form: str | None,
    output: Path | None,
    as_of: datetime.date | None,
    root: Path,
) -> None:
    """Print the history of a department, as far as a day."""
    inputs.spare("--output", output, root)
    screen.look(output, root)
    until = as_of or options.today()
    if since and since > until:
        message = "« --depuis » est après le jour où s’arrête l’histoire : donnez un jour qui le précède."
        raise UsageError(message)
    found = history(root, amending.folder(root, word), until, since)
    text = FORMATS[form or "texte"](found, screen.style(output))
    screen.give(output, text, root)
