"""A file written back: whole, in its place, with its permissions, or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kit.edit.fix.targets import write
from kit.errors import UsageError
from tests.conftest import HOUSE

NAME = "departments/48-lozere/membres.yaml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write one file in a repository; gives its path."""
    file = tmp_path / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(b"avant")
    return file


def entries(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_are_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    write(path, "après".encode(), NAME)
    assert path.read_bytes() == "après".encode()
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert entries(path) == ["membres.yaml"]


@pytest.mark.parametrize("target", ["../../commun.yaml", "../../../ailleurs.yaml"])
def test_a_link_is_refused_wherever_it_leads(path: Path, target: str) -> None:
    path.replace(path.parent / target)
    path.symlink_to(target)
    with pytest.raises(
        UsageError, match=f"« {NAME} » est un lien, et n’est pas corrigé : corrigez le fichier lui-même"
    ):
        write(path, b"apres", NAME)
    assert path.is_symlink()
    assert (path.parent / target).read_bytes() == b"avant"


def test_a_folder_that_is_a_link_is_refused(path: Path) -> None:
    (path.parent.parent / "lien").symlink_to(path.parent)
    with pytest.raises(UsageError, match="departments/lien » est un lien, et le kit n’écrit rien à travers un lien"):
        write(path.parent.parent / "lien" / path.name, b"apres", NAME)
    assert (path.read_bytes(), entries(path)) == (b"avant", ["membres.yaml"])


def test_a_protected_file_is_refused(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(UsageError, match="est protégé en écriture"):
        write(path, b"apres", NAME)
    assert (path.read_bytes(), entries(path)) == (b"avant", ["membres.yaml"])


def test_a_disk_that_refuses_leaves_the_file_of_before(path: Path) -> None:
    """The size a process may write is bounded: the system stops it in the middle of the file."""
    script = (
        "import resource, signal, sys; from pathlib import Path; from kit.edit.fix.targets import write\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        f"write(Path(sys.argv[1]), b'x' * 100, {NAME!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert "OSError" in done.stderr
    assert (path.read_bytes(), entries(path)) == (b"avant", ["membres.yaml"])


@pytest.mark.parametrize("name", ["fsync", "chown"])
def test_a_kill_leaves_the_file_of_before(path: Path, name: str) -> None:
    """The kit is killed before the new file takes its place: the old one is whole, what was begun is read by nobody."""
    script = (
        "import os, signal, sys; from pathlib import Path; from kit.edit.fix.targets import write\n"
        f"os.{name} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write(Path(sys.argv[1]), b'apres', {NAME!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path], cwd=HOUSE, check=False)
    assert done.returncode == -9
    assert path.read_bytes() == b"avant"
    begun, _ = entries(path)
    assert begun.startswith(".")
    assert not begun.endswith((".yaml", ".yml"))


def test_an_owner_is_kept(path: Path) -> None:
    if os.geteuid():
        pytest.skip("seule l’administration peut donner un fichier")
    os.chown(path, 12, 34)
    write(path, b"apres", NAME)
    assert (path.stat().st_uid, path.stat().st_gid) == (12, 34)
