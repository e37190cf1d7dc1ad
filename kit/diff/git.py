"""What git says of a commit; the only place here that runs a program.

Only `changed` looks at the index, and nothing at the working tree; nothing is fetched, and what is in the commit runs
nothing. Sizes are asked before contents, and an answer is read within bounds: who sends a change chooses what its
commit holds.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO

from kit.errors import UsageError
from kit.files.work import nameless
from kit.privacy.names import typed
from kit.yaml.source import Held

FOLDER = "departments"
# Garde-fou : un nom, un chemin, la liste des dépôts distants tiennent mille fois dans cette longueur.
_LONGEST = 1_000_000
_SHOWN = 10
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
FILES = (b"100644", b"100755", b"100664")
_TREE = b"040000"
_ENTRY = re.compile(rb"(?P<mode>[0-9]{6}) (?P<kind>[a-z]+) (?P<name>[0-9a-f]{40}|[0-9a-f]{64})\t")
# Une variable laissée par un hook désigne un autre dépôt, un autre index ; les réglages, eux, restent.
_KEPT = ("GIT_CONFIG_", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
# Sauf pour qui demande ce que contient le commit en préparation : « git commit -a » le prépare dans un index à part.
_INDEX = ("GIT_INDEX_FILE",)
# Messages en anglais pour les reconnaître ; aucun réseau, même dans un clone partiel ; un chemin n'est qu'un chemin.
_OURS = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}

_Process = subprocess.Popen[bytes]
# Jamais de shell ; la seule chose écrite par quelqu'un, le nom d'une référence, n'est jamais une option.
_start: Callable[..., _Process] = subprocess.Popen


@dataclass(frozen=True, slots=True)
class _Said:
    """How git ended, what it said, and the beginning of what it said of its faults."""

    fine: bool
    out: bytes
    faults: bytes


def commit(root: Path, ref: str) -> str | None:
    """Give the full name of the commit that a ref names in the repository around `root`, or None when it names none.

    Raises UsageError when there is no git, or no repository that git accepts to read."""
    _prefix(root)
    if ref.startswith("-") or "\0" in ref:  # Ce serait une option de git, ou rien que l'on puisse lui dire.
        return None
    done = _run(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    return _named(done.out.strip()) if done.fine else None


def missing(root: Path, ref: str) -> UsageError:
    """Give what to say of a ref that names no commit: what to run to have it, when it can be had."""
    named = typed(ref, "Le texte donné")
    remote, _, branch = ref.partition("/")
    remotes = os.fsdecode(_run(root, "remote").out).split()
    if branch and remote in remotes:
        how = f"« git fetch {remote} {branch}:refs/remotes/{remote}/{branch} »"
        return UsageError(f"La branche « {ref} » n’est pas dans ce clone : lancez d’abord {how}.")
    if shallow(root):
        how = (
            "« git fetch --unshallow » (dans GitHub Actions, « fetch-depth: 0 » sous actions/checkout ; dans GitLab, "
            "la variable GIT_DEPTH à 0)"
        )
        return UsageError(f"{named} n’est pas dans ce clone, qui n’a que la fin de l’historique : lancez {how}.")
    message = (
        f"{named} n’est ni un répertoire qui contient « {FOLDER} », ni une branche, une étiquette ou un commit de ce "
        "dépôt : « git branch --all » et « git log --oneline » donnent leurs noms."
    )
    return UsageError(message)


def around(root: Path) -> tuple[str, tuple[str, ...]] | None:
    """Give the branch of the repository whose top is `root`, empty when it is on none, and the names of its remotes;
    None when `root` is the top of none that git reads. Raises UsageError when there is no git."""
    top = _run(root, "rev-parse", "--show-prefix")
    if not top.fine or top.out.strip():
        return None
    branch = _run(root, "symbolic-ref", "--quiet", "--short", "HEAD").out
    return os.fsdecode(branch).strip(), tuple(os.fsdecode(_run(root, "remote").out).split())


def departments(root: Path, commit_name: str, shown: str) -> str | None:
    """Give the name of the tree `departments` of a commit, as it stands beside `root`, or None when it has none.

    Raises UsageError, with `shown` for the name of the commit, when this clone lacks it."""
    found = _entry(root, commit_name, FOLDER, shown)
    return found["name"].decode() if found and found["kind"] == b"tree" else None


def content(path: Path, ref: str, limit: int) -> bytes | None:
    """Give what a commit has under the name of a file of the repository around it; None when it has no such file.

    Raises UsageError when the ref names no commit here, when this clone lacks the content, or when it is no file, or
    one of more than `limit` bytes."""
    root, found = path.parent, commit(path.parent, ref)
    if found is None:
        raise missing(root, ref)
    entry = _entry(root, found, path.name, ref)
    if entry is None:
        return None
    name = entry["name"].decode()
    if entry["mode"] not in FILES or sizes(root, [name], ref)[name] > limit:
        message = f"« {path.name} » n’est pas un fichier de référence dans « {ref} » : donnez un autre commit."
        raise UsageError(message)
    return next(raw for _, raw in contents(root, [name], ref))


def _entry(root: Path, commit_name: str, name: str, shown: str) -> re.Match[bytes] | None:
    """Give what a commit has under a name beside `root`: its mode, its kind, the name of its content."""
    done = _run(root, "ls-tree", "-z", "--full-tree", commit_name, "--", f"{_prefix(root)}{name}")
    if not done.fine:
        raise incomplete(shown)
    found = _ENTRY.match(done.out)
    if done.out and not found:
        raise nonsense()
    return found


def short(commit_name: str) -> str:
    """Give as much of the name of a commit as is shown of it."""
    return commit_name[:_SHOWN]


def touching(root: Path, path: str, most: int) -> list[tuple[str, str]]:
    """Give the last commits, as many as `most`, that touched a path beside `root`, latest first, each with its day as
    git writes it; none in a repository without a commit.

    Raises UsageError when there is no git, or no repository that git accepts to read."""
    return _commits(root, path, f"--max-count={most}")


def on_the_main_line(root: Path, path: str, most: int) -> list[tuple[str, str]]:
    """Give as `touching` does the last commits of this branch that changed a path: what was done on another branch is
    there on the day when it came into this one."""
    return _commits(root, path, f"--max-count={most}", "--first-parent")


def _commits(root: Path, path: str, *chosen: str) -> list[tuple[str, str]]:
    _prefix(root)
    done = _run(root, "rev-list", *chosen, "--date=short", "--format=%cd", "HEAD", "--", path)
    if not done.fine:
        return []
    lines = done.out.decode("ascii", "replace").splitlines()
    heads, days = lines[::2], lines[1::2]
    if len(heads) != len(days) or not all(_DATED.fullmatch(day) for day in days):
        raise nonsense()
    return [(_named(head.removeprefix("commit ").encode()), day) for head, day in zip(heads, days, strict=True)]


def shallow(root: Path) -> bool:
    """Tell whether this clone has only the end of the history."""
    return _run(root, "rev-parse", "--is-shallow-repository").out.strip() == b"true"


def files(root: Path, commit_name: str, path: str, limit: int) -> dict[str, Held]:
    """Give what a commit has of a folder beside `root`, by name; the size of what is more than `limit` bytes, None for
    what is no file.

    Raises UsageError when this clone lacks a content."""
    shown = short(commit_name)
    inside = list(_inside(root, commit_name, path))
    found = {name: blob for mode, name, blob in inside if mode in FILES}
    held = sizes(root, dict.fromkeys(found.values()), shown)
    blobs = dict(contents(root, dict.fromkeys(name for name in found.values() if held[name] <= limit), shown))
    return {name: blobs.get(blob, held[blob]) if (blob := found.get(name)) else None for _, name, _ in inside}


def folders(root: Path, commit_name: str, path: str) -> dict[str, str]:
    """Give the folders that a commit has in a folder beside `root`, by name, each with the name of its content: two
    folders that hold the same have the same.

    Raises UsageError when this clone lacks a content."""
    return {name: tree for mode, name, tree in _inside(root, commit_name, path) if mode == _TREE}


def _inside(root: Path, commit_name: str, path: str) -> Iterator[tuple[bytes, str, str]]:
    """Give what a commit has in a folder beside `root`: its mode, its name, the name of its content."""
    done = _run(root, "ls-tree", "-z", "--full-tree", commit_name, "--", f"{_prefix(root)}{path}/")
    if not done.fine:
        raise incomplete(short(commit_name))
    for line in filter(None, done.out.split(b"\0")):
        entry = _ENTRY.match(line)
        if not entry:
            raise nonsense()
        yield entry["mode"], os.fsdecode(line[entry.end() :].rpartition(b"/")[2]), entry["name"].decode()


def changed(root: Path, since: str = "", until: str = "") -> tuple[PurePath, ...]:
    """Give the files, named from `root`, that the commit in the making adds, changes, renames or takes away; or those
    that change between two commits, when a hook names them.

    Raises UsageError when there is no git, or no repository that git accepts to read."""
    _prefix(root)
    between = (f"{since}...{until}",) if since and until else ("--cached",)
    words = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", *between, "--", FOLDER)
    done = _run(root, *words, kept=_INDEX)
    if not done.fine:
        raise nonsense()
    return tuple(PurePath(os.fsdecode(name)) for name in done.out.split(b"\0") if name)


def sizes(root: Path, names: Iterable[str], shown: str) -> dict[str, int]:
    """Give the size of each object named; raises UsageError, with `shown` for the commit, when this clone lacks one."""
    return {name: size for name, size, _ in _objects(root, names, shown, "--batch-check")}


def contents(root: Path, names: Iterable[str], shown: str) -> Iterator[tuple[str, bytes]]:
    """Give the content of each object named, in order, one at a time; raises UsageError as `sizes` does."""
    for name, size, said in _objects(root, names, shown, "--batch"):
        content = said.read(size + 1)[:-1]
        if len(content) < size:
            raise nonsense()
        yield name, content


def _objects(root: Path, names: Iterable[str], shown: str, form: str) -> Iterator[tuple[str, int, IO[bytes]]]:
    """Give each object as git heads it, « name type size », with where its content is read, when it is wanted."""
    asked = list(names)
    with _asking(root, ("cat-file", form), "".join(f"{name}\n" for name in asked).encode()) as (process, said):
        try:
            for name in asked:
                head = said.readline(_LONGEST).split()
                # Sans ce mot, git s'est arrêté de lui-même : il voulait aller chercher ce qui manque.
                if not head or head[1:] == [b"missing"]:
                    raise incomplete(shown)
                if len(head) != 3 or head[0] != name.encode() or not head[2].isdigit():
                    raise nonsense()
                yield name, int(head[2]), said
        finally:
            process.kill()


def incomplete(shown: str) -> UsageError:
    """Give what to say of a clone that lacks what a commit holds."""
    how = "« git fetch --no-filter --refetch »"
    return UsageError(f"Ce clone n’a pas tous les fichiers de « {shown} » : lancez d’abord {how}.")


def nonsense() -> UsageError:
    """Give what to say of an answer that is not git's, or of a content that git would not have written."""
    message = (
        "git n’a pas répondu comme prévu : vérifiez que la commande « git » est bien celle de git, ou donnez comme "
        f"BASE un répertoire qui contient « {FOLDER} »."
    )
    return UsageError(message)


