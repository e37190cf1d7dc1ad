"""`kit build`: check, then write reports, pages and site."""

import datetime
import sys
from pathlib import Path

import click

from kit import check
from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.french import count, spaced
from kit.handbook import write
from kit.handbook.pages import pages
from kit.report import Severity


@click.command(
    "build", cls=FrenchCommand, help="Contrôle, écrit les rapports et construit le site dans « build/site »."
)
@options.date
@options.root
def command(as_of: datetime.date | None, root: Path) -> None:
    """Check, write reports, pages and site; the exit code is that of the check."""
    screen.progress("Contrôle…")
    report, cases = check.run(root, (), as_of or options.today())
    screen.progress("Pages…")
    with screen.writing(root / "build"):
        site = write.publish(root, report, pages(report, cases), screen.progress)
    errors = count(report.summary.findings[Severity.ERROR], "erreur")
    click.echo(f"{count(len(report.departments), 'département')}, {errors}. {spaced('Site :')} {site / 'index.html'}")
    sys.exit(screen.code(report))
