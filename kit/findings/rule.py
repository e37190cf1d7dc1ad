"""What a rule is, and what it says when it is broken; the rules themselves are in `traps` and `rules`."""

import datetime
import enum
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.findings.finding import Outcome, Pointer, Severity
from kit.french import spaced

_EXAMPLE = re.compile(
    r"```yaml title=\"(?P<kind>conforme|non conforme)(?: au (?P<day>[0-9-]{10}))?\"\n(?P<text>.*?)```", re.DOTALL
)


class Scope(enum.Enum):
    """Whether a rule looks at one department or at the whole country."""

    DEPARTMENT = "departement"
    NATIONAL = "national"


class Subject(enum.Enum):
    """What a rule is given to look at: a commission on the day, what its files tell of persons, what the other rules
    have said; for the whole country, the codes of the departments or the day."""

    CASE = "commission"
    FILES = "fichiers"
    JUDGED = "constats"
    CODES = "codes"
    DAY = "jour"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong, and what to write instead; both are templates with named fields."""

    message: str
    remedy: str

    def filled(self, fields: Mapping[str, str]) -> tuple[str, str]:
        """Fill both templates; raises KeyError when a field is not given."""
        return spaced(self.message.format_map(fields)), spaced(self.remedy.format_map(fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One place where a rule is broken, before anybody looks up its line; `case` names the sentence.

    `day` is the day whose wording judges (None: the day of the report): a session has its own. `fix` is what to
    write there instead, as a file has it, when what was meant is certain; the remedy then proposes the same. `line` is
    that of what stands outside the values (None: the place of the pointer)."""

    pointer: Pointer
    case: str = ""
    outcome: Outcome = Outcome.FAIL
    fields: Mapping[str, str] = field(default_factory=dict)
    paragraph: str | None = None
    siege: str | None = None
    day: datetime.date | None = None
    fix: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A piece of YAML that a rule refuses, or accepts, on a given day (None: the day of the test)."""

    text: str
    conforming: bool
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One obligation that can be broken; `told` is its title, then its chapter of the handbook, in Markdown.

    `needs` are the values whose absence means *non renseigné*; `concerns` tells the commissions that the text
    does not speak of (None: it speaks of all); `evidence` those whose values, though given, prove nothing."""

    id: str
    told: str
    family: str
    severity: Severity
    sentences: Mapping[str, Sentence]
    provision: str | None = None
    traces: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subject: Subject = Subject.CASE
    check: Callable[[Any], Iterable[Breach]] | None = None
    concerns: Callable[[Any], bool] | None = None
    evidence: Callable[[Any], bool] | None = None

    @property
    def title(self) -> str:
        """What it holds to, in a few words."""
        return inspect.cleandoc(self.told).partition("\n")[0].rstrip(".")

    @property
    def page(self) -> str:
        """Its chapter, without the title."""
        return inspect.cleandoc(self.told).partition("\n")[2].strip()

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of its page, in order."""
        found = _EXAMPLE.finditer(self.page)
        return tuple(
            Example(text=each["text"], conforming=each["kind"] == "conforme", day=each["day"]) for each in found
        )

    @property
    def scope(self) -> Scope:
        """Whether the rule looks at one department or at the country, which its subject says."""
        return Scope.NATIONAL if self.subject in (Subject.CODES, Subject.DAY) else Scope.DEPARTMENT
