"""How a value of the files is said in French: the only way by which what somebody wrote reaches a comparison.

Labels come from the schemas, seats, documents and rules from the law and the rules; what must not be repeated is
masked here, names of persons are never said, and no control character passes.
"""

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.files import resources
from kit.findings.finding import Pointer
from kit.french import count
from kit.french import date as french_date
from kit.judging import registry
from kit.law.texts import COMPOSITION, Seat, data, provision
from kit.model.procedures import piece_fr
from kit.privacy.mask import Mask
from kit.report.formats.clean import clean
from kit.yaml import schema
from kit.yaml.days import is_day
from kit.yaml.source import read

_LONGEST = 240
_AROUND = 3  # Les mots gardés de part et d'autre de ce qui change dans un long texte.
_LONG = 60
_UNITS = {"_jours": ("jour", "jours"), "_mois": ("mois", "mois")}
# Un trou d'une phrase, ou une partie qui s'en va quand un de ses trous ne dit rien.
_HOLE = re.compile(r"\[(?P<part>[^\]]*)\]|\{(?P<name>[\w.]+)(?::(?P<counted>[^}]+))?\}")


@dataclass(frozen=True, slots=True)
class Hole:
    """A hole of a sentence: the field it says, the words by which its entries are counted, none for its value, and
    whether it may say nothing."""

    name: str
    counted: tuple[str, ...] = ()
    optional: bool = False


def filled(phrase: str, said: Callable[[Hole], str], *, optional: bool = False) -> str:
    """Fill a sentence of `phrases.yaml`; of a part between brackets, nothing is said when one of its holes is empty."""

    def part(found: re.Match[str]) -> str:
        if found["part"] is not None:
            return filled(found["part"], said, optional=True)
        counted = tuple(found["counted"].split("/")) if found["counted"] else ()
        return said(Hole(found["name"], counted, optional))

    parts = [(found, part(found)) for found in _HOLE.finditer(phrase)]
    if optional and not all(told for _, told in parts):
        return ""
    told = iter(text for _, text in parts)
    return _HOLE.sub(lambda _: next(told), phrase)


