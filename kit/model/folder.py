"""The folders of the departments: which files are there, what is missing, what is too much."""

import errno
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from kit.errors import UsageError
from kit.files.place import WORK
from kit.findings.rule import Breach
from kit.french import quoted
from kit.privacy.names import personal, printable, safe, safe_name
from kit.yaml.guesses import nearest
from kit.yaml.schema import BRANCHES, SESSIONS, kind, year
from kit.yaml.source import Held

HOME = "departments"
FILES = tuple(f"{branch}.yaml" for branch in BRANCHES)
_ENDING = ".yaml"
# Ce que l’on écrit autour de « sessions-2024.yaml » : un autre trait, une autre fin, « Copie de », « (1) ».
_OF_SESSIONS = re.compile(r"(?:session|s[ée]ance)s?", re.IGNORECASE)
_READ_AS_TEXT = re.compile(r"\.ya?ml", re.IGNORECASE)
_YEARS = re.compile(r"(?<![0-9])20[0-9]{2}")
# Deux chiffres : ceux d’une année où il peut y avoir une commission.
_SHORT = re.compile(r"(?:session|s[ée]ance)s?[^0-9a-z(]{0,3}(1[6-9]|2[0-9]|3[0-9])(?![0-9])", re.IGNORECASE)
# « sessions-2.yaml » est une copie de sessions.yaml ; « sessions-202.yaml » n’en est pas une.
_YEAR_LIKE = re.compile(r"[0-9]{2}")


def branch_of(name: str) -> str | None:
    """Give what a file of a department is called without its ending, by its name: one of the four, or the sessions of
    a year; None for any other."""
    branch = name.removesuffix(_ENDING)
    return branch if branch != name and kind(branch) in BRANCHES else None


def ordered(names: Iterable[str]) -> list[str]:
    """Give those of these names that are files of a department, in the order in which they are read: the sessions of
    each year before the others."""
    known = [branch for name in names if (branch := branch_of(name))]
    return [
        f"{each}{_ENDING}"
        for each in sorted(known, key=lambda each: (BRANCHES.index(kind(each)), each == SESSIONS, each))
    ]


def meant_for_years(name: str) -> tuple[str, ...]:
    """Give the names of the files of years that a file stands for or copies, when its own, which is none of them,
    evidently says so."""
    plain = unicodedata.normalize("NFC", name)
    if branch_of(name) or not (_OF_SESSIONS.search(plain) and _READ_AS_TEXT.search(plain)):
        return ()
    years = dict.fromkeys(_YEARS.findall(plain)) or dict.fromkeys(f"20{short}" for short in _SHORT.findall(plain))
    return tuple(f"{SESSIONS}-{year}{_ENDING}" for year in years)


def near(name: str, among: Iterable[str]) -> str | None:
    """Give which of these names a name is evidently meant for; one of sessions that bears a year is meant for none."""
    return None if _dated(name) else nearest(name, among)


def _dated(name: str) -> bool:
    plain = unicodedata.normalize("NFC", name)
    return bool(_OF_SESSIONS.search(plain) and _YEAR_LIKE.search(plain))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of a department; `name` is its path as shown to people, `given` the bytes of what it holds, by name,
    when they come from elsewhere than a disk: nothing is then read there. None: what is there cannot be read; a
    number: the size of what is too big to be."""

    path: Path
    name: str
    given: Mapping[str, Held] | None = None

    @property
    def files(self) -> dict[str, Path]:
        """The files of a department that are there, by name without ending; none when the folder is not to be
        opened."""
        if not self.opens:
            return {}
        found = [self.path / name for name in ordered({*FILES, *self.entries})]
        return {path.stem: path for path in found if self._holds(path)}

    @property
    def opens(self) -> bool:
        """Tell whether what it holds may be looked at."""
        return self.given is not None or _opens(self.path)

    @property
    def entries(self) -> list[str]:
        """The names of all that it holds, sorted; raises UsageError when it cannot be opened."""
        return [entry.name for entry in _entries(self.path)] if self.given is None else sorted(self.given)

    @property
    def astray(self) -> tuple[str, ...]:
        """The names, as they may be shown, of files evidently meant for the sessions of a year that has no file: those
        sessions are not read."""
        named = list(enumerate(self.entries, 1)) if self.opens else []
        there = {name for _, name in named}
        return tuple(
            safe(name, rank)
            for rank, name in named
            if not _hidden(name) and not there.issuperset(meant_for_years(name))
        )

    @property
    def shown(self) -> str:
        """The last part of its path, as it may be shown."""
        return safe_name(self.path) if self.given is None else safe(self.path.name, 1)

    def _holds(self, path: Path) -> bool:
        # Ce qui porte le nom d’une année se lit, fût-ce un répertoire : le passer sous silence tairait ses séances.
        return _written(path) or bool(year(path.stem)) if self.given is None else path.name in self.given

    @property
    def names(self) -> set[str]:
        """The names of these files."""
        return {path.name for path in self.files.values()}


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A trap that concerns a file as a whole."""

    file: str
    trap: str
    breach: Breach


