"""The identifiers of a department: those that say no more than what their own entry shows, and what to write instead
of one that tells of somebody."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.findings.finding import Pointer
from kit.law.territories import slug
from kit.privacy.shapes import hits_in

_APPROVED = ("commission", "associations_agreees")
# Ce qui se lit à côté d’un identifiant ; « nom » n’est celui d’une personne que dans membres.yaml.
_SHOWN: tuple[tuple[str, ...], ...] = (("titre",), ("organisme",), ("collectivite", "nom"))


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What the entries of the files show beside their identifier (`shown`, as words), and what each identifier may
    become (`free`): the seat or the list that holds it and a rank that nothing else has."""

    shown: Mapping[str, frozenset[str]]
    free: Mapping[str, str]

    def explains(self, identifier: str, found: str) -> bool:
        """Tell whether all words found in an identifier are in what its entry shows: it then tells nothing more."""
        return set(slug(found).split("-")) <= self.shown.get(identifier, frozenset())

    def near(self, text: str) -> bool:
        """Tell whether a text shares a word with an entry: it then designates this one, badly."""
        words = set(slug(text).split("-"))
        return any(words & (shown | set(known.split("-"))) for known, shown in self.shown.items())


def identifiers(trees: Iterable[tuple[str, Any]]) -> Identifiers:
    """Read the identifiers of the files as written, by their branch; what is not of the expected shape is left out."""
    entries = [entry for branch, tree in trees for entry in _entries(branch, tree)]
    taken = {entry["id"] for _, entry in entries}
    shown: dict[str, frozenset[str]] = {}
    free: dict[str, str] = {}
    for place, entry in entries:
        known = entry["id"]
        shown[known] = shown.get(known, frozenset()) | _words(place, entry)
        if known not in free:
            stem = "association" if place == _APPROVED else str(place[-1]).replace("_", "-")
            free[known] = next(name for n in itertools.count(1) if (name := f"{stem}-{n}") not in taken)
            taken.add(free[known])
    return Identifiers(shown, free)


def _entries(branch: str, tree: Any) -> Iterator[tuple[Pointer, Mapping[str, Any]]]:
    """Give the entries that bear an identifier, with the list that holds each."""
    for key, held in tree.items() if isinstance(tree, Mapping) else ():
        if isinstance(held, list) and (branch == "membres" or (branch, key) == _APPROVED):
            for entry in held:
                if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
                    yield (branch, key), entry


def _words(place: Pointer, entry: Mapping[str, Any]) -> frozenset[str]:
    """Give the words of the texts of an entry that are accepted where they stand."""
    shown = (*_SHOWN, ("nom",)) if place == _APPROVED else _SHOWN
    texts = ((keys, _at(entry, keys)) for keys in shown)
    kept = (slug(text) for keys, text in texts if isinstance(text, str) and not hits_in(text, (*place, 0, *keys)))
    return frozenset(word for text in kept for word in text.split("-"))


def _at(entry: Any, keys: Iterable[str]) -> Any:
    for key in keys:
        entry = entry.get(key) if isinstance(entry, Mapping) else None
    return entry
