"""A comparison in Markdown, made to be the one comment of a change that is updated: it begins with a hidden mark.

What somebody wrote is shown as it was written: it opens no tag, no table cell, no link, and calls nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.diff.difference import Compliance, DepartmentDiff, Diff, Kind, Section
from kit.diff.summary import NOTHING, SIGNS, came, example, headline, kept, reworded, title, verdict, with_folder
from kit.findings.finding import Finding, Severity, total
from kit.french import count, spaced
from kit.report.formats import words
from kit.report.formats.clean import clean
from kit.report.style import Style

MARK = "<!-- kit-diff -->"
# GitHub refuse un commentaire de plus de 65 536 caractères.
LIMIT = 65_000
_COLUMNS = ("Département", "Conformité", "Constats nouveaux", "Constats disparus", "De plus qui font échouer")
# Une partie plus longue se replie ; une partie plus large encore est coupée.
_OPEN = 10
_PART = 12_000
# Ce qui préviendrait quelqu'un (« @nom ») ou ferait un lien (« #12 », une adresse) est coupé d'une espace sans largeur.
_CALLING = re.compile(r"(?<=[@#!$%&~^])(?=[\w\"])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\bGH)(?=-\d)", re.IGNORECASE)
_MEANINGFUL = re.compile(r"[&<>\\`*_\[\]|~$@#\u200b]")


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece of the comment; the lightest ones stay when there is no room for all."""

    weight: int
    text: str


def write(diff: Diff, _style: Style) -> str:
    """Write a comparison within LIMIT characters; what has no room is counted in a sentence."""
    top = [MARK, f"## {_escaped(title(diff))}", f"**{_escaped(headline(diff))}**", *_table(diff)]
    if said := reworded(diff):
        top.append(_escaped(said))
    blocks = [_Block(0, text) for text in top]
    for department in diff.moving:
        blocks += _department(department)
    if diff.country.moves:
        blocks += [_Block(1, f"### {words.COUNTRY}"), *_findings(diff.country)]
    return "\n\n".join(_fitting(blocks)) + "\n"


def _fitting(blocks: list[_Block]) -> Iterator[str]:
    """Give the blocks that have room, the most useful first served, in their order."""
    room = LIMIT - len(_left_out(len(blocks))) - 2
    kept: set[int] = set()
    for number in sorted(range(len(blocks)), key=lambda number: blocks[number].weight):
        if (size := len(blocks[number].text) + 2) <= room:
            room -= size
            kept.add(number)
    yield from (block.text for number, block in enumerate(blocks) if number in kept)
    if len(kept) < len(blocks):
        yield _left_out(len(blocks) - len(kept))


def _left_out(number: int) -> str:
    said = count(number, "partie n’est pas montrée", "parties ne sont pas montrées")
    return spaced(f"{said} ici, faute de place : « kit diff » les donne toutes dans un terminal.")


def _table(diff: Diff) -> Iterator[str]:
    if diff.moving:
        head = [f"| {' | '.join(_COLUMNS)} |", "|---|---|--:|--:|--:|"]
        yield "\n".join([*head, *map(_row, diff.moving)])


def _row(department: DepartmentDiff) -> str:
    found = department.compliance
    numbers = (total(found.appeared), total(found.gone), total(found.errors))
    return f"| {' | '.join([_escaped(department.name), _escaped(verdict(found)), *map(str, numbers)])} |"


def _department(department: DepartmentDiff) -> Iterator[_Block]:
    compliance = department.compliance
    yield _Block(1, f"### {_escaped(department.name)}{example(department)}")
    yield from (_Block(3, text) for section in department.sections for text in _section(section))
    if not department.sections:
        yield _Block(1, f"{NOTHING}.")
    if department.kind is Kind.REMOVED:
        yield _Block(2, with_folder(compliance))
    else:
        yield _Block(1, f"**{spaced('Conformité :')}** {_escaped(verdict(compliance))}")
        yield from _findings(compliance)


def _section(section: Section) -> Iterator[str]:
    lines: list[str] = []
    for group in section.groups:
        if group.title:
            lines.append(f"- {_escaped(group.title)}")
        lines += [
            f"{'  ' if group.title else ''}- `{SIGNS[change.kind]}` {_escaped(change.text)}" for change in group.changes
        ]
    number = count(len(section.changes), "changement")
    yield from _folded(section.title, number, lines, folds=len(section.changes) > _OPEN)


def _findings(found: Compliance) -> Iterator[_Block]:
    """Give the new errors, open; then what else is new or weighs otherwise; then what is gone, folded away."""
    errors: list[str] = []
    others: list[str] = []
    for head, each in came(found):
        told = "<br>".join([f"- **{head}** {_place(each)}", *map(_escaped, words.told(each))])
        (errors if each.severity is Severity.ERROR else others).append(told)
    gone = [f"- {words.label(each)} {_place(each)}<br>{_escaped(each.message)}" for each in found.gone]
    new = count(len(others), "constat nouveau ou d’un autre poids", "constats nouveaux ou d’un autre poids")
    away = count(len(gone), "constat disparu", "constats disparus")
    yield from (_Block(1, text) for text in _folded("", "", errors, folds=False))
    yield from (_Block(2, text) for text in _folded("", new, others, folds=len(others) > _OPEN))
    yield from (_Block(3, text) for text in _folded("", away, gone, folds=True))
    if said := kept(found):
        yield _Block(2, said)


def _place(finding: Finding) -> str:
    return f"<code>{_escaped(words.place(finding))}</code> <code>{finding.rule}</code>"


def _folded(title: str, number: str, lines: list[str], *, folds: bool) -> Iterator[str]:
    """Give the lines under their title, folded away when there are many, cut when they are too long."""
    if not lines:
        return
    text = "\n".join(_within(lines))
    if folds:
        summary = f"{title} : {number}" if title else number
        yield f"<details><summary>{spaced(summary)}</summary>\n\n{text}\n\n</details>"
    else:
        yield f"**{title}**\n\n{text}" if title else text


def _within(lines: Iterable[str]) -> Iterator[str]:
    room, cut = _PART, 0
    for line in lines:
        room -= len(line) + 1
        if room >= 0:
            yield line
        else:
            cut += 1
    if cut:
        yield f"\n{count(cut, 'ligne n’est pas montrée', 'lignes ne sont pas montrées')} ici, faute de place."


def _escaped(text: str) -> str:
    apart = _CALLING.sub("\u200b", clean(text))
    return _MEANINGFUL.sub(lambda sign: f"&#{ord(sign.group())};", apart)
