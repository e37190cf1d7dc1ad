"""Pages rendered and written in as many processes as there are cores, with the same result as one after the other."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from kit.handbook.engine.finish import finished
from kit.handbook.engine.memory import Links, Output
from kit.handbook.engine.warm import TEMPLATE
from kit.handbook.spread import spread

SEARCH = "material/search"
_LOG = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What the Markdown of a page gives, and what mkdocs had to say against it."""

    content: str
    toc: Any
    links: Links
    said: list[tuple[int, str]]

    def fill(self, page: Page) -> None:
        """Give a page its content, as if it had been rendered here."""
        page.content = self.content
        page.toc = get_toc(self.toc)
        for level, words in self.said:
            _LOG.log(level, words)


def rendered(pages: Sequence[Page], config: MkDocsConfig, files: Files) -> dict[str, Rendering]:
    """Render the Markdown of pages that were read, by path."""
    done = spread(partial(_render, config, files), pages, _length)
    return {page.file.src_uri: each for page, each in zip(pages, done, strict=True)}


def written(pages: Sequence[Page], config: MkDocsConfig, nav: Navigation, files: Files, env: Any) -> dict[str, Output]:
    """Pass rendered pages through the theme, and finish them, by path."""
    done = spread(partial(_write, config, nav, files.documentation_pages(), env), pages, _length)
    return {page.file.src_uri: each for page, each in zip(pages, done, strict=True)}


def _length(page: Page) -> int:
    return len(page.markdown or "")


def _render(config: MkDocsConfig, files: Files, page: Page) -> Rendering:
    with _heard() as said:
        page.render(config, files)
    targets = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return Rendering(
        content=page.content or "",
        toc=[_token(item) for item in page.toc],
        links=Links(title=str(page.title), anchors=tuple(sorted(page.present_anchor_ids or ())), targets=targets),
        said=said,
    )


def _token(item: AnchorLink) -> dict[str, Any]:
    return {"name": item.title, "id": item.id, "level": item.level, "children": [_token(c) for c in item.children]}


def _write(config: MkDocsConfig, nav: Navigation, pages: Any, env: Any, page: Page) -> Output:
    search: Any = config.plugins[SEARCH]
    search.search_index.entries = []
    page.active = True
    context = get_context(nav, pages, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    html, scripts = finished(env.get_template(TEMPLATE).render(context), page.file.dest_uri)
    page.active = False
    return Output(html=html, entries=search.search_index.entries, scripts=scripts)


class _Ear(logging.Handler):
    """Keeps what mkdocs says for the process that counts it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.levelno, record.getMessage()))


@contextmanager
def _heard() -> Iterator[list[tuple[int, str]]]:
    ear, handlers, propagate = _Ear(), _LOG.handlers, _LOG.propagate
    _LOG.handlers, _LOG.propagate = [ear], False
    try:
        yield ear.said
    finally:
        _LOG.handlers, _LOG.propagate = handlers, propagate
