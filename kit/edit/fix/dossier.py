"""The files of a department corrected together, in memory: what they become, and what is left for a person."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kit.edit.fix import services
from kit.edit.fix.correction import Corrected, Lines, Proposal
from kit.edit.fix.file import correct
from kit.edit.fix.proof import Reader, Reading, most, sound
from kit.findings.finding import Pointer
from kit.judging import registry
from kit.model.department import Dossier, assemble, load
from kit.model.folder import Folder
from kit.yaml.source import read_bytes

_CODE: Pointer = ("commission", "departement")
_CODE_RULES = {"dossier-mal-nomme", "departement-hors-liste"}


@dataclass(frozen=True, slots=True)
class Department:
    """A department before and after: the branches that were asked for, and those of their files that have bytes."""

    branches: frozenset[str]
    files: Mapping[str, Corrected]
    before: Dossier
    after: Dossier


def corrected(folder: Folder, branches: frozenset[str]) -> Department:
    """Correct some of the four files of a department; nothing is written. Never raises for what the files hold."""
    before = load(folder)
    files = {
        each: correct(source) for each, source in before.sources.items() if each in branches and source.raw is not None
    }
    found = Department(branches, files, before, _after(before, files))
    if _misread(found):
        # Le code corrigé n'est pas celui du dossier : l'un des deux est faux, et rien ne dit lequel.
        again = correct(before.sources["commission"], frozenset({_CODE}))
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
