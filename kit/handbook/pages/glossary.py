"""The acronyms of the site: their page, and the way to it from the first of each on every other page."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.french import capital
from kit.handbook.fragments import render
from kit.handbook.page import GLOSSARY, Here, Link, Page
from kit.handbook.vocabulary import words
from kit.law import prose

# Une ligne de texte : ni titre, ni tableau, ni code, ni balise, ni avertissement, ni attributs.
_PROSE = re.compile(r"^(?![#|<!\s{$-]|\d+\. |---)|^(?:- |\d+\. |:   )")
# Là où un lien ne s'écrit pas : un lien déjà écrit, une balise, du code, un signe échappé, des attributs.
_HELD = re.compile(r"(\[[^\]]*\]\([^)]*\)|<a\b.*?</a>|<abbr\b.*?</abbr>|<code\b.*?</code>|<[^<>]*>|`[^`]*`|\{[^}]*\})")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = "```"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An acronym: its whole name, what to know of it, the words it is looked for under, the page that tells more."""

    short: str
    anchor: str
    name: str
    said: str
    also: str
    page: Link


@functools.cache
def entries() -> tuple[Entry, ...]:
    """Give the acronyms, in the order of the alphabet."""
    here = Here(GLOSSARY)
    return tuple(
        Entry(
            short=raw["sigle"],
            anchor=raw["sigle"].lower(),
            name=capital(raw["nom"]),
            said=prose.filled(raw["dit"]),
            also=", ".join(raw["aussi"]),
            page=here.link(raw["page_dit"], raw["page"]),
        )
        for raw in words("glossaire")["sigles"]
    )


def page() -> Page:
    """Give the page of the glossary."""
    return render.page(GLOSSARY, "glossaire", entries=entries())


def linked(page: Page) -> Page:
    """Give a page where the first of each acronym in a sentence leads to the glossary and says its name."""
    if not page.path.endswith(".md") or page.path == GLOSSARY:
        return page
    here = Here(page.path)
    return replace(page, text="\n".join(_lines(page.text, {entry.short: entry for entry in entries()}, here)))


def _lines(text: str, left: dict[str, Entry], here: Here) -> Iterator[str]:
    front = _FRONT.match(text)
    yield from front.group().split("\n")[:-1] if front else ()
    fenced = False
    for line in text[front.end() if front else 0 :].split("\n"):
        fenced ^= line.startswith(_FENCE)
        yield line if fenced or not left or not _PROSE.match(line) else _linked(line, left, here)


def _linked(line: str, left: dict[str, Entry], here: Here) -> str:
    parts = _HELD.split(line)
    for index in range(0, len(parts), 2):
        for short in re.findall(r"\b[A-Z]{3,8}\b", parts[index]):
            if entry := left.pop(short, None):
                way = here.to(GLOSSARY, entry.anchor)
                link = f'[<abbr title="{entry.name}">{short}</abbr>]({way}){{: .kit-sigle }}'
                parts[index] = re.sub(rf"(?<!\">)\b{short}\b", lambda _, to=link: to, parts[index], count=1)
    return "".join(parts)
