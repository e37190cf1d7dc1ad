"""The inline Markdown of a text, looked for only where a sign of it stands.

Python-Markdown tries each of its patterns on each text, and most texts of the handbook hold no sign that any of them
begins with. Nothing changes in what is found: a pattern whose sign is absent could not have matched.
"""

import re
from typing import Any

from markdown import Extension, Markdown, treeprocessors
from markdown.util import AtomicString

# Le signe sans lequel un motif ne peut rien trouver ; un motif inconnu d'ici est toujours essayé.
_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
_SIGN = re.compile(r"!\[|  \n|[`\\\[<&*_]")


class InlineProcessor(treeprocessors.InlineProcessor):
    """Takes the place of that of the engine, and its name too, so that what is private to it is found here first."""

    def __init__(self, md: Markdown) -> None:
        """Take the patterns that the other extensions have left."""
        super().__init__(md)
        known = {md.inlinePatterns.get_index_for_name(name): signs for name, signs in _SIGNS.items()}
        self._signs = [(index, pattern, known.get(index)) for index, pattern in enumerate(md.inlinePatterns)]
        self._tried: dict[frozenset[str], list[tuple[int, Any]]] = {}

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        for index, pattern in self._patterns(frozenset(_SIGN.findall(data))):
            if index < patternIndex:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)
        return data

    def _patterns(self, found: frozenset[str]) -> list[tuple[int, Any]]:
        """Give the patterns that these signs may begin, in their order."""
        tried = self._tried.get(found)
        if tried is None:
            read = found | {"["} if "![" in found else found
            tried = self._tried[found] = [
                (index, pattern) for index, pattern, signs in self._signs if signs is None or not read.isdisjoint(signs)
            ]
        return tried


class Inline(Extension):
    """Asks for it, after the other extensions."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Put it where the engine has its own."""
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
