"""Where a new department goes: which one is meant, and its folder written whole or not at all.

The files name their schema by its place in the repository, `../../schemas`: no network, no path of a machine. A
repository that holds only `departments` receives a copy of these schemas, to be kept with its files; one that is there
is never touched again, but by `kit schemas --editeur`.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kit import resources
from kit.errors import UsageError
from kit.french import listing
from kit.law.territories import Territory, slug, territories
from kit.names import shown
from kit.privacy.names import safe_name
from kit.schema import BRANCHES
from kit.suggest import nearest

SCHEMAS = tuple(f"{name}.schema.json" for name in (*BRANCHES, "definitions"))
_SHOWN = 4


def territory(written: str) -> Territory:
    """Give the department of a code or of a name; raises UsageError with the nearest ones."""
    known = territories()
    plain = slug(written)
    found = known.get(plain.upper()) or next((each for each in known.values() if slug(each.name) == plain), None)
    if found:
        return found
    near = [f"« {each.code} » ({each.name})" for each in _near(plain)[:_SHOWN]]
    hint = f" : vouliez-vous dire {listing(near, 'ou')} ?" if near else "."
    message = (
        f"« {shown(written)} » n’est pas un des {len(known)} départements{hint} Donnez un numéro ou un nom, par "
        "exemple 48, 2A ou Lozère."
    )
    raise UsageError(message)


def _near(plain: str) -> list[Territory]:
    """Give the departments that a word may mean: a number only by its missing zero, a name by how it starts."""
    known = territories()
    if plain.isdecimal():
        # Un numéro qui ressemble à un autre ne veut rien dire.
        return [known[code] for code in (plain.zfill(2),) if code in known]
    names = {slug(each.name): each for each in known.values()}
    started = [each for name, each in names.items() if len(plain) > 1 and f"-{name}".find(f"-{plain}") >= 0]
    near = nearest(plain, names)
    return started or ([names[near]] if near else [])


def refuse(root: Path, wanted: Territory) -> None:
    """Raise UsageError when there is no root, or when the department already has a folder under it."""
    if not root.is_dir():
        message = f"« {root.as_posix()} » n’est pas un dossier : créez-le, ou indiquez le bon avec --root."
        raise UsageError(message)
    base = root / "departments"
    same = [safe_name(path) for path in base.glob("*") if path.name.partition("-")[0].upper() == wanted.code]
    if same:
        message = f"« {(base / min(same)).as_posix()} » existe déjà : rien n’a été écrit."
        raise UsageError(message)


def write(root: Path, wanted: Territory, files: Mapping[str, str]) -> tuple[Path, tuple[str, ...]]:
    """Write the folder of a department, and the schemas that editors read and that the repository lacks; give the
    folder, and the schemas written. Raises OSError when it cannot, UsageError when it exists."""
    refuse(root, wanted)
    base = root / "departments"
    base.mkdir(exist_ok=True)
    missing = tuple(name for name in SCHEMAS if not (root / "schemas" / name).exists())
    copy_schemas(root, missing)
    with _aside(base) as aside:
        work = aside / wanted.folder
        work.mkdir()
        for name, text in sorted(files.items()):
            (work / name).write_text(text, encoding="utf-8", newline="\n")
        # D'un seul geste : un arrêt avant lui ne laisse aucun dossier à moitié écrit.
        work.rename(base / wanted.folder)
    return base / wanted.folder, missing


def copy_schemas(root: Path, names: tuple[str, ...]) -> None:
    """Copy schemas of the kit to `root/schemas`, each whole or not at all; raises OSError when it cannot."""
    folder = root / "schemas"
    if not names or folder.resolve() == resources.SCHEMAS.resolve():
        return
    folder.mkdir(exist_ok=True)
    with _aside(folder) as aside:
        for name in names:
            shutil.copyfile(resources.SCHEMAS / name, aside / name)
            (aside / name).replace(folder / name)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a hidden folder to prepare files in, on the same disk, and take it away in the end."""
    aside = Path(tempfile.mkdtemp(prefix=".en-cours-", dir=folder))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
