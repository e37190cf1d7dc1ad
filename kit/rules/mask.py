"""What a report must not repeat: the lines and the words of a department that tell something of a person."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kit.repair import identifier
from kit.report import Finding, Result, json_pointer
from kit.rules.shapes import contact_line, hits, hits_of_file, texts
from kit.source.reading import Source

HIDDEN = "ligne masquée : donnée personnelle"
_LEAST = 4
# Ce qu'un message garde d'une valeur qu'il coupe, au moins et au plus.
_SHORTEST, _LONGEST = 20, 60
# Là où un message coupe une valeur : la fin d'une citation, ou du texte.
_CUT = r"(?=\s*(?:…|»|\"|$))"


@dataclass(frozen=True, slots=True)
class Mask:
    """The words to hide, the lines (from 1) to hide in each file, and the whole values that hold one of the words."""

    words: frozenset[str]
    lines: frozenset[tuple[str, int]]
    values: frozenset[str] = frozenset()

    def text(self, file: str, text: str) -> str:
        """Give the text of a file with its hidden lines replaced, as many lines as before."""
        lines = enumerate(text.split("\n"), 1)
        return "\n".join(HIDDEN if (file, number) in self.lines else line for number, line in lines)

    def result(self, result: Result) -> Result:
        """Give a result whose findings repeat nothing."""
        if not self.words:
            return result
        return replace(result, findings=tuple(self._finding(finding) for finding in result.findings))

    def _finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            message=self.clean(finding.message),
            remedy=self.clean(finding.remedy),
            pointer=self._place(finding.pointer),
            anchor=self._place(finding.anchor),
            derogation=self.clean(finding.derogation) if finding.derogation else None,
        )

    def clean(self, text: str) -> str:
        """Give a text in which neither the words to hide nor the values that hold them are repeated."""
        if not self.words:
            return text
        # Ces expressions sont longues à écrire ; un texte où rien d’elles ne commence n’en a pas besoin.
        told = " ".join(text.split())
        if not any(head in told for head in _heads(self.words, self.values)):
            return text
        return _pattern(self.words, self.values).sub("…", text)

    def _place(self, pointer: str) -> str:
        # Une barre y est écrite « ~1 » : une date à barres ne se reconnaît que défaite de cet échappement.
        parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
        return json_pointer(tuple(map(self.clean, parts)))


def mask(sources: Iterable[Source]) -> Mask:
    """Look for what must not be repeated, in the values and anywhere else in the files of a department."""
    read = tuple(sources)
    found: set[str] = set()
    lines: set[tuple[str, int]] = set()
    for source in read:
        for word, numbers in (*_told(source), *_loose(source)):
            found.add(word)
            lines.update((source.file, number) for number in numbers)
    words = frozenset(word for word in found if word.strip())
    written = {value for source in read for value in _written(source.data)}
    written.update(part for source in read if not source.readable for part in _parts(source, lines))
    return Mask(words, frozenset(lines), frozenset(_holding(words, written)))


def joined(masks: Iterable[Mask]) -> Mask:
    """Give what hides all that any of these hides."""
    every = tuple(masks)
    return Mask(
        frozenset(word for each in every for word in each.words),
        frozenset(line for each in every for line in each.lines),
        frozenset(value for each in every for value in each.values),
    )


def _holding(words: frozenset[str], written: Iterable[str]) -> Iterator[str]:
    """Give the values and the keys that hold one of these words, and what messages make of them: what stands beside
    a datum tells of somebody too."""
    long = sorted(word for word in words if len(word) >= _LEAST)
    if long:
        held = re.compile("|".join(map(re.escape, long)))
        for value in written:
            if held.search(value):
                yield from filter(None, (value, value.upper(), identifier(value)))


def _parts(source: Source, hidden: set[tuple[str, int]]) -> Iterator[str]:
    """Give the hidden lines of a file that could not be read, and what follows the colon of each."""
    for number, line in enumerate(source.text.split("\n"), 1):
        if (source.file, number) in hidden:
            yield from filter(None, (line.strip(), line.partition(":")[2].strip()))


def _written(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (key for key in node if isinstance(key, str))
        for value in node.values():
            yield from _written(value)
    elif isinstance(node, list):
        for value in node:
            yield from _written(value)


def _told(source: Source) -> Iterator[tuple[str, range]]:
    """The data found in the values, with all lines that each value takes."""
    told = [(text, hit) for text in texts(source.data, (source.branch,)) for hit in hits(text)]
    starts = sorted({line for line, _ in (*source.marks.values(), *source.keys.values())}) if told else []
    last = source.text.count("\n") + 1
    for text, hit in told:
        first = source.place(text.pointer)[0]
        after = bisect_right(starts, first)
        yield hit.matched, range(first, starts[after] if after < len(starts) else last + 1)


def _loose(source: Source) -> Iterator[tuple[str, range]]:
    """The data found anywhere in the file, comments and unreadable lines included; contacts of services aside."""
    lines = source.text.split("\n")
    for index, hit in hits_of_file(source.text, source.branch):
        first = source.text.count("\n", 0, index) + 1
        if not (source.readable and hit.contact and contact_line().search(lines[first - 1])):
            yield hit.matched, range(first, first + hit.matched.count("\n") + 1)


@functools.lru_cache(maxsize=256)
def _heads(words: frozenset[str], values: frozenset[str]) -> frozenset[str]:
    """Give what each of them begins with, however short it was cut."""
    return frozenset(" ".join(told[:_LEAST].split()) for told in words | values)


@functools.lru_cache(maxsize=256)
def _pattern(words: frozenset[str], values: frozenset[str]) -> re.Pattern[str]:
    """Give what finds these words and values, whatever their spaces became, and their beginnings where they were
    cut."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    largest = sorted(values, key=lambda value: (-len(value), value))
    whole = [*map(_spaced, largest), *(_spaced(cut) + _CUT for value in largest for cut in _cuts(value))]
    whole += [_spaced(word) for word in longest]
    begun = [_spaced(word[:size]) + _CUT for word in longest for size in range(len(word) - 1, _LEAST - 1, -1)]
    return re.compile("|".join([*whole, *begun]))


def _cuts(value: str) -> Iterator[str]:
    text = " ".join(value.split())
    return (text[:size] for size in range(min(len(text) - 1, _LONGEST), _SHORTEST - 1, -1))


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())
