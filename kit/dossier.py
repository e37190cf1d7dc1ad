"""One department as read from its folder: its four files typed and shaped, and the traps they fell into."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.folder import Folder, inventory
from kit.law.territories import Territory, territories
from kit.normalize import normalize
from kit.report import Finding, Outcome, Pointer, json_pointer
from kit.rule import Breach
from kit.source.reading import Source, read
from kit.source.spot import Spot
from kit.traps import TRAPS
from kit.validate import unquoted, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The values of a department, and what reading them found; `bad` holds the pointers that cannot be trusted."""

    folder: Folder
    territory: Territory | None
    tree: dict[str, Any]
    sources: dict[str, Source]
    bad: frozenset[Pointer]
    findings: tuple[Finding, ...]

    def place(self, pointer: Pointer) -> tuple[str, int, int]:
        """Give the file, line and column (from 1) of a value or of its nearest written ancestor."""
        branch = str(pointer[0]) if pointer else "commission"
        source = self.sources.get(branch)
        line, column = source.place(pointer) if source else (1, 1)
        return f"{self.folder.name}/{branch}.yaml", line, column


def finding(trap: str, breach: Breach, file: str, line: int = 1, column: int = 1) -> Finding:
    """Turn a trap found at a place into a finding."""
    rule = TRAPS[trap]
    message, remedy = rule.sentences[breach.case].filled(breach.fields)
    return Finding(
        rule=trap,
        outcome=Outcome.FAIL,
        severity=rule.severity,
        message=message,
        remedy=remedy,
        file=file,
        line=line,
        column=column,
        pointer=json_pointer(breach.pointer[1:]),
    )


def load(folder: Folder) -> Dossier:
    """Read the folder of a department: whatever it holds, the answer is values and findings."""
    sources = {branch: read(path, f"{folder.name}/{branch}.yaml") for branch, path in folder.files.items()}
    tree: dict[str, Any] = {}
    bad: set[Pointer] = set()
    found = [finding(m.trap, m.breach, m.file) for m in inventory(folder)]
    for branch, source in sources.items():
        shaped = _Shaped(source)
        found += shaped.findings
        bad |= shaped.bad
        if source.readable:
            tree[branch] = shaped.data
    territory, named = _territory(folder, tree, sources.get("commission"))
    return Dossier(
        folder=folder, territory=territory, tree=tree, sources=sources, bad=frozenset(bad), findings=(*found, *named)
    )


class _Shaped:
    """One file typed, then judged by its schema; a value with a trap of its own gets no second finding."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = normalize(source.branch, source.data) if source.readable else None
        self.bad: set[Pointer] = set(source.tainted)
        spots = list(source.spots)
        if source.readable:
            spots += self._shape({spot.breach.pointer for spot in spots})
        self.findings = [finding(s.trap, s.breach, source.file, s.line, s.column) for s in spots]

    def _shape(self, told: set[Pointer]) -> Iterator[Spot]:
        for trap, breach in validate(self.source.branch, self.data):
            if breach.pointer not in told:
                told.add(breach.pointer)
                self.bad.add(breach.pointer)
                if near := breach.fields.get("proche"):
                    self.bad.add((*breach.pointer[:-1], near))
                yield Spot(*self.source.place(breach.pointer), trap, breach)
        for pointer in self.source.suspects:
            found = unquoted(self.source.branch, pointer, self._written(pointer))
            if found and pointer not in told:
                yield Spot(*self.source.place(pointer), *found)

    def _written(self, pointer: Pointer) -> str:
        value = self.source.data
        for part in pointer[1:]:
            value = value[part]
        return str(value)


def _territory(
    folder: Folder, tree: dict[str, Any], source: Source | None
) -> tuple[Territory | None, tuple[Finding, ...]]:
    """Find which department this is, by its code, else by the name of its folder."""
    known = territories()
    by_folder = known.get(folder.path.name.partition("-")[0].upper())
    commission = tree.get("commission")
    code = commission.get("departement") if isinstance(commission, dict) else None
    if not isinstance(code, str) or source is None:
        return by_folder, ()
    pointer: Pointer = ("commission", "departement")
    line, column = source.place(pointer)
    if code not in known:
        if len(code) not in (2, 3) or not code[0].isdigit():
            return by_folder, ()  # Le schéma a déjà dit que le code est mal écrit.
        breach = Breach(pointer=pointer, fields={"code": code})
        return None, (finding("departement-hors-liste", breach, source.file, line, column),)
    territory = known[code]
    if folder.path.name == territory.folder:
        return territory, ()
    fields = {"dossier": folder.path.name, "code": code, "attendu": territory.folder}
    breach = Breach(pointer=pointer, fields=fields)
    return territory, (finding("dossier-mal-nomme", breach, source.file, line, column),)
