"""Same data, canonical writing: Cerberus rules derived from the JSON Schemas type and tidy the texts.

No key is renamed or dropped, so pointers stay true. What cannot be typed stays as written: `validate` says so.

The texts of a file that are tidied in the same way make one flat document: Cerberus builds a validator at every
level of a nested one, which took two thirds of the time of reading. A text that is already as it should be, or plainly
a number or a boolean, is seen at once: most files hold no other, and Cerberus is imported by those that do.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit import schema
from kit.schema import JsonSchema

if TYPE_CHECKING:
    from cerberus import Validator

# Ni zéro initial (certains outils y voient un nombre en base huit), ni plus de chiffres qu'un compte n'en a.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,8})")

_BLANKS = " \t\n"
_STRIPPED = ("string",)


def _integer(text: Any) -> Any:
    if isinstance(text, str) and _INTEGER.fullmatch(text):
        return int(text)
    return text


def _boolean(text: Any) -> Any:
    return {"true": True, "false": False}.get(text, text) if isinstance(text, str) else text


def _upper(text: Any) -> Any:
    return text.upper() if isinstance(text, str) else text


def _spaces(text: Any) -> Any:
    return " ".join(text.split()) if isinstance(text, str) else text


def _strip(text: Any) -> Any:
    return text.strip(_BLANKS) if isinstance(text, str) else text


_TYPES: dict[str, Callable[[Any], Any]] = {"integer": _integer, "boolean": _boolean, "string": _strip}
_STEPS: dict[str, Callable[[Any], Any]] = {"upper": _upper, "espaces": _spaces}

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
    return Plan(steps=(*((kind,) if kind in _TYPES else ()), *described.get("x-normalize", ())))


@functools.cache
def _referred(reference: str) -> Plan:
    return derive(schema.referred(reference))


def normalize(branch: str, data: Any) -> Any:
    """Type and tidy the values of one of the four files; never fails, gives new values."""
    slots: dict[tuple[str, ...], list[Slot]] = {}
    top = [data]
    _gather(plan(branch), top, 0, slots)
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
        # Un texte sans blanc au bord n'a rien à perdre par « strip » : le cas de presque tous.
        if plan.steps and (plan.steps != _STRIPPED or value[:1] in _BLANKS or value[-1:] in _BLANKS):
            tidy = _coerced(_coercions(plan.steps), value)
            if type(tidy) is not str:
                holder[place] = tidy
            elif tidy != value:
                slots.setdefault(plan.steps, []).append((holder, place))
        return
    if isinstance(value, dict) and plan.keys:
        holder[place] = value = dict(value)
        inside: Iterator[tuple[str | int, Plan]] = ((key, plan.keys[key]) for key in value if key in plan.keys)
    elif isinstance(value, list) and plan.items:
        holder[place] = value = list(value)
        items = plan.items
        inside = ((index, items) for index in range(len(value)))
    else:
        return
    for key, known in inside:
        _gather(known, value, key, slots)


@functools.cache
def _validator(steps: tuple[str, ...]) -> "Validator":
    """Give what tidies a flat document: every text of it by the same steps."""
    from cerberus import Validator

    return Validator({}, allow_unknown={"coerce": functools.partial(_coerced, _coercions(steps))})


@functools.cache
def _coercions(steps: tuple[str, ...]) -> tuple[Callable[[Any], Any], ...]:
    return tuple({**_TYPES, **_STEPS}[name] for name in steps)


def _coerced(coercions: Iterable[Callable[[Any], Any]], text: Any) -> Any:
    for coercion in coercions:
        text = coercion(text)
    return text
