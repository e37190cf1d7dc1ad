"""The country on the day: the figures of the home page and the list of the 101 departments."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kit.french import date
from kit.handbook import department, render
from kit.handbook.deadlines import HORIZON, deadlines
from kit.handbook.page import (
    DEPARTMENTS,
    GUIDE,
    NO_FILE,
    READING_ORDER,
    Here,
    Link,
    Mark,
    Page,
    Profile,
    counted,
    mark,
    text_path,
)
from kit.handbook.situation import INSTALLED, NOT_INSTALLED, SILENT, STARTING, filled, installation, installation_fr
from kit.handbook.verdict import sentence, shown
from kit.law.territories import Territory, territories
from kit.law.texts import CERTAINTY_FR, COMPOSITION, data
from kit.report import DepartmentReport, Outcome, Report
from kit.rules.case import Case

Cases = tuple[Case | None, ...]
INSTRUCTION = "instruction-2022-7"
HOME = "index.md"
_SAID = "d’après les dossiers"
# Les états se partagent les dossiers : leurs nombres font ensemble celui des dossiers déposés.
_STATES = (
    (INSTALLED, ("commission installée", "commissions installées"), _SAID),
    (STARTING, ("installation en cours ou à venir", "installations en cours ou à venir"), _SAID),
    (NOT_INSTALLED, ("commission non installée", "commissions non installées"), _SAID),
    (SILENT, ("sans état écrit", "sans état écrit"), "le dossier ne le dit pas"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A department in the list, with or without a folder."""

    code: str
    name: Link
    region: str
    installed: str
    seats: str
    state: Mark
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A department on the board of the home page."""

    code: str
    target: Link
    state: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A large figure and what it counts."""

    number: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """All departments of a report, each with its case and the path of its page."""

    report: Report
    cases: Cases
    paths: dict[str, str]
    profile: Profile = Profile.INTERNE

    def filed(self) -> Iterator[tuple[DepartmentReport, Case | None, str]]:
        """Give every folder with its case and the path of its page."""
        for found, case in zip(self.report.departments, self.cases, strict=True):
            yield found, case, self.paths[found.folder]

    def by_code(self) -> dict[str, tuple[DepartmentReport, Case | None, str]]:
        """Give the first folder of each of the 101 departments that has one."""
        found: dict[str, tuple[DepartmentReport, Case | None, str]] = {}
        for entry in self.filed():
            if entry[0].code:
                found.setdefault(entry[0].code, entry)
        return found


def home(country: Country) -> Page:
    """Give the home page."""
    here = Here(HOME)
    report = country.report
    filed = country.by_code()
    figures = data(INSTRUCTION)["chiffres"]
    return render.page(
        HOME,
        "accueil",
        day=date(report.as_of),
        all_examples=bool(report.departments) and all(found.example for found in report.departments),
        figures=_figures(filed),
        outcomes=_outcomes(report),
        tiles=tuple(_tile(territory, filed, here) for territory in territories().values()),
        legend=tuple(mark(outcome) for outcome in READING_ORDER if outcome is not Outcome.NOT_APPLICABLE),
        no_file=NO_FILE,
        attention=tuple(_attention(country, here)),
        horizon=HORIZON.days,
        horizon_end=date(report.as_of + HORIZON),
        deadlines=tuple(deadlines(country.filed(), report.as_of, here)),
        source=tuple(_source_figure(raw) for raw in figures),
        instruction=here.link("instruction du 13 avril 2022", text_path(INSTRUCTION)),
        law=here.link(report.law.title, text_path(COMPOSITION)),
        version=date(report.law.version),
        certainty=CERTAINTY_FR[report.law.certainty],
        department_list=here.link("La liste des 101 départements", DEPARTMENTS),
        guide=here.link("Lire un verdict", GUIDE),
    )


def listed(country: Country) -> Page:
    """Give the list of the 101 departments, and of the folders that are none of them."""
    here = Here(DEPARTMENTS)
    filed = country.by_code()
    read = {path for _, _, path in filed.values()}
    others = tuple(
        (here.link(department.name(found), path), mark(found.outcome))
        for found, _, path in country.filed()
        if path not in read
    )
    return render.page(
        DEPARTMENTS,
        "departements",
        day=date(country.report.as_of),
        rows=tuple(_row(territory, filed, here) for territory in territories().values()),
        filed=len(filed),
        total=len(territories()),
        others=others,
        national=tuple(shown(finding, here) for result in country.report.national for finding in result.findings),
        guide=here.link("Lire un verdict", GUIDE),
    )


def _figures(filed: dict[str, tuple[DepartmentReport, Case | None, str]]) -> tuple[Figure, ...]:
    states = Counter(installation(case) for _, case, _ in filed.values())
    return (
        _figure(len(filed), ("dossier déposé", "dossiers déposés"), f"sur {len(territories())} départements"),
        *(_figure(states[state], label, detail) for state, label, detail in _STATES),
    )


def _figure(number: int, label: tuple[str, str], detail: str) -> Figure:
    return Figure(number=str(number), label=label[0] if number < 2 else label[1], detail=detail)


def _outcomes(report: Report) -> tuple[tuple[Mark, int], ...]:
    numbers = report.summary.outcomes
    kept = [outcome for outcome in READING_ORDER if numbers[outcome] or outcome is not Outcome.NOT_APPLICABLE]
    return tuple((mark(outcome, counted(outcome, numbers[outcome])), numbers[outcome]) for outcome in kept)


def _tile(territory: Territory, filed: dict[str, tuple[DepartmentReport, Case | None, str]], here: Here) -> Tile:
    if territory.code not in filed:
        return Tile(code=territory.code, target=Link(territory.name), state=NO_FILE)
    found, _, path = filed[territory.code]
    return Tile(code=territory.code, target=here.link(territory.name, path), state=mark(found.outcome))


def _attention(country: Country, here: Here) -> Iterator[tuple[Link, Mark, str]]:
    """Give the departments that are not plainly in order, the worst first."""
    worst_first = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN)
    entries = [entry for entry in country.filed() if entry[0].outcome in worst_first]
    for found, _, path in sorted(entries, key=lambda entry: worst_first.index(entry[0].outcome)):
        yield here.link(department.name(found), path), mark(found.outcome), sentence(found)


def _row(territory: Territory, filed: dict[str, tuple[DepartmentReport, Case | None, str]], here: Here) -> Row:
    if territory.code not in filed:
        return Row(
            code=territory.code, name=Link(territory.name), region=territory.region, installed="", seats="",
            state=NO_FILE, example=False,
        )  # fmt: skip
    found, case, path = filed[territory.code]
    judged = case is not None and case.installed and case.commission.sieges is not None
    return Row(
        code=territory.code,
        name=here.link(territory.name, path),
        region=territory.region,
        installed=installation_fr(case),
        seats=f"{filled(case)} sur {len(case.composition.seats)}" if case and judged else "",
        state=mark(found.outcome),
        example=found.example,
    )


def _source_figure(raw: dict[str, str]) -> tuple[str, str, str]:
    return date(datetime.date.fromisoformat(raw["date"])), raw["libelle"], raw["valeur"]
