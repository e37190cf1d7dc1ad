"""What may be written for a text that cannot be read: the change that the advice speaks of, offered only where the text
as a whole can be read with it."""

import re
from collections import deque
from collections.abc import Callable, Iterator

import yaml

from kit.yaml.line import Line, above, at
from kit.yaml.names import shown
from kit.yaml.parser import parsed
from kit.yaml.spot import Edit, applied

_KEY = re.compile(r"\s*(?:- +)?[^\W\d]\w*: +(?=\S)")
_WORDS = re.compile(r"\s*(?:- +)?[^\W\d]\w*(?P<gap> *)(?P<rest>.*)$")
# Ce qui suit une liste sur sa ligne, dans le groupe où elle est.
_FOLLOWING = re.compile(r", *[^\W\d]\w*: ")
# Garde-fou : au-delà, chaque essai coûterait trop.
_LONGEST = 200_000
# Ce qui peut s’essayer pour suivre un conseil : le texte, où la lecture s’arrête, où commence ce qui n’est pas fini.
Way = Callable[[str, int, int], Iterator[Edit]]


def offered(text: str, advice: str, way: Way | None, index: int, opened: int) -> tuple[str, tuple[Edit, ...]]:
    """Give an advice with the line that it makes, and the edit that writes it; the advice alone where nothing that its
    `way` can mean makes the text readable (None: only a person can tell). `opened` is where what was not finished
    begins."""
    if way is None or len(text) > _LONGEST:
        return advice, ()
    for edit in way(text, index, opened):
        after = applied(text, [edit])
        if _readable(after):
            line = at(after, edit.start).text.strip()
            told = f"{advice[:-1].partition(' : clé:')[0]} : « {shown(line)} »." if edit.text.strip() else advice
            return told, (edit,)
    return advice, ()


def _readable(text: str) -> bool:
    try:
        parsed(text, lambda events: deque(events, maxlen=0))
    except yaml.MarkedYAMLError:
        return False
    return True


def _lines(text: str, index: int, opened: int) -> Iterator[Line]:
    """Give the lines that may be at fault: where reading stopped, where it began, and the one above."""
    line = at(text, index)
    yield from (line, at(text, opened))
    before = above(text, line)
    if before:
        yield before


def quoted(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Put a whole value between straight quotes, those that stand inside becoming « »."""
    for line in _lines(text, index, opened):
        found = _KEY.match(line.text)
        value = line.text[found.end() :].partition(" #")[0].rstrip() if found else ""
        if found and value and "\\" not in value:
            bare = value[1:-1] if value[:1] in "\"'" and value[-1] == value[0] and len(value) > 1 else value
            inner = re.sub(r'"([^"]*)"', r"« \1 »", bare)
            start = line.first + found.end()
            yield Edit(start, start + len(value), f'"{inner.replace(chr(34), "")}"')


def erased(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Take a whole line away."""
    for line in _lines(text, index, opened):
        yield Edit(line.first, min(len(text), line.first + len(line.text) + 1), "")


def unsigned(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Take away the sign where reading stopped."""
    del text, opened
    yield Edit(index, index + 1, "")


def closed(text: str, index: int, opened: int, stopped: int | None = None) -> Iterator[Edit]:
    """Close what was opened and never closed: at the end of its line, before the key that follows a list, before what
    closes another group, or at the end of the last line before the one where reading `stopped`."""
    del index
    sign = {'"': '"', "'": "'", "[": "]", "{": "}"}.get(text[opened : opened + 1], "")
    line = at(text, opened)
    places = [line.first + len(line.text.partition(" #")[0].rstrip()), line.first + len(line.text.rstrip())]
    if stopped is not None:
        following = _FOLLOWING.search(text, opened, stopped) if sign == "]" else None
        places += [following.start()] if following else []
        places += [stopped] if text[stopped : stopped + 1] in ("]", "}") else []
        before = above(text, at(text, stopped))
        places += [before.first + len(before.text.rstrip())] if before and before.first > opened else []
    for place in dict.fromkeys(places) if sign else ():
        yield Edit(place, place, sign)


def doubled(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Write a bar twice."""
    at_ = text.rfind("\\", opened, index + 1)
    if at_ >= 0:
        yield Edit(at_, at_ + 1, "\\\\")


def aligned(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Give a line the indent of the one above, or of its keys after the dash."""
    del opened
    line = at(text, index)
    before = above(text, line)
    if before:
        dash = re.match(r" *- +", before.text)
        for width in (before.indent, len(dash.group()) if dash else before.indent + 2, max(before.indent - 2, 0)):
            yield Edit(line.first, line.first + line.indent, " " * width)
    else:
        yield Edit(line.first, line.first + line.indent, "")


def coloned(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Write the colon that a line lacks after its first word."""
    for line in _lines(text, index, opened):
        if (found := _WORDS.match(line.text)) and ":" not in line.text:
            start, end = line.first + found.start("gap"), line.first + found.end("gap")
            yield Edit(start, end, ": " if found["rest"] else ":")


def parted(text: str, index: int, opened: int) -> Iterator[Edit]:
    """Write the comma that lacks before a word."""
    before = len(text[:index].rstrip(" "))
    yield Edit(before, index, ", ")
    word = text.rfind(" ", opened, before)
    if word >= 0:
        yield Edit(word, word + 1, ", ")
