"""From text to values with positions, by the events of the parser; every scalar stays the text that was written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kit.findings.finding import Pointer
from kit.findings.remedy import put
from kit.findings.rule import Breach
from kit.yaml import key as keys
from kit.yaml import unseen
from kit.yaml.guard import NODE_LIMIT, Survey, TooMuchError, alias_spot, survey
from kit.yaml.leftovers import conflict
from kit.yaml.repair import straight
from kit.yaml.spaces import hard_spaces
from kit.yaml.spot import Edit, Spot
from kit.yaml.syntax import explain, place

# Sans étiquette, ou avec celle que tout texte, toute liste et tout groupe ont déjà.
_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
# Après le début du flux et celui du document.
_FIRST = 2
_CURLED = re.compile("[“”„‟‘’‚][^“”„‟‘‚]*[“”„‟‘’‚]|«[^«»]*»", re.DOTALL)
_NULLS = {"~", "null", "Null", "NULL"}
# Un texte nu que YAML 1.1 ou 1.2 lirait comme autre chose qu'un texte ; les dates ISO ne changent pas de sens.
_SUSPECT = re.compile(
    r"[-+.]?[0-9][0-9a-fA-FxXoO_.,:+eE]*$|[0-9]{2}[0-9 .]*$|\+[0-9][0-9 ]*$|2[ab]$|[-+]?\.(?:inf|nan)$"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?e[-+][0-9]+$|(true|false|yes|no|on|off|y|n)$",
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
    the keys without a value, `tainted` the places where something was written and not kept, `brackets` the lists
    written in brackets, `flows` the first and last index of what is in brackets or in braces, `quoted` the values
    between straight quotes."""

    data: Any = None
    marks: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    spans: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    key_spans: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    suspects: list[Pointer] = field(default_factory=list)
    curly: list[Pointer] = field(default_factory=list)
    empty: list[Pointer] = field(default_factory=list)
    tainted: list[Pointer] = field(default_factory=list)
    brackets: list[Pointer] = field(default_factory=list)
    flows: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    quoted: list[Pointer] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def compose(text: str, root: Pointer) -> Composed:
    """Read one document; pointers start with `root`. What cannot be read is told by one spot and no data."""
    try:
        if unfinished := conflict(text):
            return Composed(spots=[unfinished])
        found = survey(text)
        if shifted := hard_spaces(text):
            return Composed(spots=[shifted])
        if found.error:
            raise found.error
        composed = Composed(spots=found.unused)
        if isinstance(found.events[1], yaml.DocumentStartEvent):
            composed.data = _Walk(text, found, composed).value(_FIRST, root)
    except yaml.MarkedYAMLError as error:
        return Composed(spots=[hard_spaces(text, place(error)) or explain(text, error)])
    except TooMuchError as stop:
        return Composed(spots=[stop.spot])
    return composed


