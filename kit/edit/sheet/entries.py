"""The rows of a sheet read into entries of a department: what each says, where it says it, and what is wrong."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.edit.sheet import seats, sittings
from kit.edit.sheet.cells import Data, Misread, understood
from kit.edit.sheet.faults import Fault
from kit.edit.sheet.headings import Headed
from kit.edit.sheet.tables import SEAT, SITTINGS, Column
from kit.edit.sheet.workbook import written
from kit.findings.finding import Pointer, reached
from kit.french import date
from kit.model.sessions import HELD
from kit.privacy.names import personal
from kit.privacy.texts import Text, hits, texts
from kit.yaml.guesses import nearest, question
from kit.yaml.names import shown
from kit.yaml.sample import sample
from kit.yaml.written import Known

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was read: its number (from 0), the seat or the session under which its list stands, and the entry,
    its texts as a file writes them."""

    headed: Headed
    number: int
    under: str | None
    entry: Entry

    def value(self, name: str) -> Any:
        """Give what it says at a place written « mandat.debut », or None."""
        return self.under if name == self.headed.table.under else reached(self.entry, tuple(name.split(".")))

    def fault(self, case: str, place: Pointer = (), **fields: str) -> Fault:
        """Give a fault of this row, at the column that fills a place of its entry when there is one."""
        keys = tuple(part for part in place if isinstance(part, str))
        columns = ((number, column.place) for number, column in self.headed.columns.items())
        near = (number for number, known in columns if keys and keys[: len(known)] == known)
        return self.headed.fault(case, self.number, next(near, None), **fields)


