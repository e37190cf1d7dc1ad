"""The sheets of the rules, `kit/rules/<family>/<id>.md`: a front matter in YAML, then the page and the sentences.

The tests check each sheet against `kit/rules/regle.schema.json`; here it is only read.
"""

from pathlib import Path

import yaml

from kit.errors import RuleError
from kit.files import resources
from kit.findings.finding import SEVERITY_FR
from kit.findings.rule import Rule, Subject

_EDGE = "---\n"
_SEVERITIES = {word: severity for severity, word in SEVERITY_FR.items()}


def read(family: str, rule_id: str) -> Rule:
    """Read a sheet, as a rule that nothing judges yet; raises RuleError when there is none or when it has no front
    matter."""
    path = resources.RULES / family / f"{rule_id}.md"
    try:
        before, front, sheet = path.read_text(encoding="utf-8").split(_EDGE, 2)
    except (OSError, ValueError):
        message = f"La fiche « {_name(path)} » manque, ou ne commence pas par ses données entre deux lignes « --- »."
        raise RuleError(message) from None
    if before:
        message = f"La fiche « {_name(path)} » ne commence pas par « --- »."
        raise RuleError(message)
    known = yaml.load(front, Loader=yaml.CSafeLoader)
    return Rule(
        id=rule_id,
        family=family,
        severity=_SEVERITIES[known["gravite"]],
        sheet=sheet.lstrip("\n"),
        provision=known.get("texte"),
        traces=tuple(known.get("exigences", ())),
        needs=tuple(known.get("besoins", ())),
        paragraphs=known.get("paragraphes", {}),
        subject=Subject(known.get("sujet", Subject.CASE.value)),
    )


def ids(family: str) -> tuple[str, ...]:
    """Give the rules of a family that have a sheet, in the order of their ids."""
    return tuple(sorted(path.stem for path in (resources.RULES / family).glob("*.md")))


def _name(path: Path) -> str:
    return path.relative_to(resources.RULES.parent.parent).as_posix()