def _named(name: bytes) -> str:
    if not _NAME.fullmatch(name):
        raise nonsense()
    return name.decode()


def _prefix(root: Path) -> str:
    """Give the path of `root` in its repository, with a final slash unless it is its top."""
    done = _run(root, "rev-parse", "--show-prefix")
    if done.fine:
        prefix = os.fsdecode(done.out).removesuffix("\n")
        if "\0" in prefix or not (prefix == "" or prefix.endswith("/")):
            raise nonsense()
        return prefix
    if b"dubious ownership" in done.faults:
        how = f"git config --global --add safe.directory {root.resolve()}"
        message = f"Git refuse de lire ce dépôt, qui appartient à un autre utilisateur : lancez « {how} »."
        raise UsageError(message)
    message = (
        f"« {root.resolve()} » n’est pas dans un dépôt git : donnez comme BASE un répertoire qui contient "
        f"« {FOLDER} », ou indiquez le dépôt avec --root."
    )
    raise UsageError(message)


def _run(root: Path, *words: str, kept: tuple[str, ...] = ()) -> _Said:
    with nameless() as faults, _asking(root, words, faults=faults, kept=kept) as (process, said):
        out = said.read(_LONGEST + 1)
        if len(out) > _LONGEST:
            process.kill()
            raise nonsense()
        fine = process.wait() == 0
        faults.seek(0)
        return _Said(fine, out, faults.read(_LONGEST))


@contextmanager
def _asking(
    root: Path,
    words: tuple[str, ...],
    asked: bytes = b"",
    faults: IO[bytes] | int = subprocess.DEVNULL,
    kept: tuple[str, ...] = (),
) -> Iterator[tuple[_Process, IO[bytes]]]:
    """Start git, and give it with where it answers; it is asked beforehand, for it answers meanwhile."""
    program = shutil.which("git")
    if program is None:
        message = f"git n’est pas installé : donnez comme BASE un répertoire qui contient « {FOLDER} »."
        raise UsageError(message)
    with nameless() as question:
        question.write(asked)
        question.seek(0)
        command = [program, "-C", str(root), *words]
        try:
            process = _start(
                command, stdin=question, stdout=subprocess.PIPE, stderr=faults, env=_environment(os.environ, kept)
            )
        except OSError as error:
            raise nonsense() from error
        with process:
            if process.stdout is None:
                raise nonsense()
            yield process, process.stdout


def _environment(inherited: Mapping[str, str], also: tuple[str, ...]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in inherited.items()
        if not name.startswith("GIT_") or name.startswith((*_KEPT, *also))
    }
    return {**kept, **_OURS}