@functools.cache
def phrases() -> Any:
    """Read `phrases.yaml`: the words and the sentences of a comparison."""
    return read(resources.PHRASES, resources.PHRASES.name).data


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is needed to say the values of a department: the day, what to hide, what its identifiers name."""

    as_of: datetime.date
    mask: Mask
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self, raw: Any) -> str:
        """Give what somebody wrote, on one line, masked, cut when it is long."""
        return _cut(self._whole(raw))

    def day(self, raw: Any) -> str:
        """Give a day in French, or what was written instead of one."""
        if isinstance(raw, str) and is_day(raw):
            return french_date(datetime.date.fromisoformat(raw))
        return f"« {self.text(raw)} »"

    def seat(self, raw: Any) -> str:
        """Give the rank and the short name of a seat, as the wording of the day has it when it knows it."""
        known = seat_on(raw, self.as_of)
        if known is None:
            return self.text(raw)
        return f"{known[0].ordinal} {known[0].short}" if known[1] else known[0].short

    def seat_title(self, raw: Any) -> str:
        """Give the rank and the whole title of a seat in the wording of the day; a seat of another one says so."""
        known = seat_on(raw, self.as_of)
        if known is None:
            return f"Siège « {self.text(raw)} »"
        seat, current = known
        title = f"{seat.title} {seat.representative}" if seat.representative else seat.title
        return f"{seat.ordinal} {title}" if current else f"{title} (siège d’une autre rédaction)"

    def rule(self, raw: Any) -> str:
        """Give the title of a rule."""
        titled = next((rule.title for rule in registry.catalogue() if rule.id == raw), None)
        return f"« {titled or self.text(raw)} »"

    def term(self, held: Mapping[str, Any]) -> str:
        """Say from when to when a stretch of time with `debut` and `fin` runs."""
        start, end = held.get("debut"), held.get("fin")
        if start is None and end is None:
            return "sans dates"
        if end is None:
            return f"depuis le {self.day(start)}"
        return f"jusqu’au {self.day(end)}" if start is None else f"du {self.day(start)} au {self.day(end)}"

    def label(self, pointer: Pointer) -> str:
        """Give the title of a field, as its schema has it."""
        described = _described(pointer)
        return str(described["title"]) if described else f"Champ inconnu « {self.text(pointer[-1])} »"

    def value(self, pointer: Pointer, raw: Any) -> str:
        """Say the value of a field."""
        return _cut(self._said(pointer, raw))

    def arrow(self, pointer: Pointer, before: Any, after: Any) -> str:
        """Say a value before and after; of two long texts, only the words that differ and those around."""
        old, new = self._said(pointer, before), self._said(pointer, after)
        if isinstance(before, str) and isinstance(after, str) and max(len(old), len(new)) > _LONG:
            old, new = _narrowed(old.split(" "), new.split(" "))
        # Deux textes différents qui se montrent pareils : un nom, une donnée masquée.
        return "modifié, sans être montré" if old == new else f"{_cut(old)} → {_cut(new)}"

    def _said(self, pointer: Pointer, raw: Any) -> str:
        if raw is None:
            return "rien"
        if _unshown(pointer):
            return "non montré"
        if isinstance(raw, bool):
            return "oui" if raw else "non"
        if isinstance(raw, int):
            return _measured(str(pointer[-1]), raw)
        if isinstance(raw, list):
            return ", ".join(self.value((*pointer, 0), item) for item in raw) or "liste vide"
        if isinstance(raw, dict):
            parts = ((*pointer, key) for key in raw)
            said = (f"{lowered(self.label(part))} {self.value(part, raw[part[-1]])}" for part in parts)
            return ", ".join(said) or "rien"
        # Un mot là où l'on attend un groupe ou une liste peut être n'importe quoi, un nom par exemple.
        misplaced = (_described(pointer) or {}).get("type") in ("object", "array")
        return "mal écrit, non montré" if misplaced else self._word(pointer, str(raw))

    def _whole(self, raw: Any) -> str:
        return " ".join(clean(" ".join(self.mask.clean(str(raw)).split())).split())

    def _word(self, pointer: Pointer, raw: str) -> str:
        described = _described(pointer) or {}
        key = next((part for part in reversed(pointer) if isinstance(part, str)), "")
        if key in ("siege", "competence", "aussi_pour"):
            return self.seat(raw)
        if key == "regle":
            return self.rule(raw)
        if key == "piece" or pointer == ("procedures", "psp", "pieces", 0):
            return _documents().get(raw) or piece_fr(self.text(raw))
        if described.get("format") == "date":
            return self.day(raw)
        if "enum" in described:
            return phrases()["mots"].get(raw) or self.text(raw).replace("_", " ")
        named = self.names.get(raw) if "pattern" in described and key != "id" else None
        return self._whole(named or raw)


def seat_on(seat_id: Any, day: datetime.date) -> tuple[Seat, bool] | None:
    """Give a seat and whether the wording of the day has it; else as the last wording that had it says it."""
    current = provision(COMPOSITION).in_force(day)
    if current and (found := current.seat(seat_id)):
        return found, True
    others = (version.seat(seat_id) for version in reversed(provision(COMPOSITION).versions))
    return next(((seat, False) for seat in others if seat), None)


def lowered(label: str) -> str:
    """Give a label as it stands inside a sentence; « AFIS » stays as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _cut(told: str) -> str:
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}…"


def _narrowed(old: list[str], new: list[str]) -> tuple[str, str]:
    head = _shared(old, new)
    rest = min(len(old), len(new)) - head
    tail = min(rest, _shared(old[::-1], new[::-1]))
    return _around(old, head, tail), _around(new, head, tail)


def _shared(old: list[str], new: list[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _around(words: list[str], head: int, tail: int) -> str:
    first, last = max(0, head - _AROUND), min(len(words), len(words) - tail + _AROUND)
    cut = " ".join(words[first:last])
    return f"{'… ' if first else ''}{cut}{' …' if last < len(words) else ''}"


def _measured(key: str, number: int) -> str:
    units = next((units for suffix, units in _UNITS.items() if key.endswith(suffix)), None)
    return count(number, *units) if units else str(number)


def _unshown(pointer: Pointer) -> bool:
    """Tell whether a value stays hidden: the name of a person, and all that the schemas do not know."""
    of_a_person = pointer[0] == "membres" and pointer[-1] == "nom" and "collectivite" not in pointer
    return of_a_person or _described(pointer) is None


@functools.lru_cache(maxsize=4096)
def _described(pointer: Pointer) -> schema.JsonSchema | None:
    return schema.at(str(pointer[0]), pointer[1:])


@functools.cache
def _documents() -> dict[str, str]:
    return {row["piece"]: row["libelle"] for row in data("ceseda-aps")["pieces"]}
