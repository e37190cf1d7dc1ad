"""What is remembered of the pages of the last site, and whether it still holds: by content, never by date.

A page is taken again from the site of before when its Markdown, the list of the files, the theme, the configuration and
the versions are those it was made of, and when its bytes are those that were written. Anything else is forgotten.
"""

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kit import french

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is remembered of a page, and under which navigation it was written."""

    links: Links
    sign: str
    output: Output


def recalled(kept: Path, before: Path, files: Files, pages: Iterable[Page]) -> tuple[str, dict[str, Known]]:
    """Give the mark of what all pages are made of, and the pages still known, by path of their Markdown."""
    ground = _ground(files)
    try:
        told, _, text = kept.read_text(encoding="utf-8").partition("\n")
        if told != _digest(text):
            return ground, {}
    except (OSError, ValueError):
        return ground, {}
    memory = json.loads(text)
    if memory["ground"] != ground:
        return ground, {}
    return ground, dict(_known(memory, before, pages))


def _known(memory: Mapping[str, Any], before: Path, pages: Iterable[Page]) -> Iterator[tuple[str, Known]]:
    for page in pages:
        row = memory["pages"].get(page.file.src_uri)
        if row is None or row["source"] != source(page):
            continue
        try:
            html = (before / page.file.dest_uri).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        if _digest(html) == row["digest"]:
            output = Output(html=html, entries=row["entries"], scripts=row["scripts"])
            yield page.file.src_uri, Known(links=Links(**row["links"]), sign=memory["sign"], output=output)


def remember(
    kept: Path, ground: str, sign: str, pages: Iterable[Page], links: Mapping[str, Links], outputs: Mapping[str, Output]
) -> None:
    """Write what the next build may take again."""
    rows = {
        page.file.src_uri: {
            "source": source(page),
            "digest": _digest(outputs[page.file.src_uri].html),
            "links": asdict(links[page.file.src_uri]),
            "entries": outputs[page.file.src_uri].entries,
            "scripts": outputs[page.file.src_uri].scripts,
        }
        for page in pages
    }
    text = json.dumps({"ground": ground, "sign": sign, "pages": rows}, ensure_ascii=False)
    kept.write_text(f"{_digest(text)}\n{text}", encoding="utf-8", newline="\n")


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
