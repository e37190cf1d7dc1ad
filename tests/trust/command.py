"""The command line run inside the tests, many times for the price of one start; and run apart, within bounds."""

import contextlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest import mock

from kit.cli import main
from kit.files.place import under
from kit.files.work import exchange
from tests.conftest import HOUSE, TODAY

DAY = ("--date", TODAY.isoformat())
SECONDS, MEMORY = 60, 3 << 30
# Le kit et ses bibliothèques tiennent dans 100 Mo : le reste est ce qu'un fichier hostile peut faire prendre.
PEAK = 400 << 10


def run(*words: str, page: str = "utf-8") -> tuple[int, str, str]:
    """Run the command line here, its streams opened in a code page: exit code, screen, and what was said beside, the
    bytes of both read as UTF-8. An exception goes through."""
    raw = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, encoding=page) for each in raw)
    code: object = 0
    with (
        mock.patch.object(sys, "argv", ["kit", *words]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    assert isinstance(code, int), code
    for stream in (out, err):
        stream.flush()
    said, beside = (each.getvalue().decode() for each in raw)
    return code, said, beside


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a command run apart: the one of the tests, and this kit."""
    return {**os.environ, "PYTHONPATH": str(HOUSE), **more}


def apart(
    *words: str, cwd: Path = HOUSE, env: Mapping[str, str] | None = None, file_size: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, in bounded time, memory, and size of each file it writes."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return subprocess.run(
        [sys.executable, "-m", "kit", *words], cwd=cwd, env=env or environment(), stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=SECONDS, check=False,
        preexec_fn=bounded,
    )  # fmt: skip


def series(commands: Sequence[Sequence[str]], cwd: Path) -> list[tuple[int, str, str]]:
    """Run commands one after the other in one process apart, bounded in time and memory; raises when it passes them."""
    script = "import json, sys\nfrom tests.trust.command import told\nprint(json.dumps(told(json.load(sys.stdin))))\n"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=cwd, env=environment(), input=json.dumps(commands), capture_output=True,
        text=True, timeout=SECONDS * 2, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    answer = json.loads(done.stdout)
    assert answer["peak"] <= PEAK, f"{answer['peak'] >> 10} Mo"
    return [(code, out, err) for code, out, err in answer["done"]]


def told(commands: Sequence[Sequence[str]]) -> dict[str, object]:
    """Run commands here; give their answers and the most memory this process ever took, in kilobytes."""
    done = [run(*words) for words in commands]
    # « ru_maxrss » garderait la taille du processus des tests, dont celui-ci est né.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return {"done": done, "peak": int(peak.split()[1])}


def ends(words: Sequence[str], stage: Sequence[str]) -> int:
    """Run a command in a child that is killed at its nth act on files, for every n until it ends by itself; after each
    kill, say what is in the files of `stage`. Gives the number of kills, each text on a line of the screen."""
    number = 0
    while True:
        kept = {name: Path(name).read_bytes() for name in stage}
        child = os.fork()
        if child == 0:
            _killed_at(number)
            with contextlib.suppress(BaseException):
                run(*words)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(json.dumps([Path(name).read_text(encoding="utf-8") for name in stage]))
        if os.waitstatus_to_exitcode(status) == 0:
            return number
        for name, raw in kept.items():
            Path(name).write_bytes(raw)
        number += 1


def swaps(root: Path) -> None:
    """Replace what a build left in a child that is killed at its nth act on files, for every n until it ends by itself;
    for each, say what is there after the kill, then once the next build has ended."""
    number, status = 0, 1
    while status:
        target, made = root / str(number), root / "fait"
        _generation(target, "ancien")
        child = os.fork()
        if child == 0:
            _generation(made, "nouveau")
            _killed_at(number)
            exchange(made, under(target), RESULTS, contextlib.nullcontext())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        seen = [_generations(target)]
        _generation(made, "nouveau")
        exchange(made, under(target), RESULTS, contextlib.nullcontext())
        seen.append(_generations(target))
        print(json.dumps([*seen, sorted(path.name for path in target.iterdir())]))
        number += 1


def _generation(folder: Path, said: str) -> None:
    for name in RESULTS:
        for page in _PAGES:
            (folder / name / page).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / page).write_text(said, encoding="utf-8")


def _generations(folder: Path) -> dict[str, list[str]]:
    """Give what the files of each result say; nothing of a result that is not there."""
    return {
        name: [(folder / name / page).read_text(encoding="utf-8") for page in _PAGES]
        for name in RESULTS
        if (folder / name).exists()
    }


def _killed_at(number: int) -> None:
    """Kill this process just before its nth act on files."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in _ACTS:
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

    sys.addaudithook(hook)


RESULTS = ("reports", "pages", "site")
_PAGES = ("index.html", "departements/38-isere.html")
_ACTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.link", "os.truncate"}
