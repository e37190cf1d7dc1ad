"""What a reader is shown of a department corrected: each line before and after, and what is left to a person; never
a line that tells of somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.edit.fix.correction import Corrected, Correction
from kit.edit.fix.dossier import Department
from kit.findings.finding import Finding
from kit.judging.cut import cut
from kit.privacy.mask import HIDDEN, Mask, joined, mask

# Ce qui change pour tout un fichier, sans qu'un mot de ses lignes change.
_WHOLE = {
    "encodage-windows-1252": ("codage Windows-1252", "codage UTF-8"),
    "encodage-utf-16": ("codage UTF-16", "codage UTF-8"),
    "encodage-bom": ("UTF-8 avec une marque invisible", "UTF-8 sans marque"),
    "fins-de-ligne-windows": ("fins de ligne CRLF ou CR", "fins de ligne LF"),
}
_NOTHING = Mask()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line (from 1) before and after, or what changes for a whole file (no line); `reasons` are told once each."""

    file: str
    line: int | None
    before: str
    after: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


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
