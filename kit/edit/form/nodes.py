"""What a form is made of, as plain values that a page draws without knowing the files: fields, groups of fields,
lists of entries, and the gestures that each offers. `id` is the place of a value in the files, as
« membres/medecin/0/titre »."""

import enum
from dataclasses import dataclass

from kit.findings.finding import Pointer


class Kind(enum.StrEnum):
    """How a field is filled in."""

    TEXT = "texte"
    DATE = "date"
    TIME = "heure"
    NUMBER = "nombre"
    YES_NO = "oui-non"
    CHOICE = "choix"
    CHOICES = "plusieurs"
    LINES = "lignes"
    # Ce que le schéma ne connaît pas, ou attend d’une autre forme : montré, jamais deviné.
    RAW = "brut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that may be chosen, and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value. `more`: few people need it, and it stands apart; `options` of a text are only suggested; `way` is how
    a gesture calls what it asks for."""

    id: str
    label: str
    kind: Kind
    help: str = ""
    value: str | tuple[str, ...] = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    more: bool = False
    way: str = ""
    node: str = "champ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """A button that does more than write one value: what it asks for, and what is said of it beforehand. `name` is
    known by `kit.edit.form.gestures`, `at` is where it is done."""

    name: str
    at: str
    label: str
    told: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields under one title; one that may be missing, but not lack a field, offers to be erased."""

    id: str
    label: str
    nodes: tuple["Node", ...]
    help: str = ""
    gestures: tuple[Gesture, ...] = ()
    more: bool = False
    node: str = "groupe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list: its name, its dates, whether it is of the past, of today or to come. What it holds is only
    given when it is `opened`."""

    id: str
    title: str
    opened: bool = False
    nodes: tuple["Node", ...] = ()
    period: str = ""
    state: str = ""
    gestures: tuple[Gesture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries of the same kind, in the order of the file."""

    id: str
    label: str
    entries: tuple[Entry, ...]
    help: str = ""
    gestures: tuple[Gesture, ...] = ()
    more: bool = False
    node: str = "liste"


Node = Field | Group | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the form; `unread` names its files that could not be read, of which it shows no field."""

    id: str
    title: str
    help: str
    nodes: tuple[Node, ...]
    unread: tuple[str, ...] = ()


def identified(pointer: Pointer) -> str:
    """Give the id of a place."""
    return "/".join(map(str, pointer))


def pointed(name: str) -> Pointer:
    """Give the place of an id; raises ValueError for what names none."""
    parts = name.split("/")
    if not all(parts):
        raise ValueError(name)
    return tuple(int(part) if part.isdecimal() else part for part in parts)
