"""A file of a department changed to hold other values: only the lines that must change do, and it is proved by reading
the file again."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.edit.new.form import example
from kit.errors import UsageError
from kit.findings.finding import Finding, Pointer
from kit.findings.remedy import Change, Gesture, add, drop, put
from kit.french import spaced
from kit.model.department import Dossier, assemble
from kit.model.parts import joined
from kit.privacy.mask import mask
from kit.yaml import layout, schema
from kit.yaml.rewrite import changed
from kit.yaml.source import Source, read_bytes
from kit.yaml.spot import Edit, applied

# Une clé seule sur sa ligne, avant une liste.
_KEY = re.compile(r" *\w+: ")


@dataclass(frozen=True, slots=True)
class Amended:
    """A file before and after, as texts."""

    branch: str
    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """The files of a department that change, the department as they make it, and what reading it then finds wrong that
    was not before."""

    files: tuple[Amended, ...]
    after: Dossier
    findings: tuple[Finding, ...]


def amend(dossier: Dossier, wanted: Mapping[str, Any]) -> Amendment:
    """Make files hold these values, by branch, in memory. Raises UsageError for a file that is missing, that cannot be
    read as it is, or that would not hold exactly these values."""
    return of(dossier, written(dossier, wanted))


def written(dossier: Dossier, wanted: Mapping[str, Any]) -> tuple[Amended, ...]:
    """Write these values, by branch, in the files that do not hold them yet: each session where it stands, those that
    follow in sessions.yaml. Raises as `amend`."""
    return tuple(filter(None, (_amended(dossier, *each) for each in _by_file(dossier, wanted))))


def _by_file(dossier: Dossier, wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for branch, data in wanted.items():
        split = dossier.parts.split and branch == schema.SESSIONS
        yield from dossier.parts.parted(data).items() if split else ((branch, data),)


def held(dossier: Dossier, branch: str) -> Any:
    """Give the values of one of the four as its files write them: of the sessions, the whole list; raises as
    `source`."""
    for name in dossier.folder.astray if branch == schema.SESSIONS else ():
        message = f"« {dossier.folder.name}/{name} » n’est pas lu sous ce nom : « kit check » dit comment le nommer."
        raise UsageError(spaced(message))
    of_years = [each for each, _ in dossier.parts.held if each != branch] if branch == schema.SESSIONS else []
    ((_, data),) = joined({each: source(dossier, each).data for each in (*of_years, branch)})
    return data


def of(dossier: Dossier, files: tuple[Amended, ...]) -> Amendment:
    """Give what files that change make of a department."""
    again = {each.branch: read_bytes(each.after.encode(), each.file, each.branch) for each in files}
    after = assemble(dossier.folder, {**dossier.sources, **again}) if files else dossier
    known = Counter(map(_told, dossier.findings))
    found = []
    for finding in after.findings:
        known[_told(finding)] -= 1
        found += [finding] if known[_told(finding)] < 0 else []
    return Amendment(files, after, tuple(found))


def refuse(dossier: Dossier, made: Amendment) -> None:
    """Raise UsageError, in one sentence, when files would hold a fault or tell of somebody as they did not before."""
    known = Counter(found.hit.label for found in mask(dossier.sources.values()).found)
    for found in mask(made.after.sources.values()).found:
        known[found.hit.label] -= 1
        if known[found.hit.label] < 0:
            message = f"Ce qui serait écrit semble contenir {found.hit.label} : rien n’est écrit."
            raise UsageError(spaced(message))
    for finding in made.findings:
        raise UsageError(f"{finding.message} {finding.remedy}")


def source(dossier: Dossier, branch: str) -> Source:
    """Give a file that can be changed; raises UsageError for one that is missing, or that is not read as it is."""
    name = f"{dossier.folder.name}/{branch}.yaml"
    found = dossier.sources.get(branch)
    if found is None:
        message = f"« {name} » n’existe pas : « kit check » dit ce qui manque à cette fiche."
        raise UsageError(spaced(message))
    whole = found.readable and not found.tainted and found.raw == found.text.encode()
    if not whole or not _shaped(found.data, schema.at(branch, ()) or {}):
        message = f"« {name} » ne se lit pas tel qu’il est : « kit fix » et « kit check » disent quoi y corriger."
        raise UsageError(spaced(message))
    return found


def _shaped(data: Any, described: schema.JsonSchema) -> bool:
    """Tell whether there are groups and lists where a schema wants some, and nowhere else."""
    if described.get("type") == "object":
        known = described.get("properties", {})
        return isinstance(data, dict) and all(
            _shaped(value, schema.resolve(known[key])) for key, value in data.items() if key in known
        )
    if described.get("type") == "array":
        items = schema.resolve(described["items"])
        return isinstance(data, list) and all(_shaped(each, items) for each in data)
    return not isinstance(data, (dict, list))


def copied(data: Any) -> Any:
    """Give plain data that can be changed without changing these."""
    if isinstance(data, dict):
        return {key: copied(value) for key, value in data.items()}
    return [copied(value) for value in data] if isinstance(data, list) else data


def changes(before: Any, after: Any, pointer: Pointer) -> Iterator[Change]:
    """Give what makes values become others, each at the deepest place where they differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from (drop((*pointer, key)) for key in before if key not in after)
        for key, value in after.items():
            yield from changes(before[key], value, (*pointer, key)) if key in before else (put((*pointer, key), value),)
    elif isinstance(before, list) and isinstance(after, list) and before and _grows(before, after):
        for rank, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from changes(one, other, (*pointer, rank))
        yield from (add(pointer, value) for value in after[len(before) :])
    elif before != after:
        yield put(pointer, after)


