"""How the country stood on each day that its files changed, and on the first day of each wording of R. 121-12-7: how
many departments were conforme, à compléter, non conforme. Git gives the files of that day; nothing is written.

A verdict is never carried from a day to the next: a term ends and a wording begins without any commit. So the files of
each state are read once, and judged on every day that they lasted, by the rules that count in a verdict.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kit.diff import git
from kit.diff.history import MOST, commits, four, wordings
from kit.errors import UsageError
from kit.findings.finding import Law, Outcome
from kit.findings.verdicts import OF_DEPARTMENTS, Verdict
from kit.french import date
from kit.judging import pipeline, pool, registry, standing
from kit.judging.judge import verdict
from kit.law.territories import firsts
from kit.model import folder as folders
from kit.model.department import load
from kit.model.folder import HOME
from kit.yaml.decode import SIZE_LIMIT

Day = datetime.date
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The country on a day, by the files of the last commit of that day or before: the commit (None: the law changed,
    the files did not), the wording of the day, how many departments were what, how many of them were invented."""

    day: Day
    commit: str | None
    law: Law
    numbers: Mapping[Verdict, int]
    examples: int

    @property
    def filed(self) -> int:
        """How many departments had a file."""
        return sum(self.numbers.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class National:
    """The days of a country, oldest first; `more` tells whether older commits were left aside, `shallow` whether this
    clone lacks some."""

    stands: tuple[Stand, ...]
    more: bool
    shallow: bool


@dataclass(frozen=True, slots=True)
class _Point:
    """A day, the commit whose files are judged on it, and whether that commit is of that day."""

    day: Day
    commit: str
    own: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a folder was on a day: its department (None: none of the 101), its verdict, and whether it was invented."""

    code: str | None
    verdict: Verdict
    example: bool


def history(root: Path, until: Day) -> National:
    """Give the days of the country as far as a day. Raises UsageError when no commit that git can read here holds any
    file of a department, or when this clone lacks a content."""
    every = commits(git.on_the_main_line, root, HOME, "du pays")
    found = [each for each in every if each[1] <= until]
    points = tuple(_points(found[:MOST], until))
    if not points:
        between = f" entre le {date(wordings()[0])} et le {date(until)}" if every else ""
        message = f"Aucun commit n’a touché « {HOME} »{between} : le pays n’a pas encore d’histoire à dire."
        raise UsageError(message)
    held = {point.commit: _folders(root, point.commit) for point in points if point.own}
    names = sorted({name for trees in held.values() for name in trees})
    lives = pool.mapped(_Judge(root, points, held), names)
    days = ([(name, life[rank]) for name, life in zip(names, lives, strict=True)] for rank in range(len(points)))
    return National(
        stands=tuple(_stand(point, known) for point, known in zip(points, days, strict=True)),
        more=len(found) > MOST,
        shallow=git.shallow(root),
    )


def _points(found: Iterable[tuple[str, Day]], until: Day) -> Iterator[_Point]:
    """Give the last commit of each day since the first wording, and the first day of each wording begun after it."""
    last: dict[Day, str] = {}
    for commit, day in found:
        last.setdefault(day, commit)
    days = [_Point(day, last[day], own=True) for day in sorted(last) if wordings()[0] <= day <= until]
    for point, after in pairwise((*days, _Point(until + _DAY, "", own=False))):
        yield point
        yield from (_Point(start, point.commit, own=False) for start in wordings() if point.day < start < after.day)


def _folders(root: Path, commit: str) -> dict[str, str]:
    """Give the folders of departments that a commit has, each with the name of its content."""
    found = git.folders(root, commit, HOME)
    return {name: tree for name, tree in found.items() if not name.startswith(".")}


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges a folder of that name on each day, by the files of its commit; files that did not change are read once."""

    root: Path
    points: tuple[_Point, ...]
    held: Mapping[str, Mapping[str, str]]

    def __call__(self, name: str) -> list[_Judged | None]:
        """Give what the folder was on each day; None on those when it was not there."""
        life: list[_Judged | None] = []
        known, state = None, None
        for point in self.points:
            tree = self.held[point.commit].get(name)
            if tree != known:
                known, state = tree, _State(self.root, point.commit, name) if tree else None
            life.append(state.on(point.day) if state else None)
        return life


class _State:
    """The files of a folder as a commit holds them, read once."""

    def __init__(self, root: Path, commit: str, name: str) -> None:
        """Read the files; raises UsageError when this clone lacks one."""
        held = four(git.files(root, commit, f"{HOME}/{name}", SIZE_LIMIT))
        self._read = load(folders.given(name, held))

    def on(self, day: Day) -> _Judged:
        """Judge them on a day; files that cannot be read prove nothing."""
        read = self._read
        case = pipeline.case(read, day)
        outcome = verdict(case, registry.legal_rules()) if case else Outcome.OPEN
        return _Judged(
            read.territory.code if read.territory else None,
            standing.of_outcome(outcome),
            case.commission.exemple if case else False,
        )


def _stand(point: _Point, found: Iterable[tuple[str, _Judged | None]]) -> Stand:
    """Count what the departments were on a day: of two folders of one code, the one that has its name, else the
    first, as the pages do."""
    seen = firsts((judged.code, name, judged) for name, judged in found if judged)
    numbers = Counter(judged.verdict for judged in seen.values())
    return Stand(
        day=point.day,
        commit=git.short(point.commit) if point.own else None,
        law=pipeline.law(point.day),
        numbers={each: numbers[each] for each in OF_DEPARTMENTS},
        examples=sum(judged.example for judged in seen.values()),
    )
