"""The map of the country: where each of the 101 departments stands, in words and as a drawing made of links.

The outlines are data (`carte.json`, drawn by `tools/carte.py`). Each state has a hatching of its own, so that it is
read without its colour; each department has its name and its state in words.
"""

import functools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.findings.finding import OUTCOME_FR, Outcome
from kit.handbook.page import NO_FILE, Here, Link, Mark, Ready, built, mark, web
from kit.handbook.pages.country import Entry
from kit.handbook.pages.situation import INSTALLED, NOT_INSTALLED, SILENT, STARTING, installation
from kit.law.territories import Territory, territories

_DATA = Path(__file__).with_name("carte.json")
_INSTALLATION_FR = {
    INSTALLED: "commission installée",
    STARTING: "installation en cours ou à venir",
    NOT_INSTALLED: "commission non installée",
    SILENT: "installation non renseignée",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of the map: its style, its words for one department and for several, what it covers."""

    style: str
    one: str
    many: str
    detail: str


CONFORM = State(style="pass", one="conforme", many="conformes", detail="commission installée, aucune règle en défaut")
TO_COMPLETE = State(
    style="review", one="à compléter", many="à compléter", detail="commission installée, à vérifier ou non renseignée"
)
BROKEN = State(
    style="fail", one="non conforme", many="non conformes", detail="commission installée, une règle au moins en défaut"
)
COMING = State(style="cours", one="en cours d’installation", many="en cours d’installation", detail="ou prévue")
ABSENT = State(style="absente", one="non installée", many="non installées", detail="le dossier le dit")
UNKNOWN = State(style="rien", one="sans dossier", many="sans dossier", detail="le kit ne sait rien")
STATES = (CONFORM, TO_COMPLETE, BROKEN, COMING, ABSENT, UNKNOWN)
# « À vérifier » et « non renseigné » ne sont jamais comptés comme conformes.
_BY_OUTCOME = {Outcome.PASS: CONFORM, Outcome.FAIL: BROKEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A department on the map: where it stands, the verdict of its file, the way to its page."""

    territory: Territory
    state: State
    link: Link
    installed: str
    verdict: Mark
    example: bool

    @property
    def said(self) -> str:
        """Say where it stands: « conforme, commission installée »."""
        return f"{self.verdict.word}, {self.installed}" if self.installed else self.verdict.word

    @property
    def named(self) -> str:
        """Give the department its name: « Isère (38) »."""
        return f"{self.territory.name} ({self.territory.code})"


def areas(filed: Mapping[str, Entry], here: Here) -> tuple[Area, ...]:
    """Give the 101 departments in the order of their codes."""
    return tuple(_area(territory, filed.get(code), here) for code, territory in territories().items())


def state(entry: Entry | None) -> State:
    """Tell where a department stands; a file that does not say that its commission is installed is to complete."""
    if entry is None:
        return UNKNOWN
    report, case, _ = entry
    installed = installation(case)
    if installed in (STARTING, NOT_INSTALLED):
        return COMING if installed == STARTING else ABSENT
    if installed == SILENT and report.outcome is Outcome.PASS:
        return TO_COMPLETE
    return _BY_OUTCOME.get(report.outcome, TO_COMPLETE)


def _area(territory: Territory, entry: Entry | None, here: Here) -> Area:
    if entry is None:
        return Area(
            territory=territory, state=UNKNOWN, link=Link(territory.name), installed="", verdict=NO_FILE, example=False
        )
    report, case, path = entry
    return Area(
        territory=territory,
        state=state(entry),
        link=here.link(territory.name, path),
        installed=_INSTALLATION_FR[installation(case)],
        verdict=mark(report.outcome, OUTCOME_FR[report.outcome]),
        example=report.example,
    )


def legend(shown: tuple[Area, ...]) -> tuple[tuple[State, int, str], ...]:
    """Give every state with the number of its departments and the word that follows the number."""
    numbers = Counter(area.state for area in shown)
    return tuple((each, numbers[each], each.one if numbers[each] < 2 else each.many) for each in STATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A department as the template draws it: the paths, and the way to its page in the built site."""

    area: Area
    paths: tuple[Ready, ...]
    href: Ready | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Whose outlines they are, under which licence, and what was changed."""

    what: str
    who: Link
    licence: Link
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The map as the template draws it; circles are a centre and a radius."""

    width: int
    height: int
    lens: tuple[int, ...]
    seen: tuple[int, ...]
    lens_name: tuple[str, ...]
    names: tuple[tuple[str, int, int], ...]
    credits: tuple[Credit, ...]
    departments: tuple[Drawn, ...]


def drawing(shown: tuple[Area, ...]) -> Drawing:
    """Give the map, departments in the order of their codes, which is that of the keyboard."""
    raw = _outlines()
    return Drawing(
        width=raw["cadre"][0],
        height=raw["cadre"][1],
        lens=tuple(raw["loupe"]["cercle"]),
        seen=tuple(raw["loupe"]["vue"]),
        lens_name=tuple(raw["loupe"]["nom"]),
        names=tuple((name, x, y) for name, x, y in raw["noms"]),
        credits=tuple(_credit(each) for each in raw["credits"]),
        departments=tuple(_drawn(shown, raw["departements"])),
    )


def _drawn(shown: tuple[Area, ...], outlines: Mapping[str, list[str]]) -> Iterator[Drawn]:
    for area in shown:
        target = area.link.target
        yield Drawn(
            area=area,
            paths=tuple(Ready(path) for path in outlines[area.territory.code]),
            # Une adresse écrite en HTML n'est pas réécrite par le moteur du site.
            href=built(target) if target else None,
        )


def _credit(raw: Mapping[str, Any]) -> Credit:
    return Credit(what=raw["quoi"], who=web(*raw["qui"]), licence=web(*raw["licence"]), change=raw["changement"])


@functools.cache
def _outlines() -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return drawn
