"""The libraries that are not Python alone: their wheels for a browser, from PyPI, pinned with their hashes."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator

from kit.files import archive
from tools.browser.node import HERE

LOCK = HERE.parent / "locks" / "roues.txt"
FOLDER = HERE.parent.parent / "build" / "roues"
# Le Python de Pyodide, tel que les roues d’un navigateur le nomment.
_PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14", "--implementation", "cp")
_QUIET = ("--quiet", "--no-input", "--disable-pip-version-check")
_EXACT = ("--no-deps", "--require-hashes", "--only-binary=:all:")
_MOST = 50_000_000
# Ce qu’une roue porte et que rien ne lit : ses composants, ses types, ce qu’un installateur vérifie.
_LEFT = (".json", ".pyi", "py.typed", "/RECORD")


def install() -> None:
    """Download what the lock pins, unless it is all there; raises CalledProcessError when it cannot."""
    if not _lacking():
        return
    pip = [sys.executable, "-m", "pip", "download", *_QUIET, *_EXACT, *_PLATFORM]
    subprocess.run([*pip, "--dest", FOLDER, "--requirement", LOCK], check=True)


def files() -> Iterator[tuple[str, bytes]]:
    """Give what the wheels put in the folder of the libraries, by path; raises FileNotFoundError for one that is not
    there as it is pinned."""
    if lacking := ", ".join(_lacking()):
        raise FileNotFoundError(lacking)
    for wheel in _held().values():
        for name, raw in archive.contents(wheel, _MOST, _MOST).items():
            if not name.endswith(_LEFT):
                yield name, raw


def _lacking() -> list[str]:
    """Give the names of what is pinned and has no wheel there with one of its hashes."""
    held = set(_held())
    return [name for name, hashes in _pinned().items() if not hashes & held]


def _pinned() -> dict[str, set[str]]:
    """Give the hashes that each library of the lock may have, by its name and its version."""
    every = re.split(r"^(?=[\w.-]+==)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {each.split()[0]: set(re.findall(r"--hash=sha256:(\w+)", each)) for each in every}


def _held() -> dict[str, bytes]:
    """Give the wheels that are there, by their hash, of those that the lock knows."""
    known = set().union(*_pinned().values())
    there = (path.read_bytes() for path in sorted(FOLDER.glob("*.whl")))
    found = {hashlib.sha256(raw).hexdigest(): raw for raw in there}
    return {digest: raw for digest, raw in found.items() if digest in known}
