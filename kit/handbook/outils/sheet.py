"""What a tool answers: a sheet of sentences with their texts, or the faults of what was written in its form."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kit.handbook.page import mark
from kit.report import Outcome

Answers = Mapping[str, str]
Say = Callable[..., str]
# Ce que disent une forme et une couleur, sous le nom de leur style.
SHAPES = {found.style: found.shape for found in map(mark, Outcome)}


@dataclass(frozen=True, slots=True)
class Cite:
    """A text that is cited, and the address of its page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence under its mark (none when `word` is empty), what explains it, and the texts it rests on."""

    style: str = "none"
    word: str = ""
    text: str
    notes: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its title; the first cell of a row heads it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sheet."""

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An answer: one sentence under its mark, then parts; `entered` says again what was written, for the print."""

    headline: Line
    entered: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A field of a form that cannot be read, and what to write instead."""

    field: str
    message: str


Answer = Sheet | tuple[Fault, ...]


def speaker(sentences: Mapping[str, str]) -> Say:
    """Give what fills a sentence, by its name, with values."""
    return lambda name, **values: sentences[name].format(**values)


def said(answer: Answer) -> tuple[str, ...]:
    """Give all that an answer says, a text a line, in the order in which it is read."""
    if isinstance(answer, tuple):
        return tuple(f"{fault.field} → {fault.message}" for fault in answer)
    return tuple(_sheet(answer))


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield from _line(sheet.headline)
    yield from sheet.entered
    for part in sheet.parts:
        yield part.title
        for line in part.lines:
            yield from _line(line)
        if part.table:
            yield part.table.title
            yield " | ".join(part.table.head)
            yield from (" | ".join(row) for row in part.table.rows)


def _line(line: Line) -> Iterator[str]:
    yield f"{SHAPES[line.style]} {line.word} {line.text}" if line.word else line.text
    yield from line.notes
    yield from (f"{cite.text} → {cite.href}" for cite in line.cites)