def given(name: str, files: Mapping[str, Held]) -> Folder:
    """Give a folder of `departments` that no disk holds, by its own name and the bytes of its files, by name."""
    return Folder(Path(HOME, name), f"{HOME}/{safe(name, 1)}", files)


def find(root: Path, paths: tuple[Path, ...]) -> tuple[Folder, ...]:
    """Give the folders to check, sorted: those named by `paths`, or all of `root/departments`; a file that lies in
    `departments` outside any folder may be named, and has none.

    Raises UsageError when a path does not exist, is no folder of a department, or when nothing is found.
    """
    base, home = root / HOME, _resolved(root)
    inside = [path for path in paths if not _is_loose(path, base)]
    wanted = {folder for path in inside for folder in _folders(path, base)} if paths else set(_children(base))
    if not wanted and len(inside) == len(paths):
        message = f"Aucun répertoire de département dans « {_shown(base, home)} » : rien n’a été contrôlé."
        raise UsageError(message)
    return tuple(Folder(path, _shown(path, home)) for path in sorted(wanted))


def _folders(path: Path, base: Path) -> list[Path]:
    if link := _led_out(path):
        return [link]
    try:
        path = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"« {printable(str(path))} » n’existe pas."
        raise UsageError(message) from error
    folder = path.parent if path.is_file() else path
    if (folder / HOME).is_dir() and not path.is_file():
        return _children(folder / HOME)
    if _is_department(folder, base):
        return [folder]
    found = [] if path.is_file() else [child for child in _children(folder) if _is_department(child, base)]
    if not found:
        message = f"« {printable(str(path))} » n’est pas dans le répertoire d’un département : rien n’a été contrôlé."
        raise UsageError(message)
    return found


def _is_loose(path: Path, base: Path) -> bool:
    """Tell whether a path is a file that lies in `departments` outside any folder."""
    return _resolved(path.parent) == _resolved(base) and _written(path) and not _is_dir(path)


def _is_department(folder: Path, base: Path) -> bool:
    return folder.parent == _resolved(base) or any(_written(folder / name) for name in FILES)


def _led_out(path: Path) -> Path | None:
    """Give the folder of a department that a path names, or goes through, when it is a link that leads out of
    `departments`; raises UsageError when `departments` itself leads out."""
    whole = path.absolute()
    for at in reversed((whole, *whole.parents)):
        if at.name == HOME:
            _refuse_out(at)
        if at.parent.name == HOME and _leads_out(at):
            return _resolved(at.parent) / at.name
    return None


def _refuse_out(base: Path) -> None:
    if _leads_out(base):
        message = (
            f"« {printable(base.as_posix())} » est un lien qui mène ailleurs, et n’est pas lu : remplacez-le par le "
            "répertoire lui-même, ou indiquez le bon avec --root."
        )
        raise UsageError(message)


def _leads_out(folder: Path) -> bool:
    """Tell whether a folder is a link that leads out of the one it stands in: its names and its content are those of
    somebody else."""
    try:
        return folder.is_symlink() and not _resolved(folder).is_relative_to(_resolved(folder.parent))
    except OSError:
        return False


def _children(base: Path) -> list[Path]:
    _refuse_out(base)
    if not _is_dir(base):
        parent = printable(str(_resolved(base.parent)))
        message = f"Le répertoire « {base.name} » n’existe pas dans « {parent} » : indiquez le bon avec --root."
        raise UsageError(message)
    true = _resolved(base)
    return [true / entry.name for entry in _entries(base) if _is_dir(entry) and not _hidden(entry.name)]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        message = f"Le répertoire « {printable(str(folder))} » ne peut pas être ouvert."
        raise UsageError(message) from error


def _opens(folder: Path) -> bool:
    if _leads_out(folder):
        return False
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    return True


def _written(path: Path) -> bool:
    """Tell whether a file is there; one that nobody may look at is there too, and reading it will say so."""
    try:
        return path.is_file() or path.is_symlink()
    except OSError:
        return True


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_loop(path: Path) -> bool:
    try:
        path.stat()
    except (OSError, RuntimeError) as error:
        return isinstance(error, RuntimeError) or error.errno == errno.ELOOP
    return False


