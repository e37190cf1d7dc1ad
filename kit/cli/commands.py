"""The commands by name, each read when it is wanted: `kit check` opens neither the handbook nor its engine."""

import importlib

import click

from kit.cli.french import FrenchCommand, FrenchGroup
from kit.errors import UsageError

# Ce que l’extra « site » installe, et dont un contrôle n’a pas besoin.
_SITE = {"icalendar", "jinja2", "watchdog"}
_PLACES = {
    "acte": ("drafting", "command"),
    "build": ("building", "command"),
    "check": ("checking", "command"),
    "diff": ("diffing", "command"),
    "echeances": ("watching", "command"),
    "explain": ("rulebook", "explain"),
    "exporter": ("exporting", "command"),
    "fix": ("fixing", "command"),
    "histoire": ("recalling", "command"),
    "importer": ("importing", "command"),
    "law": ("lawbook", "command"),
    "new": ("creating", "command"),
    "renouveler": ("renewing", "command"),
    "rules": ("rulebook", "rules"),
    "schemas": ("rulebook", "schemas"),
    "seance": ("planning", "command"),
    "serve": ("serving", "command"),
}


NAMES = tuple(_PLACES)


class Commands(FrenchGroup):
    """A group that knows the names of its commands from the start, and imports each when it is asked for."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command; None when there is none of that name."""
        return super().get_command(ctx, cmd_name) and _imported(cmd_name)


def _imported(name: str) -> click.Command:
    module, attribute = _PLACES[name]
    try:
        command: click.Command = getattr(importlib.import_module(f"kit.cli.{module}"), attribute)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _SITE:
            raise
        return _absent(name)
    return command


def _absent(name: str) -> click.Command:
    """Give a command that says what to install to have it, whatever words follow it."""

    def refuse() -> None:
        message = f'« kit {name} » fait le site, et demande plus qu’un contrôle : pip install "kit-commissions[site]"'
        raise UsageError(message)

    words = {"ignore_unknown_options": True, "allow_extra_args": True}
    return FrenchCommand(name, callback=refuse, help="Demande l’extra « site ».", context_settings=words)
