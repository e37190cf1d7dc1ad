"""What of two states of a department can be compared: what cannot be read on one side is said, never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.diff.change import Change, added, removed, unread
from kit.diff.lexicon import Lexicon
from kit.diff.pairing import fields_of, same
from kit.model.department import Dossier
from kit.yaml import schema
from kit.yaml.schema import BRANCHES

# Ce que le modèle tient pour dit quand le fichier se tait : l'écrire ou non ne change rien.
SILENT: dict[str, dict[str, Any]] = {
    "commission": {"exemple": False, "liste_membres": "complete", "vacances": [], "derogations": []},
    "arretes": {"objet": []},
    "sessions": {"pouvoirs": []},
    "convocation": {"urgence": False, "seconde": False},
}


@dataclass(frozen=True, slots=True)
class Compared:
    """The values of one file on both sides, without what cannot be read, and what to say of that."""

    before: Any
    after: Any
    notices: tuple[Change, ...]


def compared(words: Lexicon, before: Dossier, after: Dossier) -> dict[str, Compared]:
    """Give, for each of the four files, what can be compared."""
    return {branch: _file(words, branch, before, after) for branch in BRANCHES}


def _file(words: Lexicon, branch: str, before: Dossier, after: Dossier) -> Compared:
    name = f"{branch}.yaml"
    if blind := [side for side, each in _sides(before, after) if branch in each.sources and branch not in each.tree]:
        told = unread(f"Le fichier « {name} » {_unread(blind)}") if _rewritten(branch, before, after) else None
        return Compared(None, None, (told,) if told else ())
    if branch in before.sources and branch not in after.sources:
        return Compared(None, None, (removed(f"Fichier « {name} » retiré : ce qu’il disait n’est plus dit"),))
    new_file = branch in after.sources and branch not in before.sources
    notices = [added(f"Fichier « {name} » ajouté")] if new_file else []
    lost = sorted({*_lost(branch, before), *_lost(branch, after)})
    notices += [_part(words, branch, key, before, after) for key in lost if _differs(branch, key, before, after)]
    old, new = (_settled(branch, each.tree.get(branch)) for _, each in _sides(before, after))
    return Compared(_kept(old, lost), _kept(new, lost), tuple(notices))


def _sides(before: Dossier, after: Dossier) -> tuple[tuple[str, Dossier], tuple[str, Dossier]]:
    return ("avant", before), ("après", after)


def _unread(sides: list[str]) -> str:
    if len(sides) > 1:
        return f"ne peut être lu ni {' ni '.join(sides)} ce changement : rien n’y est comparé"
    return f"ne peut pas être lu {sides[0]} ce changement : rien n’y est comparé"


def _rewritten(branch: str, before: Dossier, after: Dossier) -> bool:
    old, new = before.sources.get(branch), after.sources.get(branch)
    return old is None or new is None or old.text != new.text


def _lost(branch: str, dossier: Dossier) -> Iterator[str]:
    """Give the keys of a file that were left out because they cannot be trusted."""
    tree = fields_of(dossier.tree.get(branch))
    for spot in dossier.bad:
        if len(spot) == 2 and spot[0] == branch and isinstance(spot[1], str) and spot[1] not in tree:
            yield spot[1]


def _differs(branch: str, key: str, before: Dossier, after: Dossier) -> bool:
    return not same(_written(branch, key, before), _written(branch, key, after))


def _written(branch: str, key: str, dossier: Dossier) -> Any:
    source = dossier.sources.get(branch)
    return fields_of(source.data).get(key) if source else None


def _part(words: Lexicon, branch: str, key: str, before: Dossier, after: Dossier) -> Change:
    blind = [side for side, each in _sides(before, after) if key in _lost(branch, each)]
    label = words.seat_title(key) if branch == "membres" else words.label((branch, key))
    if schema.at(branch, (key,)) is None:
        return unread(f"{words.label((branch, key))} ({branch}.yaml) : rien n’y est comparé")
    return unread(f"« {label} » ({branch}.yaml) {_unread(blind)}")


def _kept(data: Any, lost: list[str]) -> Any:
    return {key: value for key, value in data.items() if key not in lost} if isinstance(data, dict) else data


def _settled(name: str, value: Any) -> Any:
    """Leave out of a value, and of what it holds, the fields that only say what silence says."""
    if isinstance(value, list):
        return [_settled(name, item) for item in value]
    if not isinstance(value, dict):
        return value
    silent = SILENT.get(name, {})
    return {key: _settled(key, held) for key, held in value.items() if key not in silent or held != silent[key]}
