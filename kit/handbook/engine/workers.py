"""Pages rendered and written in as many processes as there are cores, with the same result as one after the other."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from kit import pool
from kit.handbook.engine.finish import finished
from kit.handbook.engine.warm import TEMPLATE

SEARCH = "material/search"
_LOG = logging.getLogger("mkdocs")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What the Markdown of a page gives: where it leads by file, with the link as written by anchor, and what mkdocs
    had to say against it."""

    content: str
    toc: Any
    title: str
    anchors: tuple[str, ...]
    targets: dict[str, dict[str, str]]
    said: list[tuple[int, str]]

    def fill(self, page: Page, files: Files) -> None:
        """Give a page its content, as if it had been rendered here."""
        page.content = self.content
        page.toc = get_toc(self.toc)
        page.title, page.present_anchor_ids = self.title, set(self.anchors)
        found = {files.get_file_from_path(uri): anchors for uri, anchors in self.targets.items()}
        page.links_to_anchors = {file: anchors for file, anchors in found.items() if file}
        for level, words in self.said:
            _LOG.log(level, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A page as written: its HTML, what the search knows of it, the scripts taken out of it."""

    html: str
    entries: list[dict[str, Any]]
    scripts: dict[str, str]


def rendered(pages: Sequence[Page], config: MkDocsConfig, files: Files) -> dict[str, Rendering]:
    """Render the Markdown of pages that were read, by path."""
    return _by_path(partial(_render, config, files), pages)


def written(pages: Sequence[Page], config: MkDocsConfig, nav: Navigation, files: Files, env: Any) -> dict[str, Output]:
    """Pass rendered pages through the theme, and finish them, by path."""
    return _by_path(partial(_write, config, nav, files.documentation_pages(), env), pages)


def _by_path(work: Callable[[Page], _Result], pages: Sequence[Page]) -> dict[str, _Result]:
    """Do a work on each page, the longest first, so that the processes end together."""
    ordered = sorted(pages, key=lambda page: -len(page.markdown or ""))
    return dict(zip((page.file.src_uri for page in ordered), pool.mapped(work, ordered), strict=True))


def _render(config: MkDocsConfig, files: Files, page: Page) -> Rendering:
    with _heard() as said:
        page.render(config, files)
    targets = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return Rendering(
        content=page.content or "",
        toc=[_token(item) for item in page.toc],
        title=str(page.title),
        anchors=tuple(sorted(page.present_anchor_ids or ())),
        targets=targets,
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
