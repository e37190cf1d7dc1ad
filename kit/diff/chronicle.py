"""The forms of `kit histoire`: for a terminal, for a forge, for machines (version 1)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kit.diff.history import MOST, SHALLOW, History, Opening, Step
from kit.diff.summary import FORM, SIGNS
from kit.findings.finding import Outcome, total
from kit.french import count, date, spaced
from kit.judging import standing
from kit.law.texts import CERTAINTY_FR
from kit.report.formats import words
from kit.report.formats.clean import as_json, inert
from kit.report.formats.markdown import escaped
from kit.report.style import Style

VERSION = 1
_COLOURS = {Outcome.PASS: "vert", Outcome.FAIL: "rouge", Outcome.REVIEW: "jaune", Outcome.OPEN: "jaune"}
_OPENINGS = {
    Opening.FIRST: "Premier commit de ce répertoire",
    Opening.CUT: "Premier commit lu",
    Opening.BACK: "Fiche remise",
    Opening.LAW: "Premier verdict",
}
_UNDER = "    "


def text(history: History, style: Style) -> str:
    """Write a history for a reader at a terminal, oldest first; the last line counts it."""
    lines = [style.paint(_title(history), "gras"), ""]
    for step in history.steps:
        colour = _COLOURS.get(step.report.outcome, "gris") if step.report else "gris"
        lines.append(f"  {style.paint(_head(step), 'gras')} : {style.paint(_verdict(step), colour)}")
        lines += [_UNDER + style.wrap(said, _UNDER) for said in _lines(step)]
    return inert(spaced("\n".join([*lines, "", *(style.wrap(said, "") for said in _ending(history))])) + "\n")


def markdown(history: History, _style: Style) -> str:
    """Write a history as a forge shows it: one item a step."""
    items = []
    for step in history.steps:
        lines = "".join(f"\n  - {escaped(said)}" for said in _lines(step))
        items.append(f"- **{_head(step)}** : {_verdict(step)}{lines}")
    blocks = [f"## {escaped(_title(history))}", "\n".join(items), *map(escaped, _ending(history))]
    return spaced("\n\n".join(blocks)) + "\n"


def json(history: History, _style: Style) -> str:
    """Write a history for machines, step by step: `schemas/histoire.schema.json`, version 1."""
    return as_json(
        {
            "version": VERSION,
            "folder": history.folder,
            "since": history.since.isoformat() if history.since else None,
            "until": history.until.isoformat(),
            "more": history.more or history.cut,
            "steps": [_plain(step) for step in history.steps],
        }
    )


FORMATS: Mapping[str, Callable[[History, Style], str]] = {"texte": text, "markdown": markdown, "json": json}


def _title(history: History) -> str:
    known = next((step.report for step in reversed(history.steps) if step.report), None)
    example = f" ({words.EXAMPLE})" if known and known.example else ""
    return spaced(f"Histoire de la fiche : {words.name(known) if known else history.folder}{example}")


def _head(step: Step) -> str:
    return f"{date(step.day)}, {f'commit {step.commit}' if step.commit else 'nouvelle rédaction'}"


def _verdict(step: Step) -> str:
    if step.report is None:
        return "fiche retirée" if step.removed else "non jugé, aucune rédaction ce jour"
    return words.verdict(step.report)


def _lines(step: Step) -> Iterator[str]:
    """Say by which wording the verdict is given, what changed in the findings, then in the files."""
    if step.law:
        certainty = CERTAINTY_FR[step.law.certainty]
        yield f"Par la rédaction du {date(step.law.version)} de l’{step.law.title} ({certainty})."
    found = step.compliance
    appeared, gone = total(found.appeared), total(found.gone)
    if step.report and found.before is not None:
        told = [count(appeared, "constat nouveau", "constats nouveaux")] if appeared else []
        told += [count(gone, "constat disparu", "constats disparus")] if gone else []
        yield f"{', '.join(told) or 'Mêmes constats'}."
    elif step.report and step.opening:
        yield f"{_OPENINGS[step.opening]} : {standing.tally(step.report.findings)}."
    for section in step.changes:
        for group in section.groups:
            about = f"{group.title} : " if group.title else ""
            yield from (f"{SIGNS[change.kind]} {section.title} : {about}{change.text}" for change in group.changes)
    if step.commit and step.report and found.before is not None and not step.changes:
        yield f"Rien ne change que de forme : {FORM}."


def _ending(history: History) -> Iterator[str]:
    commits = sum(step.commit is not None for step in history.steps)
    numbers = Counter(standing.of_department(step.report).one for step in history.steps if step.report)
    told = ", ".join(f"{number} fois {verdict}" for verdict, number in numbers.items()) or "jamais jugée"
    yield spaced(f"{count(commits, 'commit')}, jusqu’au {date(history.until)} : {told}.")
    if history.more:
        oldest = f"Les commits plus anciens que ces {MOST} ne sont pas dits"
        yield spaced(f"{oldest} : choisissez un dernier jour avec « --date ».")
    if history.cut:
        yield spaced(SHALLOW)


def _plain(step: Step) -> dict[str, Any]:
    found, report = step.compliance, step.report
    return {
        "date": step.day.isoformat(),
        "commit": step.commit,
        "outcome": report.outcome if report else None,
        "verdict": standing.of_department(report).one if report else None,
        "wording": step.law.version.isoformat() if step.law else None,
        "certainty": step.law.certainty if step.law else None,
        "appeared": total(found.appeared),
        "gone": total(found.gone),
        "changes": [
            {"section": section.title, "about": group.title, "kind": change.kind, "text": change.text}
            for section in step.changes
            for group in section.groups
            for change in group.changes
        ],
    }
