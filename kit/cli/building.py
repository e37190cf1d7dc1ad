"""`kit build`: the site of the handbook, once."""

import datetime
import sys
from dataclasses import replace
from pathlib import Path

import click

from kit.cli import options, publishing, screen
from kit.cli.french import FrenchCommand
from kit.handbook.page import Profile
from kit.handbook.site import engine
from kit.handbook.site.engine import Engine

profil = click.option(
    "--profil", cls=options.Once, type=click.Choice([profile.value for profile in Profile]),
    help="Pour qui : « interne » (par défaut) ; « public », sans nom, sans dossier examiné, sans petit nombre.",
)  # fmt: skip
depot = click.option(
    "--depot", cls=options.Once, metavar="ADRESSE",
    help="Adresse des fichiers sur la forge, jusqu’à la branche : chaque constat mène alors à sa ligne.",
)  # fmt: skip


@click.command(
    "build", cls=FrenchCommand, help="Contrôle, écrit les rapports et construit le site dans « build/site »."
)
@options.date
@profil
@depot
@click.option(
    "--moteur", cls=options.Once, type=click.Choice([each.value for each in Engine]),
    help="Ce qui fait le site des pages : « mkdocs » (par défaut) ou « zensical ».",
)  # fmt: skip
@click.option(
    "--histoire", "days", is_flag=True,
    help="Ajoute la page « L’histoire du pays » : les verdicts de chaque jour où un commit a touché une fiche, d’après "
    "git (plus long : chaque fiche est jugée chaque jour).",
)  # fmt: skip
@options.root
def command(
    as_of: datetime.date | None, profil: str | None, depot: str | None, moteur: str | None, root: Path, *, days: bool
) -> None:
    """Check, write reports, pages and site; the exit code is that of the check."""
    asked = Engine(moteur or Engine.MKDOCS)
    engine.ready(asked)
    order = publishing.order(root, as_of, profil, depot, asked)
    report = publishing.build(replace(order, days=days))
    sys.exit(screen.code(report))
