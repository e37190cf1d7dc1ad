"""The examples of every rule, and what the kit says of one."""

import datetime
import functools
from dataclasses import replace
from typing import Any

import yaml

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
    case = pipeline.case(replace(model(), tree=shaped, territory=territory, sources={}, bad=frozenset()), day)
    told = judgements(case, mask(files).found, registry.legal_rules())
    return [(each.rule, breach) for each in told for breach, _, _ in each.breaches]
