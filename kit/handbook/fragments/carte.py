"""The map of the country: where each of the 101 departments stands, in words and as a drawing made of links.

The outlines are data (`carte.json`, drawn by `tools/carte.py`). Each state has a hatching of its own, so that it is
read without its colour; each department has its name and its state in words.
"""

import enum
import functools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.findings.verdicts import Verdict
from kit.handbook.country import Country, Entry
from kit.handbook.page import NO_FILE, Here, Mark, Ready, mark
from kit.handbook.pages.situation import installation
from kit.handbook.vocabulary import word, words
from kit.judging import standing
from kit.law.territories import Territory, territories


class State(enum.StrEnum):
    """A state of the map, by its style: a verdict, or no file; `site/libelles.yaml` says what it means."""

    CONFORM = Verdict.KEPT
    BROKEN = Verdict.BROKEN
    TO_COMPLETE = Verdict.TO_COMPLETE
    TO_CHECK = Verdict.TO_CHECK
    UNKNOWN = NO_FILE.style

    def said(self, number: int) -> str:
        """How it is said of a number of departments."""
        if self is State.UNKNOWN:
            return "fiche non déposée" if number < 2 else "fiches non déposées"
        return Verdict(self.value).of(number)

    @property
    def detail(self) -> str:
        """What it means."""
        return word("carte", self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A department on the map: its outlines, where it stands, the verdict of its file, the way to its page."""

    named: str
    paths: tuple[Ready, ...]
    state: State = State.UNKNOWN
    href: Ready | None = None
    verdict: Mark = NO_FILE
    installation: str = ""
    example: bool = False

    @property
    def said(self) -> str:
        """Say where it stands: « conforme, commission installée »."""
        return f"{self.verdict.word}, {self.installed}" if self.installation else self.verdict.word

    @property
    def installed(self) -> str:
        """Say where its commission stands; nothing without a file."""
        return word("installation", self.installation) if self.installation else ""


def areas(country: Country, here: Here) -> tuple[Area, ...]:
    """Give the 101 departments in the order of their codes, which is that of the keyboard."""
    filed, paths = country.by_code(), country.ways
    return tuple(
        _area(territory, filed.get(code), here.link(territory.name, paths[code]).href)
        for code, territory in territories().items()
    )


def state(entry: Entry | None) -> State:
    """Tell where a department stands: its verdict, the same on every page."""
    return State(standing.of_department(entry.report)) if entry else State.UNKNOWN


def _area(territory: Territory, entry: Entry | None, href: Ready | None) -> Area:
    named = f"{territory.name} ({territory.code})"
    paths = tuple(map(Ready, outlines()["departements"][territory.code]))
    if entry is None:
        return Area(named=named, paths=paths, href=href)
    return Area(
        named=named,
        paths=paths,
        state=state(entry),
        href=href,
        verdict=mark(standing.of_department(entry.report)),
        installation=installation(entry.case),
        example=entry.report.example,
    )


def legend(shown: Sequence[Area]) -> tuple[tuple[State, int, tuple[str, ...]], ...]:
    """Give every state with the number of its departments, and of those whose commission is not installed."""
    numbers = Counter(area.state for area in shown)
    apart = Counter((area.state, area.installation) for area in shown)
    return tuple(
        (
            each,
            numbers[each],
            tuple(f"{apart[each, key]} {said}" for key, said in words("libelles")["dont"].items() if apart[each, key]),
        )
        for each in State
    )


@functools.cache
def outlines() -> dict[str, Any]:
    """Give the drawing as it is in the data: the frame, the lens, the outlines, whose they are."""
    drawn: dict[str, Any] = json.loads(Path(__file__).with_name("carte.json").read_text(encoding="utf-8"))
    return drawn
