"""Which section of the hand-written pages, and of the procedures, carries which demand of the instruction."""

import re
from collections.abc import Iterator
from pathlib import Path

from kit.files import resources
from kit.handbook.page import Here, Link

# « ## Titre {: #ancre data-exigences="E-00-2 E-20-1" } » : la section porte ces énoncés.
_SECTION = re.compile(
    r"^#+ (?P<title>.+?) \{: #(?P<anchor>[a-z0-9-]+) data-exigences=\"(?P<ids>[^\"]+)\" \}$", re.MULTILINE
)


def sections(here: Here) -> dict[str, list[Link]]:
    """Give, by demand, the sections that carry it, in the order of the pages, as links from a page."""
    found: dict[str, list[Link]] = {}
    for path, target in _sources():
        for match in _SECTION.finditer(path.read_text(encoding="utf-8")):
            for demand in match["ids"].split():
                found.setdefault(demand, []).append(here.link(match["title"], target, match["anchor"]))
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    """Give each source, and the page that comes of it."""
    base, templates = resources.SITE / "pages", resources.SITE / "templates"
    for path in sorted(base.rglob("*.md")):
        yield path, path.relative_to(base).as_posix()
    yield templates / "procedures.md.j2", "procedures/index.md"
    for path in sorted(templates.glob("procedure-*.md.j2")):
        yield path, f"procedures/{path.name.removeprefix('procedure-').removesuffix('.md.j2')}.md"
