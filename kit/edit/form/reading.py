"""A fiche to be read, or printed: what it says, section by section, in the words of the form; nothing that is empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.edit.form import sections
from kit.edit.form.draft import Draft
from kit.edit.form.nodes import Field, Group, Kind, Listing, Node, pointed
from kit.findings.finding import reached
from kit.french import capital


@dataclass(frozen=True, slots=True)
class Line:
    """A title and what is said under it; `level` is how deep it stands."""

    label: str
    value: str
    level: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section, and its lines."""

    title: str
    lines: tuple[Line, ...]


def read(draft: Draft) -> tuple[Part, ...]:
    """Give the sections that say something, in order."""
    parts = (_part(draft, name, title) for name, title in sections.titles().items())
    return tuple(part for part in parts if part.lines)


def _part(draft: Draft, name: str, title: str) -> Part:
    nodes = sections.section(draft, name, everything=True).nodes
    return Part(title, tuple(line for node in nodes for line in _lines(draft, node, 0)))


def _lines(draft: Draft, node: Node, level: int) -> Iterator[Line]:
    if isinstance(node, Field):
        if node.value and not node.id.endswith("/id"):
            yield Line(node.label, _said(draft, node), level)
    elif isinstance(node, Group):
        inside = [line for each in node.nodes for line in _lines(draft, each, level + 1)]
        yield from [Line(node.label, "", level), *inside] if inside else ()
    elif node.entries:
        yield from _entries(draft, node, level)


def _entries(draft: Draft, listing: Listing, level: int) -> Iterator[Line]:
    yield Line(listing.label, "", level)
    for entry in listing.entries:
        yield Line(entry.title, ", ".join(filter(None, (entry.period, entry.state))), level + 1)
        for node in entry.nodes:
            yield from _lines(draft, node, level + 2)


def _said(draft: Draft, field: Field) -> str:
    pointer = pointed(field.id)
    raw: Any = reached(draft.dossier.tree, draft.dossier.parts.whole(pointer))
    if field.kind is Kind.RAW or raw is None:
        return str(field.value)
    if isinstance(raw, list):
        return capital(", ".join(draft.words.value((*pointer, 0), each) for each in raw))
    said = draft.words.value(pointer, raw)
    return capital(said) if field.kind in (Kind.CHOICE, Kind.YES_NO) else said
