"""`kit rules`, `kit explain`, `kit schemas`: what the kit knows, told."""

from pathlib import Path

import click

from kit.cli import options, screen
from kit.cli.french import FrenchCommand
from kit.edit.new import create
from kit.files.place import ready, under
from kit.files.write import replace
from kit.law.composition import file_schemas, snapshot_schema
from kit.law.periods import periods
from kit.report.formats import catalogue
from kit.rules import registry


@click.command("rules", cls=FrenchCommand, help="Donne la liste des règles.")
@click.option(
    "--format", "form", cls=options.Once, type=click.Choice(["texte", "json"]), default=("texte",),
    help="Forme de la liste.",
)  # fmt: skip
def rules(form: str) -> None:
    """Print the catalogue."""
    known = registry.catalogue()
    click.echo(catalogue.as_json(known) if form == "json" else catalogue.table(known, screen.style()), nl=False)


@click.command(
    "explain", cls=FrenchCommand, help="Explique une règle : ce que dit le texte, ce qui est vérifié, comment corriger."
)
@click.argument("rule", metavar="RÈGLE")
def explain(rule: str) -> None:
    """Print one rule."""
    click.echo(catalogue.explain(registry.find(rule), screen.style()), nl=False)


@click.command("schemas", cls=FrenchCommand, help="Réécrit « schemas » d’après kit/law, après un changement de texte.")
@click.option(
    "--editeur", "for_editors", is_flag=True,
    help="Réécrit seulement les schémas que lit l’éditeur, copiés par « kit new » à côté des départements.",
)  # fmt: skip
@options.root
def schemas(root: Path, *, for_editors: bool) -> None:
    """Write the derived schemas of the composition and what the law says in the others, or copy those that editors
    read."""
    if for_editors:
        with screen.writing(root / "schemas"):
            create.copy_schemas(root, create.SCHEMAS)
        click.echo(f"{len(create.SCHEMAS)} schémas écrits dans « {(root / 'schemas').as_posix()} ».")
        return
    folder = root / "schemas" / "r121-12-7"
    texts = {f"{period.id}.schema.json": snapshot_schema.text(period) for period in periods()}
    with screen.writing(folder):
        ready(under(root, "schemas", folder.name), files=tuple(texts))
        for name, text in texts.items():
            replace(under(root, "schemas", folder.name, name), text.encode())
        for name, text in file_schemas.texts().items():
            replace(under(root, "schemas", name), text.encode())
    click.echo(f"{len(periods())} schémas écrits dans « {folder.as_posix()} ».")
