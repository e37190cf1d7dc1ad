"""The rules: an index by family, and one page a rule."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from kit.findings.finding import OUTCOME_FR, Result
from kit.findings.rule import Rule, Scope
from kit.findings.verdicts import OF_FINDINGS
from kit.french import capital, date
from kit.handbook.country import Country
from kit.handbook.fragments import render
from kit.handbook.page import DEPARTMENTS, RULES, WORST_FIRST, Mark, Page, Ready, mark, rule_path
from kit.handbook.pages import verdict
from kit.judging import registry, standing
from kit.law.texts import provision
from kit.report.formats import example

_FENCE = re.compile(r"```yaml title=\"(?P<title>[^\"]+)\"\n(?P<text>.*?)```", re.DOTALL)
_HEADING = re.compile(r"^\*\*(?P<title>[^*]+?)\.\*\*[ \n]", re.MULTILINE)
_FIELD = re.compile(r"\{[a-z_]+\}")
# Deux valeurs de suite, ou une valeur et le point final, se montrent par un seul « … ».
_RUN = re.compile(r"…[….]+")
# Par règle, où elle est à suivre : nom, chemin de la page, résultat.
Results = dict[str, list[tuple[str, str, Result]]]
# Un exemple : sa marque, son titre, et par lieu les lignes à y écrire, s'il y en a.
Example = tuple[Mark, str, tuple[tuple[str, Ready | None], ...]]


def index(country: Country) -> Page:
    """Give the index of the rules, family by family."""
    rules = sorted(registry.catalogue(), key=verdict.by_family)
    results = _results(country)
    families = groupby(rules, key=lambda rule: rule.family)
    return render.page(
        RULES,
        "regles",
        number=len(rules),
        day=date(country.report.as_of),
        families=tuple((family, tuple((rule, _counts(rule, results)) for rule in group)) for family, group in families),
    )


def pages(country: Country) -> Iterator[Page]:
    """Give one page a rule."""
    day, results = country.report.as_of, _results(country)
    for rule in registry.catalogue():
        text = provision(rule.provision) if rule.provision else None
        yield render.page(
            rule_path(rule.id),
            "regle",
            rule=rule,
            state=verdict.state,
            national=rule.scope is Scope.NATIONAL,
            text=text,
            version=text.in_force(day) if text else None,
            day=date(day),
            body=tuple(_body(rule.page)),
            sentences=tuple((_blank(s.message), _blank(s.remedy)) for s in rule.sentences.values()),
            concerned=tuple(results.get(rule.id, ())),
        )


def _results(country: Country) -> Results:
    """Give, by rule, where it is broken, doubtful or silent: name, path and result."""
    places = [(verdict.name(report), path, report.results) for report, _, path in country.filed()]
    found: Results = {}
    for name, path, results in (*places, ("Ensemble du pays", DEPARTMENTS, country.report.national)):
        for result in results:
            if result.outcome in WORST_FIRST:
                found.setdefault(result.rule, []).append((name, path, result))
    return found


def _counts(rule: Rule, results: Results) -> Iterator[Mark]:
    """Give how many departments the rule is broken, doubtful or silent for."""
    numbers = Counter(standing.of_result(result) for *_, result in results.get(rule.id, ()))
    for each in OF_FINDINGS:
        if number := numbers[each]:
            yield mark(each, f"{number} {each.of(number)}")


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
    # La recherche lit le titre de la règle ; le texte se trouve à sa page, le reste redit la règle en d'autres mots.
    return f"## {found['title']} {{: data-search-exclude }}\n\n"


def _example(title: str, text: str) -> Example:
    state = mark(next(outcome for outcome, word in OUTCOME_FR.items() if title.startswith(word)))
    parts = ((capital(each.place), render.code_block(each.text) if each.text else None) for each in example.parts(text))
    return state, example.titled(title), tuple(parts)


def _blank(text: str) -> str:
    """Give a sentence of a rule with « … » where a value comes."""
    held = text.replace("{{", "\x00").replace("}}", "\x01")
    return _RUN.sub("…", _FIELD.sub("…", held)).replace("\x00", "{").replace("\x01", "}")
