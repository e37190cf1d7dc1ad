"""What the kit reads is never what it writes over: the departments, `kit.yaml`, the baseline; nor is what somebody has
filled in."""

from contextlib import suppress
from pathlib import Path

from kit.errors import UsageError
from kit.files.place import written
from kit.model.folder import HOME
from kit.model.repository import FILE
from kit.privacy.names import quotable

# Un nom qui convient à ce que chaque option écrit.
_INSTEAD = {"--output": "build/rapport.txt", "--feuille": "build/presence.xlsx", "--baseline": "kit-baseline.json"}
# Un nom de fichier qui est celui d’une personne ne se répète pas.
_FILE = "le fichier donné"
# Les fichiers d’une fiche, et kit.yaml.
_READ = {".yaml", ".yml"}


def spare(option: str, path: Path | None, *roots: Path, baseline: Path | None = None) -> None:
    """Raise UsageError when what an option asks to write stands in the `departments` of a root, or is its `kit.yaml` or
    the baseline, however the path is written; nothing when it asks for nothing."""
    if path is None:
        return
    whole = written(path).parent.resolve() / path.name
    read = [root / FILE for root in roots] + ([baseline] if baseline else [])
    instead, named = _instead(option, path), quotable(str(path), _FILE)
    if any(_same(folder, root / HOME) for folder in whole.parents for root in roots):
        _refuse(option, instead, f"« {named} » est dans « {HOME} », où le kit n’écrit pas de rapport")
    if any(_same(whole.parent, each.parent) and whole.name.lower() == each.name.lower() for each in read):
        _refuse(option, instead, f"« {named} » est un fichier que le kit lit, et il serait remplacé")


def keep(path: Path, raw: bytes) -> None:
    """Raise UsageError for a file that is there and holds something else; one that cannot be read is left to who
    writes."""
    with suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size and path.read_bytes() != raw:
            named = quotable(path.as_posix(), _FILE)
            message = (
                f"« {named} » existe déjà, et quelqu’un a pu le remplir : donnez un autre nom, ou "
                "remplacez-le avec « --remplacer »."
            )
            raise UsageError(message)


def _same(one: Path, other: Path) -> bool:
    # Un disque qui prend les majuscules pour des minuscules, ou un lien, donne deux noms au même dossier.
    with suppress(OSError, ValueError):
        return one.samefile(other)
    return False


def _instead(option: str, path: Path) -> str:
    """Give a name that holds: of the kind that was asked for, unless the kit reads that kind."""
    known = Path(_INSTEAD[option])
    kept = path.suffix and path.suffix not in _READ and option != "--baseline"
    return (known.with_suffix(path.suffix) if kept else known).as_posix()


def _refuse(option: str, instead: str, why: str) -> None:
    message = f"{why} : donnez à « {option} » un autre fichier, par exemple « {instead} »."
    raise UsageError(message)
