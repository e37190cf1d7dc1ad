"""The commands by name, each read when it is wanted: `kit check` opens neither the handbook nor its engine."""

import importlib
from collections.abc import Iterator, MutableMapping

import click

from kit.cli.french import FrenchCommand
from kit.errors import UsageError

# Ce que l’extra « site » installe, et dont un contrôle n’a pas besoin.
_SITE = {"icalendar", "jinja2", "watchdog"}
_PLACES = {
    "build": ("building", "command"),
    "check": ("checking", "command"),
    "diff": ("diffing", "command"),
    "explain": ("rulebook", "explain"),
    "fix": ("fixing", "command"),
    "new": ("creating", "command"),
    "rules": ("rulebook", "rules"),
    "schemas": ("rulebook", "schemas"),
    "serve": ("serving", "command"),
}


class Commands(MutableMapping[str, click.Command]):
    """Names known from the start, commands imported one by one."""

    def __init__(self) -> None:
        """Start with the commands of the kit; click may add its own."""
        self._read: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        """Give a command, imported the first time."""
        if name not in self._read:
            self._read[name] = _imported(name)
        return self._read[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Add a command that is already there."""
        self._read[name] = command

    def __delitem__(self, name: str) -> None:
        """Take back a command that was added."""
        del self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names, imported or not."""
        return iter(sorted({*_PLACES, *self._read}))

    def __len__(self) -> int:
        """Count the names."""
        return len({*_PLACES, *self._read})


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
