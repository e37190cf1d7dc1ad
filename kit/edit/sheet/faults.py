"""What is wrong in a spreadsheet: where, in which words, and what to write instead."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.errors import UsageError
from kit.files import resources
from kit.french import spaced
from kit.privacy.names import quotable
from kit.yaml import own

_NONE: Mapping[str, str] = {}
# Ce qui peut se laisser de côté, et le champ de sa phrase qui le nomme.
_ASIDE = {"feuille-inconnue": "feuille", "colonne-inconnue": "titre", "colonne-personnelle": "titre"}


class UnusableError(Exception):
    """A file that cannot be read as a spreadsheet; `case` is its sentence in `phrases.yaml`."""

    def __init__(self, case: str, **fields: str) -> None:
        """Take the case and the fields of the sentence."""
        super().__init__(case)
        self.case, self.fields = case, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at a place of a sheet; rows and columns start at 0, None for a whole row or a whole sheet."""

    sheet: str
    case: str
    row: int | None = None
    column: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def order(self) -> tuple[str, int, int]:
        """Give where it comes among the others: sheet by sheet, in the order of the rows."""
        return self.sheet, -1 if self.row is None else self.row, -1 if self.column is None else self.column

    @property
    def message(self) -> str:
        """Say what is wrong."""
        return spaced(_told()["tableau"][self.case]["constat"].format_map(self.fields))

    @property
    def remedy(self) -> str:
        """Say what to do."""
        return spaced(_told()["tableau"][self.case]["remede"].format_map(self.fields).strip())

    @property
    def page_remedy(self) -> str:
        """Say what to do to somebody who has the page « Ma fiche » before her, and no command."""
        said = _told()["page"].get(self.case)
        return spaced(said.format_map(self.fields)) if said else self.remedy

    @property
    def aside(self) -> str:
        """Give the title of the column or of the sheet that may be left out as it is; nothing for any other fault."""
        return self.fields.get(_ASIDE.get(self.case, ""), "")

    @property
    def place(self) -> str:
        """Say where: « Membres, ligne 5, colonne C »."""
        parts = [self.sheet] if self.sheet else []
        parts += [] if self.row is None else [f"ligne {self.row + 1}"]
        parts += [] if self.column is None else [f"colonne {letter(self.column)}"]
        return spaced(", ".join(parts))


def letter(column: int) -> str:
    """Give the letters of a column, from 0: « A », « AB »."""
    name, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        name = chr(ord("A") + last) + name
    return name


def unusable(case: str, file: str, fields: Mapping[str, str] = _NONE, *, in_page: bool = False) -> UsageError:
    """Give the only sentence that is said of a file that cannot be read or written; `in_page`, to somebody who has the
    page « Ma fiche » before her, and no command."""
    said = (_told()["page"].get(case) if in_page else None) or _told()["fichier"][case]
    named = quotable(file, "Ce fichier" if in_page else "le fichier donné")
    return UsageError(spaced(said.format_map({"fichier": named, **fields})))


@functools.cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = own.values((resources.SHEET / "phrases.yaml").read_text(encoding="utf-8"))
    return told
