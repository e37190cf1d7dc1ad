"""What the tests of the rules share: a department changed for a rule, what the rule then says, and words of both."""

import datetime
from pathlib import Path

from kit.findings.finding import Finding, Outcome, Severity
from tests.conftest import TODAY, judge, without_seat

Day = datetime.date
Told = list[tuple[Outcome, Severity]]
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
FAIL, REVIEW, OPEN = Outcome.FAIL, Outcome.REVIEW, Outcome.OPEN
DOUBTED = (REVIEW, NOTE)
ORDER = "DDETSPP-2024-047"
CALLED = "convocation: {date: 2026-03-26}"
GRANTED = "avis: favorable, decision: {sens: autorise, date: 2026-10-14, duree_mois: 6}"
ONE_A_YEAR = (
    "date: 2024-04-11, formation: politique, etat: tenue",
    "date: 2025-04-03, formation: politique, etat: tenue",
    "date: 2026-04-09, formation: politique, etat: tenue",
)


def found(folder: Path, rule: str, day: Day = TODAY) -> list[Finding]:
    """Judge the repository of a department by a rule; give what it says."""
    return [finding for finding in judge(folder.parent.parent, day, rule).findings if finding.rule == rule]


def told(folder: Path, rule: str, day: Day = TODAY) -> Told:
    """Judge the repository of a department by a rule; give the outcome and the weight of what it says."""
    return [(finding.outcome, finding.severity) for finding in found(folder, rule, day)]


def edit(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    """Change a file of a department; each text to change must be there."""
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def sessions(folder: Path, *lines: str) -> None:
    """Replace the calendar; each line is the inside of one session."""
    text = "".join(f"- {{{line}}}\n" for line in lines) or "[]\n"
    (folder / "sessions.yaml").write_text(text, encoding="utf-8")


def seat(folder: Path, name: str, *holders: str) -> None:
    """Write who holds a seat, in the place of those of the example."""
    path = folder / "membres.yaml"
    lines = "".join(f"  - {{{holder}}}\n" for holder in holders)
    path.write_text(f"{without_seat(path.read_text(encoding='utf-8'), name)}\n{name}:\n{lines}", encoding="utf-8")


def examined(folder: Path, file: str, session: str = "presents: [magistrat-3]", day: str = "2026-10-08") -> None:
    """Replace the calendar by one individual session that examined one file."""
    text = f"- date: {day}\n  formation: individuelle\n  etat: tenue\n"
    text += "".join(f"  {line}\n" for line in session.split("\n"))
    (folder / "sessions.yaml").write_text(f"{text}  dossiers: [{{reference: '1', {file}}}]\n", encoding="utf-8")
