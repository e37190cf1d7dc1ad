"""The values of a comparison: a line, a group of lines, a department, the whole; nothing here compares or prints."""

import datetime
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from kit.findings.finding import Finding, Severity, total
from kit.french import spaced


class Kind(enum.StrEnum):
    """What happened to a thing; `UNREAD`: it cannot be compared, for one side cannot be read."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what happened, in one French sentence without its full stop."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines about one seat, one session, one day of figures; without a title they stand by themselves."""

    title: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a department: the commission, its members, its sessions…"""

    title: str
    groups: tuple[Group, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All lines, in order."""
        return tuple(change for group in self.groups for change in group.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """What a change does to the findings; `shifted` holds those that remain with another weight or outcome, before
    and after; a verdict is None where there is no such folder."""

    before: str | None = None
    after: str | None = None
    appeared: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    shifted: tuple[tuple[Finding, Finding], ...] = ()
    kept: int = 0

    @property
    def moves(self) -> bool:
        """Whether anything is different."""
        return bool(self.before != self.after or self.appeared or self.gone or self.shifted)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors and were not there, or were none."""
        risen = (after for before, after in self.shifted if before.severity is not Severity.ERROR)
        return tuple(finding for finding in (*self.appeared, *risen) if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentDiff:
    """What happens to one department; `rewritten`: the files differ, were it only by a comment."""

    folder: str
    name: str
    code: str | None
    example: bool
    kind: Kind
    sections: tuple[Section, ...]
    compliance: Compliance
    rewritten: bool

    @property
    def changes(self) -> tuple[Change, ...]:
        """All lines of all sections."""
        return tuple(change for section in self.sections for change in section.changes)

    @property
    def moves(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.sections or self.compliance.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What happens between two states of the departments, both judged on one day."""

    base: str
    as_of: datetime.date
    departments: tuple[DepartmentDiff, ...]
    country: Compliance

    @property
    def moving(self) -> tuple[DepartmentDiff, ...]:
        """The departments of which there is something to tell."""
        return tuple(department for department in self.departments if department.moves)

    @property
    def reworded(self) -> tuple[DepartmentDiff, ...]:
        """The departments whose files were only written otherwise."""
        return tuple(each for each in self.departments if each.rewritten and not each.moves)

    @property
    def all_compliance(self) -> Iterator[Compliance]:
        """What happens to the findings, department by department, then for the country."""
        yield from (department.compliance for department in self.departments)
        yield self.country

    @property
    def new_errors(self) -> int:
        """How many errors the change brings."""
        return sum(total(compliance.errors) for compliance in self.all_compliance)


def tell(kind: Kind, text: str) -> Change:
    """Tell what happened to a thing, with the spaces of French."""
    return Change(kind, spaced(text))


added = partial(tell, Kind.ADDED)
removed = partial(tell, Kind.REMOVED)
changed = partial(tell, Kind.CHANGED)
unread = partial(tell, Kind.UNREAD)


def section(title: str, *groups: tuple[str | None, Iterable[Change]]) -> Section:
    """Give one section of groups of lines, each with its title; a group that has no line is left out."""
    held = ((spaced(about) if about else None, tuple(changes)) for about, changes in groups)
    return Section(title, tuple(Group(about, changes) for about, changes in held if changes))
