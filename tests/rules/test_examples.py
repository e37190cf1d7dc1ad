"""The YAML examples of the rules' pages, merged (RFC 7396) on a conforming department and judged."""

import datetime
import functools
from typing import Any

import pytest
import yaml

from kit.files import resources
from kit.findings.finding import OUTCOME_FR, Outcome
from kit.findings.rule import Breach, Example, Rule, Scope
from kit.judging import pipeline, registry
from kit.judging.judge import judgements
from kit.law.territories import territories
from kit.model.department import Dossier, load
from kit.model.folder import Folder
from kit.privacy.mask import mask
from kit.yaml.normalize import normalize
from kit.yaml.schema import BRANCHES
from kit.yaml.source import Source
from kit.yaml.validate import validate
from tests.conftest import HOUSE, TODAY

RULES = [rule for rule in registry.legal_rules() if rule.scope is Scope.DEPARTMENT]
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
Told = list[tuple[Rule, Breach]]


@functools.cache
def model() -> Dossier:
    return load(Folder(HOUSE / "departments" / "38-isere", "departments/38-isere"))


def merged(target: Any, patch: Any) -> Any:
    """Apply a JSON Merge Patch: `null` removes."""
    if not isinstance(patch, dict):
        return patch
    base = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value == "null":
            base.pop(key, None)
        else:
            base[key] = merged(base.get(key), value)
    return base


@functools.cache
def judged(example: Example | None = None) -> Told:
    """Give what all the rules say of the model department, once an example is written in it."""
    # Rien n'est typé, comme dans le kit.
    patch = yaml.load(example.text, Loader=yaml.BaseLoader) if example else {}
    day = datetime.date.fromisoformat(example.day) if example and example.day else TODAY
    tree = merged(model().tree, patch)
    # Ce que l'exemple ne touche pas est déjà mis au propre, et valide : d'autres épreuves le tiennent.
    shaped = {branch: normalize(branch, tree[branch]) if branch in patch else tree[branch] for branch in BRANCHES}
    assert [told for branch in patch for told in validate(branch, shaped[branch])] == []
    territory = territories()[shaped["commission"]["departement"]]
    files = (Source(f"{branch}.yaml", branch, shaped[branch], readable=True) for branch in BRANCHES)
    case = pipeline.case(shaped, frozenset(), territory, day)
    told = judgements(case, mask(files).found, registry.legal_rules())
    return [(each.rule, breach) for each in told for breach, _, _ in each.breaches]


def outcomes(rule: Rule, told: Told) -> set[Outcome]:
    return {breach.outcome for broken, breach in told if broken.id == rule.id}


def place(rule: Rule, example: Example) -> str:
    """Give where the sheet of a rule writes an example, as `file:line`."""
    path = resources.RULES / rule.family / f"{rule.id}.md"
    before, _, _ = path.read_text(encoding="utf-8").partition(f"\n{example.text}```\n")
    return f"{path.relative_to(HOUSE).as_posix()}:{before.count(chr(10)) + 1}"


def _id(value: object) -> str:
    if isinstance(value, Rule):
        return value.id
    return OUTCOME_FR[value.outcome].replace(" ", "-") if isinstance(value, Example) else ""


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=_id)
def test_an_example_is_judged_as_its_title_says(rule: Rule, example: Example) -> None:
    found = outcomes(rule, judged(example))
    if example.outcome is Outcome.OPEN:
        assert Outcome.OPEN in found, place(rule, example)
    else:
        told = bool(found & {Outcome.FAIL, Outcome.REVIEW})
        assert told is (example.outcome is Outcome.FAIL), place(rule, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_model_department_breaks_no_rule(rule: Rule) -> None:
    assert Outcome.FAIL not in outcomes(rule, judged())


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.FAIL])
def test_each_page_shows_what_is_refused_and_what_is_accepted(outcome: Outcome) -> None:
    shown = {rule.id for rule, example in EXAMPLES if example.outcome is outcome}
    # La première ne peut être tenue, la seconde ne refuse rien.
    without = {"presidence-sans-verdict"} if outcome is Outcome.PASS else {"invites-sans-voix"}
    assert {rule.id for rule in RULES} - shown == without
