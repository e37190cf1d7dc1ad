"""What is remembered of the pages of the last site, and whether it still holds: by content, never by date.

A page is taken again from the site of before when its Markdown, the list of the files, the theme, the configuration and
the versions are those it was made of, and when its bytes are those that were written. Anything else is forgotten.
"""

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kit import french
from kit.handbook.engine import Kept
from kit.memory import Memory

_ENGINE = ("mkdocs", "mkdocs-material", "markdown", "jinja2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The title of a page, its anchors, and where it leads: anchors, with the link as written, by file."""

    title: str
    anchors: tuple[str, ...]
    targets: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A page as written: its HTML, what the search knows of it, the scripts taken out of it."""

    html: str
    entries: list[dict[str, Any]]
    scripts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Before:
    """What was kept of the site of before: under which mark, with which navigation; each page with what was kept of it,
    by path of its Markdown, when its bytes are those that were written."""

    ground: str = ""
    sign: str = ""
    pages: Mapping[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is remembered of a page, under which navigation it was written, and how all this was kept."""

    links: Links
    sign: str
    output: Output
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Store:
    """Where something of a site is kept, under which name and for which kit; without a memory, nothing is."""

    memory: Memory | None
    name: str = ""
    key: str = ""

    def read(self, before: Path) -> Before:
        """Read what was kept, and the site of before; nothing when something was done to it since."""
        text = self.memory.text(self.name, self.key) if self.memory else None
        if text is None:
            return Before()
        kept = json.loads(text)
        return Before(kept["ground"], kept["sign"], dict(_sound(kept["pages"], before)))

    def keep(self, ground: str, sign: str, rows: Mapping[str, dict[str, Any]]) -> None:
        """Keep what the next build may take again."""
        if self.memory:
            text = json.dumps({"ground": ground, "sign": sign, "pages": rows}, ensure_ascii=False)
            self.memory.keep_text(self.name, self.key, text)


def store(kept: Kept | None) -> Store:
    """Give what was told to the engine."""
    return Store(Memory(Path(kept[0])), *kept[1:]) if kept else Store(None)


def _sound(rows: Mapping[str, dict[str, Any]], before: Path) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    for uri, row in rows.items():
        try:
            html = (before / row["path"]).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        if _digest(html) == row["digest"]:
            yield uri, (html, row)


def recalled(before: Before, files: Files, pages: Iterable[Page]) -> tuple[str, dict[str, Known]]:
    """Give the mark of what all pages are made of, and the pages still known, by path of their Markdown."""
    ground = _ground(files)
    return ground, dict(_known(before, pages)) if before.ground == ground else {}


def _known(before: Before, pages: Iterable[Page]) -> Iterator[tuple[str, Known]]:
    for page in pages:
        html, row = before.pages.get(page.file.src_uri, ("", None))
        if row and row["source"] == source(page) and row["path"] == page.file.dest_uri:
            output = Output(html=html, entries=row["entries"], scripts=row["scripts"])
            yield page.file.src_uri, Known(links=Links(**row["links"]), sign=before.sign, output=output, row=row)


def row(page: Page, links: Links, output: Output) -> dict[str, Any]:
    """Give what is kept of a page."""
    return {
        "path": page.file.dest_uri,
        "source": source(page),
        "digest": _digest(output.html),
        "links": asdict(links),
        "entries": output.entries,
        "scripts": output.scripts,
    }


def source(page: Page) -> str:
    """Give the mark of what a page is made of: its text and what stands above it."""
    return _digest(repr((page.file.src_uri, page.markdown, sorted(page.meta.items()))))


def sign(nav: Navigation) -> str:
    """Give the mark of the navigation, which every page carries."""
    return _digest(repr([_item(item) for item in nav]))


def _item(item: Any) -> Any:
    children = [_item(child) for child in item.children or ()]
    meta = sorted(getattr(item, "meta", {}).items())
    return (type(item).__name__, item.title, getattr(item, "url", None), meta, children)


def _ground(files: Files) -> str:
    # Ce que « finish » fait d’une page est du code du kit : il compte comme le thème.
    ours = (Path(french.__file__), *Path(__file__).parent.glob("*.py"))
    here = [Path("mkdocs.yml"), Path("kit.yml"), *Path("overrides").rglob("*"), *ours]
    found = hashlib.sha256(
        repr(
            (
                platform.python_version(),
                [metadata.version(name) for name in _ENGINE],
                os.environ.get("SOURCE_DATE_EPOCH"),
                sorted(file.src_uri for file in files),
            )
        ).encode()
    )
    for path in sorted(path for path in here if path.is_file()):
        found.update(f"\0{path.as_posix()}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
