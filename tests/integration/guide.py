"""A page of the guide as one follows it: the files that it has one write, the commands, and what it shows of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FILE = r"^Dans `(?P<path>[^`]+)` :\n\n```(?:yaml)?\n(?P<text>.*?)^```$"
_STEP = re.compile(rf"{_FILE}|^```console\n(?P<console>.*?)^```$", re.MULTILINE | re.DOTALL)
ANY = "…"


@dataclass(frozen=True)
class Command:
    """A line that one types, and the lines that the page shows after it."""

    typed: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A file that one writes."""

    path: str
    text: str


def steps(page: str) -> Iterator[Command | Written]:
    for found in _STEP.finditer(page):
        if found["path"]:
            yield Written(found["path"], found["text"])
        else:
            for part in re.split(r"^\$ ", found["console"], flags=re.MULTILINE)[1:]:
                typed, *shown = part.splitlines()
                yield Command(typed, tuple(shown))


def missing(shown: tuple[str, ...], output: str) -> str | None:
    """Give the first line of the page that the output does not have in its place, or None."""
    rest: list[str] = output.splitlines()
    free = False
    for line in shown:
        if line == ANY:
            free = True
            continue
        pattern = ".*".join(map(re.escape, line.split(ANY)))
        at = next((number for number, said in enumerate(rest) if re.fullmatch(pattern, said)), None)
        if at is None or (at and not free):
            return line
        rest, free = rest[at + 1 :], False
    return None if free or not rest else f"(rien de plus que « {rest[0]} »)"
