"""What a sheet says is done to a file by following one of its remedies: gestures at places, and how sure they are."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Pointer

# Ce qui mène d’un lieu à celui qui le contient, et ce qui le désigne lui-même.
_UP, _HERE = "..", "."


class Gesture(enum.StrEnum):
    """What is done at a place: set a value there (its key is added when it lacks), add an entry to the list there,
    take away what is there, or give its key another name."""

    PUT = "mettre"
    ADD = "ajouter"
    DROP = "retirer"
    RENAME = "renommer"


class Grade(enum.StrEnum):
    """How sure a remedy is: nothing else can be meant, a text is proposed, or only an example of what goes there."""

    SURE = "certitude"
    OFFERED = "proposition"
    EXAMPLE = "exemple"


@dataclass(frozen=True, slots=True)
class Change:
    """A gesture at a place of the files; `value` is plain data, or the new name of a key."""

    gesture: Gesture
    pointer: Pointer
    value: Any = None


def put(pointer: Pointer, value: Any) -> Change:
    """Write a value at a place; its key is added when it lacks."""
    return Change(Gesture.PUT, pointer, value)


def add(pointer: Pointer, value: Any) -> Change:
    """Write one more element at the end of the list that is at a place."""
    return Change(Gesture.ADD, pointer, value)


def drop(pointer: Pointer) -> Change:
    """Take away what is at a place."""
    return Change(Gesture.DROP, pointer)


@dataclass(frozen=True, slots=True)
class Step:
    """A gesture as a sheet writes it: `place` is a path from the place of the finding (« mandat/fin », « .. »), or from
    the folder when it starts with « / »; the texts of `value` have the fields of the sentence."""

    gesture: Gesture
    place: str
    value: Any = None

    def change(self, pointer: Pointer, fields: Mapping[str, str]) -> Change:
        """Give the change that is made for a finding; raises KeyError when a field is not given."""
        return Change(self.gesture, _walked(pointer, self.place.format_map(fields)), _filled(self.value, fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What following a sentence does: its steps, how sure they are, or the reason why nothing is written."""

    steps: tuple[Step, ...] = ()
    grade: Grade = Grade.OFFERED
    nothing: str | None = None


def read(known: Any) -> Remedy:
    """Read the remedy of one sentence in the front matter of its sheet: a gesture, several, or why there is none.
    Raises KeyError, TypeError or ValueError for what is none of these."""
    entries = known if isinstance(known, list) else [known]
    if "rien" in entries[0]:
        return Remedy(nothing=entries[0]["rien"])
    return Remedy(
        steps=tuple(_step(entry) for entry in entries if entry.keys() & set(Gesture)),
        grade=Grade(entries[0].get("pour", Grade.OFFERED)),
    )


def _step(entry: Mapping[str, Any]) -> Step:
    (gesture,) = entry.keys() & set(Gesture)
    return Step(Gesture(gesture), str(entry[gesture]), entry.get("valeur"))


def _walked(pointer: Pointer, place: str) -> Pointer:
    here = () if place.startswith("/") else pointer
    for part in filter(None, place.split("/")):
        if part == _UP:
            here = here[:-1]
        elif part != _HERE:
            here = (*here, int(part) if part.isdecimal() else part)
    return here


def _filled(value: Any, fields: Mapping[str, str]) -> Any:
    """Give a value of a sheet as texts, lists and groups, its fields filled."""
    if isinstance(value, dict):
        return {key: _filled(inside, fields) for key, inside in value.items()}
    if isinstance(value, list):
        return [_filled(inside, fields) for inside in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).format_map(fields)
