"""A seat as a spreadsheet names it: by its key, its rank in the text, or the words of any wording."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import compile as expression

from kit.edit.sheet.tables import comparable
from kit.law.periods import period_on, periods
from kit.law.seat_words import Service, table
from kit.law.texts import COMPOSITION, Seat, provision
from kit.yaml import schema

_RANKED = expression(r"\s*(?P<rank>[0-9]{1,2})\s*(?:°|º|e|er|ème|eme|o)?[\s.):–-]*(?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names: the seat of its rank on the day, those of its words (several when they are of several)."""

    by_rank: Seat | None
    by_words: frozenset[str]
    ranked: bool
    worded: bool


def label(seat_id: str, day: datetime.date) -> str:
    """Write a seat as a sheet shows it: with its rank in the text of a day when that text has it."""
    seat = period_on(day).composition.seat(seat_id)
    return f"{seat.ordinal} {seat.short}" if seat else short(seat_id)


def short(seat_id: str) -> str:
    """Give the short name of a seat, in the last wording that has it."""
    return next((seat.short for seat in _every(latest=True) if seat.id == seat_id), seat_id)


def named(text: str, day: datetime.date) -> Named:
    """Read a cell as a seat, its rank as the text of a day has it."""
    found = _RANKED.fullmatch(text)
    rank, words = (int(found["rank"]), found["words"]) if found else (None, text)
    by_rank = next((seat for seat in period_on(day).composition.seats if seat.rank == rank), None)
    return Named(by_rank, _words().get(comparable(words), frozenset()), rank is not None, bool(comparable(words)))


def had_rank(seat_id: str, text: str) -> bool:
    """Tell whether a seat had, in some wording, the rank that a cell gives it."""
    found = _RANKED.fullmatch(text)
    rank = int(found["rank"]) if found else None
    return any(seat.id == seat_id and seat.rank == rank for seat in _every())


def exists(seat_id: str, first: datetime.date | None, last: datetime.date | None) -> bool:
    """Tell whether some wording in force between two days, both included (None: open), has a seat."""
    return any(
        period.composition.seat(seat_id)
        for period in periods()
        if (last is None or period.start <= last) and (first is None or period.end is None or first < period.end)
    )


def choices(day: datetime.date) -> list[str]:
    """Give the seats of the text of a day, as a sheet shows them."""
    return [label(seat.id, day) for seat in period_on(day).composition.seats]


def _every(*, latest: bool = False) -> Iterator[Seat]:
    versions = provision(COMPOSITION).versions
    for version in reversed(versions) if latest else versions:
        yield from version.seats


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    """Give the seats that words name: key, title of the file, names and titles of all wordings; then the services by
    which only one seat is known."""
    known: dict[str, set[str]] = {}
    members = schema.load("membres")["properties"]
    for seat_id, described in members.items():
        for text in (seat_id, described["title"], described["description"].partition(". ")[0]):
            known.setdefault(comparable(text), set()).add(seat_id)
    for seat in _every():
        for text in (seat.short, seat.title, f"{seat.title} {seat.representative or ''}"):
            known.setdefault(comparable(text), set()).add(seat.id)
    services: dict[str, set[str]] = {}
    for seat_id, columns in table().items():
        for word in columns.get(Service.OWN.value, ()):
            services.setdefault(comparable(word), set()).add(seat_id)
    alone = {word: seats for word, seats in services.items() if len(seats) == 1}
    return {word: frozenset(seats) for word, seats in {**alone, **known}.items() if word}
