"""The texts of a department where a datum about a person may stand, and what is found in them."""

import dataclasses
import datetime
import functools
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Pointer
from kit.law.texts import data
from kit.privacy import persons
from kit.privacy.shapes import FILE, Hit, hits_in, hits_in_address, hits_in_name, inside, places
from kit.yaml import schema
from kit.yaml.repair import fits

# Ce qui peut être fait du nom d’une personne tout en ayant la forme attendue.
_IDENTIFIER = re.compile(r"[a-z0-9_-]+")
_LINK = re.compile(r"https?://\S+")
_CONSTRAINED = ("enum", "pattern", "format")
# Ce qui ne porte aucun texte.
_MUTE = frozenset({type(None), bool, int, float, datetime.date})


@dataclass(frozen=True, slots=True)
class Text:
    """A text to look at: a value, a key that the schema does not know, or several written one after the other
    (`parts`), of a list when there are `items`. `form` is what the schema wants there, when the text is not free."""

    pointer: Pointer
    value: str
    key: str | None = None
    form: schema.JsonSchema | None = None
    parts: tuple[str, ...] = ()
    items: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """What the schema says of a place: the keys it knows there, the items of its list, the form it wants of a
    text (None: a text is free there)."""

    keys: Mapping[str, "Guide"]
    items: "Guide | None"
    form: schema.JsonSchema | None


_Tell = Callable[[Text], None]


def texts(node: Any, pointer: Pointer = ()) -> Iterator[Text]:
    """Give the texts of a tree as written, its unknown keys included; or those of records of the model."""
    found: list[Text] = []
    _walk(node, pointer, _guide_at(pointer), found.append)
    return iter(found)


def hits(text: Text) -> Iterator[Hit]:
    """Give the data about a person that a text holds."""
    if text.parts:
        apart = {hit.label for part in text.parts for hit in hits_in(part, text.pointer, whole=False)}
        yield from (hit for hit in hits_in(text.value, text.pointer, whole=False) if hit.label not in apart)
    elif text.form is not None:
        yield from _misplaced(text)
    else:
        if text.key is not None:
            personal = data(FILE)["cles"]
            if text.key.strip().lower() in personal["noms"] and inside(text.pointer, places(personal["ou"])):
                yield Hit(personal["libelle"], text.value)
            # Une clé s’écrit comme un identifiant : « jeanne_exempleuse ».
            yield from dict.fromkeys((*hits_in(text.key, text.pointer), *hits_in_name(text.key)))
        else:
            yield from hits_in(text.value, text.pointer)


