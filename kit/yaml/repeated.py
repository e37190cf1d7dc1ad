"""Identifiers and references written twice: a name that stands for two entries stands for none."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Pointer
from kit.findings.rule import Breach
from kit.yaml import schema
from kit.yaml.faults import Told
from kit.yaml.guesses import following
from kit.yaml.names import shown
from kit.yaml.repair import identifier

# Ce qui distingue les entrées d’une liste de commission.yaml, et le cas de la phrase qui le dit.
_LISTS = (("associations_agreees", "id", ""), ("arretes", "reference", "arrete"))
Entry = tuple[Pointer, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Repeated:
    """An entry named as one before it: where each name stands, what is said of the second; `same` when both are sure to
    be the same association, whose approval was renewed."""

    first: Pointer
    told: Told
    same: bool = False


class _Names:
    """The names of a file, with those that its sentences have offered."""

    def __init__(self, entries: Iterable[Entry], key: str) -> None:
        self._taken = {str(entry.get(key)).strip() for _, entry in entries}

    def free(self, name: str) -> str:
        """Give a name that follows another and that nothing bears yet; it is then borne."""
        found = following(name, self._taken)
        self._taken.add(found)
        return found


def repeated(branch: str, data: Any) -> Iterator[Repeated]:
    """Tell each entry of a file named as one before it.

    A member keeps an identifier from one term to the next, and from one seat to another: only another title, in the
    same seat, is that of somebody else. A file comes back under its reference, at another session."""
    if branch == "commission" and isinstance(data, dict):
        for name, key, case in _LISTS:
            entries = tuple(_entries(data.get(name), (branch, name)))
            yield from _twice(entries, key, case, _Names(entries, key))
    elif branch == "membres" and isinstance(data, dict):
        seats = [tuple(_entries(holders, (branch, seat))) for seat, holders in data.items()]
        names = _Names(itertools.chain.from_iterable(seats), "id")
        for holders in seats:
            yield from _shared(holders, names)
    elif schema.kind(branch) == schema.SESSIONS:
        sessions = tuple(_entries(data, (branch,)))
        yield from _twice(sessions, "id", "seance", _Names(sessions, "id"))
        for place, session in sessions:
            entries = tuple(_entries(session.get("dossiers"), (*place, "dossiers")))
            yield from _twice(entries, "reference", "dossier", _Names(entries, "reference"))


def _entries(listed: Any, place: Pointer) -> Iterator[Entry]:
    for rank, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (*place, rank), entry


def _twice(entries: Iterable[Entry], key: str, case: str, names: _Names) -> Iterator[Repeated]:
    first: dict[str, tuple[Pointer, dict[str, Any]]] = {}
    for place, entry in entries:
        name, here = entry.get(key), (*place, key)
        if isinstance(name, str):
            known, other = first.setdefault(name.strip().casefold(), (here, entry))
            if known != here:
                same = not case and _name(entry) == _name(other)
                yield Repeated(known, _told(here, name, "renouvellement" if same else case, names), same)


def _name(entry: dict[str, Any]) -> str:
    return identifier(str(entry.get("nom")))


def _shared(holders: Iterable[Entry], names: _Names) -> Iterator[Repeated]:
    first: dict[str, tuple[Pointer, str]] = {}
    for place, holder in holders:
        name, title, here = holder.get("id"), holder.get("titre"), (*place, "id")
        if isinstance(name, str) and isinstance(title, str):
            known, other = first.setdefault(name, (here, title))
            if identifier(other) != identifier(title):
                yield Repeated(known, _told(here, name, "titulaire", names))


def _told(here: Pointer, name: str, case: str, names: _Names) -> Told:
    fields = {"valeur": shown(name), "libre": names.free(name.strip())}
    return "identifiant-repete", Breach(pointer=here, case=case, fields=fields)
