"""Which prefect a title names: that of a department, or of a region."""

import functools
import re

from kit.law.territories import Territory, slug, territories

_PREFECT = re.compile(r"-(?:prefete?|prefectures?)-")
# « préfet de région », sans dire laquelle ; « corps préfectoral » n’est celui d’aucun lieu.
_REGION = re.compile(r"-(?:prefete?|prefecture)-(?:de-la-|de-)?region-")


def other_prefect(title: str, here: Territory) -> str | None:
    """Give the place whose prefect a title names (« du Rhône », « de région »), when it is not a department, nor a
    region of which its prefect is that; None when it names no place, or this one among others."""
    read = f"-{slug(title)}-"
    if not _PREFECT.search(read):
        return None
    named = _named(read)
    if any(each.code == here.code for each in named):
        return None
    if named:
        return named[0].of
    if not _REGION.search(read):
        return None
    own = here.region_seat and (f"-{slug(here.region)}-" in read or not any(f"-{each}-" in read for each in _regions()))
    return None if own else "de région"


def _named(read: str) -> list[Territory]:
    """Give the departments that a title names, the longest name first: « du Lot » is no « du Lot-et-Garonne », nor
    « de la Loire » « Pays de la Loire »."""
    found = []
    for name, territory in _by_length():
        if f"-{name}-" in read:
            found += [territory] if territory else []
            read = read.replace(f"-{name}-", "--")
    return found


@functools.cache
def _by_length() -> tuple[tuple[str, Territory | None], ...]:
    regions: dict[str, Territory | None] = dict.fromkeys(_regions())
    every = regions | {slug(each.of): each for each in territories().values()}
    return tuple(sorted(every.items(), key=lambda entry: (-len(entry[0]), entry[0])))


@functools.cache
def _regions() -> frozenset[str]:
    return frozenset(slug(each.region) for each in territories().values())
