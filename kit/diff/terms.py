"""Stretches of time with `debut` and `fin`: who is in on the day, what was prolonged, what was cut short."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.diff.lexicon import Lexicon
from kit.diff.pairing import same
from kit.model.commission import covers
from kit.yaml.days import is_day

DATES = ("debut", "fin")


@dataclass(frozen=True, slots=True)
class Shift:
    """What happens to a term: whether it begins or ceases to run on the day, and its dates before and after;
    `verb` is None when the term is neither prolonged nor cut short."""

    begins: bool
    ceases: bool
    verb: str | None
    before: str
    after: str
    whole: str


def shift(words: Lexicon, before: Mapping[str, Any], after: Mapping[str, Any]) -> Shift | None:
    """Compare two states of a term; gives None when its dates are the same."""
    old, new = ({key: held[key] for key in DATES if held.get(key) is not None} for held in (before, after))
    if same(old, new):
        return None
    # Une date illisible ne fait entrer ni sortir personne.
    sure = all(read(day) for day in (*old.values(), *new.values()))
    ran, runs_now = runs(old, words.as_of), runs(new, words.as_of)
    only_end = same(old.get("debut"), new.get("debut"))
    return Shift(
        begins=sure and runs_now and not ran,
        ceases=sure and ran and not runs_now,
        verb=_verb(old, new) if only_end else None,
        before=_end(words, old) if only_end else words.term(old),
        after=_end(words, new) if only_end else words.term(new),
        whole=words.term(new),
    )


def runs(dates: Mapping[str, Any], day: datetime.date) -> bool:
    """Tell whether a term runs on a day; a date that cannot be read bounds nothing."""
    return covers(read(dates.get("debut")), read(dates.get("fin")), day)


def over(dates: Mapping[str, Any], day: datetime.date) -> bool:
    """Tell whether a term is over on a day."""
    end = read(dates.get("fin"))
    return end is not None and end < day


def read(raw: Any) -> datetime.date | None:
    """Give a day, or None when there is none or when it cannot be read."""
    return datetime.date.fromisoformat(raw) if isinstance(raw, str) and is_day(raw) else None


def _end(words: Lexicon, dates: Mapping[str, Any]) -> str:
    return f"jusqu’au {words.day(dates['fin'])}" if "fin" in dates else "sans date de fin"


def _verb(old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    if any("fin" in dates and read(dates["fin"]) is None for dates in (old, new)):
        return None
    last = datetime.date.max
    return "prolongé" if (read(new.get("fin")) or last) > (read(old.get("fin")) or last) else "écourté"
