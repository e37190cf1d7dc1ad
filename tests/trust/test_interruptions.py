"""A command that is interrupted, or that loses a process, always ends, says so, and leaves nobody at work.

`KIT_TESTS_INTERRUPTIONS=30` tries so many moments for each."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import HOUSE, without_seat
from tests.trust.command import DAY, environment

pytestmark = pytest.mark.proof

_MOMENTS = int(os.environ.get("KIT_TESTS_INTERRUPTIONS", "2"))
_PATIENCE = 120
_ENDINGS = {
    "SIGINT": signal.SIGINT,
    "SIGTERM": signal.SIGTERM,
    "SIGHUP": signal.SIGHUP,
    "un processus perdu": signal.SIGKILL,
}
# Ce qui se dit selon ce qui est arrivé, et où en était la commande.
_SAID = ("Interrompu.", "a été arrêté avant d’avoir fini", "Le site n’a pas pu être construit")


@dataclass(frozen=True)
class Whole:
    """A country to check or to build, and how long it takes when nothing happens."""

    root: Path
    seconds: dict[str, float]


def started(command: str, root: Path) -> subprocess.Popen[str]:
    words = ["env", "--default-signal=INT", sys.executable, "-m", "kit", command, "--root", str(root), *DAY]
    return subprocess.Popen(
        words, cwd=HOUSE, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    root = tmp_path_factory.mktemp("pays")
    # Les exemples sont assez de départements pour plusieurs processus ; l’un d’eux a une faute.
    shutil.copytree(HOUSE / "departments", root / "departments")
    assert len(list((root / "departments").iterdir())) >= 12
    members = root / "departments" / "88-vosges" / "membres.yaml"
    members.write_text(without_seat(members.read_text(encoding="utf-8"), "medecin"), encoding="utf-8")
    seconds = {}
    for command in ("check", "build"):
        before = time.perf_counter()
        with started(command, root) as process:
            process.communicate(timeout=_PATIENCE)
        assert process.returncode == 1
        seconds[command] = time.perf_counter() - before
    return Whole(root, seconds)


def listening(process: subprocess.Popen[str]) -> None:
    """Wait until Python has started, and the kit hears what is to end it."""
    heard = 1 << (signal.SIGTERM - 1)
    while process.poll() is None:
        with suppress(OSError):
            status = Path(f"/proc/{process.pid}/status").read_text()
            if int(next(line for line in status.splitlines() if line.startswith("SigCgt:")).split()[1], 16) & heard:
                return


def children(process: subprocess.Popen[str]) -> Iterator[int]:
    """Give the processes that work for a command."""
    with suppress(OSError):
        yield from map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def struck(process: subprocess.Popen[str], ending: str) -> None:
    if ending == "un processus perdu":
        for child in list(children(process))[-1:]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
    else:
        process.send_signal(_ENDINGS[ending])


@pytest.mark.parametrize("ending", _ENDINGS)
@pytest.mark.parametrize("command", ["check", "build"])
def test_it_ends_says_so_and_leaves_nobody_at_work(command: str, ending: str, whole: Whole) -> None:
    for number in range(1, _MOMENTS + 1):
        with started(command, whole.root) as process:
            listening(process)
            with suppress(subprocess.TimeoutExpired):
                process.wait(whole.seconds[command] * number / (_MOMENTS + 1))
            struck(process, ending)
            # Ce qui se lit ne finit que quand plus aucun des processus lancés n’est là pour l’écrire.
            _, said = process.communicate(timeout=_PATIENCE)
        assert "Traceback" not in said
        # Frappée trop tard, ou avant d’avoir lancé personne, la commande a tout fait.
        assert process.returncode == 1 or any(sentence in said for sentence in _SAID), said
        assert process.returncode in (1, 2)
        left = sorted(path.name for path in (whole.root / "build").iterdir())
        assert left == ["pages", "reports", "site"]
