"""How a rule is declared: its sheet says it, a decorated generator of its family judges it."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kit.errors import UsageError
from kit.findings.rule import Breach, Rule
from kit.french import count
from kit.law import prose
from kit.law.territories import slug
from kit.privacy.names import typed
from kit.yaml import sheets
from kit.yaml.guesses import nearest, question
from kit.yaml.traps import TRAPS

Check = Callable[..., Iterable[Breach]]
_RULES: dict[str, Rule] = {}
# Plus de noms ne se lisent plus dans une phrase.
_PROPOSED = 6


def rule(
    id: str, *, concerns: Callable[..., bool] | None = None, evidence: Callable[..., bool] | None = None
) -> Callable[[Check], Check]:
    """Register the judgement of a rule, whose sheet is beside its module; raises RuleError when there is no sheet.
    `concerns` tells the commissions the text speaks of, `evidence` those whose values prove something."""

    def register(check: Check) -> Check:
        sheet = sheets.read(check.__module__.rpartition(".")[2], id)
        _RULES[id] = replace(sheet, check=check, concerns=concerns, evidence=evidence, fill=prose.filled)
        return check

    return register


def _registered() -> Mapping[str, Rule]:
    """Give the rules of law, once every family has registered its own."""
    importlib.import_module("kit.rules")
    return _RULES


def legal_rules() -> tuple[Rule, ...]:
    """Give the rules that rest on a text, in the order of their ids."""
    return tuple(rule for _, rule in sorted(_registered().items()))


def catalogue() -> tuple[Rule, ...]:
    """Give every rule, those of reading included, in the order of their ids."""
    return tuple(rule for _, rule in sorted({**TRAPS, **_registered()}.items()))


def checking(text: str, paragraph: str) -> tuple[Rule, ...]:
    """Give the rules that check a paragraph of a text, in the order of their ids."""
    return tuple(rule for rule in legal_rules() if rule.paragraphs.get(text) == paragraph)


def find(rule_id: str) -> Rule:
    """Give a rule by id; raises UsageError with the names that may be meant."""
    found = _registered().get(rule_id) or TRAPS.get(rule_id)
    if found is None:
        message = f"La règle {typed(rule_id, 'donnée')} n’existe pas{_near(rule_id)} « kit rules » les donne toutes."
        raise UsageError(message)
    return found


def _near(word: str) -> str:
    """End a statement on a word that is no rule: with the id that it may be a slip of, else with the rules that speak
    of it in their id, their title or their family."""
    rules = catalogue()
    near = nearest(word, [rule.id for rule in rules])
    plain = f"-{slug(word)}"
    about = [rule for rule in rules if plain != "-" and plain in f"-{slug(f'{rule.id} {rule.title} {rule.family}')}"]
    # Qui le porte dans son nom en parle le plus.
    about.sort(key=lambda rule: plain not in f"-{rule.id}")
    if len(about) < 2:
        return question(near or next((rule.id for rule in about), None))
    shown, more = about[:_PROPOSED], len(about) - _PROPOSED
    others = f", et {count(more, 'autre')}" if more > 0 else ""
    return f". En parlent : {', '.join(f'« {rule.id} »' for rule in shown)}{others}."
