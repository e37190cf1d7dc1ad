"""The home page: the country on the day, its map, what it must do, and the public figures with their dates."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Outcome, Report
from kit.french import count, date, listing, month
from kit.handbook.fragments import carte, charts, render
from kit.handbook.page import (
    DEPARTMENTS,
    FIRST,
    GUIDE,
    JOURNAL,
    OPEN_DATA,
    READING_ORDER,
    Here,
    Link,
    Mark,
    Page,
    Ready,
    counted,
    mark,
    rule_path,
    split,
    text_path,
    web,
)
from kit.handbook.pages import verdict
from kit.handbook.pages.country import Country, Entry
from kit.handbook.pages.deadlines import Deadline, deadlines, kinds
from kit.handbook.pages.situation import HORIZON, INSTALLED, installation
from kit.handbook.pages.verdict import deciding
from kit.judging import registry
from kit.judging.case import Case
from kit.law.territories import territories
from kit.law.texts import CERTAINTY_FR, COMPOSITION, data
from kit.rules.agrements import runs, start_known

HOME = "index.md"
_INSTRUCTION, _PUBLISHED = "instruction-2022-7", "chiffres-publics"
_SUBJECTS_FR = {"parcours": "Les parcours", "afis": "L’aide financière (AFIS)"}
_NAMED = 2
_WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A large figure, what it counts, where it comes from."""

    number: int
    label: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A department that is not plainly in order: its verdict, the first rules that gave it, and how many others."""

    department: Link
    verdict: Mark
    rules: tuple[Link, ...]
    rest: str


def page(country: Country) -> Page:
    """Give the home page."""
    here = Here(HOME)
    report = country.report
    filed = country.by_code()
    shown = carte.areas(filed, here)
    due = tuple(deadlines(country.filed(), report.as_of, here))
    return render.page(
        HOME,
        "accueil",
        day=date(report.as_of),
        examples=_examples(report),
        figures=tuple(_figures(filed, due)),
        map=carte.drawing(shown),
        legend=carte.legend(shown),
        outcomes=_outcomes(report),
        attention=split(_attention(country, here)),
        horizon=HORIZON.days,
        horizon_end=date(report.as_of + HORIZON),
        deadlines=split(due),
        due=kinds(due),
        unapproved=tuple(_links(filed, here, approved=False)),
        approval_unknown=tuple(_links(filed, here, approved=None)),
        unfiled=_unfiled(len(territories()) - len(filed)),
        **_public_figures(),
        instruction=here.link("instruction du 13 avril 2022", text_path(_INSTRUCTION)),
        law=here.link(report.law.title, text_path(COMPOSITION)),
        version=date(report.law.version),
        certainty=CERTAINTY_FR[report.law.certainty],
        department_list=here.link("La liste des départements", DEPARTMENTS),
        open_data=here.link("Les données ouvertes", OPEN_DATA),
        journal=here.link("le journal du droit", JOURNAL),
        guide=here.link("Lire un verdict", GUIDE),
    )


def _examples(report: Report) -> str:
    """Say which files are invented; nothing when none is."""
    invented = [verdict.name(found) for found in report.departments if found.example]
    if not invented:
        return ""
    if len(invented) == len(report.departments):
        return "Tous les dossiers présents sont inventés : ce que cette page en dit ne décrit aucune commission réelle."
    if len(invented) > FIRST:
        all_, some = len(report.departments), len(invented)
        return f"{some} des {all_} dossiers présents sont inventés, et comptés avec les autres ; leur page le dit."
    return f"Ces dossiers sont inventés, et comptés avec les autres : {listing(invented)}."


def _figures(filed: dict[str, Entry], due: tuple[Deadline, ...]) -> Iterator[Figure]:
    """Give the figures that the files tell; « à vérifier » and « non renseigné » are never among those that conform."""
    installed = sum(installation(case) == INSTALLED for _, case, _ in filed.values())
    conform = sum(carte.state(entry) is carte.CONFORM for entry in filed.values())
    yield _figure(len(filed), "dossier déposé", "dossiers déposés", f"sur {len(territories())} départements")
    yield _figure(installed, "commission installée", "commissions installées", "d’après les dossiers")
    yield _figure(conform, "conforme aux textes", "conformes aux textes", f"sur {count(installed, 'installée')}")
    yield _figure(len(due), "échéance", "échéances", f"dans les {HORIZON.days} jours")


def _figure(number: int, one: str, many: str, detail: str) -> Figure:
    return Figure(number=number, label=one if number < 2 else many, detail=detail)


def _outcomes(report: Report) -> tuple[tuple[Mark, int], ...]:
    """Give the verdict of every folder, those of no department included."""
    numbers = report.summary.outcomes
    return tuple((mark(each, counted(each, numbers[each])), numbers[each]) for each in READING_ORDER if numbers[each])


def _attention(country: Country, here: Here) -> Iterator[Concern]:
    """Give the departments that are not plainly in order, the worst first, then those with the most to mend."""
    found = [(deciding(report), report, path) for report, _, path in country.filed() if report.outcome in _WORST_FIRST]
    found.sort(key=lambda entry: (_WORST_FIRST.index(entry[1].outcome), -len(entry[0])))
    for results, report, path in found:
        told = () if report.outcome is Outcome.OPEN else results[:_NAMED]
        rest = len(results) - len(told)
        yield Concern(
            department=here.link(verdict.name(report), path),
            verdict=mark(report.outcome),
            rules=tuple(here.link(registry.find(each.rule).title, rule_path(each.rule)) for each in told),
            rest=f"et {count(rest, 'autre règle', 'autres règles')}" if told and rest else _silent(rest),
        )


def _unfiled(number: int) -> str:
    return f"{count(number, 'département')}, dont le kit ne sait rien" if number else "aucun département"


def _silent(number: int) -> str:
    return f"{count(number, 'règle')} sans réponse" if number else ""


def _links(filed: dict[str, Entry], here: Here, *, approved: bool | None) -> Iterator[Link]:
    for _, (found, case, path) in sorted(filed.items()):
        if _approved(case) is approved:
            yield here.link(verdict.name(found), path)


def _approved(case: Case | None) -> bool | None:
    """Tell whether an association is approved on the day; None when the file does not say."""
    written = case.commission.associations_agreees if case else None
    if case is None or written is None or not case.commission.readable("commission", "associations_agreees"):
        return None
    if any(start_known(association) and runs(association, case) for association in written):
        return True
    return False if all(map(start_known, written)) else None


def _public_figures() -> dict[str, Any]:
    """Give the figures that come from no file: those of the instruction, and those of other public documents."""
    published = data(_PUBLISHED)
    return {
        "source": tuple(_source_figure(raw) for raw in data(_INSTRUCTION)["chiffres"]),
        "published": tuple(_published()),
        "charts": tuple(_charts()),
        "missing": published["manque"],
        "reread": date(datetime.date.fromisoformat(published["relu_le"])),
    }


def _charts() -> Iterator[Ready]:
    """Draw the figures that count the same thing, from the instruction and from what came after."""
    known = [(raw["date"], raw) for raw in data(_INSTRUCTION)["chiffres"]]
    known += [(raw["quand"], raw) for raw in data(_PUBLISHED)["chiffres"]]
    for series in data(_PUBLISHED)["courbes"]:
        points = sorted((when, int(raw["valeur"])) for when, raw in known if raw["libelle"] in series["libelles"])
        yield charts.columns(series["titre"], [(when[:4], number) for when, number in points])


def _source_figure(raw: dict[str, str]) -> tuple[str, str, str]:
    return _when(raw["date"]), raw["libelle"], _number(raw["valeur"])


def _published() -> Iterator[tuple[str, tuple[tuple[str, str, str, Link, str], ...]]]:
    """Give the figures of later public reports by subject: when, what, how many, who says so, how sure."""
    sources, figures = data(_PUBLISHED)["sources"], data(_PUBLISHED)["chiffres"]
    for subject, title in _SUBJECTS_FR.items():
        kept = sorted((raw for raw in figures if raw["sujet"] == subject), key=lambda raw: raw["quand"])
        yield title, tuple(_published_figure(raw, sources[raw["source"]]) for raw in kept)


def _published_figure(raw: dict[str, str], source: dict[str, str]) -> tuple[str, str, str, Link, str]:
    told = web(source["titre"], source.get("href"))
    return _when(raw["quand"]), raw["libelle"], _number(raw["valeur"]), told, CERTAINTY_FR[raw["certitude"]]


def _when(written: str) -> str:
    """Write a year, a month or a day of the data."""
    match len(written):
        case 4:
            return written
        case 7:
            return month(datetime.date.fromisoformat(f"{written}-01"))
        case _:
            return date(datetime.date.fromisoformat(written))


def _number(written: str) -> str:
    """Write a number of the data with its thousands apart."""
    return f"{int(written):,}".replace(",", " ")
