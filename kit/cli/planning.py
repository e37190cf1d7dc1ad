"""`kit seance`: plan a session of a commission, write its list of attendance, read it back."""

import datetime
import sys
from pathlib import Path

import click

from kit.cli import amending, options, screen, spreadsheet
from kit.cli.french import FrenchCommand
from kit.edit import attendance, planning
from kit.edit.amendment import Amendment
from kit.edit.planning import Planned
from kit.errors import UsageError
from kit.french import count, date, spaced
from kit.model.department import Dossier
from kit.report.formats import words
from kit.report.formats.clean import inert
from kit.report.style import Style
from kit.yaml import schema

Day = datetime.date


def _formations() -> list[str]:
    described = schema.at("sessions", (0, "formation")) or {}
    return list(described["enum"])


@click.command(
    "seance",
    cls=FrenchCommand,
    help="Ajoute une séance prévue au calendrier d’un département, et dit jusqu’à quand convoquer ; JOUR s’écrit "
    "année-mois-jour. Ce qui est à regarder est dit : un jour non ouvré, un délai trop court, des mandats finis. "
    "--feuille écrit la liste de présence d’une séance déjà au calendrier ; --presents la relit, remplie. Finit par 0 "
    "quand tout est écrit, par 1 quand --dry-run trouve de quoi écrire ou que la liste a une faute, par 2 quand rien "
    "ne peut être lu ou écrit.",
)
@amending.department_argument
@click.argument("day", type=options.Day(), metavar="JOUR")
@click.option(
    "--heure", cls=options.Once, type=options.Line(), metavar="HH:MM", help="Heure de la séance, par exemple 14:00."
)
@click.option("--lieu", cls=options.Once, type=options.Line(), metavar="TEXTE", help="Lieu de la séance.")
@click.option("--formation", cls=options.Once, type=click.Choice(_formations()), help="Ce pour quoi elle se réunit.")
@click.option(
    "--limite", "limite_de_depot", cls=options.Once, type=options.Day(),
    help="Dernier jour pour déposer une demande.",
)  # fmt: skip
@click.option(
    "--feuille", "sheet", cls=options.Once, type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER",
    help="Écrit, en .xlsx ou en .csv, la liste de présence à remplir.",
)  # fmt: skip
@click.option(
    "--presents", "came", cls=options.Once, type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER",
    help="Après la séance : relit la liste remplie (.xlsx, .ods ou .csv).",
)  # fmt: skip
@spreadsheet.replace
@amending.dry_run
@options.date
@options.root
def command(
    word: str,
    day: Day,
    sheet: Path | None,
    came: Path | None,
    as_of: Day | None,
    root: Path,
    *,
    over: bool,
    dry_run: bool,
    **said: object,
) -> None:
    """Add the session and say what comes before it; or write its list, or read it."""
    dossier, today = amending.read(root, word), as_of or options.today()
    known = {key: str(value) for key, value in said.items() if value is not None}
    if (sheet and came) or ((sheet or came) and known):
        message = (
            "« --feuille » et « --presents » parlent d’une séance déjà au calendrier : donnez l’une des deux, seule."
        )
        raise UsageError(message)
    if sheet:
        _list(dossier, day, sheet, root, today, over=over)
    elif came:
        _attended(dossier, day, came, today, dry_run=dry_run)
    else:
        made = planning.planned(dossier, day, known, today)
        _done(dossier, made.amendment, _said(made, screen.style()), dry_run=dry_run)


def _list(dossier: Dossier, day: Day, path: Path, root: Path, today: Day, *, over: bool) -> None:
    case = planning.case_of(dossier, today)
    blank = attendance.blank(case, attendance.session(case, day))
    spreadsheet.write([blank], path, "--feuille", root, today, "seance", over=over)
    told = f"Liste de présence de la séance du {date(day)} écrite dans « {path.as_posix()} » :"
    click.echo(screen.style().wrap(spaced(f"{told} {count(len(blank.rows), 'membre')}."), ""))


def _attended(dossier: Dossier, day: Day, path: Path, today: Day, *, dry_run: bool) -> None:
    case = planning.case_of(dossier, today)
    known, style = attendance.session(case, day), screen.style()
    made, wrong = attendance.filled(dossier, case, known, spreadsheet.read(path, "seance"))
    if made is None:
        spreadsheet.tell(wrong, style)
        sys.exit(screen.BREACHES)
    found = attendance.judged(made, known, today)
    told = amending.told(style, [(words.place(each), each.message, each.remedy) for each in found])
    seen = [style.paint(spaced("À voir par une personne :"), "gras"), *told] if found else []
    _done(dossier, made, seen, dry_run=dry_run)


def _done(dossier: Dossier, made: Amendment, said: list[str], *, dry_run: bool) -> None:
    style = screen.style()
    amending.show(dossier, made, style)
    if not dry_run:
        amending.write(dossier, made)
    for line in said:
        click.echo(inert(line))
    click.echo(style.wrap(amending.ending(made, dry_run=dry_run), ""))
    sys.exit(screen.BREACHES if dry_run and made.files else screen.CONFORMING)


def _said(made: Planned, style: Style) -> list[str]:
    lines = [style.wrap(spaced(" ".join(made.deadlines)), ""), ""] if made.deadlines else []
    if made.doubts:
        lines += [style.paint(spaced("À voir par une personne :"), "gras")]
        lines += [f"  {style.wrap(spaced(doubt), '  ')}" for doubt in made.doubts]
        lines += [""]
    return lines