@dataclass(slots=True)
class Read:
    """The rows of a sheet, and the faults of its cells."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(headed: Headed, day: datetime.date, known: Mapping[str, Known]) -> Read:
    """Read the rows under the titles, empty ones left out; `day` is the one whose text gives the seats their ranks,
    `known` the identifiers of the department."""
    found = Read()
    for number, cells in enumerate(headed.sheet.rows[headed.row + 1 :], headed.row + 1):
        clear = (at for at in headed.columns if at < len(cells) and (number, at) not in headed.sheet.marks.formulas)
        told = {at: text for at in clear if (text := written(cells[at]))}
        # Un modèle a le nom de chaque siège : une ligne que personne n’a remplie ne dit rien.
        if any(headed.columns[at].name != SEAT for at in told):
            row, faults = _row(headed, number, told, day, known)
            found.faults += faults
            found.rows += [row] if row else []
    return found


def _row(
    headed: Headed, number: int, told: Mapping[int, str], day: datetime.date, known: Mapping[str, Known]
) -> tuple[Row | None, list[Fault]]:
    entry: Entry = {}
    faults: list[Fault] = []
    under: str | None = None
    lost: set[str] = set()
    for at, text in told.items():
        column = headed.columns[at]
        reading = _value(headed, column, text, day, known)
        if isinstance(reading, Misread):
            reading = _private(headed, column, text) or reading
            faults.append(headed.fault(reading.case, number, at, **reading.fields))
            lost.add(column.name)
        elif column.name == headed.table.under:
            under = str(reading)
        else:
            _put(entry, column.place, reading)
    row = Row(headed=headed, number=number, under=under, entry=entry)
    faults += [*_lacking(row, lost, day), *_early(row, day), *_whole(row)]
    placed = under is not None or not headed.table.under
    return (row if placed and not faults else None), faults


def _value(headed: Headed, column: Column, text: str, day: datetime.date, known: Mapping[str, Known]) -> Data | Misread:
    described = headed.table.schema_of(column)
    if column.name == headed.table.under == SEAT:
        return _seat(text, day)
    if column.name == headed.table.under:
        written_day, rank = sittings.parted(text)
        reading = understood(written_day, column, described)
        return reading if isinstance(reading, Misread) else f"{reading}{rank}"
    items = described.get("items") or described
    reading = understood(text, column, described, known.get(str(items.get("x-reference"))))
    if isinstance(reading, Misread) and column.name == "aussi_pour":
        several = [_seat(part, day) for part in text.replace("\n", ",").replace(";", ",").split(",") if part.strip()]
        wrong = next((each for each in several if isinstance(each, Misread)), None)
        return wrong or [str(each) for each in several]
    return reading


def _seat(text: str, day: datetime.date) -> str | Misread:
    """Give the key of a seat; a rank alone is that of the day, and must agree with the words beside it."""
    named, choice = seats.named(text, day), seats.choices(day)
    by_words = named.by_words
    if len(by_words) == 1:
        (found,) = by_words
        if not named.ranked or (named.by_rank and named.by_rank.id == found) or seats.had_rank(found, text):
            return found
        if named.by_rank:
            fields = {
                "valeur": shown(text),
                "ordinal": named.by_rank.ordinal,
                "du_rang": named.by_rank.short,
                "des_mots": seats.short(found),
                "exemple": seats.label(found, day),
            }
            return Misread("siege-contredit", fields)
    if named.by_rank and not named.worded:
        return named.by_rank.id
    if named.by_rank and named.by_rank.id in by_words:
        return named.by_rank.id
    near = nearest(text, choice)
    return Misread("siege-inconnu", {"valeur": shown(text), "question": question(near), "exemple": choice[-1]})


def _private(headed: Headed, column: Column, text: str) -> Misread | None:
    """Refuse what a cell says of a person, which no sentence may repeat."""
    pointer = headed.table.entry
    if column.name == headed.table.under:
        # Ce sous quoi une ligne est rangée n’est pas une clé de ce qu’elle dit.
        label = personal(text)
    else:
        held = next(texts(_placed(column.place, text), pointer), Text(pointer, text))
        label = next((hit.label for hit in hits(held)), None)
    return Misread("donnee-personnelle", {"quoi": label}) if label else None


def _placed(place: tuple[str, ...], value: Data) -> Entry:
    entry: Entry = {}
    _put(entry, place, value)
    return entry


def _put(entry: Entry, place: tuple[str, ...], value: Data) -> None:
    for key in place[:-1]:
        entry = entry.setdefault(key, {})
    entry[place[-1]] = value


def _lacking(row: Row, lost: set[str], day: datetime.date) -> Iterator[Fault]:
    """Say what a row does not say without which it says nothing, and a seat that its term does not know."""
    for name in row.headed.table.required:
        column = row.headed.table.column(name)
        if row.value(name) or name in lost or column not in row.headed.columns.values():
            continue
        if name == row.headed.table.under == SEAT:
            yield row.headed.fault("siege-absent", row.number, row.headed.at(column), exemple=seats.choices(day)[-1])
        else:
            example = _example(row, column)
            fields = {"titre": column.title, "exemple": example}
            yield row.headed.fault("valeur-absente", row.number, row.headed.at(column), **fields)
    told = [name for key in row.headed.table.keys for name in key]
    if not row.headed.table.required and told and not any(row.value(name) or name in lost for name in told):
        column = row.headed.table.column(told[0])
        example = _example(row, column)
        yield row.headed.fault("valeur-absente", row.number, None, titre=column.title, exemple=example)
    if row.headed.table.under == SEAT and row.under and not {"mandat.debut", "mandat.fin"} & lost:
        yield from _timeless(row, day)


def _example(row: Row, column: Column) -> str:
    under = column.name == row.headed.table.under
    return str(sample((row.headed.table.branch, 0, "date") if under else (*row.headed.table.entry, *column.place)))


def _timeless(row: Row, day: datetime.date) -> Iterator[Fault]:
    first, last = (row.value(f"mandat.{each}") for each in ("debut", "fin"))
    start = datetime.date.fromisoformat(first) if first else None
    end = datetime.date.fromisoformat(last) if last else None
    if start and end and end < start:
        return  # Ces deux dates se contredisent : lire la fiche le dira.
    # Sans fin, un mandat court encore le jour où la fiche se lit.
    if not seats.exists(str(row.under), start or day, end or (None if start else day)):
        told = (f"au {date(start)}" if start else "", f"jusqu’au {date(end)}" if end else "")
        when = " ni ".join(filter(None, told)) or f"au {date(day)}"
        place = row.headed.at(row.headed.table.column(SEAT))
        yield row.headed.fault("siege-hors-temps", row.number, place, siege=seats.short(str(row.under)), quand=when)


def _early(row: Row, day: datetime.date) -> Iterator[Fault]:
    """Say that a session is held before its day has come."""
    held = row.headed.table.id == SITTINGS and row.value("etat") == HELD
    if held and (when := row.value("date")) and when > day.isoformat():
        yield row.fault("seance-a-venir", ("etat",), jour=date(datetime.date.fromisoformat(when)))


def _whole(row: Row) -> Iterator[Fault]:
    """Look at the entry as a whole: what several cells say of a person between them."""
    pointer = row.headed.table.entry
    for text in texts(row.entry, pointer):
        for hit in hits(text):
            yield row.fault("donnee-personnelle", text.pointer[len(pointer) :], quoi=hit.label)
            break
