"""The events of a text, within bounds: levels, values, names of values; what a parser would follow too far."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import yaml

from kit.findings.rule import Breach
from kit.yaml.parser import parsed
from kit.yaml.spot import Edit, Spot, spot_at

# Garde-fous de lecture, sans rapport avec le droit.
ALIAS_LIMIT = 10
DEPTH_LIMIT = 20
NODE_LIMIT = 20_000
# Ce que chaque événement ajoute aux niveaux, et aux valeurs.
_STEPS = {
    yaml.ScalarEvent: (0, 1),
    yaml.SequenceStartEvent: (1, 1),
    yaml.MappingStartEvent: (1, 1),
    yaml.SequenceEndEvent: (-1, 0),
    yaml.MappingEndEvent: (-1, 0),
}


class TooMuchError(Exception):
    """Reading stops: `spot` says where and why."""

    def __init__(self, spot: Spot) -> None:
        """Keep the trap and its place."""
        super().__init__(spot.trap)
        self.spot = spot


@dataclass(slots=True)
class Survey:
    """All that a parser says of a text, in order, by rank: where each list or group that begins at a rank `ends`, and
    where each name (« &nom ») is given; `unused` are the names that nothing takes up, for what stands behind « & »
    would be lost; `error` is what stops a text that is well formed."""

    events: list[yaml.Event] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    unused: list[Spot] = field(default_factory=list)
    error: yaml.MarkedYAMLError | None = None

    def refuse(self, event: Any, problem: str) -> None:
        """Keep the first of what nobody can make values of, in the words of the parser."""
        self.error = self.error or yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


def survey(text: str) -> Survey:
    """Follow the events of a text, which is parsed here and nowhere else: raise TooMuchError at the first bound passed.

    Raises yaml.MarkedYAMLError for a text that is no YAML."""
    return parsed(text, partial(_followed, text))


def _followed(text: str, events: Iterable[yaml.Event]) -> Survey:
    found, opened, count = Survey(), list[int](), 0
    taken: list[str] = []
    for rank, event in enumerate(events):
        deeper, more = _STEPS.get(type(event), (0, 0))
        count += more
        if deeper > 0:
            opened.append(rank)
        elif deeper:
            found.ends[opened.pop()] = rank
        if len(opened) > DEPTH_LIMIT or count > NODE_LIMIT:
            raise TooMuchError(_bound(text, event, len(opened)))
        found.events.append(event)
        if anchor := getattr(event, "anchor", None):
            _name(found, rank, anchor, taken)
        elif isinstance(event, yaml.DocumentStartEvent) and rank > 1:
            found.refuse(event, "found another document")
        if len(taken) > ALIAS_LIMIT:
            raise TooMuchError(alias_spot(text, event))
    found.unused = list(_unused(text, found, taken))
    return found


def _name(found: Survey, rank: int, anchor: str, taken: list[str]) -> None:
    """Note a name that is given, or one that is taken up."""
    event = found.events[rank]
    if isinstance(event, yaml.AliasEvent):
        taken.append(anchor)
        if anchor not in found.named:
            found.refuse(event, "found undefined alias")
    elif anchor in found.named:
        found.refuse(event, "second occurrence")
    else:
        found.named[anchor] = rank


def alias_spot(text: str, mark: yaml.Event) -> Spot:
    """Say that names of values are taken up too often, or in a loop."""
    fields = {"limite": str(ALIAS_LIMIT)}
    return spot_at(text, start(mark), "yaml-alias", Breach(pointer=(), fields=fields))


def start(mark: yaml.Event) -> int:
    """Give the index of the character where an event starts."""
    return mark.start_mark.index if mark.start_mark else 0


def _bound(text: str, event: yaml.Event, level: int) -> Spot:
    what, limit = ("niveaux", DEPTH_LIMIT) if level > DEPTH_LIMIT else ("valeurs", NODE_LIMIT)
    fields = {"quoi": what, "limite": f"{limit:_}".replace("_", " ")}
    return spot_at(text, start(event), "fichier-trop-profond", Breach(pointer=(), fields=fields))


def _unused(text: str, found: Survey, taken: list[str]) -> Iterator[Spot]:
    known = frozenset(taken)
    for anchor, rank in found.named.items():
        if anchor not in known:
            breach = Breach(pointer=(), case="inutile", fields={"nom": anchor}, sure=False)
            mark = found.events[rank].start_mark
            place = (mark.line + 1, mark.column + 1, mark.index) if mark else (1, 1, 0)
            # « & » et le nom s’effacent : ce qui les suit est la valeur.
            named = re.compile(rf"&{re.escape(anchor)}[ \t]*").match(text, place[2])
            edits = (Edit(*named.span(), ""),) if named else ()
            yield Spot(*place[:2], "yaml-alias", breach, edits)
