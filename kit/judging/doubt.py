"""The doubts that the files write beside what they say: what its own author doubts is to be checked, not refused."""

from collections.abc import Iterator
from typing import Any

from kit.findings.finding import Pointer, reached

_DOUBT = "a_verifier"
# Les règles pèsent elles-mêmes le doute de ces entrées : un constat en nomme parfois plusieurs, dont une est douteuse.
_OF_RULES = (
    ("membres", "*", "*"),
    ("sessions", "*"),
    ("commission", "presidence", "*"),
    ("commission", "arretes", "*"),
    ("commission", "associations_agreees", "*"),
)


def doubted_at(tree: Any, pointer: Pointer) -> bool:
    """Tell whether what stands at a place, or a group that holds it, is said to be doubtful by its author; the doubts
    that rules weigh by themselves are left to them."""
    groups = (pointer[:size] for size in range(1, len(pointer) + 1))
    return any(reached(tree, (*group, _DOUBT)) and not _of_rules(group) for group in groups)


def doubts(node: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Give the groups that their author doubts, in the order of the files, less those that rules weigh."""
    if isinstance(node, dict):
        if node.get(_DOUBT) and not _of_rules(pointer):
            yield pointer
        for key, inner in node.items():
            yield from doubts(inner, (*pointer, key))
    elif isinstance(node, list):
        for rank, inner in enumerate(node):
            yield from doubts(inner, (*pointer, rank))


def _of_rules(pointer: Pointer) -> bool:
    return any(
        len(pointer) == len(known) and all(want in ("*", part) for want, part in zip(known, pointer, strict=True))
        for known in _OF_RULES
    )
