"""What a report must not repeat: the lines and the words of a department that tell something of a person."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kit.report import Finding, Result
from kit.rules.shapes import contact_line, hits, hits_of_file, texts
from kit.source.reading import Source

HIDDEN = "ligne masquée : donnée personnelle"
_LEAST = 4
# Là où un message coupe une valeur : la fin d'une citation, ou du texte.
_CUT = r"(?=\s*(?:…|»|\"|$))"


@dataclass(frozen=True, slots=True)
class Mask:
    """The words to hide, and the lines (from 1) to hide in each file."""

    words: frozenset[str]
    lines: frozenset[tuple[str, int]]

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
            pointer=self.clean(finding.pointer),
            anchor=self.clean(finding.anchor),
            derogation=self.clean(finding.derogation) if finding.derogation else None,
        )

    def clean(self, text: str) -> str:
        """Give a text in which the words to hide are not repeated."""
        return _pattern(self.words).sub("…", text) if self.words else text


def mask(sources: Iterable[Source]) -> Mask:
    """Look for what must not be repeated, in the values and anywhere else in the files of a department."""
    words: set[str] = set()
    lines: set[tuple[str, int]] = set()
    for source in sources:
        for word, numbers in (*_told(source), *_loose(source)):
            words.add(word)
            lines.update((source.file, number) for number in numbers)
    return Mask(frozenset(word for word in words if word.strip()), frozenset(lines))


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
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    """Give what finds these words, whatever their spaces became, and their beginnings where they were cut."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    whole = [_spaced(word) for word in longest]
    begun = [_spaced(word[:size]) + _CUT for word in longest for size in range(len(word) - 1, _LEAST - 1, -1)]
    return re.compile("|".join([*whole, *begun]))


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())
