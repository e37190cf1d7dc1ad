"""An example of a rule as a person would write it: file by file, without the name of the branch.

On the sheet of a rule an example is a patch that the tests execute: `membres: {medecin: null}` takes a key away.
Nobody may write that in a file, so what is shown says where each part stands, and which keys are not there.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.french import date, quoted
from kit.yaml.schema import BRANCHES

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BRANCH = re.compile(rf"^({'|'.join(BRANCHES)}):", re.MULTILINE)
_GONE = re.compile(r"(?:, *)?\b([a-z_]+): *null(?=\s*[,}]|$)")
_OPENING, _CLOSING = "{[", "}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one file holds, and the keys that it does not have; an empty text shows nothing but their absence."""

    file: str
    text: str
    without: tuple[str, ...]

    @property
    def place(self) -> str:
        """Say where the part stands: « dans membres.yaml, sans la clé « medecin » »."""
        if not self.without:
            return f"dans {self.file}"
        keys = "la clé" if len(self.without) == 1 else "les clés"
        return f"dans {self.file}, sans {keys} {quoted(self.without)}"


def titled(title: str) -> str:
    """Give the title of an example with its day as French writes it."""
    return _ISO.sub(lambda day: date(datetime.date.fromisoformat(day.group())), title)


def parts(text: str) -> tuple[Part, ...]:
    """Give the parts of an example, in its order."""
    pieces = _BRANCH.split(text)[1:]
    return tuple(_part(branch, written) for branch, written in zip(pieces[::2], pieces[1::2], strict=True))


def _part(branch: str, written: str) -> Part:
    flow = written.strip()
    if flow[:1] in tuple(_OPENING):
        lines = list(_entries(flow[1:-1]))
        mark = "- " if flow.startswith("[") else ""
        lines = [mark + line for line in lines] or [flow]
    else:
        lines = [line.removeprefix("  ") for line in written.strip("\n").splitlines()]
    gone = tuple(key for line in lines for key in _GONE.findall(line))
    left = [_GONE.sub("", line).replace("{, ", "{") for line in lines]
    return Part(file=f"{branch}.yaml", text="\n".join(line for line in left if line.strip()), without=gone)


def _entries(inside: str) -> Iterator[str]:
    """Cut at the commas that stand outside quotes and brackets."""
    depth, quote, start = 0, "", 0
    for index, char in enumerate(inside):
        if quote:
            quote = "" if char == quote else quote
        elif char == '"':
            quote = char
        elif char in _OPENING + _CLOSING:
            depth += 1 if char in _OPENING else -1
        elif char == "," and not depth:
            yield inside[start:index].strip()
            start = index + 1
    if inside[start:].strip():
        yield inside[start:].strip()
