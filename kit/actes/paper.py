"""What a paper says before any model words it: fields by group, lists of rows, and why it may not be regular."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.french import NBSP, spaced

# Ce que les fichiers ne disent pas, et ce que le droit laisse incertain : se voit, et ne s’invente pas.
MARK = re.compile(r"\[à (?:compléter|vérifier)\b[^\[\]]*\]")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list: the names of what each row says, and the rows; there may be none."""

    keys: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What stands on the cover note of a paper: what is wrong or to be checked, what to do, by which text, or else at
    which place of the files."""

    irregular: bool
    message: str
    remedy: str
    text: str
    place: str = ""

    @property
    def source(self) -> str:
        """The text on which it rests, or where it stands, as the note says it."""
        return f"Texte : {self.text}" if self.text else f"Fichier : {self.place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper: its kind, the name of its file, its title, the values of its fields and of its lists, its remarks."""

    kind: str
    name: str
    title: str
    fields: Mapping[str, Row]
    lists: Mapping[str, Rows]
    remarks: tuple[Remark, ...] = ()

    @property
    def shown(self) -> Iterator[tuple[str, str]]:
        """Give each field by the name that a model writes, with its value; of a list, that of its first row."""
        for group, row in self.fields.items():
            yield from ((f"[{group}.{key}]", value) for key, value in row.items())
        for group, known in self.lists.items():
            first: Row = known.rows[0] if known.rows else {}
            yield from (
                (f"[{group}.{key}]", f"(liste de {len(known.rows)}) {first.get(key, '')}") for key in known.keys
            )

    @property
    def irregular(self) -> bool:
        """Whether something makes it irregular."""
        return any(remark.irregular for remark in self.remarks)


def listed(keys: str, *rows: Row) -> Rows:
    """Give a list whose rows say these things, in words parted by spaces."""
    return Rows(tuple(keys.split()), rows)


def blank(what: str) -> str:
    """Write what the files do not say, so that somebody fills it in."""
    return f"[à compléter{NBSP}: {spaced(what)}]"


def doubt(why: str) -> str:
    """Write that somebody must look, and why."""
    return f"[à vérifier{NBSP}: {spaced(why)}]"
