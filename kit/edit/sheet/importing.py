"""The rows of a workbook put into the files of a department: who is known is completed, who is not is added."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from kit.edit import amendment
from kit.edit.amendment import Amendment
from kit.edit.sheet import entries, headings, sittings
from kit.edit.sheet.entries import Entry, Row
from kit.edit.sheet.faults import Fault
from kit.edit.sheet.tables import NAMES, SEAT, SESSION, Table, tables
from kit.edit.sheet.tables import field as field_of
from kit.edit.sheet.workbook import Sheet, written
from kit.findings.finding import Finding, Pointer, reached
from kit.french import count, spaced
from kit.judging.specimens import next_free
from kit.model.department import Dossier, identifiers
from kit.yaml.repair import identifier
from kit.yaml.sample import sample
from kit.yaml.schema import JsonSchema, resolve


@dataclass(slots=True)
class Imported:
    """What a workbook makes of a department: the files, how many entries are added and completed, and the faults; when
    there is one, nothing is to be written. `names` of persons were read, in the columns of the titles `named`."""

    faults: list[Fault] = field(default_factory=list)
    amendment: Amendment | None = None
    rows: int = 0
    added: int = 0
    completed: int = 0
    names: int = 0
    named: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Say how many rows were read, and what they made: « 20 lignes lues, 18 ajoutées, 2 complétées »."""
        rows = count(self.rows, "ligne lue", "lignes lues")
        return spaced(f"{rows}, {count(self.added, 'ajoutée')}, {count(self.completed, 'complétée')}")


def imported(dossier: Dossier, sheets: Iterable[Sheet], day: datetime.date, aside: Set[str]) -> Imported:
    """Put the rows of sheets into a department, in memory; `day` is the one whose text ranks the seats, `aside` what is
    left out (comparable). Raises UsageError as `amend`."""
    understood = headings.understood(sheets, tuple(tables().values()), aside)
    made = _Making(dossier)
    for headed in understood.sheets:
        found = entries.read(headed, day, identifiers(made.sources))
        understood.faults += found.faults
        understood.faults += made.take(headed.table, found.rows)
    done = Imported(
        understood.faults, None, made.rows, made.added, made.completed, sum(made.named.values()), tuple(made.named)
    )
    if not done.faults:
        done.amendment = amendment.amend(dossier, made.wanted)
        done.faults += (made.refused(finding) for finding in done.amendment.findings)
    return done


