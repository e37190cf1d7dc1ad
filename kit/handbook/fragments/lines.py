"""What no line of a page may cut: the number of an article, an act or a demand, an address, a date; and the raised
letters of an ordinal.

The hyphens stay ordinary ones: what is copied or searched for is what was written."""

import re

from kit.french import whole_dates

# Ce qui n'est pas une ligne de texte : les balises, et ce qui ne s'affiche pas ou pas en lignes ; en Markdown,
# l'en-tête, le code, l'adresse d'un lien et les attributs.
_HELD = re.compile(
    r"(\A---\n.*?\n---\n|^```.*?^```|`[^`\n]+`|\]\([^)\s]*\)|\{[:#][^}\n]*\}"
    r"|<(script|style|title|svg|option|pre|code)\b.*?</\2>|<[^<>]+>)",
    re.DOTALL | re.MULTILINE,
)
_NUMBER = re.compile(r"\b(?:(?:[RLD]\.|n°)[\u00a0 ]\d{1,5}(?:-\d{1,5}){1,5}|E-[A-Z0-9]{1,2}-\d{1,2})(?![\w-])")
# « 1er », « 2e » ; ni « 13-2e », ni un mot.
_ORDINAL = re.compile(r"(?<![\w.,-])(1|\d{1,3})(er|re|e)(?![\w-])")
# « _ » est une entité dans ce que `render` a rendu sûr.
_ADDRESS = re.compile(r"(?<![\w.+-])(?:[\w.+-]|&#95;){1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")

# « DGCS/SDFE/DGEF/DIMM/2022/7 » : un numéro trop long pour une colonne, qu’aucun blanc ne coupe.
_CHAIN = re.compile(r"\b[A-Z]{2,8}(?:/[A-Z\d]{1,8}){2,8}\b")


def unbroken(text: str) -> str:
    """Give a text, Markdown or HTML, whose numbers, addresses and dates are each kept on one line, ordinals raised."""
    done = 0
    parts: list[str] = []
    for held in _HELD.finditer(text):
        parts += (_kept(text[done : held.start()]), held.group())
        done = held.end()
    return "".join((*parts, _kept(text[done:])))


def _kept(text: str) -> str:
    if "@" in text:
        text = _ADDRESS.sub(r'<span class="kit-adresse">\g<0></span>', text)
    if "/" in text:
        text = _CHAIN.sub(r'<span class="kit-adresse">\g<0></span>', text)
    if "-" in text:
        text = _NUMBER.sub(r'<span class="kit-numero">\g<0></span>', text)
    return _ORDINAL.sub(r"\1<sup>\2</sup>", whole_dates(text))
