"""The texts of `kit/law`: an index, a page for each, and the matrix from the instruction to the rules."""

import datetime
from collections.abc import Iterator
from itertools import groupby

from kit.findings.rule import Rule
from kit.french import capital, quoted
from kit.handbook.fragments import render
from kit.handbook.page import LAW, MATRIX, TO_REREAD, UNCERTAIN, Here, Page, text_path
from kit.handbook.pages import guides
from kit.handbook.pages.paragraphs import Row, doubts, facts, row, rows, values, words
from kit.judging import registry
from kit.law.rereading import to_reread
from kit.law.texts import COMPOSITION, Provision, data, provision, provisions

_INSTRUCTION = "instruction-2022-7"


def index(as_of: datetime.date) -> Page:
    """Give the index of the texts."""
    known = [(text, text.in_force(as_of), _resting(text)) for text in provisions().values()]
    return render.page(LAW, "droit", as_of=as_of, texts=known)


def uncertain(as_of: datetime.date) -> Page:
    """Give the page of what the kit does not know of the law."""
    return render.page(UNCERTAIN, "incertain", as_of=as_of, texts=tuple(provisions().values()), doubts=doubts)


def to_read_again(as_of: datetime.date) -> Page:
    """Give the page of what a lawyer reads again: never read first, then the oldest reading."""
    return render.page(TO_REREAD, "a-relire", as_of=as_of, readings=to_reread(as_of))


def pages(as_of: datetime.date) -> Iterator[Page]:
    """Give the page of each text but R. 121-12-7, which has its own."""
    for text in provisions().values():
        if text.id != COMPOSITION:
            yield _page(text, as_of)


def matrix() -> Page:
    """Give the matrix: each demand of the instruction, the rules that trace it, the sections that carry it, and what of
    it no rule checks."""
    carried, traced = guides.sections(Here(MATRIX)), _traced()
    demands = []
    for raw in data(_INSTRUCTION)["exigences"]:
        rules, sections = traced.get(raw["id"], []), carried.get(raw["id"], [])
        # Un état se constate : il faut la règle, ou la section, qui le tient.
        states = [nature for nature in raw["nature"] if (rules if nature == "check" else sections)]
        demands.append((raw, rules, sections, states))
    return render.page(
        MATRIX,
        "tracabilite",
        instruction=provision(_INSTRUCTION),
        groups=tuple(
            (_heading(place), tuple(group)) for place, group in groupby(demands, lambda each: each[0]["paragraphe"])
        ),
        total=len(demands),
        unchecked=data(_INSTRUCTION)["non_controle"],
    )


def _page(text: Provision, as_of: datetime.date) -> Page:
    instruction = text.id == _INSTRUCTION
    paragraphs = tuple(_demanded() if instruction else rows(text))
    return render.page(
        text_path(text.id),
        "texte",
        text=text,
        as_of=as_of,
        current=text.in_force(as_of),
        facts=tuple(facts(text)),
        rows=paragraphs,
        words=words(paragraphs),
        doubts=tuple(doubts(text.id)),
        replacements=tuple(raw for version in text.versions for raw in version.replacements),
        values=tuple(values(text)),
        figures=data(text.id).get("chiffres", ()) if instruction else (),
        instruction=instruction,
        rules=_resting(text),
    )


def _resting(text: Provision) -> list[Rule]:
    return [rule for rule in registry.legal_rules() if rule.provision == text.id]


def _demanded() -> Iterator[Row]:
    """Give the paragraphs of the instruction, which are its demands, with the rules that trace each; what no rule
    checks says which section or which figure carries it."""
    traced, carried = _traced(), guides.sections(Here(MATRIX))
    for raw in data(_INSTRUCTION)["exigences"]:
        rules = tuple(traced.get(raw["id"], ()))
        told = quoted(link.text for link in carried.get(raw["id"], ()))
        yield row(
            provision(_INSTRUCTION).versions,
            f"{_heading(raw['paragraphe'])}, {raw['id']}",
            (raw["enonce"],),
            rules=rules,
            unchecked="" if rules else f"Expliqué : {told}.",
        )


def _traced() -> dict[str, list[str]]:
    """Give, by demand of the instruction, the rules that trace it."""
    found: dict[str, list[str]] = {}
    for rule in registry.legal_rules():
        for trace in rule.traces:
            found.setdefault(trace, []).append(rule.id)
    return found


def _heading(paragraph: str) -> str:
    return f"Paragraphe {paragraph}" if paragraph[:1].isdigit() else capital(paragraph)
