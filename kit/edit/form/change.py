"""What the values of a file should be after a change, said without its text: what the text is held to once written."""

import copy
from itertools import pairwise
from typing import Any

from kit.findings.finding import Pointer, reached
from kit.findings.remedy import Change, Gesture


def made(data: Any, change: Change) -> Any:
    """Give the values of a file after a change, what it held before being left as it was; a change that has no place
    there leaves them alike. The pointer starts with the file."""
    held = {change.pointer[0]: copy.deepcopy(data)}
    if change.gesture is Gesture.DROP:
        _drop(held, change.pointer)
    elif change.gesture is Gesture.ADD:
        here = _reached(held, (*change.pointer, 0))
        here.append(plain(change.value))
    else:
        here, last = _reached(held, change.pointer), change.pointer[-1]
        if isinstance(here, list) and last == len(here):
            here.append(plain(change.value))
        else:
            here[last] = plain(change.value)
    return held[change.pointer[0]]


def plain(value: Any) -> Any:
    """Give a value as a file holds it once read: texts, lists and groups."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _reached(held: Any, pointer: Pointer) -> Any:
    """Give what holds a place, made on the way when it is not there."""
    for part, following in pairwise(pointer):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(held, list) and part == len(held):
            held.append(empty)
        elif isinstance(held, dict) and (part not in held or held[part] is None):
            held[part] = empty
        held = held[part]
    return held


def _drop(held: Any, pointer: Pointer) -> None:
    """Take a place away."""
    del reached(held, pointer[:-1])[pointer[-1]]


def emptied(data: Any, pointer: Pointer) -> Pointer:
    """Give what is taken away with a place: the group or the list that would be left without anything, unless it is
    the whole file."""
    held = {pointer[0]: data}
    while len(pointer) > 2 and len(reached(held, pointer[:-1])) == 1:
        pointer = pointer[:-1]
    return pointer
