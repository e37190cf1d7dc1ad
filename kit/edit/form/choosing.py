"""Of the files that somebody chose, those of one fiche: among folders, archives and several departments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kit.edit.form.draft import code_of
from kit.errors import UsageError
from kit.files.archive import unpacked
from kit.french import count, quoted, spaced
from kit.law.territories import territories
from kit.model.folder import branch_of
from kit.privacy.names import quotable

ZIP = ".zip"
# Garde-fou : les fichiers de tous les départements tiennent largement dessous.
_MOST = 500
_HERE, _PAIR = ".", 2
_NAMELESS = "un répertoire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The files of one fiche by name, the code of its department, or nothing when nobody says it, and what the person
    who chose them is told."""

    files: Mapping[str, bytes]
    code: str
    told: str = ""


def read(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Give, of the paths chosen, those worth reading, and what is said of those beyond the limit."""
    useful = [path for path in paths if _is_of_a_fiche(path) or path.lower().endswith(ZIP)]
    left = len(useful) - _MOST
    unread = count(left, "fichier n’a pas été lu", "fichiers n’ont pas été lus")
    said = f"{unread} : choisissez le répertoire d’un seul département."
    return useful[:_MOST], [spaced(said)] if left > 0 else []


def chosen(files: Mapping[str, bytes], code: str) -> Chosen:
    """Give those of the files that are of the department `code`, else of the only one that is there. Raises UsageError
    when another is there, several, or twice the same."""
    folders: dict[str, dict[str, bytes]] = defaultdict(dict)
    for path, raw in _unpacked(files):
        folders[str(path.parent)][path.name.lower()] = raw
    named = {folder: _named(folder, held) for folder, held in folders.items()}
    known = sorted({each for each in named.values() if each})
    if code and known and code not in known and "" not in named.values():
        raise UsageError(_elsewhere(code, known))
    if not code and len(known) > 1:
        message = f"Il y a là plusieurs départements ({len(known)}) : choisissez le vôtre, puis ouvrez-les de nouveau."
        raise UsageError(message)
    wanted = code or "".join(known)
    kept = [folder for folder, each in named.items() if each == wanted] or [f for f, each in named.items() if not each]
    if len(kept) > 1:
        raise UsageError(_twice(kept, folders, of_one=wanted in known))
    held = folders[kept[0]] if kept else {}
    silent = [folder for folder, each in named.items() if not each and folder not in kept]
    told = [f"Rien ne dit le département de {_shown([each], folders)} : ce n’est pas ouvert." for each in silent]
    if held and code and not named[kept[0]]:
        territory = territories()[code]
        told.append(
            f"Ces fichiers ne disent pas leur département : ils sont ouverts comme ceux {territory.of} ({code})."
        )
    return Chosen(files=held, code=wanted, told=spaced(" ".join(told)))


def _unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Give those of the files that have the name of one of a department, whatever its case, those inside archives
    included, each by its path; one that is named exactly comes last."""
    for path, raw in sorted(files.items(), key=lambda each: branch_of(PurePosixPath(each[0]).name) is not None):
        if path.lower().endswith(ZIP):
            inside = {f"{path}/{name}": each for name, each in unpacked(raw).items()}
            yield from ((PurePosixPath(name), each) for name, each in inside.items() if _is_of_a_fiche(name))
        elif _is_of_a_fiche(path):
            yield PurePosixPath(path), raw


def _is_of_a_fiche(path: str) -> bool:
    return branch_of(PurePosixPath(path).name.lower()) is not None


def _named(folder: str, held: Mapping[str, bytes]) -> str:
    """Give the code of the department that files name, else the one of the name of their folder, or nothing."""
    code = code_of(held)
    if code in territories():
        return code
    by_folder = {each.folder: each.code for each in territories().values()}
    return by_folder.get(PurePosixPath(folder).name, "")


def _elsewhere(code: str, known: list[str]) -> str:
    wanted = territories()[code]
    if len(known) > 1:
        return f"La fiche {wanted.of} ({code}) n’est pas parmi ces fichiers : choisissez-en d’autres."
    named = territories()[known[0]]
    return (
        f"Ces fichiers sont ceux {named.of} ({named.code}) : effacez « {wanted.name} ({wanted.code}) » du champ "
        "« Département », puis ouvrez-les de nouveau."
    )


def _twice(kept: list[str], folders: Mapping[str, Mapping[str, bytes]], *, of_one: bool) -> str:
    if not of_one:
        return f"Rien ne dit de quel département sont {_shown(kept, folders)} : gardez les fichiers d’un seul."
    times = "deux fois" if len(kept) == _PAIR else f"{len(kept)} fois"
    return f"Ce département est là {times} ({_shown(kept, folders)}) : gardez-en une."


def _shown(kept: Iterable[str], folders: Mapping[str, Mapping[str, bytes]]) -> str:
    """Give folders as a sentence names them; files that stand in none, by the first of them."""
    return quoted(quotable(next(iter(folders[each])) if each == _HERE else each, _NAMELESS) for each in kept)
