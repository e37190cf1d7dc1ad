"""A department corrected, in memory: what its four files become, what a reader is shown of it, line by line, and what
is left to a person; never a line that tells of somebody."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.edit.fix import services
from kit.edit.fix.correction import Corrected, Correction, Lines, Proposal
from kit.edit.fix.file import correct
from kit.edit.fix.proof import Reader, Reading, most, sound
from kit.findings.finding import Finding, Pointer
from kit.judging import registry
from kit.judging.cut import cut
from kit.model.department import Dossier, assemble, identifiers, load
from kit.model.folder import Folder
from kit.privacy.mask import HIDDEN, Mask, joined, mask
from kit.yaml.source import read_bytes

_CODE: Pointer = ("commission", "departement")
_CODE_RULES = {"dossier-mal-nomme", "departement-hors-liste"}
# Ce qui change pour tout un fichier, sans qu'un mot de ses lignes change.
_WHOLE = {
    "encodage-windows-1252": ("codage Windows-1252", "codage UTF-8"),
    "encodage-utf-16": ("codage UTF-16", "codage UTF-8"),
    "encodage-bom": ("UTF-8 avec une marque invisible", "UTF-8 sans marque"),
    "caractere-invisible": ("caractères invisibles", "sans caractère invisible"),
    "fins-de-ligne-windows": ("fins de ligne CRLF ou CR", "fins de ligne LF"),
}
_NOTHING = Mask()


@dataclass(frozen=True, slots=True)
class Department:
    """A department before and after: the branches that were asked for, and those of their files that have bytes."""

    branches: frozenset[str]
    files: Mapping[str, Corrected]
    before: Dossier
    after: Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line (from 1) before and after, or what changes for a whole file (no line); `reasons` are told once each."""

    file: str
    line: int | None
    before: str
    after: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


def corrected(folder: Folder, branches: frozenset[str]) -> Department:
    """Correct some of the four files of a department; nothing is written. Never raises for what the files hold."""
    before = load(folder)
    known = identifiers(before.sources)
    files = {
        each: correct(source, known=known)
        for each, source in before.sources.items()
        if each in branches and source.raw is not None
    }
    found = Department(branches, files, before, _after(before, files))
    if _misread(found):
        # Le code corrigé n'est pas celui du dossier : l'un des deux est faux, et rien ne dit lequel.
        again = correct(before.sources["commission"], frozenset({_CODE}), known)
        found = replace(found, files={**files, "commission": again})
        found = replace(found, after=_after(before, found.files))
    return _renamed(found)


def _after(before: Dossier, files: Mapping[str, Corrected]) -> Dossier:
    """Read the department as corrected."""
    again = {branch: read_bytes(each.raw, each.file, branch) for branch, each in files.items() if each.made}
    return assemble(before.folder, {**before.sources, **again}) if again else before


def _misread(found: Department) -> bool:
    """Tell whether the code, once corrected, no longer fits the folder."""
    after, before = ({finding.rule for finding in each.findings} & _CODE_RULES for each in (found.after, found.before))
    return bool(after - before)


def _renamed(found: Department) -> Department:
    """Write the new names of services, as long as one shows another."""
    refused: set[Pointer] = set()
    days = services.days(found.after) if "membres" in found.files else []
    while days:
        offered = [each for each in services.renamings(found.after, days) if each.breach.pointer not in refused]
        found, kept = _written(found, offered) if offered else (found, [])
        if not kept:
            break
        refused |= {each.breach.pointer for each in offered} - {each.breach.pointer for each in kept}
    return found


def _written(found: Department, offered: list[Proposal]) -> tuple[Department, list[Proposal]]:
    """Write new names as long as none brings a fault on the day that asks for it; give those that were written."""
    source = found.after.sources["membres"]
    reader = Reader(source)
    before = reader.read(source.text)
    if before is None:
        return found, []
    said = services.said(found.after, _days(offered))

    def attempt(tried: list[Proposal]) -> tuple[Department | None, set[Pointer]]:
        new = _with(found, before, reader, tried)
        now = services.said(new.after, _days(tried)) if new else {}
        at_fault = {pointer[:3] for day in now for _, _, pointer, _ in now[day] - said[day]}
        return (new if all(now[day] < said[day] for day in now) else None), at_fault

    new, kept = most(offered, attempt)
    return new or found, kept


def _days(offered: list[Proposal]) -> set[datetime.date]:
    return {each.day for each in offered if each.day}


def _with(found: Department, before: Reading, reader: Reader, made: list[Proposal]) -> Department | None:
    """Give the department with more corrections in membres.yaml, or None when they change anything else."""
    file, source = found.files["membres"], before.source
    after = reader.read(source.text, (edit for each in made for edit in each.edits))
    if not after or not sound(before, after, made):
        return None
    lines, text = Lines(source.text), after.source.text
    done = [lines.corrected(registry.find(each.rule), each.breach, each.edits) for each in made]
    file = replace(file, raw=text.encode(), before=file.before or source.text, after=text, made=(*file.made, *done))
    files = {**found.files, "membres": file}
    return replace(found, files=files, after=_after(found.before, files))


def changes(department: Department) -> Iterator[Change]:
    """Give all that changes in a department, file by file, in the order of the lines."""
    files = [file for file in department.files.values() if file.made]
    hidden = _hidden(department) if files else _NOTHING
    for file in files:
        for made in file.made:
            if not made.lines:
                yield _change(file, None, [made], _WHOLE[made.rule], hidden)
        by_line: dict[int, list[Correction]] = {}
        for made in file.made:
            for number in made.lines:
                by_line.setdefault(number, []).append(made)
        lines = zip(file.before.split("\n"), file.after.split("\n"), strict=True)
        for number, pair in enumerate(lines, 1):
            if pair[0] != pair[1]:
                yield _change(file, number, by_line.get(number, []), pair, hidden)


def left(department: Department) -> Iterator[Finding]:
    """Give what reading a department still finds wrong, in reading order; what concerns a file that was not asked
    for is left out. The rules on the commission are for `kit check`."""
    sources = department.after.sources
    aside = {sources[branch].file for branch in set(sources) - department.branches}
    found = cut(f for f in department.after.findings if f.file not in aside)
    hidden = _hidden(department) if found else _NOTHING
    for finding in found:
        yield replace(finding, message=hidden.clean(finding.message), remedy=hidden.clean(finding.remedy))


def _change(
    file: Corrected, line: int | None, made: Sequence[Correction], lines: tuple[str, str], hidden: Mask
) -> Change:
    before, after = lines if (file.file, line) not in hidden.lines else (HIDDEN, HIDDEN)
    first = (each for each in made if line is None or each.lines[0] == line)
    return Change(
        file=file.file,
        line=line,
        before=before,
        after=after,
        rules=tuple(dict.fromkeys(each.rule for each in made)),
        reasons=tuple(dict.fromkeys(hidden.clean(each.message) for each in first)),
    )


def _hidden(department: Department) -> Mask:
    """Give what must not be repeated, before or after; a file that could not be read is judged by what it becomes."""
    before = mask(source for source in department.before.sources.values() if source.readable)
    return joined((before, mask(department.after.sources.values())))
