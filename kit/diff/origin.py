"""What BASE names, a folder or a commit, opened as a folder that holds `departments`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kit.diff import git
from kit.diff.extract import extract
from kit.errors import UsageError
from kit.files.work import apart

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Base:
    """A state of the departments: the folder that holds them, what people call it, and whether there was any yet."""

    path: Path
    name: str
    begun: bool = True


@contextmanager
def opened(base: str, root: Path) -> Iterator[Base]:
    """Open BASE while it is compared with `root`; a commit is written into a folder apart, then forgotten.

    Raises UsageError, in one sentence that says what to do, for a BASE that is neither, or both."""
    folder = Path(base) if base and "\0" not in base and (Path(base) / git.FOLDER).is_dir() else None
    found = named(root, base) if folder else git.commit(root, base)
    if folder and found:
        message = f"« {base} » est un dossier et aussi un commit : écrivez « ./{base} » ou « {found[:_SHOWN]} »."
        raise UsageError(message)
    if folder:
        yield Base(folder, base)
    elif found:
        with apart("kit-diff-") as into:
            begun = extract(root, found, into, base)
            yield Base(into, base if found.startswith(base) else f"{base} ({found[:_SHOWN]})", begun)
    else:
        raise git.missing(root, base)


def named(root: Path, ref: str) -> str | None:
    """Give the commit that a ref names; without git, or out of a repository, there is none."""
    try:
        return git.commit(root, ref)
    except UsageError:
        return None
