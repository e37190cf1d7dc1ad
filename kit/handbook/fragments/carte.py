"""The map of the country: where each of the 101 departments stands, in words and as a drawing made of links.

The outlines are data (`carte.json`, drawn by `tools/carte.py`). Each state has a hatching of its own, so that it is
read without its colour; each department has its name and its state in words.
"""

import enum
import functools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.findings.finding import Outcome
from kit.handbook.country import Entry
from kit.handbook.page import NO_FILE, Here, Mark, Ready, mark
from kit.handbook.pages.situation import NOT_INSTALLED, SILENT, STARTING, installation
from kit.handbook.vocabulary import word, words
from kit.law.territories import Territory, territories


class State(enum.StrEnum):
    """A state of the map, by its style; `site/libelles.yaml` says it for one department, for several, in detail."""

    CONFORM = "pass"
    TO_COMPLETE = "review"
    BROKEN = "fail"
    COMING = "cours"
    ABSENT = "absente"
    UNKNOWN = "rien"

    @property
    def words(self) -> dict[str, str]:
        """How the state is said: `un`, `plusieurs`, `detail`."""
        said: dict[str, str] = words("libelles")["carte"][self.value]
        return said


# « À vérifier » et « non renseigné » ne sont jamais comptés comme conformes.
_BY_OUTCOME = {Outcome.PASS: State.CONFORM, Outcome.FAIL: State.BROKEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A department on the map: its outlines, where it stands, the verdict of its file, the way to its page."""

    named: str
    paths: tuple[Ready, ...]
    state: State = State.UNKNOWN
    href: Ready | None = None
    verdict: Mark = NO_FILE
    installed: str = ""
    example: bool = False

    @property
    def said(self) -> str:
        """Say where it stands: « conforme, commission installée »."""
        return f"{self.verdict.word}, {self.installed}" if self.installed else self.verdict.word


def areas(filed: Mapping[str, Entry], here: Here) -> tuple[Area, ...]:
    """Give the 101 departments in the order of their codes, which is that of the keyboard."""
    return tuple(_area(territory, filed.get(code), here) for code, territory in territories().items())


def state(entry: Entry | None) -> State:
    """Tell where a department stands; a file that does not say that its commission is installed is to complete."""
    if entry is None:
        return State.UNKNOWN
    installed = installation(entry.case)
    if installed in (STARTING, NOT_INSTALLED):
        return State.COMING if installed == STARTING else State.ABSENT
    if installed == SILENT and entry.report.outcome is Outcome.PASS:
        return State.TO_COMPLETE
    return _BY_OUTCOME.get(entry.report.outcome, State.TO_COMPLETE)


def _area(territory: Territory, entry: Entry | None, here: Here) -> Area:
    named = f"{territory.name} ({territory.code})"
    paths = tuple(map(Ready, outlines()["departements"][territory.code]))
    if entry is None:
        return Area(named=named, paths=paths)
    return Area(
        named=named,
        paths=paths,
        state=state(entry),
        href=here.link(territory.name, entry.path).href,
        verdict=mark(entry.report.outcome),
        installed=word("installation", installation(entry.case)),
        example=entry.report.example,
    )


def legend(shown: Sequence[Area]) -> tuple[tuple[State, int], ...]:
    """Give every state with the number of its departments."""
    numbers = Counter(area.state for area in shown)
    return tuple((each, numbers[each]) for each in State)


@functools.cache
def outlines() -> dict[str, Any]:
    """Give the drawing as it is in the data: the frame, the lens, the outlines, whose they are."""
    drawn: dict[str, Any] = json.loads(Path(__file__).with_name("carte.json").read_text(encoding="utf-8"))
    return drawn
