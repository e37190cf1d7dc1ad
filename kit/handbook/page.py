"""What the handbook is made of: pages, ready pieces of Markdown, links from page to page, marks of outcome."""

import enum
import functools
import hashlib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from kit.findings.finding import BY_OUTCOME, Outcome
from kit.findings.verdicts import Verdict

WEB = re.compile(r"https?://[A-Za-z0-9._~:/?=&%+,;@-]+")
_PAGE = re.compile(r"^(?!https?://)([^#]+)\.md(?=#|$)")


Row = TypeVar("Row")
# Un nom de page plus long, suivi de son numéro et de ce qu'un moteur y ajoute, ne tiendrait pas sur tous les disques.
_LONGEST, _MARK = 100, 12


class Profile(enum.StrEnum):
    """Who reads the site: the people of the commission and of the State, or everybody."""

    INTERNE = "interne"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site, its path relative to the root of the pages: Markdown, with a place for each of its fragments
    of HTML, or what is published as it is."""

    path: str
    text: str
    fragments: tuple[str, ...] = ()


class Ready(str):
    """A piece of Markdown or HTML made by the kit, which `render` prints as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Say to the template engine that nothing is left to escape."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; without a target it is only a text."""

    text: str
    target: Ready | None = None

    @property
    def href(self) -> Ready | None:
        """Where it leads once the site is built: no engine reads a fragment."""
        return built(self.target) if self.target else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the files are kept: their address on the forge, up to the folder that holds `departments`, and the
    commit that was read; None when nobody said."""

    address: str | None = None
    commit: str | None = None

    def place(self, text: str, file: str, line: int | None) -> Link:
        """Give the way to a line of a file on the forge, or its name alone."""
        if self.address is None:
            return Link(text)
        anchor = f"#L{line}" if line else ""
        return Link(text, Ready(f"{self.address.rstrip('/')}/{quote(file)}{anchor}"))


@dataclass(frozen=True, slots=True)
class Mark:
    """An outcome as shown to people: a shape, a word and a style; the style alone never says anything."""

    shape: str
    word: str
    style: str


_SHAPES = {
    Verdict.BROKEN: "✕",
    Verdict.TO_CORRECT: "◆",
    Verdict.TO_COMPLETE: "○",
    Verdict.TO_CHECK: "▲",
    Verdict.INFORMATION: "◇",
    Verdict.KEPT: "●",
    Verdict.NO_OBJECT: "–",
}
NO_FILE = Mark("·", "fiche non déposée", "rien")
# Ce qui demande une suite, le plus grave d’abord.
WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN)


def mark(said: Outcome | Verdict, word: str | None = None) -> Mark:
    """Give the mark of a verdict, under its usual word or another one."""
    found = said if isinstance(said, Verdict) else BY_OUTCOME[said]
    return Mark(_SHAPES[found], word or found.one, found.value)


# Ce qui se lit d'un coup d'œil ; le reste se déplie.
FIRST = 12


def split(rows: Iterable[Row], most: int = FIRST) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Give the rows to show at once, and those to unfold; a few more are not worth unfolding."""
    known = tuple(rows)
    first = most if len(known) > most * 3 // 2 else len(known)
    return known[:first], known[first:]


_way = functools.lru_cache(maxsize=1 << 14)(posixpath.relpath)


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being written; gives the way to the others."""

    path: str

    def to(self, path: str, anchor: str = "") -> Ready:
        """Give the relative path of another page, with an anchor of it when one is named."""
        way = _way(path, posixpath.dirname(self.path) or ".")
        return Ready(f"{way}#{anchor}" if anchor else way)

    def link(self, text: str, path: str, anchor: str = "") -> Link:
        """Give a link to another page."""
        return Link(text, self.to(path, anchor))


def built(target: str) -> Ready:
    """Give the address, once the site is built, of what a link of Markdown leads to."""
    return Ready(_PAGE.sub(r"\1.html", target))


def web(text: str, url: str | None) -> Link:
    """Give a link to the web, or only the text when the address is not a plain one."""
    return Link(text, Ready(url) if url and WEB.fullmatch(url) else None)


class Names:
    """Names of files that are never given twice, not even on a disk that takes « 2A » for « 2a »."""

    def __init__(self, *taken: str) -> None:
        """Take the names that are not free."""
        self._taken = {name.casefold() for name in taken}
        self._last: dict[str, int] = {}

    def free(self, name: str) -> str:
        """Give a name, or the first free one of « name-2 », « name-3 »…"""
        found, plain = name, name.casefold()
        while found.casefold() in self._taken:
            # Reprendre là où l'on en est : mille noms pareils se comptent une fois, et non mille.
            self._last[plain] = self._last.get(plain, 1) + 1
            found = f"{name}-{self._last[plain]}"
        self._taken.add(found.casefold())
        return found


def department_paths(folders: Iterable[str]) -> dict[str, str]:
    """Give each folder the path of its page; two folders never share one, and no disk finds one too long."""
    names = Names("index")
    return {folder: f"departements/{names.free(_stem(posixpath.basename(folder)))}.md" for folder in folders}


def _stem(folder: str) -> str:
    stem = re.sub(r"[^a-z0-9-]+", "-", folder.lower()).strip("-") or "dossier"
    if len(stem) <= _LONGEST:
        return stem
    mark = hashlib.sha256(folder.encode("utf-8", "replace")).hexdigest()[:_MARK]
    return f"{stem[: _LONGEST - _MARK - 1]}-{mark}"


def calendar_path(code: str) -> str:
    """Give the path of the calendar file of a department."""
    return f"calendrier/{code.lower()}.ics"


def feed_path(path: str) -> str:
    """Give the path of the feed of a page."""
    return f"{path.removesuffix('.md')}.atom"


def rule_path(rule_id: str) -> str:
    """Give the path of the page of a rule."""
    return f"regles/{rule_id}.md"


def text_path(provision_id: str) -> str:
    """Give the path of the page of a text."""
    return f"droit/{provision_id}.md"


DEPARTMENTS, RULES, LAW, MATRIX = (
    "departements/index.md",
    "regles/index.md",
    "droit/index.md",
    "droit/tracabilite.md",
)
CALENDAR = "calendrier.md"
GLOSSARY = "glossaire.md"
UNCERTAIN, TO_REREAD = "droit/incertain.md", "droit/a-relire.md"
OPEN_DATA, JOURNAL, NATIONAL_FIGURES = "donnees/index.md", "donnees/journal.md", "donnees/chiffres-nationaux.md"
COUNTRY_DAYS = "donnees/histoire.md"
