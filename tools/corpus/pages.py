"""What a person finds in a page of the site, whatever the markup: its words, links, anchors and accessible names."""

from collections.abc import Iterator
from typing import Any

import html5lib

# Tout autre élément met son texte à part.
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
})  # fmt: skip
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript"})
_NAMES = ("aria-label", "alt", "title", "placeholder", "href", "src")


def found(html: str) -> list[str]:
    """Give a page as lines: the title, then each block of text and each name or link in order, then the anchors."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    title = " ".join("".join(each.itertext()) for each in tree.iter("title"))
    anchors = {each.get("id", "") for each in tree.iter() if isinstance(each.tag, str)}
    blocks = (" ".join(block.split()) for block in "".join(_pieces(tree)).split("\0"))
    own = sorted(anchor for anchor in anchors if anchor and not anchor.startswith("__"))  # Les autres sont au thème.
    return [f"titre : {title}", *filter(None, blocks), *(f"ancre : {anchor}" for anchor in own)]


def _pieces(element: Any) -> Iterator[str]:
    """Give the text of an element, with a mark between blocks; a link or a name is a block."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if name and name not in _UNSEEN:
        edge = "" if name in _INLINE else "\0"
        yield edge
        told = (f"{key} : {element.get(key)}" for key in _NAMES if element.get(key))
        named = "\0".join(told)
        yield f"\0{named}\0" if named else ""
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
        yield edge
    yield element.tail or ""
