"""`kit serve` started by a test, and the port that it is shown on."""

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import HOUSE


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    """Start the command; what it says comes on one stream, and Ctrl-C ends it even where a shell made it deaf to it."""
    command = [
        "env",
        "--default-signal=INT",
        sys.executable,
        "-m",
        "kit",
        "serve",
        "--root",
        str(root),
        "--date",
        "2026-11-23",
        *words,
    ]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def port(process: subprocess.Popen[str]) -> int:
    """Wait for the site; give the port that it is shown on."""
    assert process.stdout
    line = next(line for line in process.stdout if "http://" in line)
    found = re.search(r"http://127\.0\.0\.1:(\d+)/ \(Ctrl-C pour arrêter\)", line)
    assert found, line
    return int(found[1])
