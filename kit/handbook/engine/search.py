"""What the search knows of a page: the sections that the theme's own reader finds in it, in a fraction of the time.

The theme walks a page with a parser of any HTML. Ours hold plain tags and texts: one expression cuts them, and the
theme's rules are followed on the pieces. A page that holds anything else goes to the theme's reader.
"""

import re
from html import escape, unescape
from itertools import islice
from typing import Any

from material.plugins.search.plugin import Element, Parser, Section, void
from mkdocs.structure.pages import Page

_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(void)
_NAME = r"[a-zA-Z_:@][\w:.-]*"
_PIECE = re.compile(rf'<(/?)([a-z][a-z0-9]*)((?:\s+{_NAME}(?:="[^"<>]*")?)*)\s*(/?)>|([^<]+)')
_ATTRIBUTE = re.compile(rf'({_NAME})(?:="([^"]*)")?')
# Ce que le lecteur du thème passe, ou que l’analyseur de Python lit autrement que le reste.
_UNUSUAL = re.compile(
    r"<(?:object|script|style|textarea|plaintext|xmp|iframe|no\w+)\b|<title\b[^>]*>[^<]*<(?!/title>)"
    r"|data-search-|linenodiv|<[!?]|</[^>]*[\s/]>"
)


def index(search: Any, page: Page) -> None:
    """Add to an index of the theme what the theme itself would add for a page."""
    if (page.meta.get("search") or {}).get("exclude"):
        return
    for section in sections(page.content or ""):
        if not section.is_excluded():
            search.create_entry_for_section(section, page.toc, page.url, page)


def sections(html: str) -> list[Any]:
    """Give the sections of the content of a page, as the theme cuts it."""
    reader = None if _UNUSUAL.search(html) else _Reader()
    if reader and reader.read(html):
        return reader.found
    usual = Parser()
    usual.feed(html)
    usual.close()
    return list(usual.data)


class _Reader:
    """The rules of the theme, for pages where nothing is hidden from the search."""

    def __init__(self) -> None:
        self.found: list[Any] = []
        self._section: Any = None
        self._open: list[str] = []
        self._permalinks: list[int] = []
        self._titled = False

    def read(self, html: str) -> bool:
        """Cut a content into sections; tell whether all of it was plain enough."""
        end = 0
        for piece in _PIECE.finditer(html):
            if piece.start() != end:
                return False
            end = piece.end()
            closing, tag, more, alone, text = piece.groups()
            if text is not None:
                self._text(unescape(text) if "&" in text else text)
                continue
            if not closing:
                self._start(tag, more)
            if closing or alone:
                self._end(tag)
        return end == len(html)

    def _start(self, tag: str, more: str) -> None:
        if tag in _VOID:
            return
        self._open.append(tag)
        if tag in _HEADINGS:
            self._heading(tag, more)
        elif tag == "a" and "headerlink" in more and _attributes(more).get("class") == "headerlink":
            self._permalinks.append(len(self._open))
        self._begun()
        if tag in _KEPT:
            self._kept().append(f"<{tag}>")

    def _heading(self, tag: str, more: str) -> None:
        attributes, depth = _attributes(more), len(self._open)
        if "id" in attributes:
            if tag != "h1" and not self.found:
                self.found.append(Section(Element("hx"), depth))
            self._section = Section(Element(tag, attributes), depth)
            if self.found:
                self._section.id = attributes["id"]
            self.found.append(self._section)
        self._look()

    def _begun(self) -> None:
        if self._section is None:
            self._section = Section(Element("hx"))
            self.found.append(self._section)

    def _look(self) -> None:
        self._titled = self._section is not None and self._section.el.tag in self._open

    def _kept(self) -> list[str]:
        kept: list[str] = self._section.title if self._titled else self._section.text
        return kept

    def _end(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            return
        depth = len(self._open)
        if self._section.depth > depth:
            self._leave(depth)
        if self._permalinks and self._permalinks[-1] == depth:
            self._permalinks.pop()
        self._open.pop()
        if tag in _HEADINGS:
            self._look()
        if tag in _KEPT:
            _close(self._kept(), tag)

    def _leave(self, depth: int) -> None:
        """Go back to the section around one whose heading stood inside another element."""
        around = next((section for section in reversed(self.found) if section.depth <= depth), None)
        if around is not None:
            self._section.depth, self._section = float("inf"), around
            self._look()

    def _text(self, text: str) -> None:
        blank = text.isspace()
        if "pre" not in self._open:
            text = " " if blank else text.replace("\n", " ")
        self._begun()
        if self._titled:
            if not self._permalinks:
                self._section.title.append(escape(text, quote=False))
        elif not blank:
            self._section.text.append(escape(text, quote=False))
        elif not self._section.text or not self._section.text[-1].isspace() or "pre" in self._open:
            self._section.text.append(text)


def _close(kept: list[str], tag: str) -> None:
    """Close a tag, or take it away when nothing but blanks was written since the first like it."""
    first = kept.index(f"<{tag}>")
    if all(piece.isspace() for piece in islice(kept, first + 1, None)):
        del kept[first:]
    else:
        kept.append(f"</{tag}>")


def _attributes(more: str) -> dict[str, str]:
    return {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(more)}
