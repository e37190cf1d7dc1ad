"""`kit law`: the texts that the kit reads, and what a lawyer reads again of them."""

import datetime

import click

from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.law.rereading import to_reread
from kit.law.texts import provisions
from kit.report.formats import law


@click.command("law", cls=FrenchCommand, help="Donne les textes que lit le kit, et ce qui est à relire.")
@click.option("--a-relire", "reread", is_flag=True, help="Donne ce qui est à relire, le moins connu d’abord.")
@click.option(
    "--format", "form", cls=options.Once, type=click.Choice(["texte", "json"]), default=("texte",),
    help="Forme de la liste.",
)  # fmt: skip
@options.date
def command(as_of: datetime.date | None, form: str, *, reread: bool) -> None:
    """Print the texts on a day, or what is to be read again."""
    day = as_of or options.today()
    if reread:
        found = to_reread(day)
        told = law.rereading_as_json(found) if form == "json" else law.rereading(found, screen.style())
    else:
        known = [(text, text.in_force(day)) for text in provisions().values()]
        told = law.as_json(known) if form == "json" else law.table(known, screen.style())
    click.echo(told, nl=False)