def _grows(before: list[Any], after: list[Any]) -> bool:
    """Tell a list whose elements are still there, perhaps changed, and perhaps followed by others."""
    grouped = all(isinstance(each, dict) for each in (*before, *after))
    return after[: len(before)] == before or (grouped and len(after) >= len(before))


def _amended(dossier: Dossier, branch: str, wanted: Any) -> Amended | None:
    known = source(dossier, branch)
    steps = tuple(changes(known.data, wanted, (branch,)))
    if not steps:
        return None
    listed = {step.pointer: edit for step in steps if (edit := _unfolded(known, step))}
    _, made = changed({branch: known}, [step for step in steps if step.pointer not in listed])
    edits = [*made.edits, *listed.values(), *no_longer_empty(known)]
    try:
        after = applied(known.text, edits)
    except ValueError:
        after = known.text
    if read_bytes(after.encode(), known.file, branch).data != wanted:
        message = f"« {known.file} » est écrit d’une façon que le kit ne sait pas compléter sans rien changer d’autre."
        raise UsageError(spaced(message))
    return Amended(branch, known.file, known.text, after)


def _unfolded(source: Source, step: Change) -> Edit | None:
    """Write the elements of a list that was « [] » on lines of their own, below its key, when that ends its line."""
    start, end = source.flows.get(step.pointer, (0, 0))
    head = source.text.rfind("\n", 0, start) + 1
    line, rest = source.text[head:start], source.text[end:].partition("\n")[0]
    if step.gesture is not Gesture.PUT or source.text[start:end] != "[]" or rest.strip() or not _KEY.fullmatch(line):
        return None
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    entries = (layout.entry((*step.pointer, n), each, indent, inside=False) for n, each in enumerate(step.value))
    return Edit(start - 1, end, "\n" + "\n".join(entries))


def no_longer_empty(source: Source) -> Iterator[Edit]:
    """Take away what a new file says of having nothing in it yet, on the line of its empty brackets."""
    _, end = source.flows.get((source.branch,), (0, 0))
    said = f"# {example('explications', {})['vide']}"
    rest = source.text[end:].partition("\n")[0]
    if not source.data and rest.strip() == said:
        yield Edit(end, end + len(rest), "")


def _told(finding: Finding) -> tuple[str, str, str, str]:
    # Une ligne ajoutée déplace les suivantes : un constat est le même à une autre ligne.
    return finding.rule, finding.file, finding.pointer, finding.message
