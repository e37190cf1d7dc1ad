"""The sheets of the rules, `kit/rules/<family>/<id>.md`: a front matter in YAML, then the page and the sentences.

The tests check each sheet against `kit/rules/regle.schema.json`; here it is only read.
"""

from collections.abc import Mapping
from typing import Any

from kit.errors import RuleError
from kit.files import resources
from kit.findings.finding import SEVERITY_FR
from kit.findings.remedy import read as remedy
from kit.findings.rule import Rule, Subject
from kit.yaml import own

_EDGE = "---\n"
_SESSION = "seance"
_SEVERITIES = {word: severity for severity, word in SEVERITY_FR.items()}


def read(family: str, rule_id: str) -> Rule:
    """Read a sheet, as a rule that nothing judges yet; raises RuleError, with its name, when there is none or when its
    data cannot be read."""
    path = resources.RULES / family / f"{rule_id}.md"
    name = path.relative_to(resources.RULES.parent.parent).as_posix()
    if not path.is_file():
        message = f"La fiche « {name} » manque."
        raise RuleError(message)
    parts = path.read_text(encoding="utf-8").split(_EDGE, 2)
    try:
        _, front, sheet = parts
        return _rule(family, rule_id, own.values(front), sheet.lstrip("\n"))
    except (KeyError, TypeError, ValueError, own.YAMLError) as error:
        message = f"La fiche « {name} » n’a pas de données lisibles entre deux lignes « --- » ({error})."
        raise RuleError(message) from None


def _rule(family: str, rule_id: str, known: Mapping[str, Any], sheet: str) -> Rule:
    return Rule(
        id=rule_id,
        family=family,
        severity=_SEVERITIES[known["gravite"]],
        sheet=sheet,
        wrong=known.get("defaut", ""),
        doubt=known.get("doute", ""),
        provision=known.get("texte"),
        traces=tuple(known.get("exigences", ())),
        needs=tuple(known.get("besoins", ())),
        answers=tuple(known.get("repond_de", ())),
        paragraphs=known.get("paragraphes", {}),
        cites=known.get("cite", {}),
        subject=Subject(known.get("sujet", Subject.CASE.value)),
        by_session=known.get("juge") == _SESSION,
        remedies={case: remedy(told) for case, told in known.get("remedes", {}).items()},
    )


def ids(family: str) -> tuple[str, ...]:
    """Give the rules of a family that have a sheet, in the order of their ids."""
    return tuple(sorted(path.stem for path in (resources.RULES / family).glob("*.md")))
