"""The texts of `kit/law`: an index, a page for each, and the matrix from the instruction to the rules."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kit.findings.rule import Rule
from kit.french import date, listing
from kit.handbook.fragments import render
from kit.handbook.page import JOURNAL, LAW, MATRIX, UNCERTAIN, Here, Link, Page, rule_path, text_path
from kit.handbook.pages import guides, paragraphs
from kit.handbook.pages.article import doubts, period_fr
from kit.judging import registry
from kit.law.texts import CERTAINTY_FR, COMPOSITION, Provision, data, provisions

_INSTRUCTION = "instruction-2022-7"
_NATURES_FR = {"check": "à contrôler", "guide": "à expliquer", "track": "à suivre par un chiffre"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text in the index."""

    text: Link
    subject: str
    wording: str
    certainty: str
    rules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A normative sentence of the instruction, the rules that trace it, the sections that carry it; `missing`
    says what it still waits for."""

    id: str
    anchor: str
    statement: str
    nature: str
    rules: tuple[Link, ...]
    sections: tuple[Link, ...]
    missing: tuple[str, ...]


def index(as_of: datetime.date) -> Page:
    """Give the index of the texts."""
    here = Here(LAW)
    return render.page(
        LAW,
        "droit",
        day=date(as_of),
        rows=tuple(_row(text, as_of, here) for text in provisions().values()),
        article=here.link("L’article R. 121-12-7, rédaction par rédaction", text_path(COMPOSITION)),
        matrix=here.link("Le tableau de traçabilité", MATRIX),
        uncertain=here.link("Ce qui est incertain", UNCERTAIN),
        journal=here.link("Le journal du droit", JOURNAL),
    )


def uncertain(as_of: datetime.date) -> Page:
    """Give the page of what the kit does not know of the law."""
    here = Here(UNCERTAIN)
    texts = provisions()
    return render.page(
        UNCERTAIN,
        "incertain",
        day=date(as_of),
        law=here.link("Droit", LAW),
        doubts=tuple(
            (here.link(text.title, text_path(text.id)), question, effect)
            for text in texts.values()
            for question, effect in doubts(text.id)
        ),
        unread=tuple(
            (
                here.link(text.title, text_path(text.id)),
                period_fr(version.start, version.end),
                CERTAINTY_FR[version.certainty],
                version.source,
            )
            for text in texts.values()
            for version in text.versions
            if not version.certain
        ),
        article=here.link("L’article R. 121-12-7", text_path(COMPOSITION)),
    )


def pages(as_of: datetime.date) -> Iterator[Page]:
    """Give the page of each text but R. 121-12-7, which has its own."""
    for text in provisions().values():
        if text.id != COMPOSITION:
            yield _page(text, as_of)


def matrix() -> Page:
    """Give the matrix: each demand of the instruction and the rules that trace it."""
    here = Here(MATRIX)
    raw = data(_INSTRUCTION)["exigences"]
    carried, traced = guides.sections(here), _traced()
    demands = [(demand["paragraphe"], _demand(demand, traced, carried, here)) for demand in raw]
    return render.page(
        MATRIX,
        "tracabilite",
        law=here.link("Droit", LAW),
        instruction=here.link(provisions()[_INSTRUCTION].title, text_path(_INSTRUCTION)),
        groups=tuple(
            (_heading(paragraph), tuple(demand for _, demand in group))
            for paragraph, group in groupby(demands, key=lambda entry: entry[0])
        ),
        total=len(demands),
        done=sum(not demand.missing for _, demand in demands),
    )


def _row(text: Provision, as_of: datetime.date, here: Here) -> Row:
    version = text.in_force(as_of)
    return Row(
        text=here.link(text.title, text_path(text.id)),
        subject=text.subject,
        wording=period_fr(version.start, version.end) if version else "aucune rédaction ce jour",
        certainty=CERTAINTY_FR[version.certainty] if version else "",
        rules=sum(rule.provision == text.id for rule in registry.legal_rules()),
    )


def _page(text: Provision, as_of: datetime.date) -> Page:
    here = Here(text_path(text.id))
    raw = data(text.id) if text.id == _INSTRUCTION else {}
    current = text.in_force(as_of)
    rows = tuple(_demanded(here) if raw else paragraphs.rows(text, here))
    return render.page(
        here.path,
        "texte",
        title=text.title,
        subject=text.subject,
        day=date(as_of),
        law=here.link("Droit", LAW),
        columns=tuple(paragraphs.column(v, current, period_fr(v.start, v.end)) for v in text.versions),
        rows=rows,
        words=paragraphs.words(rows),
        doubts=tuple(doubts(text.id)),
        replacements=tuple(_replacements(text)),
        values=tuple(paragraphs.values(text)),
        figures=tuple(_figure(figure) for figure in raw.get("chiffres", ())),
        matrix=here.link("le tableau de traçabilité", MATRIX) if raw else None,
        rules=tuple(
            here.link(rule.title, rule_path(rule.id)) for rule in registry.legal_rules() if rule.provision == text.id
        ),
    )


def _demanded(here: Here) -> Iterator[paragraphs.Row]:
    """Give the paragraphs of the instruction, which are its demands, with the rules that trace each; what no rule
    checks says which section or which figure carries it."""
    traced, carried = _traced(), guides.sections(here)
    for raw in data(_INSTRUCTION)["exigences"]:
        rules = traced.get(raw["id"], ())
        told = listing(f"« {link.text} »" for link in carried.get(raw["id"], ()))
        yield paragraphs.Row(
            place=f"{_heading(raw['paragraphe'])}, {raw['id']}",
            cells=((raw["enonce"], ""),),
            rules=tuple(here.link(rule.title, rule_path(rule.id)) for rule in rules),
            unchecked="" if rules else f"Expliqué : {told}.",
        )


def _traced() -> dict[str, list[Rule]]:
    """Give, by demand of the instruction, the rules that trace it."""
    found: dict[str, list[Rule]] = {}
    for rule in registry.legal_rules():
        for trace in rule.traces:
            found.setdefault(trace, []).append(rule)
    return found


def _replacements(text: Provision) -> Iterator[tuple[str, str, str]]:
    for version in text.versions:
        for raw in version.replacements:
            yield raw["siege"].replace("_", " "), listing(raw["anciens_services"]), raw["lire"]


def _figure(raw: dict[str, str]) -> tuple[str, str, str]:
    return date(datetime.date.fromisoformat(raw["date"])), raw["libelle"], raw["valeur"]


def _heading(paragraph: str) -> str:
    return f"Paragraphe {paragraph}" if paragraph[:1].isdigit() else paragraph[:1].upper() + paragraph[1:]


def _demand(raw: dict[str, Any], traced: dict[str, list[Rule]], carried: dict[str, list[Link]], here: Here) -> Demand:
    rules = tuple(here.link(rule.id, rule_path(rule.id)) for rule in traced.get(raw["id"], ()))
    sections = tuple(carried.get(raw["id"], ()))
    there = {"check": rules, "guide": sections, "track": sections}
    return Demand(
        id=raw["id"],
        anchor=raw["id"].lower(),
        statement=raw["enonce"],
        nature=listing(_NATURES_FR[nature] for nature in raw["nature"]),
        rules=rules,
        sections=sections,
        missing=tuple(_NATURES_FR[nature] for nature in raw["nature"] if not there[nature]),
    )
