"""From text to values with positions, by PyYAML's C parser; every scalar stays the text that was written."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kit.report import Pointer
from kit.rule import Breach
from kit.source import key as keys
from kit.source.guard import NODE_LIMIT, TooMuchError, alias_spot, survey
from kit.source.spaces import hard_spaces
from kit.source.spot import Edit, Spot
from kit.source.syntax import explain, place

_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_CURLED = re.compile("[“”„‟‘’‚][^“”„‟‘‚]*[“”„‟‘’‚]", re.DOTALL)
_NULLS = {"~", "null", "Null", "NULL"}
# Un texte nu que YAML 1.1 ou 1.2 lirait comme autre chose qu'un texte ; les dates ISO ne changent pas de sens.
_SUSPECT = re.compile(
    r"[-+.]?[0-9][0-9a-fA-FxXoO_.,:+eE]*$|[0-9]{2}[0-9 .]*$|\+[0-9][0-9 ]*$|2[ab]$|(true|false|yes|no|on|off|y|n)$",
    re.IGNORECASE,
)
# Ce que YAML peut écrire devant une valeur, et qui n'en fait pas partie : « !!str », « &nom ».
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_SWALLOWED = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")


@dataclass(slots=True)
class Composed:
    """Plain values and where each was written: line and column in `marks` and `keys`, first and last index in
    `spans` (simple values) and `key_spans`.

    `suspects` are bare scalars that other readers would type, `curly` those between typographic quotes, `empty`
    the keys without a value, `tainted` the places where something was written and not kept."""

    data: Any = None
    marks: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    spans: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    key_spans: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    suspects: list[Pointer] = field(default_factory=list)
    curly: list[Pointer] = field(default_factory=list)
    empty: list[Pointer] = field(default_factory=list)
    tainted: list[Pointer] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def compose(text: str, root: Pointer) -> Composed:
    """Read one document; pointers start with `root`. What cannot be read is told by one spot and no data."""
    try:
        names = survey(text)
        if shifted := hard_spaces(text):
            return Composed(spots=[shifted])
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        composed = Composed(spots=names)
        if node is not None:
            composed.data = _Walk(text, composed).value(node, root)
    except yaml.MarkedYAMLError as error:
        return Composed(spots=[hard_spaces(text, place(error)) or explain(text, error)])
    except TooMuchError as stop:
        return Composed(spots=[stop.spot])
    return composed


class _Walk:
    """One reading of a tree of nodes into `composed`."""

    def __init__(self, text: str, composed: Composed) -> None:
        self.text = text
        self.out = composed
        self.count = 0
        self.open: set[int] = set()

    def value(self, node: yaml.Node, pointer: Pointer) -> Any:
        """Give the plain value of a node: text, list, dict without its empty values, or None when empty."""
        self.count += 1
        # Une boucle, ou des renvois de renvois : une copie en engendre d'autres.
        if id(node) in self.open or self.count > NODE_LIMIT:
            raise TooMuchError(alias_spot(self.text, node))
        self.out.marks.setdefault(pointer, (node.start_mark.line + 1, node.start_mark.column + 1))
        if node.tag not in _PLAIN_TAGS:
            self._spot(node, pointer, "yaml-etiquette", {"etiquette": node.tag.replace("tag:yaml.org,2002:", "!!")})
            return None
        if isinstance(node, yaml.ScalarNode):
            written = _PROPERTIES.match(self.text, node.start_mark.index)
            start = written.end() if written else node.start_mark.index
            self.out.spans.setdefault(pointer, (start, node.end_mark.index))
            return self._scalar(node, pointer)
        self.open.add(id(node))
        data: Any = None
        if isinstance(node, yaml.SequenceNode):
            data = [self.value(child, (*pointer, index)) for index, child in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            data = self._mapping(node, pointer)
        self.open.discard(id(node))
        return data

    def _scalar(self, node: yaml.ScalarNode, pointer: Pointer) -> str | None:
        text: str = node.value
        if node.style:
            return text
        self._swallowed(node, pointer)
        if not text:
            return None
        if text in _NULLS:
            self._spot(node, pointer, "valeur-nulle", {"valeur": text})
            return None
        if _CURLED.fullmatch(text):
            self.out.curly.append(pointer)
        if _SUSPECT.match(text) and not _DAY.match(text):
            self.out.suspects.append(pointer)
        return text

    def _swallowed(self, node: yaml.ScalarNode, pointer: Pointer) -> None:
        # « Bureau #3 » : YAML jette en silence ce qui suit le dièse.
        if found := _SWALLOWED.match(self.text, node.end_mark.index):
            breach = Breach(pointer=pointer, fields={"texte": found[1].strip()})
            self.out.spots.append(_beside(node.end_mark, found.start(1), "texte-apres-diese", breach))

    def _mapping(self, node: yaml.MappingNode, pointer: Pointer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, int] = {}
        again: list[tuple[yaml.Node, str]] = []
        for key_node, value_node in node.value:
            key = self._key(key_node, pointer)
            if key is None:
                self.out.tainted.append(pointer)
                continue
            child = (*pointer, key)
            line = key_node.start_mark.line + 1
            if key in first:
                again.append((key_node, key))
                continue
            first[key] = line
            self.out.keys[child] = (line, key_node.start_mark.column + 1)
            self.out.key_spans[child] = (key_node.start_mark.index, key_node.end_mark.index)
            value = self.value(value_node, child)
            if value is None or not isinstance(value_node, yaml.ScalarNode):
                self.out.marks[child] = self.out.keys[child]
            if value is None:
                self.out.empty.append(child)
            else:
                data[key] = value
        self._repeated(pointer, again, first)
        return data

    def _repeated(self, pointer: Pointer, again: list[tuple[yaml.Node, str]], first: dict[str, int]) -> None:
        self.out.tainted += [(*pointer, key) for _, key in again]
        # Plusieurs clés répétées dans un élément de liste : c'est le tiret du suivant qui manque.
        dashless = len(again) > 1 and isinstance(pointer[-1], int)
        for node, key in again[:1] if dashless else again:
            fields = {"cle": key, "premiere": str(first[key])}
            breach = Breach(pointer=(*pointer, key), case="element" if dashless else "", fields=fields)
            self.out.spots.append(_beside(node.start_mark, node.start_mark.index, "yaml-cle-repetee", breach))

    def _key(self, node: yaml.Node, pointer: Pointer) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._spot(node, pointer, "yaml-illisible", keys.NO_WORD)
            return None
        written: str = node.value
        key, told = keys.read(written)
        if told:
            breach = Breach(pointer=(*pointer, key or written), case=told.case, fields=told.fields)
            start, end = node.start_mark.index, node.end_mark.index
            edits = (Edit(start, end, told.fix),) if told.fix and not node.style else ()
            wrong = start + (0 if node.style else told.at)
            self.out.spots.append(_beside(node.start_mark, wrong, told.trap, breach, edits))
        return key

    def _spot(self, node: yaml.Node, pointer: Pointer, trap: str, fields: dict[str, str]) -> None:
        breach = Breach(pointer=pointer, fields=fields)
        self.out.spots.append(_beside(node.start_mark, node.start_mark.index, trap, breach))


def _beside(mark: yaml.Mark, index: int, trap: str, breach: Breach, edits: tuple[Edit, ...] = ()) -> Spot:
    """Place a breach at a character of the line of a mark."""
    # Chercher la ligne depuis le début du texte, pour chaque constat, prendrait un temps quadratique.
    return Spot(mark.line + 1, mark.column + index - mark.index + 1, trap, breach, edits)
