"""Which section of the hand-written pages carries which demand of the instruction."""

import re

from kit import resources
from kit.handbook.page import Here, Link

# « ## Titre {: #ancre data-exigences="E-00-2 E-20-1" } » : la section porte ces énoncés.
_SECTION = re.compile(
    r"^#+ (?P<title>.+?) \{: #(?P<anchor>[a-z0-9-]+) data-exigences=\"(?P<ids>[^\"]+)\" \}$", re.MULTILINE
)


def sections(here: Here) -> dict[str, list[Link]]:
    """Give, by demand, the sections that carry it, in the order of the pages, as links from a page."""
    found: dict[str, list[Link]] = {}
    for path in sorted((resources.SITE / "pages").rglob("*.md")):
        target = path.relative_to(resources.SITE / "pages").as_posix()
        for match in _SECTION.finditer(path.read_text(encoding="utf-8")):
            for demand in match["ids"].split():
                found.setdefault(demand, []).append(here.link(match["title"], target, match["anchor"]))
    return found
