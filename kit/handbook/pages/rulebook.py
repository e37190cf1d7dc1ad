"""The rules: an index by family, and one page a rule."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kit.findings.finding import OUTCOME_FR, SEVERITY_FR, Outcome, Result
from kit.findings.rule import Rule, Scope
from kit.french import date
from kit.handbook.fragments import render
from kit.handbook.page import (
    DEPARTMENTS,
    MATRIX,
    RULES,
    Here,
    Link,
    Mark,
    Page,
    Ready,
    counted,
    mark,
    rule_path,
    text_path,
)
from kit.handbook.pages import department
from kit.handbook.pages.country import Country
from kit.handbook.pages.verdict import family_fr, family_order
from kit.judging import registry
from kit.law.texts import CERTAINTY_FR, Version, provision
from kit.report.formats import example

_FENCE = re.compile(r"```yaml title=\"(?P<title>[^\"]+)\"\n(?P<text>.*?)```", re.DOTALL)
_HEADING = re.compile(r"^\*\*(?P<title>[^*]+?)\.\*\*[ \n]", re.MULTILINE)
# Ce que la recherche lit de la page : le reste redit la règle en d'autres mots.
_SOUGHT = {"Ce que dit le texte"}
_FIELD = re.compile(r"\{[a-z_]+\}")
# Deux valeurs de suite, ou une valeur et le point final, se montrent par un seul « … ».
_RUN = re.compile(r"…[….]+")
_SEEN = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule in the index."""

    rule: Link
    weight: str
    text: Link | None
    counts: tuple[Mark, ...]


def index(country: Country) -> Page:
    """Give the index of the rules, family by family."""
    here = Here(RULES)
    rules = sorted(registry.catalogue(), key=lambda rule: (family_order(rule.family), rule.id))
    results = _results(country)
    families = tuple(
        (family_fr(family), tuple(_line(rule, results, here) for rule in group))
        for family, group in groupby(rules, key=lambda rule: rule.family)
    )
    return render.page(RULES, "regles", families=families, number=len(rules), day=date(country.report.as_of))


def pages(country: Country) -> Iterator[Page]:
    """Give one page a rule."""
    results = _results(country)
    for rule in registry.catalogue():
        yield _page(rule, country.report.as_of, results.get(rule.id, ()))


Results = dict[str, list[tuple[str, str, Result]]]


def _results(country: Country) -> Results:
    """Give, by rule, where it is broken, doubtful or silent: name, path and result."""
    found: Results = {}
    for report, _, path in country.filed():
        for result in report.results:
            if result.outcome in _SEEN:
                found.setdefault(result.rule, []).append((department.name(report), path, result))
    for result in country.report.national:
        if result.outcome in _SEEN:
            found.setdefault(result.rule, []).append(("Ensemble du pays", DEPARTMENTS, result))
    return found


def _line(rule: Rule, results: Results, here: Here) -> Line:
    numbers = [(outcome, sum(r.outcome is outcome for *_, r in results.get(rule.id, ()))) for outcome in _SEEN]
    text = here.link(provision(rule.provision).short, text_path(rule.provision)) if rule.provision else None
    return Line(
        rule=here.link(rule.title, rule_path(rule.id)),
        weight=SEVERITY_FR[rule.severity],
        text=text,
        counts=tuple(mark(outcome, f"{number} {counted(outcome, number)}") for outcome, number in numbers if number),
    )


def _page(rule: Rule, as_of: datetime.date, results: Iterable[tuple[str, str, Result]]) -> Page:
    here = Here(rule_path(rule.id))
    return render.page(
        here.path,
        "regle",
        title=rule.title,
        id=rule.id,
        rule_list=here.link("Règles", RULES),
        family=family_fr(rule.family),
        facts=tuple(_facts(rule, as_of, here)),
        national=rule.scope is Scope.NATIONAL,
        legal=rule.check is not None,
        day=date(as_of),
        needs=rule.needs,
        body=tuple(_body(rule.page)),
        sentences=tuple(_sentence(s.message, s.remedy) for s in rule.sentences.values()),
        concerned=tuple(
            (here.link(name, path), mark(result.outcome), tuple(finding.message for finding in result.findings))
            for name, path, result in results
        ),
    )


def _facts(rule: Rule, as_of: datetime.date, here: Here) -> Iterator[tuple[str, tuple[Link, ...]]]:
    scope = ", sur l’ensemble du pays" if rule.scope is Scope.NATIONAL else ""
    yield "Poids", (Link(SEVERITY_FR[rule.severity] + scope),)
    if rule.provision:
        text = provision(rule.provision)
        version = text.in_force(as_of)
        said = _wording(version) if version else f"aucune rédaction en vigueur au {date(as_of)}"
        yield "Texte", (here.link(text.short, text_path(text.id)), Link(said))
    if rule.traces:
        yield "Exigences", tuple(here.link(trace, MATRIX, trace.lower()) for trace in rule.traces)


def _wording(version: Version) -> str:
    if version.start == datetime.date.min:
        return CERTAINTY_FR[version.certainty]
    return f"rédaction en vigueur depuis le {date(version.start)} ({CERTAINTY_FR[version.certainty]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example of a rule: its shape, its title, and by place the lines to write there, if any."""

    shape: str
    title: str
    parts: tuple[tuple[str, Ready | None], ...]


def _body(page: str) -> Iterator[tuple[Ready, Example | None]]:
    """Give the page of a rule piece by piece: prose, whose bold openings are headings, and the example that follows."""
    end = 0
    for found in _FENCE.finditer(page):
        yield _prose(page[end : found.start()]), _example(found["title"], found["text"])
        end = found.end()
    yield _prose(page[end:]), None


def _prose(text: str) -> Ready:
    return Ready(_HEADING.sub(_heading, text).strip())


def _heading(found: re.Match[str]) -> str:
    sought = "" if found["title"] in _SOUGHT else " {: data-search-exclude }"
    return f"## {found['title']}{sought}\n\n"


def _example(title: str, text: str) -> Example:
    return Example(
        shape=mark(next(outcome for outcome, word in OUTCOME_FR.items() if title.startswith(word))).shape,
        title=example.titled(title),
        parts=tuple(_part(part) for part in example.parts(text)),
    )


def _part(part: example.Part) -> tuple[str, Ready | None]:
    place = part.place[:1].upper() + part.place[1:]
    return place, render.code_block(part.text) if part.text else None


def _sentence(message: str, remedy: str) -> tuple[str, str]:
    """Give both templates of a rule with « … » where a value comes."""
    return _blank(message), _blank(remedy)


def _blank(text: str) -> str:
    held = text.replace("{{", "\x00").replace("}}", "\x01")
    return _RUN.sub("…", _FIELD.sub("…", held)).replace("\x00", "{").replace("\x01", "}")
