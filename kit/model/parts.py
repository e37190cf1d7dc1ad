"""The sessions of a department as one list, whatever files hold them: those of the years, then sessions.yaml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kit.findings.finding import Pointer
from kit.yaml.normalize import normalize
from kit.yaml.repeated import Repeated, repeated
from kit.yaml.schema import SESSIONS, kind, year
from kit.yaml.source import Source


@dataclass(frozen=True, slots=True)
class Parts:
    """The files that hold the sessions, in the order in which they make one list, each with how many it holds; none
    when sessions.yaml is alone: a place is then the same in the file and in the list."""

    held: tuple[tuple[str, int], ...] = ()

    @property
    def split(self) -> bool:
        """Tell whether sessions stand elsewhere than in sessions.yaml."""
        return bool(self.held)

    def local(self, pointer: Pointer) -> Pointer:
        """Give the place, in its own file, of a place in the whole list; any other is left as it is."""
        if len(pointer) < 2 or pointer[0] != SESSIONS or not isinstance(rank := pointer[1], int):
            return pointer
        for branch, first, size in self._spans():
            if branch == SESSIONS or first <= rank < first + size:
                return (branch, rank - first, *pointer[2:])
        return pointer

    def whole(self, pointer: Pointer) -> Pointer:
        """Give the place, in the whole list, of a place in the file that holds it; that of a file stays its own."""
        if len(pointer) < 2 or not isinstance(rank := pointer[1], int):
            return pointer
        firsts = (first for branch, first, _ in self._spans() if branch == pointer[0])
        return next(((SESSIONS, first + rank, *pointer[2:]) for first in firsts), pointer)

    def parted(self, sessions: Sequence[Any]) -> dict[str, list[Any]]:
        """Give the list of each file; what follows the sessions that were held is for sessions.yaml."""
        return {
            branch: list(sessions[first:] if branch == SESSIONS else sessions[first : first + size])
            for branch, first, size in self._spans()
        }

    def _spans(self) -> Iterator[tuple[str, int, int]]:
        first = 0
        for branch, size in self.held:
            yield branch, first, size
            first += size


WHOLE = Parts()


def parts(sources: Mapping[str, Source]) -> Parts:
    """Give the parts of the sessions among the files of a department, read by branch."""
    of_years = sorted(branch for branch in sources if year(branch))
    if not of_years:
        return WHOLE
    lists = {branch: sources[branch].data for branch in (*of_years, SESSIONS) if branch in sources}
    return Parts(tuple((branch, len(each) if isinstance(each, list) else 0) for branch, each in lists.items()))


def across(sources: Mapping[str, Source], held: Parts) -> dict[str, tuple[Repeated, ...]]:
    """Give, by the file of the second, the sessions named as one before them in the whole list."""
    found: dict[str, list[Repeated]] = {branch: [] for branch, _ in held.held}
    lists = (sources[branch].data for branch, _ in held.held)
    for each in repeated(
        SESSIONS, normalize(SESSIONS, [entry for data in lists if isinstance(data, list) for entry in data])
    ):
        trap, breach = each.told
        here = held.local(breach.pointer)
        told = trap, replace(breach, pointer=here)
        found[str(here[0])].append(replace(each, first=held.local(each.first), told=told))
    return {branch: tuple(each) for branch, each in found.items()}


def joined(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give values by file as those of the four: the sessions as one list where each file holds one, else each part
    under the name of the whole."""
    held = [
        values[branch] for branch in sorted(values, key=lambda each: (year(each) is None, each)) if _of_sessions(branch)
    ]
    one = all(isinstance(each, list) for each in held)
    told = iter([[entry for each in held for entry in each]] if one else held)
    for branch, value in values.items():
        if not _of_sessions(branch):
            yield branch, value
        elif (each := next(told, None)) is not None:
            yield SESSIONS, each


def _of_sessions(branch: str) -> bool:
    return kind(branch) == SESSIONS
