"""What one rule says of one commission, before anybody looks up a line."""

from dataclasses import dataclass

from kit.findings.finding import Outcome
from kit.findings.rule import Breach, Rule
from kit.law.texts import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The outcome of a rule, the wording that was read, and each breach with its own outcome and wording; what it
    `lacks` to be judged, and the rules that say so (`told_by`)."""

    rule: Rule
    outcome: Outcome
    version: Version | None = None
    breaches: tuple[tuple[Breach, Outcome, Version | None], ...] = ()
    lacks: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
