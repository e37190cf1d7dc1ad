"""What a lawyer reads again: the wordings in force, and those that nobody has read, the least known first."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kit.law.texts import Provision, Version, data, provisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A wording to read again: its text, the last day it was read (None: nobody has read it), the questions that stay
    open on its text, each with what it does to the findings."""

    text: Provision
    version: Version
    read: datetime.date | None
    doubts: tuple[tuple[str, str], ...]


def to_reread(as_of: datetime.date) -> tuple[Reading, ...]:
    """Give what is to be read again on a day: what was never read first, then the oldest reading; by text, then by
    day, among those read the same day. A past wording that was read does not change any more."""
    found = [reading for text in provisions().values() for reading in _of(text, as_of)]
    return tuple(sorted(found, key=_order))


def reread_by(read: datetime.date) -> datetime.date:
    """Give the last day to read again what was read on a day."""
    return read + datetime.timedelta(days=int(data("maison")["relecture_max_jours"]))


def open_questions(text_id: str) -> tuple[tuple[str, str], ...]:
    """Give what is not known of a text, and what that does to its findings."""
    return tuple((raw["question"], raw["effet"]) for raw in data("doutes")["doutes"] if raw["texte"] == text_id)


def _of(text: Provision, as_of: datetime.date) -> Iterator[Reading]:
    questions = open_questions(text.id)
    for version in text.versions:
        if version.certain and version is not text.in_force(as_of):
            continue
        read = version.reread if version.certain else None
        yield Reading(text=text, version=version, read=read, doubts=questions)


def _order(reading: Reading) -> tuple[datetime.date, str, datetime.date]:
    return reading.read or datetime.date.min, reading.text.id, reading.version.start
