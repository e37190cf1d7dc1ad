"""The days that a file can mean: those that nobody can have known, and the periods that end before they begin."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit import french
from kit.findings.finding import Pointer
from kit.findings.rule import Breach
from kit.yaml import schema
from kit.yaml.days import is_day, plausible, same_day
from kit.yaml.faults import Told
from kit.yaml.names import name

# L’état d’une séance à venir.
_PLANNED = "prevue"
# Le premier et le dernier jour d’une période, tels que les fichiers les nomment.
_PERIODS = (("debut", "fin"), ("depuis", "jusqu_au"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """The days that a file may have, from `first` to `last`; `coming` is the year of the examples of what is to come;
    `last_of` gives the last day of a period that stands at a place and starts on a day, where something says how long
    it lasts."""

    first: date
    last: date
    coming: int
    last_of: Callable[[Pointer, date], date | None]

    def wrong(self, data: Any, pointer: Pointer) -> Iterator[Told]:
        """Tell the days of a file that come before the first day of the law, where nothing could be done before it,
        those that come after any that may be written, and the periods whose last day comes before the first."""
        unlikely = {key for key, value in _inside(data) if self._unlikely((*pointer, key), value)}
        for first, last in _PERIODS if isinstance(data, dict) else ():
            # Une borne invraisemblable est la seule cause : l’autre ne se corrige pas d’après elle.
            if not unlikely & {first, last}:
                yield from self._reversed(data, pointer, first, last)
        for key, value in _inside(data):
            here = (*pointer, key)
            if isinstance(value, (dict, list)):
                yield from self.wrong(value, here)
            elif key in unlikely:
                fields = {"champ": name(here), "valeur": value, "premier": french.date(self.first)}
                fields["exemple"] = self._example(data, pointer, key, unlikely)
                late = value > self.last.isoformat()
                yield "date-invraisemblable", Breach(pointer=here, case="" if late else "avant-loi", fields=fields)

    def _unlikely(self, here: Pointer, value: Any) -> bool:
        """Tell whether a value is a day that nobody can have meant there."""
        if not _dated(value) or self.first.isoformat() <= value <= self.last.isoformat():
            return False
        described = schema.at(str(here[0]), here[1:]) or {}
        if described.get("format") != "date" or not re.search(described.get("pattern", ""), value):
            return False
        return value > self.last.isoformat() or not described.get("x-avant-la-loi")

    def _reversed(self, data: dict[str, Any], pointer: Pointer, first: str, last: str) -> Iterator[Told]:
        start, end = data.get(first, ""), data.get(last, "")
        if _dated(start) and _dated(end) and end < start:
            sound = self._whole(pointer, start)
            fields = {"champ": last, "valeur": end, "premier": first, "jour": start}
            fields |= {"exemple": sound} if sound else {}
            case = "inversee" if sound else "inversee-sans-duree"
            yield "date-impossible", Breach(pointer=(*pointer, last), case=case, fields=fields)

    def _whole(self, pointer: Pointer, start: str) -> str:
        """Give the last day of a period that lasts as long as it may, when it is one that may be written."""
        end = self.last_of(pointer, date.fromisoformat(start))
        return end.isoformat() if end and end <= self.last else ""

    def _example(self, data: Any, pointer: Pointer, key: Any, unlikely: set[Any]) -> str:
        """Give a day to write instead of one; that of a bound of a period leaves its other bound on its own side."""
        planned = isinstance(data, dict) and data.get("etat") == _PLANNED
        day = plausible(data[key], self.coming) if planned else plausible(data[key])
        for first, last in _PERIODS if isinstance(data, dict) else ():
            start, end = data.get(first, ""), data.get(last, "")
            if key == first and _dated(end) and last not in unlikely and end < day:
                return same_day(day, int(end[:4]) - (day[4:] > end[4:]), end)
            if key == last and _dated(start):
                begun = plausible(start) if first in unlikely else start
                if day < begun:
                    return self._whole(pointer, begun) or same_day(day, int(begun[:4]) + (day[4:] < begun[4:]), begun)
        return day


def _inside(data: Any) -> Iterator[tuple[Any, Any]]:
    return iter(data.items()) if isinstance(data, dict) else enumerate(data)


def _dated(value: Any) -> bool:
    return isinstance(value, str) and is_day(value)
