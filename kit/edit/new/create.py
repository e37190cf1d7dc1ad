"""Where a new department goes: which one is meant, and its folder written whole or not at all.

The files name their schema by its place in the repository, `../../schemas`: no network, no path of a machine. A
repository that holds only `departments` receives a copy of these schemas, to be kept with its files; one that is there
is never touched again, but by `kit schemas --editeur`.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from kit.errors import UsageError
from kit.files import resources
from kit.files.place import Target, ready, under
from kit.files.work import add
from kit.files.write import replace
from kit.french import listing
from kit.law.territories import Territory, slug, territories
from kit.privacy.names import safe_name, typed
from kit.yaml.guesses import nearest
from kit.yaml.schema import BRANCHES, REPOSITORY

SCHEMAS = tuple(f"{name}.schema.json" for name in (*BRANCHES, REPOSITORY, "definitions"))
ATTRIBUTES = ".gitattributes"
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
    named = typed(written, "Le texte donné")
    message = (
        f"{named} n’est pas un des {len(known)} départements{hint} Donnez un numéro ou un nom, par "
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
        message = f"« {root.as_posix()} » n’est pas un répertoire : créez-le, ou indiquez le bon avec --root."
        raise UsageError(message)
    base = root / "departments"
    same = [safe_name(path) for path in base.glob("*") if path.name.partition("-")[0].upper() == wanted.code]
    if same:
        message = f"« {(base / min(same)).as_posix()} » existe déjà : rien n’a été écrit."
        raise UsageError(message)


def write(root: Path, wanted: Territory, files: Mapping[str, str]) -> tuple[Path, tuple[str, ...]]:
    """Write the folder of a department, and the schemas that editors read and that the repository lacks; give the
    folder, and the schemas written. Raises OSError when it cannot, UsageError when it exists or for a link."""
    base, schemas = under(root, "departments"), root / "schemas"
    ready(base)
    refuse(root, wanted)
    missing = tuple(name for name in SCHEMAS if not os.path.lexists(schemas / name))
    ready(_schemas(root), files=missing)
    copy_schemas(root, missing)
    add(under(root, "departments", wanted.folder), {name: text.encode() for name, text in files.items()})
    return root / "departments" / wanted.folder, missing


def codes(root: Path) -> set[str]:
    """Give the codes of the departments that have a folder, by the names of these."""
    names = (path.name.partition("-")[0].upper() for path in (root / "departments").iterdir())
    return {name for name in names if name in territories()}


def line_ends(root: Path) -> bool:
    """Write what tells git to keep the files as they are written, on Windows as elsewhere, where the repository says
    nothing of it; tell whether it was. Raises as `kit.files.write.replace`."""
    if os.path.lexists(root / ATTRIBUTES):
        return False
    replace(under(root, ATTRIBUTES), b"*.yaml text eol=lf\n")
    return True


def copy_schemas(root: Path, names: tuple[str, ...]) -> None:
    """Copy schemas of the kit to `root/schemas`, each whole or not at all; raises as `kit.files.write.replace`."""
    if not names or (root / "schemas").resolve() == resources.SCHEMAS.resolve():
        return
    ready(_schemas(root), files=names)
    for name in names:
        replace(under(root, "schemas", name), (resources.SCHEMAS / name).read_bytes())


def _schemas(root: Path) -> Target:
    return under(root, "schemas")
