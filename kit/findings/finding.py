"""The values a check produces, from one finding to the whole country; nothing here decides or prints."""

import datetime
import enum
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.findings.edit import Edit
from kit.findings.verdicts import Verdict

Pointer = tuple[str | int, ...]
_RANK = re.compile(r"(\d+)°")


class Severity(enum.StrEnum):
    """How much a finding weighs; only an error makes `kit check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Urgency(enum.IntEnum):
    """What is to be dealt with first: errors, what keeps a department from « conforme », warnings, then notes."""

    ERROR = 0
    BLOCKS = 1
    WARNING = 2
    NOTE = 3


class Outcome(enum.StrEnum):
    """What a rule says of a department; the words are SARIF's."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "notApplicable"
    OPEN = "open"
    REVIEW = "review"


BY_OUTCOME: Mapping[Outcome, Verdict] = {
    Outcome.PASS: Verdict.KEPT,
    Outcome.FAIL: Verdict.BROKEN,
    Outcome.NOT_APPLICABLE: Verdict.NO_OBJECT,
    Outcome.OPEN: Verdict.TO_COMPLETE,
    Outcome.REVIEW: Verdict.TO_CHECK,
}
OUTCOME_FR: Mapping[Outcome, str] = {outcome: verdict.one for outcome, verdict in BY_OUTCOME.items()}
SEVERITY_FR: Mapping[Severity, str] = {
    Severity.ERROR: "erreur",
    Severity.WARNING: "avertissement",
    Severity.NOTE: "note",
}
# De la pire à la meilleure : une issue certaine l'emporte sur un doute, un doute sur un silence.
_PRECEDENCE = (Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN, Outcome.PASS)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Give the outcome that prevails: fail, review, open, pass; notApplicable when nothing else is there."""
    seen = set(outcomes)
    return next((outcome for outcome in _PRECEDENCE if outcome in seen), Outcome.NOT_APPLICABLE)


def doubted(outcome: Outcome, doubtful: object) -> Outcome:
    """Give an outcome; what its own author doubts is to be checked, not refused."""
    return Outcome.REVIEW if outcome is Outcome.FAIL and doubtful else outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a rule is broken, doubtful or silent; lines and columns start at 1. When `others` is not zero, it
    stands for so many findings of its rule in its file, which are not written one by one. `edit` does what the remedy
    says, when that is a text. It `blocks` when it is no error and keeps its department from « conforme »; it is
    `closed` when it only recalls what is past."""

    rule: str
    outcome: Outcome
    severity: Severity
    message: str
    remedy: str
    file: str
    line: int = 1
    column: int = 1
    pointer: str = ""
    anchor: str = ""
    provision: str | None = None
    paragraph: str | None = None
    version: str | None = None
    url: str | None = None
    derogation: str | None = None
    known: bool = False
    others: int = 0
    edit: Edit | None = None
    blocks: bool = False
    closed: bool = False

    @property
    def number(self) -> int:
        """How many findings it stands for."""
        return self.others or 1

    @property
    def urgency(self) -> Urgency:
        """How soon it is to be dealt with."""
        if self.severity is Severity.ERROR:
            return Urgency.ERROR
        if self.blocks:
            return Urgency.BLOCKS
        return Urgency.WARNING if self.severity is Severity.WARNING else Urgency.NOTE

    @property
    def rank(self) -> int:
        """The number of its paragraph (« 8° »), or 0."""
        ranked = _RANK.match(self.paragraph or "")
        return int(ranked[1]) if ranked else 0

    @property
    def order(self) -> tuple[Urgency, bool, str, int, int, str, int, str]:
        """Sort key of every list: what is to be done first, what a baseline knows last of it, then by place, by rule,
        in the order of the paragraphs (« 8° » before « 11° »)."""
        return (self.urgency, self.known, self.file, self.line, self.column, self.rule, self.rank, self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one rule says of one department (or of the country); `told_by` are the rules whose findings say what this
    one waits for."""

    rule: str
    outcome: Outcome
    severity: Severity
    provision: str | None = None
    version: str | None = None
    traces: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentReport:
    """All results of one department on one day."""

    folder: str
    code: str | None
    name: str | None
    example: bool
    results: tuple[Result, ...]
    outcome: Outcome
    files: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the department, in reading order."""
        return tuple(sorted((f for r in self.results for f in r.findings), key=lambda f: f.order))


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The text that is read on the day of the report."""

    provision: str
    title: str
    version: datetime.date
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The file of known errors beside a report: how many errors it covers, and how many of its entries match none
    (None: only a part of the repository was looked at)."""

    file: str
    known: int
    gone: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was read and what was found, counted; known errors count as errors, and so do those not written one by
    one."""

    departments: int
    files: int
    rules: int
    findings: Mapping[Severity, int]
    outcomes: Mapping[Outcome, int]
    baseline: Baseline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All departments on one day, and what is said of the country as a whole; `unshown` are the findings that nobody
    asked to see, counted all the same."""

    as_of: datetime.date
    law: Law
    departments: tuple[DepartmentReport, ...]
    national: tuple[Result, ...]
    rules: int
    baseline: Baseline | None = None
    unshown: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, department by department, then the national ones."""
        local = [f for department in self.departments for f in department.findings]
        return (*local, *self.country)

    @property
    def country(self) -> tuple[Finding, ...]:
        """The findings on the country as a whole, in reading order."""
        return tuple(sorted((f for result in self.national for f in result.findings), key=lambda f: f.order))

    @property
    def summary(self) -> Summary:
        """The counts of the last line of every format."""
        severities = weights((*self.findings, *self.unshown))
        outcomes = Counter(department.outcome for department in self.departments)
        return Summary(
            departments=len(self.departments),
            files=sum(department.files for department in self.departments),
            rules=self.rules,
            findings={severity: severities[severity] for severity in Severity},
            outcomes={outcome: outcomes[outcome] for outcome in Outcome},
            baseline=self.baseline,
        )


def weights(findings: Iterable[Finding]) -> Counter[Severity]:
    """Count findings by weight, those that are not written one by one included."""
    counted: Counter[Severity] = Counter()
    for finding in findings:
        counted[finding.severity] += finding.number
    return counted


def total(findings: Iterable[Finding]) -> int:
    """Count findings, those that are not written one by one included."""
    return sum(finding.number for finding in findings)


def reached(data: Any, pointer: Pointer) -> Any:
    """Give what plain data hold at a place, or None."""
    for part in pointer:
        held = isinstance(part, int) and part < len(data) if isinstance(data, list) else False
        data = data[part] if held else data.get(part) if isinstance(data, dict) else None
    return data


def json_pointer(pointer: Pointer) -> str:
    """Write a pointer as RFC 6901 does: ("membres", "medecin", 0) gives "/membres/medecin/0"."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)
