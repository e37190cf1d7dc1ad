"""What of two states of a department can be compared: what cannot be read on one side is said, never guessed."""

from collections.abc import Container, Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from kit.diff.difference import Change, added, removed, unread
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import Pair, fields_of, same
from kit.french import quoted
from kit.model.commission import Arrete, Commission
from kit.model.department import Dossier
from kit.model.sessions import Convocation, Seance
from kit.yaml import schema
from kit.yaml.schema import BRANCHES

_RECORDS = {"commission": Commission, "arretes": Arrete, "sessions": Seance, "convocation": Convocation}
_NOT_WRITTEN = "unreadable"


def _said(field: Field[Any]) -> Any:
    return list(field.default) if isinstance(field.default, tuple) else field.default


# Ce que le modèle tient pour dit quand le fichier se tait : l'écrire ou non ne change rien.
SILENT = {
    name: {
        field.name: _said(field)
        for field in fields(record)
        if field.default not in (None, MISSING) and field.name != _NOT_WRITTEN
    }
    for name, record in _RECORDS.items()
}


def compared(words: Lexicon, before: Dossier, after: Dossier) -> tuple[dict[str, Pair], list[Change]]:
    """Give, for each of the four files, the values that can be compared, and what to say of what cannot."""
    found: dict[str, Pair] = {}
    notices: list[Change] = []
    for branch in BRANCHES:
        found[branch], said = _file(words, branch, before, after)
        notices += said
    return found, notices


def _file(words: Lexicon, branch: str, before: Dossier, after: Dossier) -> tuple[Pair, list[Change]]:
    name, nothing = f"« {branch}.yaml »", Pair(None, None)
    broken = [branch in each.sources and branch not in each.tree for each in (before, after)]
    if any(broken):
        sides = zip((before, after), broken, strict=True)
        lost = [_unreadable(branch, each) if gone else () for each, gone in sides]
        rewritten = _texts(branch, before) != _texts(branch, after)
        files = tuple(dict.fromkeys((*lost[0], *lost[1]))) if rewritten else ()
        said = [
            unread(f"Le fichier « {file} » {_beyond(file, before, after)}{_unread([file in s for s in lost])}")
            for file in files
        ]
        return nothing, [*said, *_beside(before, after, files)] if branch == schema.SESSIONS else said
    if branch in before.sources and branch not in after.sources:
        return nothing, [removed(f"Fichier {name} retiré : ce qu’il disait n’est plus dit")]
    new_file = branch in after.sources and branch not in before.sources
    notices = [added(f"Fichier {name} ajouté")] if new_file else []
    keys = [_lost(branch, each) for each in (before, after)]
    for key in sorted(set().union(*keys)):
        if not same(_written(branch, key, before), _written(branch, key, after)):
            notices.append(_part(words, branch, key, [key in side for side in keys]))
    old, new = (_settled(branch, each.tree.get(branch), set().union(*keys)) for each in (before, after))
    return Pair(old, new), notices


def _unreadable(branch: str, dossier: Dossier) -> tuple[str, ...]:
    """Give the files that keep one of the four from being read; a value that is not read keeps no list from it."""
    lists = {f"{each}.yaml" for each, source in dossier.sources.items() if isinstance(source.data, list)}
    found = dossier.unread(branch)
    return tuple(each for each in found if each not in lists) or found


def _beside(before: Dossier, after: Dossier, told: Container[str]) -> Iterator[Change]:
    """Say that no session is compared when one of their files is not read, and which of the others change."""
    old, new = (_texts(schema.SESSIONS, each) for each in (before, after))
    others = [f"{each}.yaml" for each in {**old, **new} if old.get(each) != new.get(each)]
    if left := [each for each in others if each not in told]:
        verb = "change" if len(left) == 1 else "changent"
        yield unread(f"Aucune séance n’est comparée : {quoted(left)} {verb} aussi")


def _texts(branch: str, dossier: Dossier) -> dict[str, str]:
    return {each: source.text for each, source in dossier.sources.items() if schema.kind(each) == branch}


def _beyond(file: str, *sides: Dossier) -> str:
    """Say that a file is too big to be read, and the limit; nothing of any other."""
    sources = (each.sources.get(file.removesuffix(".yaml")) for each in sides)
    spots = (spot for source in sources if source for spot in source.spots if spot.trap == "fichier-trop-gros")
    return next((f"dépasse la limite de {spot.breach.fields['limite']} et " for spot in spots), "")


def _unread(broken: list[bool]) -> str:
    """Say on which sides something cannot be read."""
    if all(broken):
        return "ne peut être lu ni avant ni après ce changement : rien n’y est comparé"
    return f"ne peut pas être lu {'avant' if broken[0] else 'après'} ce changement : rien n’y est comparé"


def _lost(branch: str, dossier: Dossier) -> set[str]:
    """Give the keys of a file that were left out because they cannot be trusted."""
    tree = fields_of(dossier.tree.get(branch))
    spots = (spot[1] for spot in dossier.bad if len(spot) == 2 and spot[0] == branch)
    return {key for key in spots if isinstance(key, str) and key not in tree}


def _written(branch: str, key: str, dossier: Dossier) -> Any:
    source = dossier.sources.get(branch)
    return fields_of(source.data).get(key) if source else None


def _part(words: Lexicon, branch: str, key: str, broken: list[bool]) -> Change:
    label = words.seat_title(key) if branch == "membres" else words.label((branch, key))
    if schema.at(branch, (key,)) is None:
        return unread(f"{words.label((branch, key))} ({branch}.yaml) : rien n’y est comparé")
    return unread(f"« {label} » ({branch}.yaml) {_unread(broken)}")


def _settled(name: str, value: Any, lost: Container[str] = ()) -> Any:
    """Leave out of a value the keys that were lost, and of all it holds the fields that only say what silence says."""
    if isinstance(value, list):
        return [_settled(name, item) for item in value]
    if not isinstance(value, dict):
        return value
    silent = SILENT.get(name, {})
    told = {key: held for key, held in value.items() if key not in lost and (key not in silent or held != silent[key])}
    return {key: _settled(key, held) for key, held in told.items()}
