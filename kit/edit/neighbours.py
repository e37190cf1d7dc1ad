"""What is added to a list of a file, written as its neighbours are: in quotes where they have some, and an order at its
day among the others. Only the look changes: it is proved by reading the file again."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kit.edit.amendment import Amended
from kit.findings.finding import Pointer, reached
from kit.yaml.source import Source, read_bytes
from kit.yaml.spot import Edit, applied

_ORDERS: Pointer = ("commission", "arretes")
_QUOTES = ("'", '"')


def alike(before: Source, made: Amended) -> Amended:
    """Give a file that was added to, whose new lines look like those around them; as it is when they cannot."""
    after = _read(made)
    added = _added(before.data, after.data, (made.branch,))
    edits = [edit for pointer, old in added for edit in _quoted(after, pointer, old)]
    told = replace(made, after=applied(made.after, edits))
    seen = _read(told)
    if seen.data != after.data:
        return made
    placed = replace(told, after=_in_order(seen))
    wanted = _sorted(after.data) if made.branch == _ORDERS[0] else after.data
    return placed if _read(placed).data == wanted else told


def _read(made: Amended) -> Source:
    return read_bytes(made.after.encode(), made.file, made.branch)


def _added(before: Any, after: Any, pointer: Pointer) -> Iterator[tuple[Pointer, int]]:
    """Give the places of the elements that lists have more than they had, and how many they had."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() & after.keys():
            yield from _added(before[key], after[key], (*pointer, key))
    elif isinstance(before, list) and isinstance(after, list):
        for rank, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from _added(one, other, (*pointer, rank))
        yield from (((*pointer, rank), len(before)) for rank in range(len(before), len(after)))


def _quoted(source: Source, added: Pointer, old: int) -> Iterator[Edit]:
    """Put in quotes what the last of the old elements that has the same key puts in quotes."""
    size = len(added)
    for leaf, (start, end) in source.spans.items():
        if leaf[:size] != added or source.text.startswith(_QUOTES, start):
            continue
        others = ((*added[:-1], rank, *leaf[size:]) for rank in range(old - 1, -1, -1))
        near = next((source.spans[each] for each in others if each in source.spans), None)
        if near and source.text.startswith(_QUOTES, near[0]):
            yield Edit(start, end, json.dumps(str(reached(source.data, leaf[1:])), ensure_ascii=False))


def _sorted(data: Any) -> Any:
    """Give what a file holds once its last order is at its day."""
    orders = data.get(_ORDERS[1]) or []
    if not orders:
        return data
    rank = _rank(orders)
    return {**data, _ORDERS[1]: [*orders[:rank], orders[-1], *orders[rank:-1]]}


def _rank(orders: list[Any]) -> int:
    """Give where the last order goes: after the last of those that are not of a later day."""
    day = str(orders[-1].get("date", ""))
    return next((n for n in range(len(orders) - 1, 0, -1) if str(orders[n - 1].get("date", "")) <= day), 0)


def _in_order(source: Source) -> str:
    """Move the lines of the last order to its day, below what stands before."""
    orders = reached(source.data, _ORDERS[1:]) if source.branch == _ORDERS[0] else None
    rank = _rank(orders) if orders else 0
    if not orders or rank == len(orders) - 1:
        return source.text
    lines = source.text.split("\n")
    first, last = _lines(source, (*_ORDERS, len(orders) - 1))
    moved = lines[first : last + 1]
    if rank:
        at = _lines(source, (*_ORDERS, rank - 1))[1] + 1
        # Un commentaire en retrait du tiret est celui de l’arrêté qui le précède.
        deeper = re.compile(rf" {{{len(moved[0]) - len(moved[0].lstrip()) + 1},}}#")
        while deeper.match(lines[at]):
            at += 1
    else:
        at = _lines(source, (*_ORDERS, 0))[0]
    return "\n".join([*lines[:at], *moved, *lines[at:first], *lines[last + 1 :]])


def _lines(source: Source, element: Pointer) -> tuple[int, int]:
    """Give the first and the last line (from 0) of an element."""
    known = (source.spans, source.flows, source.key_spans)
    found = [span for spans in known for pointer, span in spans.items() if pointer[: len(element)] == element]
    start, end = min(span[0] for span in found), max(span[1] for span in found)
    ended = start + len(source.text[start:end].rstrip())
    return source.text.count("\n", 0, start), source.text.count("\n", 0, ended)
