"""What every build needs and no page changes, done while the pages are being made: the templates of the theme are
compiled and its files listed, once."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig

TEMPLATE = "main.html"
_NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


class _Theme:
    """Stands for the templates of the theme, and knows their names."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        # mkdocs passe lui-même sur tout ce qui commence par un point : 14 000 icônes.
        self._names = [name for name in env.list_templates() if not name.startswith(".")]

    def list_templates(self, filter_func: Callable[[str], bool]) -> list[str]:
        """Give the names that are asked for."""
        return [name for name in self._names if filter_func(name)]

    def __getattr__(self, name: str) -> Any:
        """Be the templates, for all the rest."""
        return getattr(self._env, name)


def load(config: MkDocsConfig) -> None:
    """Compile and list; the theme then gives what was."""
    env = config.theme.get_env()
    _compile(env, (TEMPLATE, *config.theme.static_templates))
    theme = _Theme(env)
    vars(config.theme)["get_env"] = lambda: theme


def _compile(env: Environment, names: Iterable[str]) -> None:
    """Compile templates and those that they name; one whose name is worked out is compiled when it is met."""
    left, met = sorted(names), set(names)
    while left:
        name = left.pop()
        try:
            source, _, _ = env.loader.get_source(env, name) if env.loader else ("", None, None)
        except TemplateNotFound:
            continue
        env.get_template(name)
        named = set(_NAMED.findall(source)) - met
        met |= named
        left += sorted(named)
