"""A built page as its readers have it: its words, block by block, its links, its names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_SILENT = {"script", "style", "template"}
_CODE = {"code", "pre", "kbd"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {"a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong", "sub", "sup", "tspan", "wbr", "code", "kbd"}
_TOLD = ("title", "aria-label", "alt", "placeholder", "data-colonne")
_WAYS = ("href", "src", "xlink:href")
# Ce qui se lit à la place d'un code, qui n'a pas de typographie.
HELD = "¤"


@dataclass
class Tag:
    """An element and its attributes."""

    name: str
    attributes: dict[str, str]
    line: int


@dataclass
class Built(HTMLParser):
    """A page of the site: `blocks` are its visible words, `told` those of its attributes."""

    path: Path
    blocks: list[str] = field(default_factory=lambda: [""])
    told: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))

    @property
    def ids(self) -> set[str]:
        return {tag.attributes["id"] for tag in self.tags if "id" in tag.attributes}

    @property
    def ways(self) -> list[str]:
        """The addresses that the page leads to or loads."""
        return [tag.attributes[name] for tag in self.tags for name in _WAYS if name in tag.attributes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append(Tag(tag, attributes, self.getpos()[0]))
        self.told += [attributes[name] for name in _TOLD if attributes.get(name)]
        if tag == "meta" and attributes.get("name") == "description":
            self.told.append(attributes["content"])
        if tag not in _INLINE:
            self.blocks.append("")
        if tag in _CODE:
            self.blocks[-1] += HELD
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag not in _INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not _SILENT & set(self.open) and not _CODE & set(self.open):
            self.blocks[-1] += data


def pages_of(site: Path) -> Iterator[Path]:
    """Give every page of a site, the papers aside: each of these is a text of its own, to be printed."""
    return (path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] != "papiers")
