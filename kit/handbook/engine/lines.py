"""What no line of a built page may cut: the number of an article or of an act, which breaks at its hyphens.

The hyphens stay ordinary ones: what is copied or searched for is what was written."""

import re

# Ce qui n'est pas une ligne de texte : les balises, et ce qui ne s'affiche pas ou pas en lignes.
_HELD = re.compile(r"(<(script|style|title|svg|option|pre|code)\b.*?</\2>|<[^<>]+>)", re.DOTALL)
_NUMBER = re.compile(r"\b(?:[RLD]\.|n°)[\u00a0 ]\d{1,5}(?:-\d{1,5}){1,5}(?![\w-])")


def whole(html: str) -> str:
    """Give a built page whose numbers are each kept on one line."""
    done = 0
    parts: list[str] = []
    for held in _HELD.finditer(html):
        parts += (_kept(html[done : held.start()]), held.group())
        done = held.end()
    return "".join((*parts, _kept(html[done:])))


def _kept(text: str) -> str:
    return _NUMBER.sub(r'<span class="kit-numero">\g<0></span>', text) if "-" in text else text
