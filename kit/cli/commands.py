"""The commands by name, each read when it is wanted: `kit check` opens neither the handbook nor its engine."""

import importlib
from collections.abc import Iterator, MutableMapping

import click

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
            module, attribute = _PLACES[name]
            command: click.Command = getattr(importlib.import_module(f"kit.cli.{module}"), attribute)
            self._read[name] = command
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
