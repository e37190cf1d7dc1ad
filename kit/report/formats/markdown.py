"""The report in Markdown, for a person: the summary of a job, a comment on a change.

What comes from a file is shown as it was written, whatever it holds: every sign with a meaning is written as its HTML
entity, and a finding stays on one line, where no sign can start a block; the lines that an error proposes stand below
it, in a fence longer than any that they hold.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kit.findings.finding import DepartmentReport, Finding, Report, Severity, total
from kit.findings.verdicts import OF_FINDINGS
from kit.french import capital, count, spaced
from kit.judging import standing
from kit.law.addresses import leading
from kit.report.formats import reference, words
from kit.report.formats.citation import cite
from kit.report.formats.clean import clean, clean_lines, held, inert
from kit.report.style import Style

# GitHub refuse le résumé d’une étape au-delà d’un mébioctet, tout entier, et d’autres peuvent y écrire aussi.
LIMIT = 1_000_000
_TITLE = "## Contrôle des commissions départementales"
# Une liste plus longue se replie.
_OPEN = 10
# Autant de lignes se relisent d’un coup d’œil.
_SUGGESTED = 8
_TICKS = re.compile("`+")
_COLUMNS = ("Département", "Verdict", *(capital(each.one) for each in OF_FINDINGS))
_MEANINGFUL = re.compile(r"[&<>\\`*_\[\]|~$@#!%]")
# Une espace sans largeur, pour ne prévenir personne (« @nom ») et ne renvoyer à rien : « #12 », « GH-12 », « !12 »,
# « %1 », « &3 », « $4 », « ~5 », et le nom d’un commit, sauf s’il n’a que des chiffres.
_CALLING = re.compile(r"&#(?:64|35);|&#(?:33|36|37|38|126);(?=[\w\"])|\bG[HL](?=-[0-9])", re.IGNORECASE)
_COMMIT = re.compile(r"(?<!\w)(?=[0-9]*[a-f])[0-9a-f](?=[0-9a-f]{6,63}(?!\w))", re.IGNORECASE)
# GitHub fait un lien d’une adresse, même nue : celle d’un fichier se lit, et ne s’ouvre pas.
_LINKING = re.compile(r"(?i:(?:https?|ftps?|mailto|xmpp)(?=:)|www(?=\.))")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def write(report: Report, _style: Style | None = None) -> str:
    """Write a report within LIMIT bytes."""
    return within(report, LIMIT)


def within(report: Report, most: int) -> str:
    """Write a report within `most` bytes: beyond, the lightest findings give way to a sentence that counts them, then
    the table to the headline; nothing when even that has no room."""
    items = [_item(finding, report.texts) for finding in report.findings]
    frame = _page(report, dict.fromkeys(range(len(items)), ""), report.findings)
    if _size(frame) > most:
        short = _joined([_TITLE, _headline(report), *_end(report, report.findings)])
        return short if _size(short) <= most else ""
    kept = dict(_fitting(report.findings, items, most - _size(frame)))
    left = [finding for number, finding in enumerate(report.findings) if number not in kept]
    return _page(report, kept, left)


def _fitting(findings: Sequence[Finding], items: Sequence[str], room: int) -> Iterator[tuple[int, str]]:
    """Give the items that have room, with their numbers, the heaviest findings first."""
    for number in sorted(range(len(items)), key=lambda number: findings[number].order):
        room -= _size(items[number])
        if room < 0:
            return
        yield number, items[number]


def _page(report: Report, items: Mapping[int, str], left: Sequence[Finding]) -> str:
    """Put the items under their departments; those left out are counted at the end."""
    numbered = list(enumerate(report.findings))
    blocks = [_TITLE, _headline(report), _table(report)]
    start = 0
    for department in report.departments:
        stop = start + len(department.findings)
        blocks += _section(_title(department), numbered[start:stop], items)
        start = stop
    blocks += _section(words.COUNTRY, numbered[start:], items)
    return _joined([*blocks, *_end(report, left)])


def _end(report: Report, left: Sequence[Finding]) -> Iterator[str]:
    if left:
        yield f"{words.left_out(left)} {spaced('Le format « json » les donne tous.')}"
    ends = (words.unshown(report), reference.gone(report), words.read(report))
    yield from (escaped(said) for said in ends if said)


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _headline(report: Report) -> str:
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    new = total(filter(words.fails, errors))
    fail = f"{count(new, 'constat')} {'font' if new > 1 else 'fait'} échouer le contrôle."
    said = fail if new else "Aucune erreur nouvelle." if errors else "Aucune erreur."
    return f"**{said}** {words.outcomes(report)}"


def _table(report: Report) -> str:
    lines = [_COLUMNS, ("---", "---", *["--:"] * len(OF_FINDINGS)), *map(_row, report.departments)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(department: DepartmentReport) -> tuple[str, ...]:
    numbers = standing.counted(department.findings)
    return (_name(department), words.verdict(department), *(str(numbers.get(each, 0)) for each in OF_FINDINGS))


def _title(department: DepartmentReport) -> str:
    return spaced(f"{_name(department)} : {words.verdict(department)}{words.aside(department)}")


def _name(department: DepartmentReport) -> str:
    return escaped(words.name(department)) + (f" ({words.EXAMPLE})" if department.example else "")


def _section(title: str, found: Sequence[tuple[int, Finding]], items: Mapping[int, str]) -> Iterator[str]:
    """Give one list, or, when it is long, the errors to correct and then the rest, folded; nothing without an item."""
    kept = [each for each in found if each[0] in items]
    errors = [items[number] for number, finding in kept if words.fails(finding)]
    others = [items[number] for number, finding in kept if not words.fails(finding)]
    if kept:
        yield f"### {title}"
    if len(kept) <= _OPEN:
        yield from _listed([*errors, *others])
        return
    yield from _listed(errors) if len(errors) <= _OPEN else _folded(errors, count(len(errors), "erreur"))
    yield from _folded(others, count(len(others), "autre constat", "autres constats"))


def _listed(items: Sequence[str]) -> Iterator[str]:
    if items:
        yield "".join(items).rstrip("\n")


def _folded(items: Sequence[str], title: str) -> Iterator[str]:
    for listed in _listed(items):
        yield f"<details><summary>{title}</summary>\n\n{listed}\n\n</details>"


def _item(finding: Finding, texts: Mapping[str, str]) -> str:
    head = f"**{words.label(finding)}**{words.known(finding)} {_code(words.place(finding))} {_code(finding.rule)}"
    lines: Iterable[str | None] = (
        escaped(finding.message),
        f"→ {escaped(finding.remedy)}",
        escaped(words.reason(finding) or ""),
        _cited(finding),
    )
    return f"- {'<br>'.join([head, *filter(None, lines)])}\n{_suggestion(finding, texts)}"


def _suggestion(finding: Finding, texts: Mapping[str, str]) -> str:
    """Give the whole lines that an error proposes, in the fence of what a forge can apply; nothing when they are many,
    or when the file they stand in is not shown."""
    edit = finding.edit
    if edit is None or finding.severity is not Severity.ERROR or not held(edit) or edit.file not in texts:
        return ""
    lines = texts[edit.file].split("\n")[edit.line - 1 : edit.end_line]
    if not lines or len(lines) + edit.new.count("\n") > _SUGGESTED:
        return ""
    new = clean_lines(f"{lines[0][: edit.column - 1]}{edit.new}{lines[-1][edit.end_column - 1 :]}")
    fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(new)), default=0))
    shown = "".join(f"  {line}\n" for line in inert(new).split("\n"))
    return f"\n  {fence}suggestion\n{shown}  {fence}\n\n"


def _cited(finding: Finding) -> str:
    cited, url = cite(finding) or "", finding.url or ""
    if cited and _ADDRESS.fullmatch(url):
        cited = f'<a href="{html.escape(url)}">{escaped(leading(cited, url))}</a>'
    else:
        cited = escaped(cited)
    return spaced(f"Texte : {cited}") if cited else ""


def _code(text: str) -> str:
    return f"<code>{_entities(text)}</code>"


def escaped(text: str) -> str:
    """Give a text as Markdown shows it, whatever it holds: nobody is called, nothing becomes a link."""
    apart = _CALLING.sub(lambda sign: f"{sign.group()}&#8203;", _entities(text))
    for calling in (_COMMIT, _LINKING):
        apart = calling.sub(lambda sign: f"{sign.group()}&#8203;", apart)
    return apart


def _entities(text: str) -> str:
    return _MEANINGFUL.sub(lambda sign: f"&#{ord(sign.group())};", clean(text))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
