"""How a rule is declared: its sheet says it, a decorated generator of its family judges it."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kit.errors import UsageError
from kit.findings.rule import Breach, Rule
from kit.law import prose
from kit.yaml import sheets
from kit.yaml.guesses import nearest, question
from kit.yaml.traps import TRAPS

Check = Callable[..., Iterable[Breach]]
_RULES: dict[str, Rule] = {}


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
    """Give a rule by id; raises UsageError with the nearest name."""
    found = _registered().get(rule_id) or TRAPS.get(rule_id)
    if found is None:
        rules = [rule.id for rule in catalogue()]
        message = (
            f"La règle « {rule_id} » n’existe pas{question(nearest(rule_id, rules))} « kit rules » les donne toutes."
        )
        raise UsageError(message)
    return found
