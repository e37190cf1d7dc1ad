"""Tabs at the head of lines: how many spaces put each line where its neighbours say that it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from kit.findings.rule import Breach
from kit.french import letters
from kit.yaml.guard import DEPTH_LIMIT, NODE_LIMIT
from kit.yaml.line import at
from kit.yaml.spaces import others
from kit.yaml.spot import Edit, Spot, spot_at

_HEAD = re.compile(r"^(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)(?P<rest>.*)$", re.MULTILINE)
_TABBED = re.compile(r"^ *(?:- *)?\t", re.MULTILINE)
_OPENS = re.compile(r"(?:[^#]*[^#\s])?: *(?: #.*)?$|-\s*$")
# Une tabulation fait deux espaces, quand rien d’autre ne le dit.
WIDTH = 2


@dataclass(slots=True)
class _Outline:
    """The columns at which keys and dashes stand above a line, and whether the last of them opens a group."""

    keys: list[int] = field(default_factory=list)
    dashes: list[int] = field(default_factory=list)
    last: int = 0
    opens: bool = True

    def fitting(self, column: int, *, dashed: bool) -> int | None:
        """Give the column of a line that seems to stand at `column`: its own when a group stands there or is opened,
        else that of the only group where it can be; None when there are several."""
        if self.opens:
            return column if column > self.last or (dashed and column == self.last) else self.last + WIDTH
        known = [each for each in (self.dashes if dashed else self.keys) if each]
        if column in known or not known:
            return column
        return known[0] if len(known) == 1 else None

    def note(self, column: int, dashes: int, rest: str) -> None:
        """Take a line: what stands more to the right is closed by it."""
        self.keys = [each for each in self.keys if each < column]
        self.dashes = [each for each in self.dashes if each < column + (not dashes)]
        if dashes:
            self.dashes.append(column)
        self.last = column + dashes
        self.keys.append(self.last)
        self.opens = not rest or bool(_OPENS.match(rest))
        del self.keys[:-DEPTH_LIMIT], self.dashes[:-DEPTH_LIMIT]


def told(text: str, index: int) -> Spot:
    """Say that a line is shifted by a tab at an index, how many spaces it wants, and write them where it is certain."""
    number = max(0, len(_TABBED.findall(text)) - 1)
    found = spaces(text, index)
    fields = {"autres": others(number), "conseil": _advice(text, index, found, number)}
    breach = Breach(pointer=(), case="" if found else "ambigue", fields=fields)
    return spot_at(text, index, "yaml-tabulation", breach, found)


def spaces(text: str, index: int, width: int = WIDTH) -> tuple[Edit, ...]:
    """Give the edits that write spaces for the tabs of the line at an index and of those below, a tab being `width`
    spaces unless its neighbours say otherwise; none when a line may stand in several groups."""
    found = list(islice(_edits(text, at(text, index).first, width), NODE_LIMIT))
    return () if None in found else tuple(edit for edit in found if edit)


def _edits(text: str, first: int, width: int) -> Iterator[Edit | None]:
    outline = _Outline()
    for line in _HEAD.finditer(text):
        indent, dashes, rest = line["indent"], line["dashes"], line["rest"]
        column = len(indent) + indent.count("\t") * (width - 1)
        blank = not rest or rest.startswith("#")
        if line.start() >= first and "\t" in indent:
            fitting = column if blank else outline.fitting(column, dashed=bool(dashes) or rest == "-")
            column = column if fitting is None else fitting
            yield None if fitting is None else Edit(line.start(), line.end("indent"), " " * column)
        if line.start() >= first and "\t" in dashes:
            yield Edit(line.start("dashes"), line.end("dashes"), re.sub(r"[ \t]+", " ", dashes))
        if not blank:
            outline.note(column, len(re.sub(r"\t+", " ", dashes)), rest)


def _advice(text: str, index: int, edits: tuple[Edit, ...], number: int) -> str:
    """Say what to write at the head of the line; the old way of saying it where each tab is two spaces."""
    if not edits:
        return "Remplacez la tabulation par des espaces, et alignez la ligne avec celles de son groupe."
    if text[:index].rstrip(" ").endswith("-"):
        return "Remplacez la tabulation qui suit le tiret par une espace ordinaire."
    if all(edit.text == text[edit.start : edit.end].replace("\t", " " * WIDTH) for edit in edits):
        return f"Remplacez chaque tabulation par {letters(WIDTH, 'une')} espaces ordinaires."
    size = len(edits[0].text)
    wanted = f"{letters(size, 'une')} espace{'s' if size > 1 else ''} ordinaire{'s' if size > 1 else ''}"
    return f"Commencez cette ligne par {wanted}, au lieu de la tabulation{', et de même les autres' if number else ''}."
