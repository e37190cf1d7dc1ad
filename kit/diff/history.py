"""What became of a department, commit by commit: its verdict on the day of each, and on that of each wording of
R. 121-12-7 between two, and what changed in its files. Git says which commits; nothing is written.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import pairwise
from pathlib import Path

from kit.diff import git
from kit.diff.compare import of_department
from kit.diff.difference import Compliance, Section
from kit.diff.sections import sections
from kit.errors import UsageError
from kit.findings.finding import DepartmentReport, Law
from kit.french import date
from kit.judging import pipeline, pool
from kit.law.texts import COMPOSITION, provision
from kit.model import folder as folders
from kit.model.department import load
from kit.model.folder import HOME, Folder, branch_of, meant_for_years
from kit.yaml.decode import SIZE_LIMIT
from kit.yaml.source import Held

Day = datetime.date
_Commits = list[tuple[str, Day]]
# Garde-fou : une fiche change quelques fois par an.
MOST = 200
# Garde-fou : de quoi choisir ceux-là, dans ce que git peut répondre.
FURTHEST = 10_000
SHALLOW = "Ce clone n’a que la fin de l’historique : lancez « git fetch --unshallow », puis relancez."


class Opening(Enum):
    """Why a report has none before it: no commit held this folder; what held it is not in this clone; its files had
    been removed; they were there before the first wording."""

    FIRST = auto()
    CUT = auto()
    BACK = auto()
    LAW = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A department on a day: the commit that changed it (None: the law changed, the files did not), its report by the
    wording of that day, what changed in its files and in its findings since the step before. Without a report it was
    not judged: its files were `removed`, or there was no wording yet. `opening` tells why a report has none before."""

    day: Day
    commit: str | None
    report: DepartmentReport | None
    law: Law | None
    removed: bool
    opening: Opening | None = None
    changes: tuple[Section, ...] = ()
    compliance: Compliance = field(default_factory=Compliance)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The steps of a department, oldest first; `since` is the day asked for, `more` tells whether older commits of the
    days asked for were left aside, `cut` whether this clone lacks those before the first step."""

    folder: str
    until: Day
    since: Day | None
    more: bool
    cut: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What a commit holds of a department, on the day to judge it."""

    day: Day
    commit: str | None
    files: Mapping[str, Held]


def history(root: Path, folder: Folder, until: Day, since: Day | None) -> History:
    """Give the history of a department as far as a day. Raises UsageError when no commit that git can read here holds
    it, or when this clone lacks a content."""
    name = folder.path.name
    found = commits(git.touching, root, f"{HOME}/{name}", "d’une fiche")
    asked = [each for each in found if (since or each[1]) <= each[1] <= until]
    if not asked:
        raise UsageError(_nothing(name, [day for _, day in found], until, since, cut=git.shallow(root)))
    told, more = asked[:MOST], len(asked) > MOST
    start = since if since and not more else told[-1][1]
    # Le commit d’avant ceux que l’on dit est lu, et non dit : c’est à lui que le premier se compare.
    before = found[found.index(told[-1]) + 1 :][:1]
    kept = [*told, *before]
    opening = Opening.CUT if git.shallow(root) and not git.commit(root, f"{kept[-1][0]}^") else Opening.FIRST
    path = f"{HOME}/{name}"
    states = [_State(day, commit, four(git.files(root, commit, path, SIZE_LIMIT))) for commit, day in reversed(kept)]
    every = list(_with_wordings(states, until))
    judged = pool.mapped(_Judge(name), every)
    steps = list(_told(name, every, judged, opening))[len(before) :]
    return History(
        folder=folder.name,
        until=until,
        since=since,
        more=more,
        cut=opening is Opening.CUT and not before,
        steps=tuple(step for step in steps if step.commit or step.day >= start),
    )


def _nothing(name: str, days: Iterable[Day], until: Day, since: Day | None, *, cut: bool) -> str:
    """Say that no commit is of the days asked for, and which is the nearest; `cut`: this clone lacks the oldest."""
    between = f"entre le {date(since)} et le {date(until)}" if since else f"jusqu’au {date(until)}"
    between = f"le {date(until)}" if since == until else between
    older = max((day for day in days if since and day < since), default=None)
    newer = min((day for day in days if day > until), default=None)
    if older:
        near = f"{between} : le dernier d’avant est du {date(older)}, donnez ce jour à « --depuis »."
    elif newer:
        first = "premier lu" if cut else "premier"
        near = f"{between} : le {first} est du {date(newer)}, donnez à « --date » ce jour ou un jour d’après."
    else:
        near = ": il n’y a pas encore d’histoire à dire."
    shallow = f" {SHALLOW}" if cut and not older else ""
    return f"Aucun commit n’a touché « {HOME}/{name} » {near}{shallow}"


def commits(found: Callable[[Path, str, int], list[tuple[str, str]]], root: Path, path: str, of: str) -> _Commits:
    """Give the commits that a way to ask git finds of a path, each with its day. Raises UsageError, that names whose
    history is asked for, when git reads no repository here."""
    try:
        dated = found(root, path, FURTHEST)
    except UsageError as error:
        message = f"L’histoire {of} se lit dans git, qui ne lit aucun dépôt ici : « git status » dit pourquoi."
        raise UsageError(message) from error
    return [(commit, Day.fromisoformat(day)) for commit, day in dated]


def four(held: Mapping[str, Held]) -> dict[str, Held]:
    """Give, of the files of a folder, those that a check reads, and those that it knows to hold the sessions of a
    year under another name."""
    return {name: raw for name, raw in held.items() if branch_of(name) or meant_for_years(name)}


def _with_wordings(states: list[_State], until: Day) -> Iterator[_State]:
    """Add the first day of each wording that began between two states, or after the last."""
    for state, end in pairwise([*states, None]):
        if state is None:
            return
        yield state
        last = end.day if end else until + datetime.timedelta(days=1)
        for start in wordings():
            if state.day < start < last and state.files:
                yield replace(state, day=start, commit=None)


def wordings() -> tuple[Day, ...]:
    """Give the first day of each wording of R. 121-12-7."""
    return tuple(version.start for version in provision(COMPOSITION).versions)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges the state of a folder of that name, on its day."""

    name: str

    def __call__(self, state: _State) -> tuple[DepartmentReport, Law] | None:
        """Give the report and the law of the day; None without a file, or before the first wording."""
        if not state.files or state.day < wordings()[0]:
            return None
        report = pipeline.given(self.name, state.files, state.day)
        return report.departments[0], report.law


def _told(
    name: str, states: Iterable[_State], judged: Iterable[tuple[DepartmentReport, Law] | None], opening: Opening
) -> Iterator[Step]:
    """Give each state as a step, told against the one before; the first one has that opening."""
    before: _State | None = None
    known: DepartmentReport | None = None
    for state, found in zip(states, judged, strict=True):
        report, law = found or (None, None)
        yield Step(
            day=state.day,
            commit=git.short(state.commit) if state.commit else None,
            report=report,
            law=law,
            removed=not state.files,
            opening=_opening(before, opening) if report and not known else None,
            changes=_changes(name, before, state) if state.commit and before else (),
            compliance=of_department(known, report),
        )
        before, known = state, report


def _opening(before: _State | None, first: Opening) -> Opening:
    if before is None:
        return first
    return Opening.LAW if before.files else Opening.BACK


def _changes(name: str, before: _State, after: _State) -> tuple[Section, ...]:
    """Tell what changed in the files, when both states have some."""
    if not (before.files and after.files):
        return ()
    old, new = (load(folders.given(name, state.files)) for state in (before, after))
    return sections(old, new, after.day)
