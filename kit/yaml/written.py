"""What a file says beside its values, for the sentences on its shape: how they were written, what they may refer to."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kit.findings.finding import Pointer
from kit.french import quoted
from kit.yaml.guesses import Identifiers
from kit.yaml.names import line
from kit.yaml.repair import identifier

_SIGNS = re.compile(r"\s*[;,/|+&]\s*|\s+et\s+")
_ARTICLE = re.compile(r"(?:l|la|le|les|un|une)-")
_MOST_SHOWN = 12


@dataclass(frozen=True)
class Known:
    """The identifiers that a department writes, each under the words that name it: its title, its service, its seat."""

    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @functools.cached_property
    def ids(self) -> tuple[str, ...]:
        """All of them, in the order of the file."""
        return tuple(dict.fromkeys(each for group in self.named.values() for each in group))

    @functools.cached_property
    def _near(self) -> Identifiers:
        return Identifiers(self.ids)

    def meant(self, text: str) -> tuple[str, ...]:
        """Give those that a text may mean: that identifier, else those that it names, else the nearest."""
        if text in self._near:
            return (text,)
        plain = identifier(text)
        found = self.named.get(plain) or self.named.get(_ARTICLE.sub("", plain, count=1)) or ()
        near = self._near.nearest(plain)
        return found or ((near,) if near else ())

    def choice(self) -> str:
        """Say which there are, when they are few."""
        few = f" : {quoted(self.ids, 'ou')}" if 0 < len(self.ids) <= _MOST_SHOWN else ""
        return f"Écrivez l’identifiant (« id ») d’une entrée qui existe{few}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The keys that have no value, the lists that are in brackets, and the identifiers known, by what they name."""

    empty: tuple[Pointer, ...] = ()
    brackets: frozenset[Pointer] = frozenset()
    known: Mapping[str, Known] = field(default_factory=dict)


def parts(text: str) -> Iterator[tuple[str, ...]]:
    """Give the elements that a text may hold where one was wanted: parted by signs, else by spaces."""
    for found in (_SIGNS.split(text.strip()), re.sub(r"\s+et\s+", " ", text).split()):
        if len(found) > 1 and all(found):
            yield tuple(found)


def element(pointer: Pointer, values: tuple[str, ...], size: int) -> str:
    """Write what a list should have at a pointer: in brackets when it holds `size` elements there, else on lines."""
    if not size or not isinstance(pointer[-1], int):
        return " » puis « ".join(line(pointer, value) for value in values)
    before, after = ["…"] * (pointer[-1] > 0), ["…"] * (pointer[-1] < size - 1)
    return f"[{', '.join([*before, *values, *after])}]"
