"""The departments as a commit has them, read by git into a folder apart; the only place here that runs a program.

Neither the working tree nor the index is looked at, nothing is fetched, and what is in the commit runs nothing.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kit.errors import UsageError
from kit.writing.place import opened, under
from kit.writing.work import put

FOLDER = "departments"
_LINK, _FILES = "120000", ("100644", "100755", "100664")
# « mode genre nom », et la taille pour qui la demande.
_LISTED = re.compile(rb"([0-7]{6}) [a-z]+ ([0-9a-f]{40,64})(?: +(\d+|-)\t)?")
# Une variable laissée par un hook désigne un autre dépôt, un autre index ; les réglages, eux, restent.
_KEPT = ("GIT_CONFIG_", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
# Messages en anglais pour les reconnaître ; aucun réseau, même dans un clone partiel ; un chemin n'est qu'un chemin.
_OURS = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}

_Done = subprocess.CompletedProcess[bytes]
# Jamais de shell ; la seule chose écrite par quelqu'un, le nom d'une référence, n'est jamais une option.
_start: Callable[..., _Done] = subprocess.run


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of a commit: its mode, the name of its content, its path under `departments`."""

    mode: str
    blob: str
    path: PurePosixPath


def commit(root: Path, ref: str) -> str | None:
    """Give the full name of the commit that a ref names in the repository around `root`, or None when it names none.

    Raises UsageError when there is no git, or no repository that git accepts to read."""
    _prefix(root)
    if ref.startswith("-") or "\0" in ref:  # Ce serait une option de git, ou rien que l'on puisse lui dire.
        return None
    done = _run(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if done.returncode:
        return None
    name = os.fsdecode(done.stdout).strip()
    if not re.fullmatch("[0-9a-f]{40,64}", name):
        raise _nonsense()
    return name


def missing(root: Path, ref: str) -> UsageError:
    """Give what to say of a ref that names no commit: what to run to have it, when it can be had."""
    remote, _, branch = ref.partition("/")
    remotes = os.fsdecode(_run(root, "remote").stdout).split()
    if branch and remote in remotes:
        how = f"« git fetch {remote} {branch}:refs/remotes/{remote}/{branch} »"
        return UsageError(f"La branche « {ref} » n’est pas dans ce clone : lancez d’abord {how}.")
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        how = (
            "« git fetch --unshallow » (dans GitHub Actions, « fetch-depth: 0 » sous actions/checkout ; dans GitLab, "
            "la variable GIT_DEPTH à 0)"
        )
        return UsageError(f"« {ref} » n’est pas dans ce clone, qui n’a que la fin de l’historique : lancez {how}.")
    message = (
        f"« {ref} » n’est ni un dossier qui contient « {FOLDER} », ni une branche, une étiquette ou un commit de ce "
        "dépôt : « git branch --all » et « git log --oneline » donnent leurs noms."
    )
    return UsageError(message)


def extract(root: Path, commit_name: str, into: Path, shown: str) -> bool:
    """Write the `departments` of a commit, as they stand beside `root`, under the folder `into`; tell whether it has
    one. Raises UsageError, with `shown` for the name of the commit, when this clone lacks a content."""
    prefix = f"{_prefix(root)}{FOLDER}/"
    listed = _run(root, "ls-tree", "-r", "-z", "--full-tree", commit_name, "--", prefix)
    entries = list(_entries(listed.stdout, prefix))
    if listed.returncode:
        raise _incomplete(shown)
    if not any(len(entry.path.parts) > 1 for entry in entries):
        return False
    base = into / FOLDER
    contents = list(zip(entries, _contents(root, entries, shown), strict=True))
    # Les liens en dernier : rien n'est alors écrit à travers eux.
    for entry, content in sorted(contents, key=lambda held: held[0].mode == _LINK):
        if entry.mode == _LINK:
            _link(into, entry.path, os.fsdecode(content))
        else:
            put(base, str(entry.path), content)
    _tie([base / entry.path for entry in entries if entry.mode == _LINK], base)
    return True


def content(path: Path, ref: str, limit: int) -> bytes | None:
    """Give what a commit has under the name of a file of the repository around it; None when it has no such file.

    Raises UsageError when the ref names no commit here, when this clone lacks the content, or when it is bigger than
    `limit` bytes."""
    found = commit(path.parent, ref)
    if found is None:
        raise missing(path.parent, ref)
    name = f"{_prefix(path.parent)}{path.name}"
    listed = _run(path.parent, "ls-tree", "-l", "-z", "--full-tree", found, "--", name)
    if listed.returncode:
        raise _incomplete(ref)
    if not listed.stdout:
        return None
    entry = _LISTED.match(listed.stdout)
    if entry is None:
        raise _nonsense()
    mode, blob, size = map(os.fsdecode, entry.groups(b""))
    if mode not in _FILES or not size.isdecimal() or int(size) > limit:
        message = f"« {path.name} » n’est pas un fichier de référence dans « {ref} » : donnez un autre commit."
        raise UsageError(message)
    return next(_contents(path.parent, [_Entry(mode, blob, PurePosixPath(path.name))], ref))


def _entries(listed: bytes, prefix: str) -> Iterator[_Entry]:
    """Give the files and links of a listing; a commit of another repository has no content here."""
    for line in filter(None, listed.split(b"\0")):
        head, _, path = line.partition(b"\t")
        if not _LISTED.fullmatch(head):
            raise _nonsense()
        mode, _, blob = os.fsdecode(head).split(" ")
        inside = PurePosixPath(os.fsdecode(path).removeprefix(prefix))
        if mode in (*_FILES, _LINK) and ".." not in inside.parts and not inside.is_absolute():
            yield _Entry(mode, blob, inside)


def _contents(root: Path, entries: list[_Entry], shown: str) -> Iterator[bytes]:
    """Give the contents in the order asked for: « name type size », the bytes, an end of line."""
    asked = "".join(f"{entry.blob}\n" for entry in entries).encode()
    said = _run(root, "cat-file", "--batch", asked=asked).stdout
    start = 0
    for _ in entries:
        end = said.find(b"\n", start)
        head = said[start:end].split(b" ")
        if end < 0 or len(head) != 3 or not head[2].isdigit():
            raise _incomplete(shown)
        size = int(head[2])
        yield said[end + 1 : end + 1 + size]
        start = end + size + 2


def _nonsense() -> UsageError:
    how = "« git --version » et « git status » disent s’il va bien"
    return UsageError(f"git a répondu autre chose que ce qu’il dit d’habitude : {how}.")


def _incomplete(shown: str) -> UsageError:
    how = "« git fetch --no-filter --refetch »"
    return UsageError(f"Ce clone n’a pas tous les fichiers de « {shown} » : lancez d’abord {how}.")


def _link(into: Path, path: PurePosixPath, target: str) -> None:
    # Un commit forgé peut avoir deux fois le même nom, ou un nom sous un lien : ce lien-là n’est pas fait.
    with suppress(UsageError), opened(under(into, FOLDER, *path.parent.parts), make=True) as folder:
        if folder.known(path.name):
            return
        try:
            os.symlink(target, folder.at(path.name), dir_fd=folder.handle)
        except (OSError, ValueError):
            os.symlink(path.name, folder.at(path.name), dir_fd=folder.handle)


def _tie(links: list[Path], base: Path) -> None:
    """Turn on itself every link that leads out of the folder: reading it then fails, and is reported."""
    for link in [link for link in links if link.is_symlink() and not _inside(link, base)]:
        link.unlink()
        link.symlink_to(link.name)


def _inside(link: Path, base: Path) -> bool:
    try:
        return link.resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError):
        return False


def _prefix(root: Path) -> str:
    """Give the path of `root` in its repository, with a final slash unless it is its top."""
    done = _run(root, "rev-parse", "--show-prefix")
    if done.returncode == 0:
        return os.fsdecode(done.stdout).removesuffix("\n")
    if b"dubious ownership" in done.stderr:
        how = f"git config --global --add safe.directory {root.resolve()}"
        message = f"Git refuse de lire ce dépôt, qui appartient à un autre utilisateur : lancez « {how} »."
        raise UsageError(message)
    message = (
        f"« {root.resolve()} » n’est pas dans un dépôt git : donnez comme BASE un dossier qui contient « {FOLDER} », "
        "ou indiquez le dépôt avec --root."
    )
    raise UsageError(message)


def _run(root: Path, *words: str, asked: bytes = b"") -> _Done:
    program = shutil.which("git")
    if program is None:
        message = f"git n’est pas installé : donnez comme BASE un dossier qui contient « {FOLDER} »."
        raise UsageError(message)
    command = [program, "-C", str(root), *words]
    return _start(command, input=asked, capture_output=True, env=_environment(os.environ), check=False)


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in inherited.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return {**kept, **_OURS}
