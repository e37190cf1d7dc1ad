"""The sheets of a workbook as `colonnes.yaml` describes them: which columns, for which values of a department."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.files import resources
from kit.findings.finding import Pointer
from kit.yaml import own, schema
from kit.yaml.repair import identifier
from kit.yaml.schema import JsonSchema

MEMBERS, FILES, SITTINGS = "membres", "dossiers", "seances"
# Ce sous quoi des listes sont rangées, et la colonne qui le dit.
SEAT, SESSION = "siege", "seance"
# Où une fiche qui garde le nom d’un membre ou de son suppléant l’écrit.
NAMES: tuple[Pointer, ...] = (("nom",), ("suppleant", "nom"))
# Une largeur de colonne, en caractères, quand la table n’en dit pas.
_WIDTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the place that it fills in an entry, key by key, its title, as it is written and as it is compared, the
    words by which it is known again."""

    place: tuple[str, ...]
    title: str
    plain: str
    words: frozenset[str]
    model: bool
    width: int
    otherwise: str

    @property
    def name(self) -> str:
        """Its place as the table writes it: « mandat.debut »."""
        return ".".join(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet: the list of a department that its rows fill (one for each seat, or for each session, when it stands
    `under` them), the columns, and what tells that a row speaks
    of an entry (`keys`), or of another one (`apart`)."""

    id: str
    name: str
    words: frozenset[str]
    pointer: Pointer
    under: str
    keys: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...]
    prefix: str
    wanted: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def branch(self) -> str:
        """The file of its list."""
        return str(self.pointer[0])

    @property
    def entry(self) -> Pointer:
        """The place of an entry; under a seat or a session, that of any."""
        if self.under == SESSION:
            return (self.branch, 0, *self.pointer[1:], 0)
        return (*self.pointer, *(("magistrat",) if self.under == SEAT else ()), 0)

    @property
    def described(self) -> JsonSchema:
        """The schema of an entry."""
        return schema.at(self.branch, self.entry[1:]) or {}

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row says nothing; an identifier that lacks is given by the kit."""
        if self.wanted:
            return self.wanted
        always = (self.under,) if self.under else ()
        return (*always, *(key for key in self.described.get("required", ()) if key != "id"))

    def column(self, name: str) -> Column:
        """Give a column by its place."""
        return next(each for each in self.columns if each.name == name)

    def schema_of(self, column: Column) -> JsonSchema:
        """Give the schema of the values of a column; that of a seat names all those there ever were."""
        if column.name == self.under:
            return schema.referred(f"definitions.schema.json#/$defs/{'siege' if self.under == SEAT else 'date'}")
        return field(self.described, column.place)


def field(described: JsonSchema, place: Iterable[str]) -> JsonSchema:
    """Give the schema of a value inside an entry."""
    for key in place:
        described = schema.resolve(described["properties"][key])
    return described


@functools.cache
def attendance() -> Table:
    """Give the list of those who came to a session, which is no sheet of a department."""
    return _table("presence", _told()["presence"])


def comparable(text: str) -> str:
    """Give a text without its accents, capitals, signs and articles: « N° de l’arrêté » and « no arrete » are one."""
    words = identifier(text.replace("°", "o ").replace("’", "'")).split("-")
    return "-".join([word for word in words if word and word not in _articles()] or words)


@functools.cache
def tables() -> dict[str, Table]:
    """Give the sheets by their id, in the order in which a workbook has them."""
    return {name: _table(name, told) for name, told in _told()["feuilles"].items()}


def personal(title: str, table: Table) -> bool:
    """Tell whether a column would hold what is said of a person, in a sheet of members or in any."""
    told = _told()
    words = [*told["personnelles"], *(told["coordonnees"] if table.id == MEMBERS else ())]
    return comparable(title) in set(map(comparable, words))


@functools.cache
def values(place: str) -> Mapping[str, str]:
    """Give the words that people write for the values of a column, each with the value that a file has."""
    known: dict[str, list[str]] = _told()["valeurs"].get(place, {})
    return {comparable(word): value for value, words in known.items() for word in (value, *words)}


@functools.cache
def nothing() -> tuple[str, ...]:
    """Give the words that say that a list is empty, the one that the kit writes first."""
    return tuple(_told()["vides"])


@functools.cache
def truths() -> Mapping[str, str]:
    """Give the words that people write for « true » and « false »."""
    told: dict[str, list[str]] = _told()["booleens"]
    return {comparable(word): value for value, words in told.items() for word in (value, *words)}


def _table(name: str, told: dict[str, Any]) -> Table:
    return Table(
        id=name,
        name=told["nom"],
        words=frozenset(map(comparable, (told["nom"], *told["mots"]))),
        pointer=tuple(told["liste"].split("/")),
        under=told.get("par", ""),
        keys=tuple(map(tuple, told["reconnu"])),
        apart=tuple(told.get("distingue", ())),
        prefix=told.get("prefixe", ""),
        wanted=tuple(told.get("requis", ())),
        columns=tuple(map(_column, told["colonnes"])),
    )


def _column(told: dict[str, Any]) -> Column:
    return Column(
        place=tuple(told["place"].split(".")),
        title=told["titre"],
        plain=comparable(told["titre"]),
        words=frozenset(map(comparable, (told["titre"], told["place"], *told["mots"]))),
        model=told.get("modele") == "oui",
        width=int(told.get("largeur", _WIDTH)),
        otherwise=told.get("sinon", ""),
    )


@functools.cache
def _articles() -> frozenset[str]:
    return frozenset(_told()["articles"])


@functools.cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = own.values((resources.SHEET / "colonnes.yaml").read_text(encoding="utf-8"))
    return told
