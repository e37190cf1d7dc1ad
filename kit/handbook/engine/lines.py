"""What no line of a built page may cut at a hyphen: the number of an article, an act or a demand, an address.

The hyphens stay ordinary ones: what is copied or searched for is what was written."""

import re

# Ce qui n'est pas une ligne de texte : les balises, et ce qui ne s'affiche pas ou pas en lignes.
_HELD = re.compile(r"(<(script|style|title|svg|option|pre|code)\b.*?</\2>|<[^<>]+>)", re.DOTALL)
_NUMBER = re.compile(r"\b(?:(?:[RLD]\.|n°)[\u00a0 ]\d{1,5}(?:-\d{1,5}){1,5}|E-[A-Z0-9]{1,2}-\d{1,2})(?![\w-])")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def whole(html: str) -> str:
    """Give a built page whose numbers and addresses are each kept on one line."""
    if "@" not in html and not _NUMBER.search(html):
        return html
    done = 0
    parts: list[str] = []
    for held in _HELD.finditer(html):
        parts += (_kept(html[done : held.start()]), held.group())
        done = held.end()
    return "".join((*parts, _kept(html[done:])))


def _kept(text: str) -> str:
    if "@" in text:
        text = _ADDRESS.sub(r'<span class="kit-adresse">\g<0></span>', text)
    return _NUMBER.sub(r'<span class="kit-numero">\g<0></span>', text) if "-" in text else text
