"""The libraries that are not Python alone: their wheels for a browser, from PyPI, pinned with their hashes."""

import hashlib
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
    """Download what the lock pins, unless it is there; raises CalledProcessError when it cannot."""
    if list(_held()):
        return
    pip = [sys.executable, "-m", "pip", "download", *_QUIET, *_EXACT, *_PLATFORM]
    subprocess.run([*pip, "--dest", FOLDER, "--requirement", LOCK], check=True)


def files() -> Iterator[tuple[str, bytes]]:
    """Give what the wheels put in the folder of the libraries, by path; raises FileNotFoundError for one that is not
    there as it is pinned."""
    held = list(_held())
    if not held:
        raise FileNotFoundError(FOLDER)
    for wheel in held:
        for name, raw in archive.contents(wheel, _MOST, _MOST).items():
            if not name.endswith(_LEFT):
                yield name, raw


def _held() -> Iterator[bytes]:
    """Give the wheels that are there, and whose hashes are those of the lock."""
    pinned = LOCK.read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*.whl")):
        raw = path.read_bytes()
        if f"--hash=sha256:{hashlib.sha256(raw).hexdigest()}" in pinned:
            yield raw