class _Walk:
    """One reading of the events of a document into `composed`; a value is known by the rank of its event."""

    def __init__(self, text: str, found: Survey, composed: Composed) -> None:
        self.text = text
        self.found = found
        self.out = composed
        self.count = 0
        self.open: set[int] = set()

    def value(self, rank: int, pointer: Pointer) -> Any:
        """Give the plain value of an event: text, list, dict without its empty values, or None when empty."""
        rank, event = self._meant(rank)
        self.count += 1
        # Une boucle, ou des renvois de renvois : une copie en engendre d'autres.
        if rank in self.open or self.count > NODE_LIMIT:
            raise TooMuchError(alias_spot(self.text, event))
        self.out.marks.setdefault(pointer, (event.start_mark.line + 1, event.start_mark.column + 1))
        if event.tag not in _PLAIN_TAGS:
            fields = {"etiquette": event.tag.replace("tag:yaml.org,2002:", "!!")}
            start = event.start_mark.index
            simple = isinstance(event, yaml.ScalarEvent) and not event.style
            breach = Breach(pointer=pointer, case="" if simple else "groupe", fields=fields, sure=False)
            edits = _straight(self.text, start, event.end_mark.index) if simple else ()
            self.out.spots.append(_beside(event.start_mark, start, "yaml-etiquette", breach, edits))
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, pointer)
        self.open.add(rank)
        inside = self._inside(rank)
        if event.flow_style:
            closing: Any = self.found.events[self.found.ends[rank]]
            self.out.flows.setdefault(pointer, (event.start_mark.index, closing.end_mark.index))
        data: Any
        if isinstance(event, yaml.SequenceStartEvent):
            self.out.brackets += [pointer] if event.flow_style else []
            data = [self.value(child, (*pointer, index)) for index, child in enumerate(inside)]
        else:
            data = self._mapping(zip(inside, inside, strict=True), pointer)
        self.open.discard(rank)
        return data

    def _meant(self, rank: int) -> tuple[int, Any]:
        """Give an event, or the one whose name it takes up."""
        event: Any = self.found.events[rank]
        if not isinstance(event, yaml.AliasEvent):
            return rank, event
        rank = self.found.named[str(event.anchor)]
        return rank, self.found.events[rank]

    def _inside(self, rank: int) -> Iterator[int]:
        """Give what a list or a group holds: its items, or each key then its value."""
        end, rank = self.found.ends[rank], rank + 1
        while rank < end:
            yield rank
            rank = self.found.ends.get(rank, rank) + 1

    def _scalar(self, event: Any, pointer: Pointer) -> str | None:
        written = _PROPERTIES.match(self.text, event.start_mark.index)
        start = written.end() if written else event.start_mark.index
        self.out.spans.setdefault(pointer, (start, event.end_mark.index))
        text: str = event.value
        if self._unseen(event, pointer, valued=True):
            return None
        if event.style:
            self.out.quoted.append(pointer)
            return text
        self._swallowed(event, pointer)
        if not text:
            return None
        if text in _NULLS and len(pointer) == 1:
            return None  # Le fichier entier est vide, et cela se dit de lui.
        if text in _NULLS:
            self._spot(event, pointer, "valeur-nulle", {"valeur": text})
            return None
        if _CURLED.fullmatch(text):
            self.out.curly.append(pointer)
        if _SUSPECT.match(text) and not _DAY.match(text):
            self.out.suspects.append(pointer)
        return text

    def _unseen(self, event: Any, pointer: Pointer, *, valued: bool) -> bool:
        """Tell a character that only an escape can have written, in a value or in a key."""
        found = unseen.READ.search(event.value)
        if found:
            fields = {"code": unseen.code(found[0])}
            left = put(pointer, unseen.READ.sub("", event.value))
            breach = Breach(
                pointer=pointer, case="echappe", fields=fields, sure=False, changes=(left,) if valued else ()
            )
            self.out.spots.append(_beside(event.start_mark, event.start_mark.index, "caractere-interdit", breach))
        return found is not None

    def _swallowed(self, event: Any, pointer: Pointer) -> None:
        # « Bureau #3 » : YAML jette en silence ce qui suit le dièse.
        if found := _SWALLOWED.match(self.text, event.end_mark.index):
            breach = Breach(pointer=pointer, fields={"texte": found[1].strip()}, sure=False)
            edits = _straight(self.text, event.start_mark.index, found.end(1))
            self.out.spots.append(_beside(event.end_mark, found.start(1), "texte-apres-diese", breach, edits))

    def _mapping(self, pairs: Iterable[tuple[int, int]], pointer: Pointer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, int] = {}
        again: list[tuple[Any, str]] = []
        for key_rank, rank in pairs:
            _, written = self._meant(key_rank)
            key = self._key(written, pointer)
            if key is None:
                self.out.tainted.append(pointer)
                continue
            child = (*pointer, key)
            line = written.start_mark.line + 1
            if key in first:
                again.append((written, key))
                continue
            first[key] = line
            self.out.keys[child] = (line, written.start_mark.column + 1)
            self.out.key_spans[child] = (written.start_mark.index, written.end_mark.index)
            value = self.value(rank, child)
            if value is None or not isinstance(self._meant(rank)[1], yaml.ScalarEvent):
                self.out.marks[child] = self.out.keys[child]
            if value is None:
                self.out.empty.append(child)
            else:
                data[key] = value
        self._repeated(pointer, again, first)
        return data

    def _repeated(self, pointer: Pointer, again: list[tuple[Any, str]], first: dict[str, int]) -> None:
        self.out.tainted += [(*pointer, key) for _, key in again]
        # Plusieurs clés répétées dans un élément de liste : c'est le tiret du suivant qui manque.
        dashless = len(again) > 1 and isinstance(pointer[-1], int)
        for event, key in again[:1] if dashless else again:
            fields = {"cle": key, "premiere": str(first[key])}
            breach = Breach(pointer=(*pointer, key), case="element" if dashless else "", fields=fields)
            self.out.spots.append(_beside(event.start_mark, event.start_mark.index, "yaml-cle-repetee", breach))

    def _key(self, event: Any, pointer: Pointer) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._spot(event, pointer, "yaml-illisible", keys.NO_WORD, "indecis")
            return None
        written: str = event.value
        if self._unseen(event, pointer, valued=False):
            return None
        key, told = keys.read(written)
        if told:
            self._misnamed(event, told, Breach(pointer=(*pointer, key or written), case=told.case, fields=told.fields))
        return key

    def _misnamed(self, event: Any, told: keys.Told, breach: Breach) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        edits = (Edit(start, end, told.fix),) if told.fix and not event.style else ()
        wrong = start + (0 if event.style else told.at)
        self.out.spots.append(_beside(event.start_mark, wrong, told.trap, breach, edits))

    def _spot(self, event: Any, pointer: Pointer, trap: str, fields: dict[str, str], case: str = "") -> None:
        breach = Breach(pointer=pointer, case=case, fields=fields)
        self.out.spots.append(_beside(event.start_mark, event.start_mark.index, trap, breach))


def _straight(text: str, start: int, end: int) -> tuple[Edit, ...]:
    """Put characters between straight quotes; nothing when a sign among them would need more than that."""
    value = text[start:end].strip()
    first = start + text[start:end].index(value)
    written = straight(value)
    return (Edit(first, first + len(value), written),) if written and value else ()


def _beside(mark: yaml.Mark, index: int, trap: str, breach: Breach, edits: tuple[Edit, ...] = ()) -> Spot:
    """Place a breach at a character of the line of a mark."""
    # Chercher la ligne depuis le début du texte, pour chaque constat, prendrait un temps quadratique.
    return Spot(mark.line + 1, mark.column + index - mark.index + 1, trap, breach, edits)
