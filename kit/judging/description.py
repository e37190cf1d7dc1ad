"""What a procedure leaves unsaid, the texts that say nothing, the words looked for in a text."""

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from kit.findings.finding import Outcome, Pointer
from kit.findings.rule import Breach
from kit.french import listing, quoted
from kit.judging.case import Case
from kit.judging.placeholder import says_nothing
from kit.judging.proposed import filled
from kit.law.territories import slug
from kit.law.texts import data
from kit.model.records import leaves
from kit.yaml import schema

# Au-delà, une liste de clés ne se lit plus.
_MOST = 5
# Le fichier, la procédure, la clé.
_SHALLOW = 3
# « Vacant (recrutement en cours) » : ce qui suit n’enlève rien à ce que dit la première partie.
_PARTS = re.compile(r"[(),;:–—]")


def silent(
    case: Case,
    name: str,
    keys: Iterable[str],
    *,
    more: Iterable[Pointer] = (),
    told: Collection[Pointer] = (),
) -> Iterator[Breach]:
    """Give one breach for all that a procedure does not say, and one for its texts that say nothing.

    `keys` are paths under the procedure (`accompagnement/logement`); the sentences are `silence` and `vide`. What is
    `told` elsewhere is not said again."""
    if not case.commission.readable("procedures", name):
        return
    record = getattr(case.commission.procedures, name, None)
    paths = (tuple(key.split("/")) for key in keys)
    missing: list[Pointer] = [("procedures", name, *path) for path in paths if value(record, path) is None]
    if missing := [*missing, *more]:
        yield _told(case, record, missing, ("procedures", name), "silence", Outcome.OPEN)
    if empty := [pointer for pointer, text in leaves(record, str) if says_nothing(text) and pointer not in told]:
        yield _told(case, record, empty, empty[0], "vide", Outcome.REVIEW)


def without(text: str, words: Iterable[str]) -> str:
    """Give a text in plain words, less some of them, the longest first."""
    plain = f"-{slug(text)}-"
    for word in sorted(map(slug, words), key=len, reverse=True):
        plain = plain.replace(f"-{word}-", "-")
    return plain


def speaks_of(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text holds one of these words, whatever its accents and capitals."""
    padded = f"-{slug(text)}-"
    return any(f"-{slug(word)}-" in padded for word in words)


@functools.lru_cache(maxsize=4096)
def names_nobody(title: str) -> bool:
    """Tell whether a title, or one of its parts, holds the place of somebody to come, or is too general for one."""
    return (
        speaks_of(title, data("maison")["mots_vacants_partout"])
        or any(map(_vacant, map(slug, _PARTS.split(title))))
        or says_nothing(title)
        or _bare(title) in _general()
        or _general_words().issuperset(_bare(title))
    )


def _vacant(part: str) -> bool:
    """Tell whether a part of a title, in plain words, is or begins by words that name nobody."""
    words = _slugs("mots_vacants")
    return bool(part) and (part in words or any(part.startswith(f"{word}-") for word in words if "-" in word))


@functools.cache
def _general() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_bare, ("", *data("maison")["titres_generiques"])))


@functools.cache
def _general_words() -> frozenset[str]:
    return frozenset(_slugs("mots_generaux"))


@functools.cache
def _slugs(words: str) -> tuple[str, ...]:
    return tuple(slug(word) for word in data("maison")[words])


def _bare(text: str) -> tuple[str, ...]:
    """Give the words of a text that are not link words."""
    links = _slugs("mots_de_liaison")
    return tuple(word for word in slug(text).split("-") if word and word not in links)


def value(record: Any, path: tuple[str, ...]) -> Any:
    """Give what a record says at the end of a path, or None."""
    for part in path:
        record = getattr(record, part, None)
    return record


def _told(case: Case, record: Any, pointers: list[Pointer], place: Pointer, sentence: str, outcome: Outcome) -> Breach:
    changes = filled(case.tree, pointers)
    # Une ligne qui va dans un groupe déjà écrit se nomme avec lui ; les autres se voient dans l’exemple.
    seen = len(pointers) > _MOST and all(len(change.pointer) <= _SHALLOW for change in changes)
    titles = quoted(dict.fromkeys(title(pointer) for pointer in pointers))
    return Breach(
        pointer=pointers[0] if len(pointers) == 1 else place,
        case=sentence,
        outcome=outcome,
        fields={"quoi": titles, "cles": "ces lignes" if seen else _keys(record, pointers)},
        changes=changes,
    )


def _keys(record: Any, pointers: Iterable[Pointer]) -> str:
    """Write the keys to add, each where it belongs: « logement » (dans « accompagnement: »)."""
    under: dict[str, list[str]] = {}
    for pointer in pointers:
        under.setdefault(_parent(record, pointer), []).append(str(pointer[-1]))
    groups = [
        [f"« {key} »" for key in keys] if not parent else [f"{quoted(keys)} (dans {parent})"]
        for parent, keys in under.items()
    ]
    return listing(key for group in groups for key in group)


def _parent(record: Any, pointer: Pointer) -> str:
    """Name what holds a key inside a procedure: a line of it, one of its documents, or nothing."""
    held = pointer[len(("procedures", "aps")) : -1]
    if not held:
        return ""
    if isinstance(held[-1], int):
        return f"la pièce « {getattr(record, str(held[0]))[held[-1]].piece} »"
    return f"« {held[-1]}: »"


def title(pointer: Pointer) -> str:
    """Name a field of the files as its schema does, by its key when the schema does not know it."""
    described = schema.at(str(pointer[0]), pointer[1:])
    return str(described["title"]) if described else str(pointer[-1])
