"""From text to values with positions, by PyYAML's C parser; every scalar stays the text that was written."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kit.french import NBSP, NNBSP
from kit.report import Pointer
from kit.rule import Breach
from kit.source.spot import Spot, spot_at
from kit.source.syntax import explain, traps_of_text

# Garde-fous de lecture, sans rapport avec le droit.
ALIAS_LIMIT = 10
DEPTH_LIMIT = 20
NODE_LIMIT = 20_000
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_CURLY = {"“": "”", "‘": "’", "„": "“", "«": "»"}
# Un texte nu que YAML 1.1 ou 1.2 lirait comme autre chose qu'un texte ; les dates ISO ne changent pas de sens.
_SUSPECT = re.compile(
    r"[-+.]?[0-9][0-9a-fA-FxXoO_.,:+eE]*$|[0-9]{2}[0-9 .]*$|2[ab]$|(true|false|yes|no|on|off|y|n|null|~)$",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")


class _TooMuch(Exception):
    """Reading stops: the breach of the `fichier-trop-profond` or `yaml-alias` trap is in `spot`."""

    def __init__(self, spot: Spot) -> None:
        super().__init__(spot.trap)
        self.spot = spot


@dataclass(slots=True)
class Composed:
    """Plain values and where each was written; `suspects` are bare scalars that other readers would type."""

    data: Any = None
    marks: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    suspects: list[Pointer] = field(default_factory=list)
    tainted: list[Pointer] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def compose(text: str, root: Pointer) -> Composed:
    """Read one document; pointers start with `root`. What cannot be read is told by one spot and no data."""
    composed = Composed()
    if blocking := traps_of_text(text):
        composed.spots.append(blocking)
        return composed
    try:
        if deep := _depth(text):
            raise _TooMuch(deep)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        if node is None:
            return composed
        composed.data = _Walk(composed).value(node, root, 0)
    except yaml.MarkedYAMLError as error:
        return Composed(spots=[explain(text, error)])
    except _TooMuch as stop:
        return Composed(spots=[stop.spot])
    return composed


def _depth(text: str) -> Spot | None:
    """Refuse a nesting that the C composer would follow by recursion, at little cost for usual files."""
    if text.count("[") + text.count("{") + text.count("- -") + text.count("? ?") <= DEPTH_LIMIT and (
        " " * 2 * DEPTH_LIMIT not in text
    ):
        return None
    level = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            level += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            level -= 1
        if level > DEPTH_LIMIT:
            fields = {"quoi": "niveaux", "limite": str(DEPTH_LIMIT)}
            return spot_at(text, event.start_mark.index, "fichier-trop-profond", Breach(pointer=(), fields=fields))
    return None


class _Walk:
    """One reading of a tree of nodes into `composed`."""

    def __init__(self, composed: Composed) -> None:
        self.out = composed
        self.count = 0
        self.aliases = 0
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, pointer: Pointer, depth: int) -> Any:
        """Give the plain value of a node: text, list, dict without its empty values, or None when empty."""
        self._guard(node, depth)
        self.out.marks.setdefault(pointer, (node.start_mark.line + 1, node.start_mark.column + 1))
        if node.tag not in _PLAIN_TAGS:
            self._spot(node, pointer, "yaml-etiquette", {"etiquette": _short_tag(node.tag)})
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, pointer)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*pointer, index), depth + 1) for index, child in enumerate(node.value)]
        return self._mapping(node, pointer, depth)

    def _guard(self, node: yaml.Node, depth: int) -> None:
        self.count += 1
        if id(node) in self.seen and not (isinstance(node, yaml.ScalarNode) and not node.value):
            self.aliases += 1
        self.seen.add(id(node))
        if self.aliases > ALIAS_LIMIT:
            raise _TooMuch(_at(node, "yaml-alias", Breach(pointer=(), fields={"limite": str(ALIAS_LIMIT)})))
        if self.count > NODE_LIMIT or depth > DEPTH_LIMIT:
            what, limit = ("niveaux", DEPTH_LIMIT) if depth > DEPTH_LIMIT else ("valeurs", NODE_LIMIT)
            fields = {"quoi": what, "limite": str(limit)}
            raise _TooMuch(_at(node, "fichier-trop-profond", Breach(pointer=(), fields=fields)))

    def _scalar(self, node: yaml.ScalarNode, pointer: Pointer) -> str | None:
        text: str = node.value
        if node.style is not None:
            return text
        if not text:
            return None
        if text[0] in _CURLY and text.endswith(_CURLY[text[0]]) and len(text) > 1:
            return self._unquoted(node, pointer, text)
        if _SUSPECT.match(text) and not _DAY.match(text):
            self.out.suspects.append(pointer)
        return text

    def _unquoted(self, node: yaml.ScalarNode, pointer: Pointer, text: str) -> str:
        inner = text[1:-1].strip(f" {NBSP}{NNBSP}")
        if text[0] == "«":  # Des guillemets français autour d'un titre entier sont du bon français.
            return text
        fields = {"quoi": "La valeur", "lus": f"{text[0]} {text[-1]}", "valeur": inner}
        self._spot(node, pointer, "yaml-guillemets-typographiques", fields)
        return inner

    def _mapping(self, node: yaml.MappingNode, pointer: Pointer, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, pointer)
            if key is None:
                continue
            child = (*pointer, key)
            line = key_node.start_mark.line + 1
            if key in first:
                self._spot(key_node, child, "yaml-cle-repetee", {"cle": key, "premiere": str(first[key])})
                self.out.tainted.append(child)
                continue
            first[key] = line
            value = self.value(value_node, child, depth + 1)
            if value is None or not isinstance(value_node, yaml.ScalarNode):
                self.out.marks[child] = (line, key_node.start_mark.column + 1)
            if value is not None:
                data[key] = value
        return data

    def _key(self, node: yaml.Node, pointer: Pointer) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            fields = {"cause": "une clé doit être un mot", "conseil": "Écrivez « clé: valeur »."}
            self._spot(node, pointer, "yaml-illisible", fields)
            self.out.tainted.append(pointer)
            return None
        key: str = node.value
        if key == "<<":
            self._spot(node, (*pointer, key), "yaml-fusion", {})
            self.out.tainted.append(pointer)
            return None
        clean = key.strip(f" {NBSP}{NNBSP}")
        if clean != key:
            where = "juste avant les deux-points" if key.startswith(clean) else "au début de cette clé"
            advice = {"lieu": where, "autres": "", "conseil": f"« {clean}: » sans espace avant les deux-points"}
            self._spot(node, (*pointer, clean), "yaml-espace-insecable", advice)
        if clean and clean[0] in _CURLY and clean.endswith(_CURLY[clean[0]]):
            inner = clean[1:-1].strip(f" {NBSP}{NNBSP}")
            fields = {"quoi": f"La clé « {inner} »", "lus": f"{clean[0]} {clean[-1]}", "valeur": inner}
            self._spot(node, (*pointer, inner), "yaml-guillemets-typographiques", fields)
            return inner
        return clean

    def _spot(self, node: yaml.Node, pointer: Pointer, trap: str, fields: dict[str, str]) -> None:
        self.out.spots.append(_at(node, trap, Breach(pointer=pointer, fields=fields)))


def _at(node: yaml.Node, trap: str, breach: Breach) -> Spot:
    return Spot(node.start_mark.line + 1, node.start_mark.column + 1, trap, breach)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
