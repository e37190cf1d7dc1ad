"""The catalogue of the rules, as a table and as JSON, and one rule explained."""

import json
import re
from collections.abc import Iterable, Iterator

from kit.findings.finding import SEVERITY_FR
from kit.findings.rule import Rule
from kit.french import date as french_date
from kit.french import listing, spaced
from kit.judging.excuse import admits
from kit.law import prose
from kit.law.texts import CERTAINTY_FR, provision
from kit.report.formats import example
from kit.report.style import Style

# Le texte dont chaque énoncé a un numéro, que nomment les règles.
_TRACED = "instruction-2022-7"
# Sous les titres, à droite de l'identifiant et du poids ; un terminal étroit n'y a pas de place.
_UNDER, _NARROW, _INDENT = " " * 48, 100, " " * 4


def table(rules: Iterable[Rule], style: Style) -> str:
    """Give one line a rule: id, weight, title, text."""
    lines = [_line(rule, style) for rule in rules]
    return "\n".join(lines) + "\n"


def as_json(rules: Iterable[Rule]) -> str:
    """Give the catalogue for machines, `traces` included."""
    plain = [
        {
            "id": rule.id,
            "family": rule.family,
            "severity": rule.severity,
            "provision": rule.provision,
            "traces": list(rule.traces),
            "title": rule.title,
            "scope": rule.scope.value,
            "needs": list(rule.needs),
        }
        for rule in rules
    ]
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def explain(rule: Rule, style: Style) -> str:
    """Give the page of a rule for a terminal: what the text says, what is checked, examples, how to mend."""
    return "\n".join(_explained(rule, style)) + "\n"


def _line(rule: Rule, style: Style) -> str:
    text = f" ({provision(rule.provision).short})" if rule.provision else ""
    head = f"{style.paint(f'{rule.id:<32}', 'gras')} {SEVERITY_FR[rule.severity]:<14}"
    title = spaced(rule.title + text)
    if 0 < style.width < _NARROW:
        return f"{head.rstrip()}\n{_INDENT}{style.wrap(title, _INDENT)}"
    return f"{head} {style.wrap(title, _UNDER)}"


def _explained(rule: Rule, style: Style) -> Iterator[str]:
    yield spaced(f"{style.paint(rule.id, 'gras')} ({SEVERITY_FR[rule.severity]}) : {rule.title}")
    yield ""
    for block in _blocks(rule.page):
        if block.startswith("```"):
            yield from (f"    {line}" for line in _shown(block))
        else:
            plain = block.replace("**", "").replace("`", "").replace("\n", " ")
            yield style.wrap(spaced(plain), "")
        yield ""
    if rule.provision:
        text = provision(rule.provision)
        yield spaced(f"Texte : {text.title}.")
        for version in text.versions:
            # Une rédaction qui n’a pas été lue le dit : ses constats sont « à vérifier ».
            sure = "" if version.certain else f"rédaction {CERTAINTY_FR[version.certainty]}, non lue ; "
            yield spaced(f"  à partir du {french_date(version.start)} : {sure}{version.act} ({version.url})")
    if rule.traces:
        yield spaced(f"Énoncés de l’{provision(_TRACED).short} que cette règle contrôle : {listing(rule.traces)}.")
    yield ""
    yield from _derogation(rule, style)


def _derogation(rule: Rule, style: Style) -> Iterator[str]:
    """Say how to derogate from a rule, with the very line to write; or that nobody can."""
    if not admits(rule):
        yield style.wrap(spaced("Comment déroger. Aucune dérogation ne change ce que dit cette règle."), "")
        return
    told = (
        "Comment déroger. Quand une autorité a décidé que cette règle ne peut pas être tenue, écrire sa décision dans "
        "commission.yaml. Le constat reste affiché et l’issue ne change pas ; une erreur devient un avertissement, "
        f"jusqu’au dernier jour écrit, {prose.filled('[[maison.derogation_max_annees]]')} au plus."
    )
    yield style.wrap(spaced(told), "")
    yield ""
    yield "      derogations:"
    yield f"        - regle: {rule.id}"
    yield '          motif: "Pourquoi la règle n’est pas tenue"'
    yield '          autorite: "Qui l’a décidé"'
    yield '          document: "L’acte qui le dit"'
    yield "          jusqu_au: AAAA-MM-JJ"


def _blocks(page: str) -> list[str]:
    return [block.strip("\n") for block in re.split(r"\n\n(?![ -])", page) if block.strip()]


def _shown(block: str) -> Iterator[str]:
    head, *lines = block.removesuffix("```").rstrip().split("\n")
    title = example.titled(head.removeprefix("```yaml title=").strip('"'))
    yield spaced(f"{title[:1].upper()}{title[1:]} :")
    for part in example.parts("\n".join(lines)):
        place = part.place[:1].upper() + part.place[1:]
        yield spaced(f"  {place} :" if part.text else f"  {place}.")
        yield from (f"    {line}" for line in part.text.splitlines())
