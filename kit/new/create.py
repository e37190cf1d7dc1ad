"""Where a new department goes: which one is meant, and its folder written whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kit import resources
from kit.errors import UsageError
from kit.law.territories import Territory, slug, territories
from kit.schema import BRANCHES
from kit.suggest import nearest

_SHARED = "definitions"


def territory(written: str) -> Territory:
    """Give the department of a code or of a name; raises UsageError with the nearest one."""
    known = territories()
    code, plain = written.strip().upper(), slug(written)
    found = known.get(code) or next((each for each in known.values() if slug(each.name) == plain), None)
    if found:
        return found
    names = {each.name: each for each in known.values()}
    # Un numéro qui ressemble à un autre ne veut rien dire : seul un nom se devine.
    near = known.get(code.zfill(2)) or names.get(nearest(written, names) or "")
    hint = f" : vouliez-vous dire « {near.code} », {near.name} ?" if near else "."
    message = f"« {written} » n’est pas un des {len(known)} départements{hint} Donnez son numéro, par exemple 48 ou 2A."
    raise UsageError(message)


def refuse(root: Path, wanted: Territory) -> None:
    """Raise UsageError when the department already has a folder under `root/departments`."""
    base = root / "departments"
    same = [path.name for path in base.glob("*") if path.name.partition("-")[0].upper() == wanted.code]
    if same:
        message = f"« {(base / min(same)).as_posix()} » existe déjà : rien n’a été écrit."
        raise UsageError(message)


def write(root: Path, wanted: Territory, files: Mapping[str, str]) -> tuple[Path, bool]:
    """Write the folder of a department, and the schemas that editors read when the repository has none; give the
    folder, and whether the schemas were written. Raises OSError when it cannot, UsageError when it exists."""
    refuse(root, wanted)
    base = root / "departments"
    base.mkdir(parents=True, exist_ok=True)
    schemas = _schemas(root)
    work = Path(tempfile.mkdtemp(prefix=".en-cours-", dir=base))
    try:
        for name, text in sorted(files.items()):
            (work / name).write_text(text, encoding="utf-8", newline="\n")
        work.chmod(0o755)
        # D'un seul geste : un arrêt avant lui ne laisse aucun dossier à moitié écrit.
        work.rename(base / wanted.folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return base / wanted.folder, schemas


def _schemas(root: Path) -> bool:
    """Copy beside the departments what editors complete and explain from, unless it is there already."""
    folder = root / "schemas"
    if folder.exists():
        return False
    folder.mkdir()
    for name in (*BRANCHES, _SHARED):
        shutil.copyfile(resources.SCHEMAS / f"{name}.schema.json", folder / f"{name}.schema.json")
    return True
