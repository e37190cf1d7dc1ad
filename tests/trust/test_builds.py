"""Three builds of the same files: two at once in one place, one elsewhere, without network; all give the same bytes."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import HOUSE
from tests.trust.command import DAY

pytestmark = pytest.mark.proof

GUARD = Path(__file__).parent / "guard"
CODES = ("48-lozere", "88-vosges")
_NAMESPACES = (["unshare", "--net"], ["unshare", "--net", "--map-root-user"])
_CALL = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"


@dataclass(frozen=True)
class Built:
    """What three builds left, their ends, and what asked for the network."""

    together: Path
    apart: Path
    ends: list[tuple[int, str]]
    asked: Path


def alone() -> list[str]:
    """Give the words that run a command in a namespace without network; none where the machine refuses one."""
    for words in _NAMESPACES:
        if (
            shutil.which(words[0])
            and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
        ):
            return words
    return []


def guarded(asked: Path, **more: str) -> dict[str, str]:
    """Give the environment of a process that may ask nothing of the network; what it asks is written down."""
    path = os.pathsep.join((str(GUARD), str(HOUSE)))
    return {**os.environ, "PYTHONPATH": path, "KIT_TESTS_NETWORK": str(asked), **more}


def repository(root: Path) -> Path:
    for code in CODES:
        shutil.copytree(HOUSE / "departments" / code, root / "departments" / code)
    return root


def started(root: Path, environment: dict[str, str], *before: str) -> subprocess.Popen[str]:
    words = [*before, sys.executable, "-m", "kit", "build", "--root", str(root), *DAY]
    return subprocess.Popen(
        words, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp("constructions")
    together, apart, asked = repository(place / "dépôt un"), repository(place / "autre"), place / "réseau"
    here = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "PYTHONUTF8": "0",
        "KIT_TESTS_DISORDER": "1",
    }
    there = {
        "TZ": "Pacific/Pago_Pago",
        "LC_ALL": "C.UTF-8",
        "LANG": "fr_FR.UTF-8",
        "PYTHONHASHSEED": "2",
    }
    homeless = {name: value for name, value in guarded(asked, **here).items() if name != "HOME"}
    running = [started(together, homeless), started(together, guarded(asked, **there))]
    running.append(started(apart, guarded(asked, PYTHONHASHSEED="3"), *alone()))
    ends = [(build.communicate(timeout=300)[1], build.returncode) for build in running]
    return Built(together, apart, [(code, said) for said, code in ends], asked)


def content(root: Path) -> dict[str, bytes]:
    """Give every byte that a build left, the time kept in the head of a .gz left out."""
    files = sorted(path for path in (root / "build").rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): raw[:4] + raw[8:] if path.suffix == ".gz" else raw
        for path in files
        if (raw := path.read_bytes()) is not None
    }


def test_two_builds_at_once_both_end_well_and_leave_one_whole_site(built: Built) -> None:
    assert [end[0] for end in built.ends] == [0, 0, 0], built.ends
    assert sorted(path.name for path in (built.together / "build").iterdir()) == ["pages", "reports", "site"]


def test_elsewhere_in_another_zone_locale_order_and_seed_the_bytes_are_the_same(built: Built) -> None:
    together, apart = content(built.together), content(built.apart)
    assert "build/site/index.html" in together
    assert [name for name in sorted(together | apart) if together.get(name) != apart.get(name)] == []
    assert not [name for name, raw in together.items() if str(built.together).encode() in raw]


def test_reports_are_the_same_whatever_the_order_of_folders_and_the_seed(built: Built, tmp_path: Path) -> None:
    said = set()
    for number, more in enumerate(
        ({"KIT_TESTS_DISORDER": "1", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}, {"LC_ALL": "C"})
    ):
        done = subprocess.run(
            [*alone(), sys.executable, "-m", "kit", "check", *DAY, "--format", "json"], cwd=built.together, check=False,
            env=guarded(tmp_path / f"réseau-{number}", **more), capture_output=True,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        assert not (tmp_path / f"réseau-{number}").exists()
        said.add(done.stdout)
    assert len(said) == 1


def test_nothing_asks_for_the_network(built: Built) -> None:
    assert not built.asked.exists()


def test_what_asks_for_the_network_is_seen_and_refused(tmp_path: Path) -> None:
    # Sans cette épreuve, un garde qui ne garde rien laisserait passer les autres.
    asked = tmp_path / "réseau"
    done = subprocess.run([sys.executable, "-c", _CALL], env=guarded(asked), capture_output=True, check=False)
    assert done.returncode == 1
    assert asked.read_text(encoding="utf-8").startswith("socket.")
