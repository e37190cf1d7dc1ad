"""What BASE names, a folder or a commit, opened as a folder that holds `departments`: of a commit, only what a check
reads is written apart, within bounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kit.diff import git
from kit.errors import UsageError
from kit.files.work import apart, make, put
from kit.model.folder import branch_of
from kit.yaml.decode import SIZE_LIMIT

_LINK, _TREE = b"120000", b"40000"
# Garde-fous, sans rapport avec le droit : cent un départements font cinq cents fichiers et cinq millions d'octets.
MOST_ENTRIES = 10_000
MOST_BYTES = 200_000_000
_LONGEST_TREE = 4_000_000
_LONGEST_LINK = 4_096


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
        message = f"« {base} » est un répertoire et aussi un commit : écrivez « ./{base} » ou « {git.short(found)} »."
        raise UsageError(message)
    if folder:
        yield Base(folder, base)
    elif found:
        with apart("kit-diff-") as into:
            begun = extract(root, found, into, base)
            yield Base(into, base if found.startswith(base) else f"{base} ({git.short(found)})", begun)
    else:
        raise git.missing(root, base)


def named(root: Path, ref: str) -> str | None:
    """Give the commit that a ref names; without git, or out of a repository, there is none."""
    try:
        return git.commit(root, ref)
    except UsageError:
        return None


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something of a commit: its mode, the name of its content, its path under `departments`."""

    mode: bytes
    blob: str
    path: PurePosixPath

    @property
    def read(self) -> bool:
        """Whether a check reads it: one of the files of a department, in its folder."""
        return self.mode in git.FILES and len(self.path.parts) == 2 and branch_of(self.path.name) is not None


def extract(root: Path, commit_name: str, into: Path, shown: str) -> bool:
    """Write the `departments` of a commit, as they stand beside `root`, under the folder `into`; tell whether it has
    one. The four files of each folder are read, its links followed, the rest is only named.

    Raises UsageError, with `shown` for the name of the commit, when this clone lacks a content, or when there is more
    than departments can hold."""
    top = git.departments(root, commit_name, shown)
    entries = list(_entries(root, top, shown)) if top else []
    if not any(len(entry.path.parts) > 1 for entry in entries):
        return False
    base = into / git.FOLDER
    make(into, git.FOLDER)
    try:
        _write(root, entries, base, shown)
    except (OSError, ValueError) as error:
        message = f"Les fichiers de « {shown} » ne peuvent pas être écrits à part : un nom n’est pas admis ici, ou le "
        raise UsageError(f"{message}disque est plein.") from error
    return True


def _entries(root: Path, top: str, shown: str) -> Iterator[_Entry]:
    """Give what is in `departments`, then in each of its folders; no deeper, where nothing is read."""
    here = list(_listed(root, [(PurePosixPath(), top)], shown, MOST_ENTRIES))
    yield from here
    folders = [(entry.path, entry.blob) for entry in here if entry.mode == _TREE]
    yield from _listed(root, folders, shown, MOST_ENTRIES - len(here))


def _listed(root: Path, folders: list[tuple[PurePosixPath, str]], shown: str, most: int) -> Iterator[_Entry]:
    names = list(dict.fromkeys(tree for _, tree in folders))
    if max(git.sizes(root, names, shown).values(), default=0) > _LONGEST_TREE:
        raise _too_many(shown)
    places: dict[str, list[PurePosixPath]] = {name: [] for name in names}
    for path, tree in folders:
        places[tree].append(path)
    for name, raw in git.contents(root, names, shown):
        held = list(_parsed(raw, len(name) // 2))
        for path in places[name]:
            most -= len(held)
            if most < 0:
                raise _too_many(shown)
            yield from (_Entry(mode, blob, path / inside) for mode, inside, blob in held)


def _parsed(raw: bytes, width: int) -> Iterator[tuple[bytes, str, str]]:
    """Read a tree as git keeps it: « mode name », a null, the name of the content in `width` bytes. A commit of another
    repository has no content here; a name that no folder can hold, or that comes twice, is left out."""
    start, known = 0, {"", ".", ".."}
    while start < len(raw):
        end = raw.find(b"\0", start)
        if not 0 < end < len(raw) - width:
            raise git.nonsense()
        mode, _, written = raw[start:end].partition(b" ")
        start = end + 1 + width
        name = written.decode("utf-8", "surrogateescape")
        if name not in known and "/" not in name and mode in (*git.FILES, _LINK, _TREE):
            known.add(name)
            yield mode, name, raw[end + 1 : start].hex()


def _write(root: Path, entries: list[_Entry], base: Path, shown: str) -> None:
    links = [entry for entry in entries if entry.mode == _LINK]
    # Un lien peut mener à n'importe quel fichier : s'il y en a, tous sont lus.
    read = [entry for entry in entries if entry.read or (links and entry.mode in (*git.FILES, _LINK))]
    for entry in entries:
        if entry.mode == _TREE:
            make(base, str(entry.path))
        elif entry.mode in git.FILES:
            put(base, str(entry.path), b"")
    sizes = git.sizes(root, dict.fromkeys(entry.blob for entry in read), shown)
    short = [entry for entry in read if sizes[entry.blob] <= (_LONGEST_LINK if entry.mode == _LINK else SIZE_LIMIT)]
    if sum(sizes[entry.blob] for entry in short) > MOST_BYTES:
        raise _too_many(shown)
    for entry in read:
        if entry.mode != _LINK and sizes[entry.blob] > SIZE_LIMIT:
            # Sa taille sans son contenu : personne ne lit un fichier trop gros.
            put(base, str(entry.path), b"", sizes[entry.blob])
    targets = dict(_filled(root, short, base, shown))
    # Les liens en dernier : rien n'est alors écrit à travers eux.
    for entry in links:
        _link(base / entry.path, targets.get(entry.path, entry.path.name))
    _tie([base / entry.path for entry in links], base)


def _filled(root: Path, entries: list[_Entry], base: Path, shown: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Write the contents of files; give the targets of links."""
    wanted: dict[str, list[_Entry]] = {}
    for entry in entries:
        wanted.setdefault(entry.blob, []).append(entry)
    for name, content in git.contents(root, wanted, shown):
        for entry in wanted[name]:
            if entry.mode == _LINK:
                yield entry.path, content.decode("utf-8", "surrogateescape")
            else:
                put(base, str(entry.path), content)


def _too_many(shown: str) -> UsageError:
    most = f"{MOST_ENTRIES:_}".replace("_", " ")
    message = (
        f"Le répertoire « {git.FOLDER} » de « {shown} » a plus de {most} fichiers, ou plus de "
        f"{MOST_BYTES // 1_000_000} Mo à lire : rien n’est comparé. Donnez comme BASE un commit où il n’y a que "
        "des départements."
    )
    return UsageError(message)


def _link(path: Path, target: str) -> None:
    try:
        path.symlink_to(target)
    except (OSError, ValueError):
        path.symlink_to(path.name)


def _tie(links: list[Path], base: Path) -> None:
    """Turn on itself every link that leads out of the folder: reading it then fails, and is reported."""
    for link in [link for link in links if not _inside(link, base)]:
        link.unlink()
        link.symlink_to(link.name)


def _inside(link: Path, base: Path) -> bool:
    try:
        return link.resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError):
        return False
