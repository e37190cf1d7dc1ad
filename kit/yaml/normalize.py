"""Same data, canonical writing: Cerberus rules derived from the JSON Schemas type and tidy the texts.

No key is renamed or dropped, so pointers stay true. What cannot be typed stays as written: `validate` says so.

The texts of a file that are tidied in the same way make one flat document: Cerberus builds a validator at every
level of a nested one, which took two thirds of the time of reading. A text without a blank at its ends has nothing to
lose where nothing else is asked: most are such, and are not given to it."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit.yaml import schema
from kit.yaml.schema import JsonSchema

if TYPE_CHECKING:
    from cerberus import Validator

# Ni zéro initial (certains outils y voient un nombre en base huit), ni plus de chiffres qu'un compte n'en a.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_BLANKS = " \t\n"
_STRIPPED = ("string",)
# Un texte, ou ce qu’il veut dire ; ce qui ne se comprend pas reste un texte.
_STEPS: Mapping[str, Callable[[str], Any]] = {
    "integer": lambda text: int(text) if _INTEGER.fullmatch(text) else text,
    "boolean": lambda text: {"true": True, "false": False}.get(text, text),
    "string": lambda text: text.strip(_BLANKS),
    "upper": str.upper,
    "espaces": lambda text: " ".join(text.split()),
}

# Un texte, par le groupe ou la liste qui le tient et sa place dedans.
Slot = tuple[Any, str | int]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the values under a schema are tidied: by key, by item, or a text by steps (their names, in order)."""

    keys: Mapping[str, "Plan"] = field(default_factory=dict)
    items: "Plan | None" = None
    steps: tuple[str, ...] = ()


@functools.cache
def plan(branch: str) -> Plan:
    """Give the plan of one of the four files."""
    return derive(schema.load(branch))


def derive(described: JsonSchema) -> Plan:
    """Give the plan of one JSON Schema: types become coercions, `x-normalize` names steps."""
    if reference := schema.shared(described):
        return _referred(reference)
    described = schema.resolve(described)
    kind = described.get("type")
    if kind == "object":
        return Plan(keys={key: derive(value) for key, value in described.get("properties", {}).items()})
    if kind == "array":
        return Plan(items=derive(described["items"]))
    return Plan(steps=(*((kind,) if kind in _STEPS else ()), *described.get("x-normalize", ())))


@functools.cache
def _referred(reference: str) -> Plan:
    return derive(schema.referred(reference))


def normalize(branch: str, data: Any) -> Any:
    """Type and tidy the values of one of the four files; never fails, gives new values."""
    slots: dict[tuple[str, ...], list[Slot]] = {}
    top = [data]
    _gather(plan(schema.kind(branch)), top, 0, slots)
    for steps, found in slots.items():
        texts = {rank: holder[place] for rank, (holder, place) in enumerate(found)}
        tidy = _validator(steps).normalized(texts, always_return_document=True)
        for rank, (holder, place) in enumerate(found):
            holder[place] = tidy[rank]
    return top[0]


def _gather(plan: Plan, holder: Any, place: str | int, slots: dict[tuple[str, ...], list[Slot]]) -> None:
    """Copy the groups and lists of a value, and note the texts to tidy; what the schema does not know is left."""
    value = holder[place]
    if isinstance(value, str):
        if plan.steps and (plan.steps != _STRIPPED or value[:1] in _BLANKS or value[-1:] in _BLANKS):
            slots.setdefault(plan.steps, []).append((holder, place))
    elif isinstance(value, dict) and plan.keys:
        holder[place] = dict(value)
        for key in value:
            if key in plan.keys:
                _gather(plan.keys[key], holder[place], key, slots)
    elif isinstance(value, list) and plan.items:
        holder[place] = list(value)
        for index in range(len(value)):
            _gather(plan.items, holder[place], index, slots)


@functools.cache
def _validator(steps: tuple[str, ...]) -> "Validator":
    """Give what tidies a flat document: every text of it by the same steps."""
    from cerberus import Validator

    return Validator({}, allow_unknown={"coerce": tuple(_STEPS[name] for name in steps)})
