"""The YAML examples of the rules' pages, merged (RFC 7396) on a conforming department and judged."""

import datetime
from typing import Any

import pytest
import yaml

from kit.findings.finding import Outcome
from kit.findings.rule import Example, Rule, Scope, Subject
from kit.judging import case as cases
from kit.judging import registry
from kit.law.territories import territories
from kit.model.commission import build
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


@pytest.fixture(scope="module")
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


def outcomes(rule: Rule, model: Dossier, patch: Any, day: datetime.date) -> list[Outcome]:
    tree = merged(model.tree, patch)
    # Ce que l'exemple ne touche pas est déjà mis au propre, et valide : d'autres épreuves le tiennent.
    shaped = {branch: normalize(branch, tree[branch]) if branch in patch else tree[branch] for branch in BRANCHES}
    assert [told for branch in patch for told in validate(branch, shaped[branch])] == []
    territory = territories()[shaped["commission"]["departement"]]
    assert rule.check is not None
    if rule.subject is Subject.FILES:
        files = (Source(f"{branch}.yaml", branch, shaped[branch], readable=True) for branch in BRANCHES)
        return [breach.outcome for breach in rule.check(mask(files).found)]
    return [breach.outcome for breach in rule.check(cases.build(build(shaped, frozenset()), territory, day))]


def _id(value: object) -> str:
    if isinstance(value, Rule):
        return value.id
    return ("conforme" if value.conforming else "non-conforme") if isinstance(value, Example) else ""


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=_id)
def test_an_example_is_judged_as_its_title_says(rule: Rule, example: Example, model: Dossier) -> None:
    patch = yaml.load(example.text, Loader=yaml.BaseLoader)  # rien n'est typé, comme dans le kit
    day = datetime.date.fromisoformat(example.day) if example.day else TODAY
    found = outcomes(rule, model, patch, day)
    told = Outcome.FAIL in found or Outcome.REVIEW in found
    assert told is not example.conforming


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_the_model_department_breaks_no_rule(rule: Rule, model: Dossier) -> None:
    assert Outcome.FAIL not in outcomes(rule, model, {}, TODAY)


@pytest.mark.parametrize("conforming", [True, False], ids=["conforme", "non-conforme"])
def test_each_page_shows_what_is_refused_and_what_is_accepted(conforming: bool) -> None:
    shown = {rule.id for rule, example in EXAMPLES if example.conforming is conforming}
    # La première ne peut être tenue, la seconde ne refuse rien.
    without = {"presidence-sans-verdict"} if conforming else {"invites-sans-voix"}
    assert {rule.id for rule in RULES} - shown == without
