"""The legal time of each department: its zone, and when the zone changes its clocks; never the machine's own table."""

import datetime
import functools
from dataclasses import dataclass
from typing import Any

from kit.law.texts import data


@dataclass(frozen=True, slots=True, kw_only=True)
class Observance:
    """A time that a zone keeps: from `start` on, and again by `recurrence` (RFC 5545) when it comes back each year."""

    summer: bool
    name: str
    start: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    recurrence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone by its IANA name, and the times it keeps."""

    name: str
    departments: tuple[str, ...]
    observances: tuple[Observance, ...]


@functools.cache
def zones() -> tuple[Zone, ...]:
    """Give all zones; the first is that of every department that no other names."""
    return tuple(
        Zone(
            name=raw["nom"],
            departments=tuple(raw["departements"]),
            observances=tuple(_observance(each) for each in raw["heures"]),
        )
        for raw in data("fuseaux")["fuseaux"]
    )


def zone_of(code: str) -> Zone:
    """Give the zone of a department by its code."""
    return next((zone for zone in zones() if code in zone.departments), zones()[0])


def _observance(raw: dict[str, Any]) -> Observance:
    return Observance(
        summer=raw["saison"] == "ete",
        name=raw["nom"],
        start=datetime.datetime.fromisoformat(raw["debut"]),
        before=_offset(raw["avant"]),
        after=_offset(raw["apres"]),
        recurrence=raw.get("retour"),
    )


def _offset(written: str) -> datetime.timedelta:
    """Read « +02:00 »."""
    sign = -1 if written.startswith("-") else 1
    hours, minutes = written[1:].split(":")
    return sign * datetime.timedelta(hours=int(hours), minutes=int(minutes))
