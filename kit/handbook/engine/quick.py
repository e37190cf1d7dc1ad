"""mkdocs, driven by its events: pages are rendered in several processes.

`python -m kit.handbook.engine.quick` waits for a line that says what to build, and for another to build it, exactly as
`mkdocs build` would do (a test compares the bytes), pages finished. Only the tested versions are driven so; see
`kit.handbook.engine`.
"""

import gc
import json
import logging
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kit.errors import KitError
from kit.handbook.engine import search, warm, workers
from kit.handbook.engine.finish import finished
from kit.handbook.engine.inline import Inline

_FIRST = 100


class _Known(Page):
    """Stands for a page whose content is known: mkdocs has nothing left to read nor to render."""

    def __init__(self, page: Page) -> None:
        """Take the place of a page, without becoming that of its file."""
        self.file, self.markdown, self.content = page.file, "", ""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing."""


class _Written:
    """Stands for the templates: gives each page as it was written, and the other templates as they are."""

    def __init__(self, env: Any, pages: dict[str, str]) -> None:
        self._env, self._pages = env, pages

    def get_template(self, name: str) -> Any:
        """Give the template of the pages, which is this, or another one."""
        return self if name == warm.TEMPLATE else self._env.get_template(name)

    def render(self, context: Any) -> str:
        """Give the whole page of a context."""
        return self._pages[context["page"].file.src_uri]


class _Options(Config):
    """No option of its own."""


class Quick(BasePlugin[_Options]):
    """The events of one build, in their order."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Render with what is quicker, and gives the same."""
        config.markdown_extensions.append(Inline())
        return config

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Render every page."""
        self._nav, self._files = nav, files
        self._pages = [page for file in files.documentation_pages() if (page := file.page)]
        for page in self._pages:
            page.read_source(config)
        done = workers.rendered(self._pages, config, files)
        for page in self._pages:
            done[page.file.src_uri].fill(page, files)
        return nav

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """Tell mkdocs that this page is rendered."""
        return _Known(page)

    def on_env(self, env: Any, *, config: MkDocsConfig, **_: Any) -> Any:
        """Write every page."""
        index: Any = config.plugins[workers.SEARCH]
        index.search_index.add_entry_from_context = partial(search.index, index.search_index)
        outputs = workers.written(self._pages, config, self._nav, self._files, env)
        self._outputs = {page.file.src_uri: outputs[page.file.src_uri] for page in self._pages}
        for page in self._pages:
            page.content = ""
        return _Written(env, {uri: output.html for uri, output in self._outputs.items()})

    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Finish the pages that the theme writes by itself."""
        return finished(output, template_name)[0] if template_name.endswith(".html") else output

    @event_priority(_FIRST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give the search its entries in the order of the pages, and write the scripts."""
        index: Any = config.plugins[workers.SEARCH]
        index.search_index.entries = [entry for output in self._outputs.values() for entry in output.entries]
        scripts = {path: code for output in self._outputs.values() for path, code in output.scripts.items()}
        for path, code in sorted(scripts.items()):
            target = Path(config.site_dir, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(code, encoding="utf-8", newline="\n")


def main() -> int:
    """Wait to be told what to build, load all that it needs, wait for the pages, build; give the exit code.

    When no line comes, nobody wants the site any more."""
    # Beaucoup de valeurs et presque aucun cycle : les chercher sans cesse ne ferait que prendre du temps.
    gc.set_threshold(100_000, 50, 50)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s -  %(message)s")
    told = sys.stdin.readline()
    if not told:
        return 0
    # Deux constructions du même jour donnent les mêmes octets.
    os.environ["SOURCE_DATE_EPOCH"], folder = json.loads(told)
    os.chdir(folder)
    try:
        config = load_config()
        warm.load(config)
        if not sys.stdin.readline():
            return 0
        config.plugins["kit"] = Quick()
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (ConfigurationError, KitError, MkDocsException) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