def written(node: Any) -> Iterator[str]:
    """Give the values of a tree and its keys, known or not."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (key for key in node if isinstance(key, str))
        for value in node.values():
            yield from written(value)
    elif isinstance(node, list):
        for value in node:
            yield from written(value)


def unfit(text: Text) -> bool:
    """Tell a text that stands where the schema wants a form, and has not this form: nobody knows of whom it tells."""
    return text.form is not None and not fits(text.form, text.value)


def contact(text: Text) -> bool:
    """Tell a text that stands where the contact of a service is wanted."""
    return _is_contact(text.pointer)


def unknown_designation(text: Text) -> bool:
    """Tell a text that stands where only a member or a seat is designated, in words that nobody knows: it may be a
    name."""
    return inside(text.pointer, places(data(persons.FILE)["designations"])) and persons.strange(text.value)


def _misplaced(text: Text) -> Iterator[Hit]:
    """Give the data in a text that the schema wants of a fixed form; one that has this form may still be an
    identifier made of a name, or a link that holds a number."""
    form = text.form or {}
    right = fits(form, text.value)
    contact = _is_contact(text.pointer)
    if right and _LINK.fullmatch(text.value):
        yield from hits_in(text.value, text.pointer)
        return
    if right and contact:
        yield from hits_in_address(text.value)
        return
    if right and ("pattern" not in form or not _IDENTIFIER.fullmatch(text.value)):
        return
    found = hits_in_name(text.value) if right else (*hits_in(text.value, text.pointer), *hits_in_name(text.value))
    yield from dict.fromkeys(hit for hit in found if not (contact and hit.contact))


def _is_contact(pointer: Pointer) -> bool:
    return bool(pointer) and pointer[-1] in data(FILE)["contacts"]


def _walk(node: Any, pointer: Pointer, guide: Guide | None, tell: _Tell) -> None:
    """Walk a tree beside its schema: what the schema does not know is free."""
    if isinstance(node, str):
        tell(Text(pointer, node, form=guide.form if guide else None))
    elif isinstance(node, Mapping):
        _keys(node, pointer, guide, tell)
        _each(node.items(), pointer, guide.keys.get if guide else _unknown, tell)
    elif isinstance(node, (list, tuple)):
        items = guide.items if guide else None
        _together(node, pointer, tell)
        _each(enumerate(node), pointer, lambda _: items, tell)
    elif names := _names(node.__class__):
        # La commission n'a pas d'adresse à elle : ses champs sont ceux de commission.yaml.
        here = getattr(node, "pointer", ("commission",))
        around = _guide_at(here)
        fields = ((name, getattr(node, name)) for name in names)
        _each(fields, here, around.keys.get if around else _unknown, tell)


def _each(
    children: Iterable[tuple[Any, Any]], pointer: Pointer, guide: Callable[[Any], Guide | None], tell: _Tell
) -> None:
    for part, child in children:
        if child.__class__ not in _MUTE:
            _walk(child, (*pointer, part), guide(part), tell)


def _together(items: Any, pointer: Pointer, tell: _Tell) -> None:
    """Tell the items of a list as one text: a number may be written over several."""
    parts = tuple(item for item in items if isinstance(item, str))
    if len(parts) > 1 and isinstance(items, list):
        tell(Text(pointer, " ".join(parts), parts=parts, items=len(items)))


def _keys(node: Mapping[Any, Any], pointer: Pointer, guide: Guide | None, tell: _Tell) -> None:
    """Tell the keys that the schema does not know, alone and with what they hold; those of a whole tree are the names
    of its files."""
    if isinstance(node, dict) and pointer:
        for key, value in node.items():
            if guide is None or key not in guide.keys:
                held = value if isinstance(value, str) else ""
                tell(Text((*pointer, key), held, key))
                for mark in (": ", " ") if held else ():
                    tell(Text((*pointer, key), f"{key}{mark}{held}", parts=(key, held)))


def _unknown(_: Any) -> None:
    """Give no guide: nothing is known there."""


@functools.cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """Give the fields of a record, its pointer aside; none for anything else."""
    named = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(known.name for known in named if known.name != "pointer")


def _guide_at(pointer: Pointer) -> Guide | None:
    """Give what the schemas say of a place, or None where they say nothing."""
    guide: Guide | None = _guides()
    for part in pointer:
        if guide is None:
            return None
        guide = guide.keys.get(part) if isinstance(part, str) else guide.items
    return guide


@functools.cache
def keys_of(branch: str) -> frozenset[str]:
    """Give the keys that files of a kind have, at any depth."""
    found: set[str] = set()
    left = [guide for guide in (_guides().keys.get(branch),) if guide]
    while left:
        guide = left.pop()
        found.update(guide.keys)
        left += [*guide.keys.values(), *((guide.items,) if guide.items else ())]
    return frozenset(found)


@functools.cache
def _guides() -> Guide:
    return Guide(
        keys={branch: _guide(schema.load(branch)) for branch in (*schema.BRANCHES, schema.REPOSITORY)},
        items=None,
        form={},
    )


def _guide(described: schema.JsonSchema) -> Guide:
    """Read a schema; a text is free when no enumeration, pattern or format holds it."""
    if reference := schema.shared(described):
        return _referred(reference)
    described = schema.resolve(described)
    items = described.get("items")
    free = described.get("type") == "string" and not any(word in described for word in _CONSTRAINED)
    return Guide(
        keys={key: _guide(value) for key, value in described.get("properties", {}).items()},
        items=_guide(items) if items else None,
        form=None if free else described,
    )


@functools.cache
def _referred(reference: str) -> Guide:
    return _guide(schema.referred(reference))