def _resolved(path: Path) -> Path:
    """Give the true path; one that turns in circles is left as it is written."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _hidden(name: str) -> bool:
    # Un fichier YAML caché ressemble trop à une donnée que l'on croit contrôlée.
    return name.startswith(".") and not name.endswith((".yaml", ".yml"))


def _unfinished(name: str) -> bool:
    return name.startswith(WORK)


def _shown(path: Path, home: Path) -> str:
    """Give a path as people see it, from a true root; a link that leads out has its own name."""
    true = _resolved(path.parent) / path.name if _leads_out(path) else _resolved(path)
    try:
        shown = printable(true.relative_to(home).as_posix()) or "."
    except ValueError:
        shown = printable(path.as_posix())
    return shown.removesuffix(printable(path.name)) + safe_name(path) if personal(path.name) else shown


def inventory(folder: Folder) -> Iterator[Misplaced]:
    """Yield what is missing from a folder and what should not be there; hidden files are left alone."""
    if not folder.opens:
        case = "dossier" if _leads_out(folder.path) else ""
        yield Misplaced(folder.name, "fichier-inaccessible", Breach(pointer=(), case=case))
        return
    if told := personal(folder.path.name):
        yield _of_person(folder.name, "dossier-mal-nomme", told)
    entries = folder.entries
    # Chaque nom comme il se montre, et ce qu’il dit d’une personne.
    seen = ((rank, name) for rank, name in enumerate(entries, 1) if not _hidden(name))
    names = {safe(name, rank): personal(name) for rank, name in seen}
    meant = _meant(folder, names)
    yield from (_missing(folder, name, near) for name, near in meant.items())
    for name in names:
        if not branch_of(name) and name not in meant.values():
            yield _stranger(folder.name, name, names)
    for name in filter(_unfinished, entries):
        advice = "C’est le reste d’une écriture du kit, arrêtée avant sa fin : effacez-le."
        yield _unknown(folder.name, printable(name), advice)


def _meant(folder: Folder, names: Mapping[str, str | None]) -> dict[str, str]:
    """Give the files that are not there, each with the one that may be it under a wrong name; that of a person is not
    proposed."""
    meant: dict[str, str] = {}
    there = folder.names
    left = [name for name, told in names.items() if not (told or branch_of(name) or _dated(name))]
    for name in FILES:
        if name not in there:
            meant[name] = nearest(name, [other for other in left if other not in meant.values()]) or ""
    return meant


def _stranger(folder: str, name: str, names: Mapping[str, str | None]) -> Misplaced:
    if told := names[name]:
        return _of_person(f"{folder}/{name}", "fichier-inconnu", told)
    wanted = meant_for_years(name)
    if len(wanted) > 1:
        advice = f"Rangez dans {quoted(wanted)} celles de ses séances qui n’y sont pas, puis effacez-le."
        return _unknown(folder, name, advice, " : un fichier tient les séances d’une seule année.")
    if wanted and wanted[0] not in names:
        advice = (
            f"Renommez-le « {wanted[0]} » s’il tient les séances de cette année ; sinon, rangez-le hors du répertoire."
        )
        return _unknown(folder, name, advice, f" : est-ce « {wanted[0]} », mal nommé ?")
    known = wanted[0] if wanted else near(name, FILES)
    advice = f"Si c’est une copie de « {known} », effacez-la ; sinon, rangez-la" if known else "Rangez-le"
    return _unknown(folder, name, f"{advice} hors du répertoire du département.")


def _of_person(path: str, trap: str, told: str) -> Misplaced:
    return Misplaced(path, trap, Breach(pointer=(), case="personne", fields={"quoi": told}))


def _unknown(folder: str, name: str, advice: str, suggestion: str = ".") -> Misplaced:
    fields = {"fichier": name, "suggestion": suggestion, "conseil": advice}
    return Misplaced(f"{folder}/{name}", "fichier-inconnu", Breach(pointer=(), fields=fields))


def _missing(folder: Folder, name: str, near: str) -> Misplaced:
    advice = f"Créez « {name} », même très court : ce qui n’est pas dit est « à compléter », pas une faute."
    if near:
        advice = f"Renommez « {near} » en « {name} »."
    fields = {
        "fichier": name,
        "dossier": folder.shown,
        "suggestion": f" : « {near} » est-il ce fichier, mal nommé ?" if near else ".",
        "conseil": advice,
    }
    breach = Breach(pointer=(name.removesuffix(".yaml"),), fields=fields)
    return Misplaced(f"{folder.name}/{name}", "fichier-manquant", breach)


def holding(root: Path, files: Iterable[PurePath]) -> tuple[Path, ...]:
    """Give what stands in `departments` and holds these files, named from `root`, whether or not they are still there:
    the folders of departments, and the files that lie outside any."""
    names = {file.parts[1] for file in files if len(file.parts) > 1 and file.parts[0] == HOME}
    paths = (root / HOME / name for name in sorted(names) if not _hidden(name))
    return tuple(path for path in paths if _written(path) or _is_dir(path))


def loose_files(root: Path, paths: tuple[Path, ...] = ()) -> Iterator[Misplaced]:
    """Yield the files that lie in `departments` outside any folder, all or those that `paths` name: nobody reads
    them."""
    base, home = root / HOME, _resolved(root)
    named = {path.name for path in paths if _is_loose(path, base)}
    for entry in _entries(base) if _is_dir(base) else ():
        if _is_dir(entry) or _hidden(entry.name) or (paths and entry.name not in named):
            continue
        shown = _shown(entry, home)
        if _is_loop(entry):
            yield Misplaced(shown, "fichier-inaccessible", Breach(pointer=()))
        elif told := personal(entry.name):
            yield _of_person(shown, "fichier-inconnu", told)
        else:
            advice = "Rangez-le dans le répertoire de son département, ou hors de « departments »."
            fields = {"fichier": printable(entry.name), "suggestion": ".", "conseil": advice}
            yield Misplaced(shown, "fichier-inconnu", Breach(pointer=(), fields=fields))
