"""The command line: the only place that prints, exits, reads the clock and chooses where files go."""

import datetime
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kit import __version__, check
from kit.cli import french
from kit.cli.french import FrenchGroup
from kit.errors import KitError, UsageError
from kit.formats import FORMATS, catalogue
from kit.french import count, spaced
from kit.handbook import write
from kit.handbook.pages import pages
from kit.law import snapshot_schema
from kit.law.periods import periods
from kit.report import Report, Severity
from kit.rules import registry
from kit.style import Style

# Garde-fou contre une faute de frappe, sans rapport avec le droit.
_LAST_YEAR = 2199
_CONFORMING, _BREACHES, _UNUSABLE = 0, 1, 2
_SCREEN = Path("-")


class _Day(click.ParamType[datetime.date]):
    """A day written year-month-day."""

    name = "AAAA-MM-JJ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            if len(value) != len("2026-01-01"):
                raise ValueError
            day = datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"« {value} » n’est pas une date : écrivez année-mois-jour, par exemple 2026-03-12.", param, ctx)
        if day.year > _LAST_YEAR:
            self.fail(f"« {value} » est trop loin : le kit ne juge pas au-delà de {_LAST_YEAR}.", param, ctx)
        return day


_root = click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), metavar="DOSSIER",
    help="Dossier qui contient « departments » (par défaut : celui où l’on se trouve).",
)  # fmt: skip
_date = click.option("--date", "as_of", type=_Day(), help="Jour auquel le droit est lu (par défaut : aujourd’hui).")


@click.group(
    cls=FrenchGroup, subcommand_metavar="COMMANDE …",
    help="Contrôle et publie les commissions départementales (article R. 121-12-7 du CASF).",
)  # fmt: skip
@click.version_option(__version__, prog_name="kit", message="%(prog)s %(version)s", help="Montre la version du kit.")
def cli() -> None:
    """Give the group its commands."""


@cli.command("check", help="Contrôle les fichiers des départements, ou ceux des CHEMINS donnés.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[CHEMINS]…")
@_date
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="texte", help="Forme du rapport.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FICHIER",
    help="Écrit le rapport dans ce fichier (« - » : à l’écran).",
)
@click.option("--select", multiple=True, metavar="RÈGLE", help="Ne juge que cette règle (peut être répétée).")
@_root
def check_command(
    paths: tuple[Path, ...], as_of: datetime.date | None, form: str, output: Path | None,
    select: tuple[str, ...], root: Path,
) -> None:  # fmt: skip
    """Check and print a report; exit 1 when an error was found."""
    report, _ = check.run(root, paths, as_of or _today(), select)
    written = output if output != _SCREEN else None
    text = FORMATS[form](report, Style() if written else _style())
    if written:
        _write(written, text)
    else:
        click.echo(text, nl=False)
    sys.exit(_code(report))


@cli.command("rules", help="Donne la liste des règles.")
@click.option("--format", "form", type=click.Choice(["texte", "json"]), default="texte", help="Forme de la liste.")
def rules_command(form: str) -> None:
    """Print the catalogue."""
    rules = registry.catalogue()
    click.echo(catalogue.as_json(rules) if form == "json" else catalogue.table(rules, _style()), nl=False)


@cli.command("explain", help="Explique une règle : ce que dit le texte, ce qui est vérifié, comment corriger.")
@click.argument("rule", metavar="RÈGLE")
def explain_command(rule: str) -> None:
    """Print one rule."""
    click.echo(catalogue.explain(registry.find(rule), _style()), nl=False)


@cli.command("schemas", help="Réécrit « schemas/r121-12-7 » d’après kit/law, après un changement de texte.")
@_root
def schemas_command(root: Path) -> None:
    """Write the derived schemas of the composition."""
    folder = root / "schemas" / "r121-12-7"
    for period in periods():
        _write(folder / f"{period.id}.schema.json", snapshot_schema.text(period))
    click.echo(f"{len(periods())} schémas écrits dans « {folder.as_posix()} ».")


@cli.command("build", help="Contrôle, écrit les rapports et construit le site dans « build/site ».")
@_date
@_root
def build_command(as_of: datetime.date | None, root: Path) -> None:
    """Check, write reports, pages and site; the exit code is that of the check."""
    _progress("Contrôle…")
    report, cases = check.run(root, (), as_of or _today())
    _progress("Pages…")
    with _writing(root / "build"):
        site = write.publish(root, report, pages(report, cases), _progress)
    errors = count(report.summary.findings[Severity.ERROR], "erreur")
    click.echo(f"{count(len(report.departments), 'département')}, {errors}. {spaced('Site :')} {site / 'index.html'}")
    sys.exit(_code(report))


def main() -> None:
    """Run the command line in French; every expected fault ends in one sentence and exit code 2."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(_UNUSABLE)
    except click.ClickException as error:
        _stop(french.sentence(error))
    except KitError as error:
        _stop(spaced(str(error)))
    except BrokenPipeError:
        # Le lecteur (« | head ») est parti : rien à dire, mais rien n'a été prouvé.
        _leave_output()
        sys.exit(_UNUSABLE)
    except OSError as error:
        if error.filename is None:  # Seule la sortie n'a pas de nom.
            _leave_output()
            _stop(spaced(f"impossible d’écrire la sortie : {french.cause(error)}."))
        _stop(spaced(f"impossible de lire ou d’écrire « {error.filename} » : {french.cause(error)}."))
    except click.Abort:
        _stop("Interrompu.")


def _code(report: Report) -> int:
    return _BREACHES if report.summary.findings[Severity.ERROR] else _CONFORMING


def _progress(step: str) -> None:
    click.echo(step, err=True)


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _style() -> Style:
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    coloured = terminal and not os.environ.get("NO_COLOR")
    return Style(coloured=coloured, width=min(110, shutil.get_terminal_size().columns) if terminal else 0)


def _write(path: Path, text: str) -> None:
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say in French why a file, or a folder of files, could not be written."""
    try:
        yield
    except OSError as error:
        message = f"Impossible d’écrire « {error.filename or path} » : {french.cause(error)}."
        raise UsageError(message) from error


def _leave_output() -> None:
    """Forget what could not be printed, or Python would try again, in English, on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(message: str) -> None:
    click.echo(f"kit : {message}", err=True)
    sys.exit(_UNUSABLE)
