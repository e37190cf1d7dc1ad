"""One line of a text, as a person wrote it: its indent, its key, the sign that is missing and what puts it right."""

import re
from dataclasses import dataclass

from kit.french import NBSP, NNBSP
from kit.yaml.key import COLONS
from kit.yaml.spot import Edit

_SPACES = f" {NBSP}{NNBSP}\u2007"
_GLUED = re.compile(r"\s*(?:- +)?(?P<key>[^\W\d]\w*)\s?:(?P<rest>(?!//)[^\s:].*)$")
_EQUALS = re.compile(rf"\s*(?:- +)?(?P<key>[^\W\d]\w*?)(?P<sign>[{_SPACES}]*[{COLONS}][{_SPACES}]*)(?P<rest>.*)$")
_BULLET = re.compile(r"\s*(?P<sign>[–—−‑•·▪◦] ?)")
_DASHLESS = re.compile(r"\s*-(?P<rest>[^\W\d]\w*:( .*)?)$")
_COMPLETE = re.compile(r"\s*[^\s#].*?:(\s|$)|\s*-\s*$|\s*#")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line that starts at the index `first` of its text."""

    text: str
    first: int

    @property
    def indent(self) -> int:
        """How many spaces it starts with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def start(self) -> int:
        """Index of its first written character."""
        return self.first + self.indent

    @property
    def colon(self) -> int:
        """Index of its first colon."""
        return self.first + self.text.find(":")

    @property
    def complete(self) -> bool:
        """Whether it reads « key: … », or is a dash alone or a comment."""
        return bool(_COMPLETE.match(self.text)) and not self.bullet

    @property
    def glued(self) -> str | None:
        """« key: value » when the space after the colon is missing."""
        found = _GLUED.match(self.text)
        return f"{found['key']}: {found['rest'][:_SHOWN]}" if found else None

    @property
    def equals(self) -> tuple[str, str] | None:
        """The equals sign, or another, that stands for the colon, and « key: value »."""
        found = _EQUALS.match(self.text)
        return (found["sign"].strip(), f"{found['key']}: {found['rest'][:_SHOWN]}".rstrip()) if found else None

    @property
    def bullet(self) -> str | None:
        """The sign that a word processor put for a dash."""
        found = _BULLET.match(self.text)
        return found["sign"].strip() if found else None

    @property
    def dashless(self) -> str | None:
        """« - key: value » when the space after the dash is missing."""
        found = _DASHLESS.match(self.text)
        return f"- {found['rest'][:_SHOWN]}" if found else None

    def replaced(self, sign: str) -> tuple[Edit, ...]:
        """Give the edit that writes a colon or a dash of the keyboard for the sign that stands for it."""
        found = (_EQUALS if sign == ":" else _BULLET).match(self.text)
        after = f"{sign} " if found and self.text[found.end("sign") :] else sign
        return (Edit(self.first + found.start("sign"), self.first + found.end("sign"), after),) if found else ()

    def opens(self, index: int) -> bool:
        """Tell whether the colon at an index is the first that could end a key."""
        return not re.search(r":\s", self.text[: index - self.first])


def at(text: str, index: int) -> Line:
    """Give the line that holds an index."""
    first = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return Line(text[first : len(text) if end < 0 else end], first)


def above(text: str, line: Line) -> Line | None:
    """Give the nearest line above that says something: neither blank nor a comment."""
    while line.first:
        line = at(text, line.first - 1)
        if line.text.strip() and not line.text.lstrip().startswith("#"):
            return line
    return None
