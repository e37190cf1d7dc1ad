"""Which sheet of a workbook is which, where its titles are, and what each of its columns is."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain

from kit.edit.sheet.faults import Fault, letter
from kit.edit.sheet.tables import Column, Table, comparable, personal
from kit.edit.sheet.workbook import Sheet, written
from kit.privacy.names import personal as personal_name
from kit.privacy.names import quotable
from kit.privacy.texts import Text, hits
from kit.yaml.guesses import certain, question
from kit.yaml.names import shown
from kit.yaml.schema import BRANCHES

# Un titre général et une ligne blanche peuvent précéder les titres des colonnes ; une liste ne commence pas plus bas.
_LOWEST, _FEWEST = 20, 2
# Un prénom à côté d’un nom : une fiche n’a qu’un champ, « nom ».
_FIRST_NAME, _NAME = "prenom", "nom"
_ASIDE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A sheet whose columns are known: the row of its titles, and what stands in which column (both from 0)."""

    sheet: Sheet
    table: Table
    row: int
    columns: dict[int, Column]

    def fault(self, case: str, row: int | None = None, column: int | None = None, **fields: str) -> Fault:
        """Give a fault at a place of this sheet."""
        return Fault(sheet=self.sheet.label, case=case, row=row, column=column, fields=fields)

    def at(self, column: Column) -> int:
        """Give where a column stands; the first one when it is not there."""
        return next((number for number, each in self.columns.items() if each == column), 0)


@dataclass(slots=True)
class Understood:
    """The sheets that were understood, in the order in which they fill a department, and what is wrong."""

    sheets: list[Headed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def understood(sheets: Iterable[Sheet], tables: Sequence[Table], aside: Set[str] = frozenset()) -> Understood:
    """Recognise sheets and columns, among those of some tables; what has a name or a title of `aside` (comparable) is
    left out."""
    found = Understood()
    named: dict[str, Headed] = {}
    for sheet in sheets:
        if sheet.blank or (sheet.name and comparable(sheet.name) in aside):
            continue
        if sheet.hidden:
            found.faults.append(Fault(sheet=sheet.label, case="feuille-masquee"))
        elif headed := _headed(sheet, tables):
            first = named.setdefault(headed.table.id, headed)
            if first is headed:
                found.faults += _faults(headed, aside)
            else:
                found.faults.append(headed.fault("feuille-en-double", autre=first.sheet.label))
        elif told := personal_name(sheet.name):
            found.faults.append(Fault(sheet=sheet.label, case="feuille-personnelle", fields={"quoi": told}))
        else:
            case = "feuille-inconnue" if named else "sans-titres"
            one, other = tables[0].columns[0], tables[0].column(tables[0].required[-1])
            fields = {"feuille": shown(sheet.name), "un": one.title, "autre": other.title}
            found.faults.append(Fault(sheet=sheet.label, case=case, fields=fields))
    # Ce qu’une feuille cite d’une autre y est déjà : les associations avant les membres, les membres avant les séances.
    order = [table.id for table in tables]
    found.sheets = sorted(
        named.values(), key=lambda each: (BRANCHES.index(each.table.branch), order.index(each.table.id))
    )
    return found


def nowhere(sheets: Sequence[Sheet], title: str) -> bool:
    """Tell whether a title to leave out is that of no sheet and of no column."""
    wanted = comparable(title)
    names = (each.name for each in sheets)
    cells = (written(value) for each in sheets for row in each.rows[: _LOWEST + 1] for value in row)
    return all(comparable(text) != wanted for text in chain(names, cells) if text)


def _headed(sheet: Sheet, tables: Sequence[Table]) -> Headed | None:
    """Give the table of a sheet and the row of its titles: those that know the most columns; the name decides."""
    best: tuple[tuple[int, bool, int], Headed] | None = None
    for rank, table in enumerate(tables):
        named = comparable(sheet.name) in table.words
        for number, row in enumerate(sheet.rows[:_LOWEST]):
            known = _columns(table, [written(value) for value in row])
            if len(known) < _FEWEST:
                continue
            score = (len(known), named, -rank)
            if best is None or score > best[0]:
                best = score, Headed(sheet=sheet, table=table, row=number, columns=known)
    return best[1] if best else None


def _columns(table: Table, titles: Iterable[str]) -> dict[int, Column]:
    """Give the columns that titles name, the first of each; what one of the house calls so exactly comes first."""
    known: dict[int, Column] = {}
    for number, title in enumerate(titles):
        # « Du (jj/mm/aaaa) » : ce qui est entre parenthèses explique le titre.
        plain = comparable(_ASIDE.sub("", title))
        exact = (each for each in table.columns if each.plain == plain)
        near = (each for each in table.columns if plain and plain in each.words)
        if found := next(exact, None) or next(near, None):
            known[number] = found
    return known


def _faults(headed: Headed, aside: Set[str]) -> Iterator[Fault]:
    """Say which columns are not understood, say a thing twice or lack; then what the cells hide."""
    titles = [written(value) for value in headed.sheet.rows[headed.row]]
    width = max(len(row) for row in headed.sheet.rows)
    seen: dict[str, int] = {}
    for number in range(width):
        title = titles[number] if number < len(titles) else ""
        if comparable(title) in aside and title:
            headed.columns.pop(number, None)
        elif column := headed.columns.get(number):
            if column.name in seen:
                other = letter(seen[column.name])
                yield headed.fault(
                    "colonne-en-double", headed.row, number, titre=quotable(title, column.title), autre=other
                )
            seen.setdefault(column.name, number)
        elif title or any(_below(headed, number)):
            yield _unknown(headed, number, title)
    for name in headed.table.required:
        if name not in seen:
            yield headed.fault("colonne-manquante", headed.row, titre=headed.table.column(name).title)
    yield from _hiding(headed)


def _below(headed: Headed, number: int) -> Iterator[bool]:
    for row in headed.sheet.rows[headed.row + 1 :]:
        yield number < len(row) and bool(written(row[number]))


def _unknown(headed: Headed, number: int, title: str) -> Fault:
    if not title:
        return headed.fault("colonne-sans-titre", headed.row, number)
    told = next((hit.label for hit in hits(Text((headed.table.branch,), title))), None) or personal_name(title)
    if told:
        return headed.fault("colonne-muette", headed.row, number, quoi=told)
    if personal(title, headed.table):
        beside = any(each.place[-1] == _NAME for each in headed.columns.values())
        case = "nom-en-deux" if beside and comparable(title).startswith(_FIRST_NAME) else "colonne-personnelle"
        return headed.fault(case, headed.row, number, titre=shown(title))
    titles = {each.plain: each.title for each in headed.table.columns}
    near = titles.get(certain(comparable(title), titles) or "")
    return headed.fault("colonne-inconnue", headed.row, number, titre=shown(title), question=question(near))


def _hiding(headed: Headed) -> Iterator[Fault]:
    """Say which cells of the columns read hold a formula, or are merged."""
    marks = headed.sheet.marks
    for row, column in sorted(marks.formulas):
        if row >= headed.row and column in headed.columns:
            yield headed.fault("formule", row, column)
    for first, left, last, right in sorted(marks.merged):
        if last >= headed.row and any(column in headed.columns for column in range(left, right + 1)):
            cells = f"{letter(left)}{first + 1}:{letter(right)}{last + 1}"
            yield headed.fault("case-fusionnee", first, left, cases=cells)
