"""No-break spaces that would shift the structure of a file without a word: in an indent, after a colon or a dash."""

import bisect
import contextlib
import re
from collections.abc import Iterator
from itertools import islice

import yaml

from kit.findings.rule import Breach
from kit.french import NBSP, NNBSP
from kit.yaml.guard import NODE_LIMIT
from kit.yaml.parser import tokens
from kit.yaml.spot import Edit, Spot, spot_at

_H = f"{NBSP}{NNBSP}\u2007"
_RUN = re.compile(f"[ \t{_H}]+")
_PLACES = (
    (re.compile(rf"^[ \t]*(?P<at>[{_H}])[ \t{_H}]*(?=[^\s#])", re.MULTILINE), "au début de cette ligne",
     "Effacez cette espace, puis tapez deux espaces ordinaires par niveau."),
    (re.compile(rf"^[ ]*(?:- +)?[^\W\d]\w*[ {_H}]?:(?P<at>[{_H}])", re.MULTILINE), "juste après les deux-points",
     "Effacez cette espace, puis tapez une espace ordinaire."),
    (re.compile(rf"^[ ]*-(?P<at>[{_H}])", re.MULTILINE), "juste après le tiret",
     "Effacez cette espace, puis tapez une espace ordinaire."),
)  # fmt: skip


# Le rang, dans ces lieux, de celui qui suit les deux-points.
_AFTER_COLON = 1


def hard_spaces(text: str, end: int | None = None) -> Spot | None:
    """Find the first of them, before `end` where reading failed; those inside a quoted text are what was wanted."""
    if not any(space in text for space in _H):
        return None
    found = sorted((match.start("at"), rank) for rank, (p, _, _) in enumerate(_PLACES) for match in p.finditer(text))
    inside = list(_texts(text)) if found else []
    starts = [start for start, _ in inside]
    found = [(at, rank) for at, rank in found if not _within(at, starts, inside)]
    if not found or (end is not None and found[0][0] > end):
        return None
    at, first = found[0]
    _, place, advice = _PLACES[first]
    fields = {"lieu": place, "conseil": advice, "autres": others(sum(rank == first for _, rank in found) - 1)}
    before = ((index, rank) for index, rank in found if end is None or index <= end or rank == first)
    edits = tuple(_ordinary(text, *each) for each in islice(before, NODE_LIMIT))
    return spot_at(text, at, "yaml-espace-insecable", Breach(pointer=(), fields=fields), edits)


def _ordinary(text: str, at: int, rank: int) -> Edit:
    """Write ordinary spaces: as many as there are in an indent, one after a sign."""
    found = _RUN.match(text, at)
    end = found.end() if found else at + 1
    if rank == _AFTER_COLON and text[at - 2] in f" {_H}":
        return Edit(at - 2, end, ": ")  # Celle d’avant les deux-points part avec celle d’après.
    return Edit(at, end, re.sub(f"[{_H}]", " ", text[at:end]) if rank == 0 else " ")


def others(number: int) -> str:
    """Say how many other lines have the same fault."""
    if not number:
        return ""
    return " (1 autre ligne aussi)" if number == 1 else f" ({number} autres lignes aussi)"


def _within(at: int, starts: list[int], inside: list[tuple[int, int]]) -> bool:
    rank = bisect.bisect_left(starts, at) - 1
    return rank >= 0 and at < inside[rank][1]


def _texts(text: str) -> Iterator[tuple[int, int]]:
    with contextlib.suppress(yaml.MarkedYAMLError):
        for token in tokens(text):
            if isinstance(token, yaml.ScalarToken) and token.style and not token.plain:
                yield token.start_mark.index, token.end_mark.index
