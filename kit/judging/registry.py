"""How a rule is declared: a decorated generator whose docstring is its page of the handbook."""

import importlib
from collections.abc import Callable, Iterable, Mapping

from kit.errors import UsageError
from kit.findings.finding import Severity
from kit.findings.rule import Breach, Rule, Sentence, Subject
from kit.yaml.guesses import nearest, question
from kit.yaml.traps import TRAPS

Check = Callable[..., Iterable[Breach]]
_RULES: dict[str, Rule] = {}


def rule(
    *,
    id: str,
    severity: Severity,
    provision: str | None,
    traces: tuple[str, ...],
    sentences: Mapping[str, tuple[str, str]],
    needs: tuple[str, ...] = (),
    subject: Subject = Subject.CASE,
    concerns: Callable[..., bool] | None = None,
    evidence: Callable[..., bool] | None = None,
) -> Callable[[Check], Check]:
    """Register a rule. `sentences` gives, by case (`""` for the first), what is wrong and what to write;
    `needs` the values whose absence means *non renseigné*, `concerns` the commissions the text speaks of,
    `evidence` those whose values prove something."""

    def register(check: Check) -> Check:
        _RULES[id] = Rule(
            id=id,
            told=check.__doc__ or "",
            family=check.__module__.rsplit(".", 1)[-1],
            severity=severity,
            sentences={case: Sentence(*texts) for case, texts in sentences.items()},
            provision=provision,
            traces=traces,
            needs=needs, subject=subject, concerns=concerns, evidence=evidence,
            check=check,
        )  # fmt: skip
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
