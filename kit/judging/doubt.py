"""The doubts that the files write beside what they say: what its own author doubts is to be checked, not refused."""

from collections.abc import Iterator, Mapping
from typing import Any

from kit.findings.finding import Pointer

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
    node = tree
    for size, part in enumerate(pointer, 1):
        node = _inside(node, part)
        if isinstance(node, Mapping) and node.get(_DOUBT) and not _of_rules(pointer[:size]):
            return True
    return False


def doubts(node: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Give the groups that their author doubts, in the order of the files, less those that rules weigh."""
    if isinstance(node, Mapping):
        if node.get(_DOUBT) and not _of_rules(pointer):
            yield pointer
        for key, inner in node.items():
            yield from doubts(inner, (*pointer, key))
    elif isinstance(node, list):
        for rank, inner in enumerate(node):
            yield from doubts(inner, (*pointer, rank))


def _inside(node: Any, part: str | int) -> Any:
    if isinstance(node, Mapping):
        return node.get(part)
    listed = isinstance(node, list) and isinstance(part, int) and part < len(node)
    return node[part] if listed else None


def _of_rules(pointer: Pointer) -> bool:
    return any(
        len(pointer) == len(known) and all(want in ("*", part) for want, part in zip(known, pointer, strict=True))
        for known in _OF_RULES
    )
