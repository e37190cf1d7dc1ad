"""`kit echeances`: what falls due in the departments, and what is overdue."""

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kit.cli import amending, inputs, options, screen
from kit.cli.french import FrenchCommand
from kit.errors import UsageError
from kit.law.texts import data
from kit.model import folder
from kit.model.folder import Folder
from kit.privacy.names import typed
from kit.report.deadlines.formats import FORMATS
from kit.report.deadlines.watched import Watch, watch

_CALENDAR = "ics"
# Plus de chiffres, et le nombre dépasse le calendrier : c’est alors à sa fin que l’on s’arrête.
_LONGEST = 9
# Ce que l’extra « site » installe, et qui écrit un agenda.
_WRITES_CALENDARS = {"icalendar", "jinja2"}


class _Days(click.ParamType[int]):
    """A number of days from the day asked for."""

    name = "JOURS"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the number; fails in French when it is none."""
        text = str(value)
        if not (text.isascii() and text.isdigit()):
            named = typed(text, "La valeur donnée")
            message = f"{named} n’est pas un nombre de jours : écrivez par exemple « --dans {_horizon()} »."
            self.fail(message, param, ctx)
        return int(text.lstrip("0")[:_LONGEST] or "0")


def _horizon() -> int:
    return int(data("maison")["alerte_mandat_jours"])


@click.command(
    "echeances",
    cls=FrenchCommand,
    help="Dit ce qui arrive à terme dans les départements, et ce qui est en retard : séances, convocations, "
    "procès-verbaux, mandats, agréments, vacances, dérogations, chiffres, et le droit à relire si aucun département "
    "n’est nommé. Les dates et les délais sont ceux des fiches et des règles. « courriel » écrit un message prêt à "
    "envoyer, dont la première ligne est l’objet ; « ics », un fichier d’agenda. Finit par 0 si rien n’est en retard, "
    "par 1 quand quelque chose l’est ou qu’une fiche ne se lit pas en entier, par 2 quand rien ne peut être lu.",
)
@click.argument("asked", nargs=-1, metavar="[DÉPARTEMENT]…")
@click.option(
    "--dans", "days", cls=options.Once, type=_Days(),
    help="Combien de jours à venir (par défaut : ceux des échéances de l’accueil du site).",
)  # fmt: skip
@click.option("--format", "form", cls=options.Once, type=click.Choice([*FORMATS, _CALENDAR]), help="Forme de la liste.")
@options.output("la liste")
@options.date
@options.root
def command(
    asked: tuple[str, ...],
    days: int | None,
    form: str | None,
    output: Path | None,
    as_of: datetime.date | None,
    root: Path,
) -> None:
    """Print what falls due; exit 1 when something is overdue, or could not be read."""
    inputs.spare("--output", output, root)
    screen.look(output, root)
    day = as_of or options.today()
    found = watch(_folders(root, asked), day, _until(day, _horizon() if days is None else days), law=not asked)
    text = _calendar(found) if form == _CALENDAR else FORMATS[form or "texte"](found, screen.style(output))
    screen.give(output, text, root)
    sys.exit(screen.BREACHES if found.late else screen.CONFORMING)


def _folders(root: Path, asked: Iterable[str]) -> tuple[Folder, ...]:
    """Give the folders asked for, each once, or all of them; raises UsageError when there is none."""
    named = [amending.folder(root, word) for word in asked]
    return tuple({each.path: each for each in named}.values()) if named else folder.find(root, ())


def _until(day: datetime.date, days: int) -> datetime.date:
    """Give the last day looked at, no later than the last that the kit judges."""
    return day + datetime.timedelta(days=min(days, (options.LAST_DAY - day).days))


def _calendar(found: Watch) -> str:
    """Write a calendar; raises UsageError when what writes one is not installed."""
    try:
        from kit.handbook.data import ics
    except ModuleNotFoundError as error:
        if error.name not in _WRITES_CALENDARS:
            raise
        message = '« --format ics » demande plus qu’un contrôle : pip install "kit-commissions[site]"'
        raise UsageError(message) from error
    return ics.watched(found)
