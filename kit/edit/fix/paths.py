"""What to correct: whole departments, or the files that were named."""

from pathlib import Path

from kit.errors import UsageError
from kit.model.folder import FILES, Folder, find
from kit.yaml.schema import BRANCHES


def asked(root: Path, paths: tuple[Path, ...]) -> dict[Folder, frozenset[str]]:
    """Give the folders to correct, sorted, and which of their four files; a path that is a file asks for it alone.

    Raises UsageError as `kit.model.folder.find` does, and for a file that is none of the four."""
    files = [path for path in paths if path.is_file()]
    others = tuple(path for path in paths if path not in files)
    wanted: dict[Folder, frozenset[str]] = {}
    for path in files:
        (folder,) = find(root, (path,))
        real = path.resolve()
        if real.name not in FILES:
            message = f"« {path} » n’est pas un des quatre fichiers d’un département : rien n’a été corrigé."
            raise UsageError(message)
        wanted[folder] = wanted.get(folder, frozenset()) | {real.stem}
    if others or not files:
        wanted.update(dict.fromkeys(find(root, others), frozenset(BRANCHES)))
    return dict(sorted(wanted.items(), key=lambda entry: entry[0].path))
