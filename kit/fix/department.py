"""The files of a department corrected together, in memory: what they become, and what is left for a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kit.dossier import Dossier, assemble, load
from kit.fix import services
from kit.fix.correction import Corrected, of_rule
from kit.fix.file import correct
from kit.fix.proposal import Proposal
from kit.fix.reader import Reader
from kit.fix.sound import sound
from kit.folder import Folder
from kit.report import Pointer
from kit.rules import registry
from kit.source.reading import read_bytes

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
    """Write the new names of services, one after the other: each may show another."""
    refused: set[Pointer] = set()
    while "membres" in found.files:
        offered = (each for each in services.renamings(found.after) if each[0].breach.pointer not in refused)
        proposal, day = next(offered, (None, None))
        if proposal is None or day is None:
            break
        new = _with(found, proposal)
        if new and services.said(new.after, day) < services.said(found.after, day):
            found = new
        else:
            refused.add(proposal.breach.pointer)
    return found


def _with(found: Department, proposal: Proposal) -> Department | None:
    """Give the department with one more correction in membres.yaml, or None when it changes anything else."""
    file, source = found.files["membres"], found.after.sources["membres"]
    reader = Reader(source)
    before, after = reader.read(source.text), reader.read(source.text, proposal.edits)
    if not before or not after or not sound(before, after, [proposal]):
        return None
    made = of_rule(registry.find(proposal.rule), proposal.breach, source.text, proposal.edits)
    text = after.source.text
    file = replace(
        file, raw=text.encode(), before=file.before or source.text, after=text, made=(*file.made, made)
    )  # fmt: skip
    files = {**found.files, "membres": file}
    return replace(found, files=files, after=_after(found.before, files))
