"""Bounds held before a file is composed: levels, values, names of values; what libyaml itself would follow too far."""

from collections.abc import Iterable

import yaml

from kit.rule import Breach
from kit.source.spot import Spot, spot_at

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


def survey(text: str) -> list[Spot]:
    """Follow the events of a text without building anything: raise TooMuchError at the first bound passed, else
    give the names (« &nom ») that nothing takes up, for what stands behind « & » would be lost.

    Raises yaml.MarkedYAMLError for a text that is no YAML."""
    level = count = 0
    taken: list[str] = []
    named: dict[str, yaml.Event] = {}
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        deeper, more = _STEPS.get(type(event), (0, 0))
        level += deeper
        count += more
        if level > DEPTH_LIMIT or count > NODE_LIMIT:
            raise TooMuchError(_bound(text, event, level))
        if not (anchor := getattr(event, "anchor", None)):
            continue
        if isinstance(event, yaml.AliasEvent):
            taken.append(str(anchor))
        else:
            named[anchor] = event
        if len(taken) > ALIAS_LIMIT:
            raise TooMuchError(alias_spot(text, event))
    return list(_unused(named, taken))


def alias_spot(text: str, mark: yaml.Event | yaml.Node) -> Spot:
    """Say that names of values are taken up too often, or in a loop."""
    fields = {"limite": str(ALIAS_LIMIT)}
    return spot_at(text, start(mark), "yaml-alias", Breach(pointer=(), fields=fields))


def start(mark: yaml.Event | yaml.Node) -> int:
    """Give the index of the character where an event or a node starts."""
    return mark.start_mark.index if mark.start_mark else 0


def _bound(text: str, event: yaml.Event, level: int) -> Spot:
    what, limit = ("niveaux", DEPTH_LIMIT) if level > DEPTH_LIMIT else ("valeurs", NODE_LIMIT)
    fields = {"quoi": what, "limite": f"{limit:_}".replace("_", " ")}
    return spot_at(text, start(event), "fichier-trop-profond", Breach(pointer=(), fields=fields))


def _unused(named: dict[str, yaml.Event], taken: list[str]) -> Iterable[Spot]:
    for anchor, event in named.items():
        if anchor not in taken:
            breach = Breach(pointer=(), case="inutile", fields={"nom": anchor})
            mark = event.start_mark
            yield Spot(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "yaml-alias", breach)
