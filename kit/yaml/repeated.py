"""Identifiers and references written twice: a name that stands for two entries stands for none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Pointer
from kit.findings.rule import Breach
from kit.yaml.faults import Told
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


def repeated(branch: str, data: Any) -> Iterator[Repeated]:
    """Tell each entry of a file named as one before it.

    A member keeps an identifier from one term to the next, and from one seat to another: only another title, in the
    same seat, is that of somebody else. A file comes back under its reference, at another session."""
    if branch == "commission" and isinstance(data, dict):
        for name, key, case in _LISTS:
            yield from _twice(_entries(data.get(name), (branch, name)), key, case)
    elif branch == "membres" and isinstance(data, dict):
        for seat, holders in data.items():
            yield from _shared(_entries(holders, (branch, seat)))
    elif branch == "sessions":
        for place, session in _entries(data, (branch,)):
            yield from _twice(_entries(session.get("dossiers"), (*place, "dossiers")), "reference", "dossier")


def _entries(listed: Any, place: Pointer) -> Iterator[Entry]:
    for rank, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (*place, rank), entry


def _twice(entries: Iterable[Entry], key: str, case: str) -> Iterator[Repeated]:
    first: dict[str, tuple[Pointer, dict[str, Any]]] = {}
    for place, entry in entries:
        name, here = entry.get(key), (*place, key)
        if isinstance(name, str):
            known, other = first.setdefault(name.strip().casefold(), (here, entry))
            if known != here:
                same = not case and _name(entry) == _name(other)
                yield Repeated(known, _told(here, name, "renouvellement" if same else case), same)


def _name(entry: dict[str, Any]) -> str:
    return identifier(str(entry.get("nom")))


def _shared(holders: Iterable[Entry]) -> Iterator[Repeated]:
    first: dict[str, tuple[Pointer, str]] = {}
    for place, holder in holders:
        name, title, here = holder.get("id"), holder.get("titre"), (*place, "id")
        if isinstance(name, str) and isinstance(title, str):
            known, other = first.setdefault(name, (here, title))
            if identifier(other) != identifier(title):
                yield Repeated(known, _told(here, name, "titulaire"))


def _told(here: Pointer, name: str, case: str) -> Told:
    return "identifiant-repete", Breach(pointer=here, case=case, fields={"valeur": shown(name)})