class _Making:
    """A department while rows are put into it."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self.sources = dict(dossier.sources)
        self.wanted: dict[str, Any] = {}
        self.rows = self.added = self.completed = 0
        self.named: Counter[str] = Counter()
        self._origins: dict[Pointer, Row] = {}

    def take(self, table: Table, rows: list[Row]) -> Iterator[Fault]:
        """Put the rows of a sheet at their places; gives why some cannot be."""
        self.rows += len(rows)
        self.named += Counter(_names(table, rows))
        places = self._known(table, rows)
        for number, row in enumerate(rows):
            where = self._where(row)
            if where is None:
                yield row.fault("seance-inconnue", (SESSION,), seance=str(row.under))
                continue
            held = self._list(where)
            if place := places.get(number):
                if _completed(held[int(place[-1])], row.entry, table.described):
                    self.completed += 1
            elif other := self._twin(table, row):
                yield row.fault("en-double", ("id",), id=str(row.value("id")), ligne=str(other.number + 1))
            else:
                yield from _incomplete(row, table.described, ())
                place = (*where, len(held))
                held.append(_ordered(self._numbered(row, held), table.described))
                self.added += 1
                self._origins[place] = row
            self.sources[table.branch] = replace(self.sources[table.branch], data=self.wanted[table.branch])

    def _known(self, table: Table, rows: list[Row]) -> dict[int, Pointer]:
        """Give the entries of which rows speak, by the number of the row: the surest key first, for all rows."""
        places: dict[int, Pointer] = {}
        for key in table.keys:
            for number, row in enumerate(rows):
                if number not in places and (place := self._match(table, row, key)):
                    places[number] = place
                    self._origins[place] = row
        return places

    def _match(self, table: Table, row: Row, key: tuple[str, ...]) -> Pointer | None:
        """Give the entry of which no other row speaks, and that says the same as a row at the places of a key; of
        several, the one that says most of what the row does."""
        if not all(row.value(name) for name in key):
            return None
        wanted = tuple(str(row.value(name)) for name in key)
        found = {
            place: entry
            for place, under, entry in self._entries(table)
            if place not in self._origins and _said(table, under, entry, key) == wanted and _may_be(row, entry, key)
        }
        return max(found, key=lambda place: _alike(row.entry, found[place]), default=None)

    def _twin(self, table: Table, row: Row) -> Row | None:
        """Give another row that says the same term of the same identifier."""
        key = next((key for key in table.keys if "id" in key), ())
        if not row.value("id"):
            return None
        said = [str(row.value(name)) for name in key]
        others = (other for other in self._origins.values() if other.headed.table is table)
        return next((other for other in others if [str(other.value(name)) for name in key] == said), None)

    def refused(self, finding: Finding) -> Fault:
        """Say at its row what reading the files made finds wrong in them."""
        branch = finding.file.rpartition("/")[2].removesuffix(".yaml")
        parts = (int(part) if part.isdecimal() else part for part in finding.pointer.split("/")[1:])
        pointer = self._dossier.parts.whole((branch, *parts))
        told = {"constat": finding.message, "remede": finding.remedy}
        for size in range(len(pointer), 0, -1):
            if row := self._origins.get(pointer[:size]):
                return row.fault("refus", pointer[size:], **told)
        return Fault(sheet=finding.file, case="refus", fields=told)

    def _whole(self, branch: str) -> Any:
        """Give a file as it will be."""
        if branch not in self.wanted:
            self.wanted[branch] = amendment.copied(amendment.held(self._dossier, branch))
        return self.wanted[branch]

    def _where(self, row: Row) -> Pointer | None:
        """Give the place of the list that a row belongs to; None when it is that of a session that is not written."""
        table = row.headed.table
        if table.under != SESSION:
            return (*table.pointer, *((row.under,) if row.under else ()))
        labels = sittings.labels(self._whole(table.branch))
        if row.under not in labels:
            return None
        return (table.branch, labels.index(row.under), *table.pointer[1:])

    def _list(self, pointer: Pointer) -> list[Entry]:
        """Give the list at a place of the files as they will be; it is made when there is none."""
        found = self._whole(str(pointer[0]))
        for part in pointer[1:]:
            found = found[part] if isinstance(part, int) else found.setdefault(part, [])
        listed: list[Entry] = found
        return listed

    def _entries(self, table: Table) -> Iterator[tuple[Pointer, str | None, Entry]]:
        """Give the entries of a list with their places, and what each stands under."""
        whole = self._whole(table.branch)
        for where, under in _lists(table, whole):
            for rank, entry in enumerate(reached(whole, where[1:]) or ()):
                yield (*where, rank), under, entry

    def _numbered(self, row: Row, held: list[Entry]) -> Entry:
        """Give an entry with the identifier that follows those of its list, or that its name makes."""
        table = row.headed.table
        if row.value("id") or not (table.prefix or table.under == SEAT):
            return row.entry
        taken = {str(entry.get("id")) for _, _, entry in self._entries(table)}
        stems = {str(entry["id"]).rpartition("-")[0] for entry in held if entry.get("id")} - {""}
        if table.prefix:
            plain = identifier(str(row.value("nom")))
            name = plain if plain.startswith(table.prefix) else f"{table.prefix}-{plain}"
        else:
            name = f"{stems.pop() if len(stems) == 1 else str(row.under).replace('_', '-')}-1"
        return {"id": next_free(taken, name) if name in taken else name, **row.entry}


def _names(table: Table, rows: list[Row]) -> Iterator[str]:
    """Give, for each name of a person that rows say, the title of its column as the sheet has it."""
    for row in rows if table.under == SEAT else ():
        headed = row.headed
        for number, column in headed.columns.items():
            if column.place in NAMES and row.value(column.name):
                yield written(headed.sheet.rows[headed.row][number])


def _lists(table: Table, whole: Any) -> Iterator[tuple[Pointer, str | None]]:
    """Give the places of the lists of a table, and what each stands under."""
    if table.under == SEAT:
        yield from (((*table.pointer, seat), seat) for seat in whole)
    elif table.under == SESSION:
        for rank, label in enumerate(sittings.labels(whole)):
            yield (table.branch, rank, *table.pointer[1:]), label
    else:
        yield table.pointer, None


def _said(table: Table, under: str | None, entry: Entry, key: tuple[str, ...]) -> tuple[str, ...]:
    """Give what an entry says at the places of a key."""
    return tuple(str(under if name == table.under else reached(entry, tuple(name.split(".")))) for name in key)


def _may_be(row: Row, entry: Entry, key: tuple[str, ...]) -> bool:
    """Tell whether an entry may be the one of which a row speaks: not under another identifier, not a term that was
    over before the one of the row starts, and, when no identifier says so, nothing that sets them apart."""
    given, start, end = row.value("id"), row.value("mandat.debut"), reached(entry, ("mandat", "fin"))
    same = not given or not entry.get("id") or given == entry["id"]
    later = start and end and str(end) < str(start)
    pairs = ((row.value(name), reached(entry, tuple(name.split(".")))) for name in row.headed.table.apart)
    other = "id" not in key and any(one and known and one != known for one, known in pairs)
    return same and not later and not other


def _alike(entry: Entry, known: Entry) -> int:
    """Count the values that two entries share."""
    same = 0
    for key, value in entry.items():
        held = known.get(key)
        same += _alike(value, held) if isinstance(value, dict) and isinstance(held, dict) else _same(value, held)
    return same


def _incomplete(row: Row, described: JsonSchema, place: tuple[str, ...]) -> Iterator[Fault]:
    """Say what a group of values lacks without which it says nothing: the kind of a local authority, of a deputy."""
    for key, value in (reached(row.entry, place) or {}).items():
        here = (*place, key)
        inside = resolve(field_of(described, here))
        lacking = [each for each in inside.get("required", ()) if isinstance(value, dict) and each not in value]
        for name in lacking:
            column = row.headed.table.column(".".join((*here, name)))
            example = str(sample((*row.headed.table.entry, *here, name)))
            yield row.fault("valeur-absente", (*here, name), titre=column.title, exemple=example)
        if isinstance(value, dict):
            yield from _incomplete(row, described, here)


def _completed(known: Entry, entry: Mapping[str, Any], described: JsonSchema) -> bool:
    """Write in an entry what a row says of it; an empty cell takes nothing away. Tells whether anything changed."""
    changed = False
    for key, value in entry.items():
        inside = resolve(described["properties"][key])
        if isinstance(value, dict) and isinstance(known.get(key), dict):
            changed |= _completed(known[key], value, inside)
        elif not _same(known.get(key), value):
            known[key] = _ordered(value, inside)
            changed = True
    return changed


def _same(one: Any, other: Any) -> bool:
    """Tell values that are the same but for their blanks: a cell has no line ends of its own."""
    both = isinstance(one, str) and isinstance(other, str)
    return one == other or (both and str(one).split() == str(other).split())


def _ordered(value: Any, described: JsonSchema) -> Any:
    """Give an entry with its keys in the order of the schema, which is that of the files."""
    if not isinstance(value, dict):
        return value
    known = described["properties"]
    return {key: _ordered(value[key], resolve(known[key])) for key in known if key in value}
