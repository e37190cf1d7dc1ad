"""A correction: what a trap proposes to write, as edits of the text where it was found, and what is said once made."""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from kit.findings.finding import Pointer
from kit.findings.rule import Breach, Rule
from kit.yaml import rewrite
from kit.yaml.source import Source
from kit.yaml.spot import Edit, Spot
from kit.yaml.traps import TRAPS

# Ce piège dit tout un fichier, et non une valeur.
DAMAGE = "accents-abimes"
_KEY, _UNREAD, _SPLIT = "cle-inconnue", "yaml-illisible", "virgule-manquante"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction made: its rule, what was wrong, and the lines (from 1) that it changed; none for a whole file."""

    rule: str
    message: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A file: its bytes after, and when they differ its text before and after, and what was done in between."""

    file: str
    raw: bytes
    before: str = ""
    after: str = ""
    made: tuple[Correction, ...] = ()


class Lines:
    """The lines of a text, counted once for all that is asked of them."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def of(self, start: int, end: int) -> range:
        """Give the lines (from 1) of the characters from `start` to `end`, `end` included."""
        return range(bisect_right(self._starts, start), bisect_right(self._starts, end) + 1)

    def corrected(self, rule: Rule, breach: Breach, edits: Iterable[Edit] = ()) -> Correction:
        """Say that edits have answered the breach of a rule, each line being shown on its own."""
        message, _ = rule.sentences[breach.case].filled({**breach.fields, "autres": "", "remede": ""})
        changed = {line for edit in edits for line in self.of(edit.start, edit.end)}
        return Correction(rule.id, message, tuple(sorted(changed)))

    def mended(self, spot: Spot, edits: Iterable[Edit] = ()) -> Correction:
        """Say that edits have answered a trap."""
        return self.corrected(TRAPS[spot.trap], spot.breach, edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Edits that answer the breach of a rule; `place` is where values may change by them (None: nowhere), `key` the
    new name of the key at the breach, `day` the one on which a rule of law says so."""

    rule: str
    breach: Breach
    edits: tuple[Edit, ...]
    place: Pointer | None = None
    key: str | None = None
    day: datetime.date | None = None

    @property
    def opens(self) -> bool:
        """Whether what stands at its place could not be read before, faults included."""
        return self.rule == _UNREAD or not self.breach.fix


def proposals(source: Source, spots: Iterable[Spot]) -> Iterator[Proposal]:
    """Give what can be proposed for the values and the keys of a file that was read, with all that is wrong in it."""
    for spot in spots:
        if not spot.breach.sure:
            continue
        if spot.edits and spot.trap != DAMAGE:
            # Une clé que le kit a su lire garde sa valeur ; sinon c'est tout son groupe qui va changer.
            kept = spot.breach.pointer in source.keys
            place = None if kept else spot.breach.pointer[:-1]
            yield Proposal(rule=spot.trap, breach=spot.breach, edits=spot.edits, place=place)
        elif not spot.edits and (found := instead(source, spot.trap, spot.breach)):
            yield found
        elif not spot.edits and (edits := rewrite.certain(source, TRAPS[spot.trap], spot.breach)):
            yield Proposal(rule=spot.trap, breach=spot.breach, edits=edits, place=spot.breach.pointer[:-1])


def instead(source: Source, rule: str, breach: Breach, day: datetime.date | None = None) -> Proposal | None:
    """Give what a breach proposes to write in place of a value or of a key, or None."""
    edits = rewrite.instead(source, rule, breach) if breach.sure else ()
    if not edits:
        return None
    key, place = (edits[0].text, None) if rule == _KEY else (None, breach.pointer)
    if rule == _SPLIT:
        place = breach.pointer[:-1]  # Les éléments qui suivent changent de rang.
    return Proposal(rule=rule, breach=breach, edits=edits, place=place, key=key, day=day)
