"""`kit build`: check, then write reports, pages and site."""

import datetime
import sys
from pathlib import Path

import click

from kit import check
from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.errors import UsageError
from kit.french import count, spaced
from kit.handbook import public, write
from kit.handbook.files import files
from kit.handbook.history import histories
from kit.handbook.page import WEB, Origin, Profile
from kit.handbook.pages import pages
from kit.report import Severity


@click.command(
    "build", cls=FrenchCommand, help="Contrôle, écrit les rapports et construit le site dans « build/site »."
)
@options.date
@click.option(
    "--profil", cls=options.Once, type=click.Choice([profile.value for profile in Profile]),
    help="Pour qui : « interne » (par défaut) ; « public », sans nom, sans dossier examiné, sans petit nombre.",
)  # fmt: skip
@click.option(
    "--depot", cls=options.Once, metavar="ADRESSE",
    help="Adresse des fichiers sur la forge, jusqu’à la branche : chaque constat mène alors à sa ligne.",
)  # fmt: skip
@options.root
def command(as_of: datetime.date | None, profil: str | None, depot: str | None, root: Path) -> None:
    """Check, write reports, pages and site; the exit code is that of the check."""
    screen.progress("Contrôle…")
    report, cases = check.run(root, (), as_of or options.today())
    profile = Profile(profil or Profile.INTERNE)
    pasts = histories(report, cases)
    shown, cases = public.edition(report, cases, profile)
    screen.progress("Pages…")
    with screen.writing(root / "build"):
        site = write.publish(
            root,
            shown,
            (*pages(shown, cases, profile, origin=_origin(depot), pasts=pasts), *files(shown, cases, profile)),
            screen.progress,
        )
    errors = count(report.summary.findings[Severity.ERROR], "erreur")
    click.echo(f"{count(len(report.departments), 'département')}, {errors}. {spaced('Site :')} {site / 'index.html'}")
    sys.exit(screen.code(report))


def _origin(address: str | None) -> Origin:
    """Take the address of the files; raises UsageError when it is none."""
    if address is not None and not WEB.fullmatch(address):
        message = f"« --depot » attend une adresse qui commence par https://, et non « {address} »."
        raise UsageError(message)
    return Origin(address=address)
