"""What a rule is, and what it says when it is broken; the rules themselves are the sheets of `kit/rules`."""

import datetime
import enum
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.errors import RuleError
from kit.findings.finding import OUTCOME_FR, Outcome, Pointer, Severity
from kit.findings.remedy import Change, Remedy
from kit.findings.verdicts import Verdict
from kit.french import spaced

_OUTCOMES = {word: outcome for outcome, word in OUTCOME_FR.items()}
_EXAMPLE = re.compile(
    r"```yaml title=\"(?P<kind>(?:non )?conforme|à (?:compléter|vérifier))(?: au (?P<day>[0-9-]{10}))?\"\n"
    r"(?P<text>.*?)```",
    re.DOTALL,
)
_SENTENCES = "\n## Phrases\n"
_TABLE_HEAD = ("| Cas | Ce qui ne va pas | Ce qu’il faut écrire |", "| --- | --- | --- |")


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
    write there instead, as a file has it; the remedy proposes the same, and it is `sure` when nothing else can have
    been meant. `changes` are what the remedy does, when its sheet cannot say it. `line` is that of what stands outside
    the values (None: the place of the pointer). What it `explains`, others come of (`of`), and are not told again: a
    member who is no longer written, an entry under the wrong seat. What it `repeats` gives its sentence the `ligne`
    where that stands. It is `closed` when it only recalls what is past,
    and `recalled` when it was found as if that past were of today: what its sentence proposes is not to be done."""

    pointer: Pointer
    case: str = ""
    outcome: Outcome = Outcome.FAIL
    fields: Mapping[str, str] = field(default_factory=dict)
    paragraph: str | None = None
    siege: str | None = None
    day: datetime.date | None = None
    fix: str | None = None
    sure: bool = True
    changes: tuple[Change, ...] = ()
    line: int | None = None
    repeats: Pointer | None = None
    of: tuple[str, ...] = ()
    explains: tuple[str, ...] = ()
    closed: bool = False
    recalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A piece of YAML that a rule accepts, refuses or finds silent, on a given day (None: the day of the test)."""

    text: str
    outcome: Outcome
    day: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One obligation that can be broken, as its sheet says it; `sheet` is the Markdown below the front matter.

    `wrong` is the fault in a few words, `doubt` what may be one (see `fault`).
    `needs` are the values whose absence means *non renseigné*, and `answers` those whose absence its findings tell, for
    all the rules that wait for them; a sentence named as a need says it when nothing else does. `paragraphs` the one it
    checks of each text, `cites` those of its own text that a sentence cites instead; `concerns` tells the commissions
    that the text does not speak of (None: it speaks of all); `evidence` those whose values, though given, prove
    nothing; a rule `by_session` judges each session by itself, and only recalls what it finds at those that are closed;
    `remedies` say by case what following a sentence does to a file; `fill` puts into its title, its page and its
    sentences what they take from the law."""

    id: str
    family: str
    severity: Severity
    sheet: str
    wrong: str = ""
    doubt: str = ""
    provision: str | None = None
    traces: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    cites: Mapping[str, list[str]] = field(default_factory=dict)
    subject: Subject = Subject.CASE
    by_session: bool = False
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    check: Callable[..., Iterable[Breach]] | None = None
    concerns: Callable[[Any], bool] | None = None
    evidence: Callable[[Any], bool] | None = None
    fill: Callable[[str], str] = str

    @functools.cached_property
    def title(self) -> str:
        """What it holds to, in a few words."""
        return self.fill(self.sheet.partition("\n")[0].removeprefix("# "))

    def fault(self, said: Verdict) -> str:
        """Give the title of a finding: what is wrong, or what is not known when nothing is proved to be."""
        if said is Verdict.TO_COMPLETE and self.wrong:
            return self.doubt or f"Reste à savoir si {self.title[:1].lower()}{self.title[1:]}"
        if said is Verdict.TO_CHECK and self.wrong:
            return self.doubt or f"Peut-être : {self.wrong[:1].lower()}{self.wrong[1:]}"
        return self.wrong or self.doubt or self.title

    @functools.cached_property
    def page(self) -> str:
        """Its chapter of the handbook, in Markdown, without the title."""
        told, _, _ = self.sheet.partition(_SENTENCES)
        return self.fill(told.partition("\n")[2].strip())

    @functools.cached_property
    def sentences(self) -> Mapping[str, Sentence]:
        """The sentences of its table, by the name of their case (the first may have none); raises RuleError for a
        line that is not one of the table."""
        _, _, table = self.sheet.partition(_SENTENCES)
        return dict(self._row(line) for line in table.split("\n") if line and line not in _TABLE_HEAD)

    def _row(self, line: str) -> tuple[str, Sentence]:
        cells = [cell.strip(" ") for cell in line.split("|")]
        if len(cells) != 5 or cells[0] or cells[-1]:
            message = f"kit/rules/{self.family}/{self.id}.md : cette ligne n’est pas une phrase en trois cases : {line}"
            raise RuleError(message)
        return cells[1], Sentence(self.fill(cells[2]), self.fill(cells[3]))

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of its page, in order."""
        found = _EXAMPLE.finditer(self.page)
        return tuple(Example(text=each["text"], outcome=_OUTCOMES[each["kind"]], day=each["day"]) for each in found)

    @property
    def scope(self) -> Scope:
        """Whether the rule looks at one department or at the country, which its subject says."""
        return Scope.NATIONAL if self.subject in (Subject.CODES, Subject.DAY) else Scope.DEPARTMENT
