"""What a page shows of the data: HTML that no engine reads, and the place that it takes in the page once built.

The engine is given a page of prose where a comment holds the place of each fragment, or two, with between them what no
reader sees: words for the search to find, anchors for the engine to know."""

import re
from collections.abc import Iterable

from kit.errors import KitError

_PLACE = re.compile(r"<!-- kit:(\d+) (?:-->|mots -->.*?<!-- /kit:\1 -->)", re.DOTALL)
_SIGN = "<!-- kit:"
_ANCHOR = re.compile(r'\bid="([^"]+)"')


def slot(number: int, fragment: str, words: str = "") -> str:
    """Give the Markdown that holds the place of a fragment, with words for the search alone."""
    known = "".join(f'<span id="{anchor}"></span>' for anchor in _ANCHOR.findall(fragment)) + words
    held = f"mots -->\n\n<p>{known}</p>\n\n<!-- /kit:{number} " if known else ""
    return f"\n\n{_SIGN}{number} {held}-->\n\n"


def filled(text: str, fragments: Iterable[str], path: str) -> str:
    """Give a page, Markdown or HTML, with each fragment in its place. Raises KitError when a place is missing, or is
    there twice."""
    known = tuple(fragments)
    if [int(number) for number in _PLACE.findall(text)] != list(range(len(known))) or text.count(_SIGN) != len(known):
        message = f"La page « {path} » n’a pas, une fois chacun et dans l’ordre, les emplacements de ses données."
        raise KitError(message)
    return _PLACE.sub(lambda found: known[int(found[1])], text)
