"""The commission as the law speaks of it: dated holders, presidencies, orders; each knows its pointer.

Built from values that `validate` accepted. A record that holds an unreadable value is left out, and the place
where it stood is kept in `unreadable`: what cannot be read is neither a breach nor a proof.
"""

import dataclasses
import datetime
import functools
import types
import typing
from dataclasses import dataclass
from typing import Any

from kit.report import Pointer

Day = datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where the commission stands."""

    pointer: Pointer
    etat: str
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidence:
    """An authority that presides, from `debut` to `fin`, both included."""

    pointer: Pointer
    autorite: str
    titre: str | None = None
    representant: bool | None = None
    debut: Day | None = None
    fin: Day | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrete:
    """An order of the prefect."""

    pointer: Pointer
    reference: str
    objet: tuple[str, ...] = ()
    date: Day | None = None
    signataires: tuple[str, ...] | None = None
    publication: str | None = None
    lien: str | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that receives."""

    pointer: Pointer
    service: str
    courriel: str | None = None
    telephone: str | None = None
    adresse: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agrement:
    """An approval under R. 121-12-2, from `debut` to `fin`, both included."""

    pointer: Pointer
    reference: str | None = None
    debut: Day | None = None
    fin: Day | None = None
    niveau: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """An association approved for the department."""

    pointer: Pointer
    id: str
    nom: str
    agrement: Agrement | None = None
    a_verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacance:
    """A seat known to be empty, from `depuis` to `jusqu_au`, both included."""

    pointer: Pointer
    siege: str
    depuis: Day
    motif: str
    jusqu_au: Day
    autorite: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derogation:
    """A rule known not to be kept, until `jusqu_au` included."""

    pointer: Pointer
    regle: str
    motif: str
    autorite: str
    jusqu_au: Day
    siege: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandat:
    """A term, from `debut` to `fin`, both included."""

    pointer: Pointer
    debut: Day | None = None
    fin: Day | None = None
    arrete: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """Who designated a member."""

    pointer: Pointer
    par: str | None = None
    cour_appel: str | None = None
    date: Day | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppleant:
    """Who replaces a holder."""

    pointer: Pointer
    titre: str
    nom: str | None = None
    organisme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Formation:
    """The training of a new member."""

    pointer: Pointer
    date: Day | None = None
    association: str | None = None
    niveau: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collectivite:
    """The local authority that a member represents."""

    pointer: Pointer
    type: str
    nom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Titulaire:
    """Who holds a seat during a term."""

    pointer: Pointer
    id: str
    titre: str
    nom: str | None = None
    organisme: str | None = None
    competence: str | None = None
    representant: bool | None = None
    qualite: str | None = None
    designation: Designation | None = None
    mandat: Mandat | None = None
    suppleant: Suppleant | None = None
    formation: Formation | None = None
    association: str | None = None
    collectivite: Collectivite | None = None
    remplace: str | None = None
    a_verifier: str | None = None

    def sits_on(self, day: Day) -> bool:
        """Tell whether the term covers a day; without dates it is taken to run."""
        return self.mandat is None or covers(self.mandat.debut, self.mandat.fin, day)


Seats = types.MappingProxyType[str, tuple[Titulaire, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """One commission: what its two files of composition say; None means that nothing is said."""

    departement: str
    exemple: bool = False
    installation: Installation | None = None
    presidence: tuple[Presidence, ...] | None = None
    arretes: tuple[Arrete, ...] | None = None
    secretariat: Service | None = None
    associations_agreees: tuple[Association, ...] | None = None
    liste_membres: str = "complete"
    invites: tuple[str, ...] | None = None
    vacances: tuple[Vacance, ...] = ()
    derogations: tuple[Derogation, ...] = ()
    sieges: Seats | None = None
    unreadable: frozenset[Pointer] = frozenset()

    def seat(self, seat_id: str) -> tuple[Titulaire, ...]:
        """Give everybody written under a seat, past holders included."""
        return self.sieges.get(seat_id, ()) if self.sieges is not None else ()

    def readable(self, *pointer: str) -> bool:
        """Tell whether everything under a pointer could be read."""
        return not any(bad[: len(pointer)] == pointer or pointer[: len(bad)] == bad for bad in self.unreadable)


def covers(start: Day | None, end: Day | None, day: Day) -> bool:
    """Tell whether a stretch of time, both ends included, holds a day; an absent end is open."""
    return (start is None or start <= day) and (end is None or day <= end)


def build(tree: dict[str, Any], bad: frozenset[Pointer]) -> Commission:
    """Build the commission from the branches `commission` and `membres`, leaving out records that hold a
    pointer of `bad`."""
    raw = tree.get("commission") or {}
    values: dict[str, Any] = {}
    for name, kind in _hints(Commission).items():
        pointer = ("commission", name)
        if name in raw and name not in ("sieges", "unreadable") and pointer not in bad:
            values[name] = _value(kind, raw[name], pointer, bad)
    values = {name: value for name, value in values.items() if value is not None}
    values.setdefault("departement", "")
    return Commission(**values, sieges=_seats(tree, bad), unreadable=bad)


def _seats(tree: dict[str, Any], bad: frozenset[Pointer]) -> Seats | None:
    raw = tree.get("membres")
    if not isinstance(raw, dict):
        return None
    kind = tuple[Titulaire, ...]
    lists = {seat: holders for seat, holders in raw.items() if isinstance(holders, list)}
    return Seats({seat: _value(kind, holders, ("membres", seat), bad) for seat, holders in lists.items()})


@functools.cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _value(kind: Any, raw: Any, pointer: Pointer, bad: frozenset[Pointer]) -> Any:
    """Give the value of a field of that type, or None when it, or what it is made of, cannot be read."""
    if pointer in bad or raw is None:
        return None
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        kind = next(option for option in typing.get_args(kind) if option is not types.NoneType)
    if typing.get_origin(kind) is tuple:
        if not isinstance(raw, list):
            return None
        inner = typing.get_args(kind)[0]
        items = (_value(inner, item, (*pointer, index), bad) for index, item in enumerate(raw))
        return tuple(item for item in items if item is not None)
    if dataclasses.is_dataclass(kind):
        return _record(kind, raw, pointer, bad)
    if kind is Day:
        return Day.fromisoformat(raw)
    return raw


def _record(cls: Any, raw: Any, pointer: Pointer, bad: frozenset[Pointer]) -> Any:
    if not isinstance(raw, dict) or any(spot[: len(pointer)] == pointer for spot in bad):
        return None
    fields = {name: kind for name, kind in _hints(cls).items() if name != "pointer" and name in raw}
    values = {name: _value(kind, raw[name], (*pointer, name), bad) for name, kind in fields.items()}
    return cls(pointer=pointer, **values)
