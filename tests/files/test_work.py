"""Folders written whole: added, exchanged, from the same disk or from another, by handles or by paths."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.files import place
from kit.files.place import under
from kit.files.work import add, apart, copy, distinct, exchange, put
from tests.files.hostile import FOR_A_FOLDER, away, state

NAMES = ("pages", "site")
_ENDED = "999999999"


@pytest.fixture(params=[True, False], ids=["poignées", "chemins"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, and a folder elsewhere."""
    monkeypatch.setattr(place, "HANDLES", request.param)
    away(tmp_path / "ailleurs")
    (tmp_path / "depot").mkdir()
    return tmp_path / "depot"


@pytest.fixture(params=[None, Path("/dev", "shm")], ids=["même disque", "autre disque"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Two folders made apart."""
    with tempfile.TemporaryDirectory(dir=request.param or tmp_path) as folder:
        assert (Path(folder).stat().st_dev == tmp_path.stat().st_dev) == (request.param is None)
        for name in ("pages/un.md", "site/a/b/un.html", "site/index.html"):
            put(Path(folder), name, name.encode())
        yield Path(folder)


def test_folders_take_the_place_of_those_of_before(root: Path, made: Path) -> None:
    put(root, "build/site/ancien.html", b"ancien")
    put(root, "build/autre", b"autre")
    exchange(made, under(root, "build"), NAMES, nullcontext())
    files = {name: raw for name, raw in state(root / "build").items() if raw != stat.S_IFDIR}
    assert files == {
        "autre": b"autre",
        "pages/un.md": b"pages/un.md",
        "site/a/b/un.html": b"site/a/b/un.html",
        "site/index.html": b"site/index.html",
    }


@pytest.mark.parametrize("kind", FOR_A_FOLDER)
@pytest.mark.parametrize("name", ["build", "build/site", "build/pages"])
def test_what_stands_in_the_place_of_one_changes_nothing(root: Path, made: Path, kind: str, name: str) -> None:
    make, said = FOR_A_FOLDER[kind]
    (root / name).parent.mkdir(exist_ok=True)
    make(root / name, root.parent / "ailleurs")
    before = state(root.parent / "depot"), state(root.parent / "ailleurs")
    with pytest.raises(UsageError, match=f"depot/{name} » {said}"):
        exchange(made, under(root, "build"), NAMES, nullcontext())
    assert (state(root.parent / "depot"), state(root.parent / "ailleurs")) == before


def test_a_folder_that_becomes_a_link_before_its_exchange_is_refused(root: Path, made: Path) -> None:
    put(root, "build/site/ancien.html", b"ancien")
    before = state(root.parent / "ailleurs")

    class Meanwhile(nullcontext[None]):
        def __enter__(self) -> None:
            (root / "build" / "site").rename(root / "mis de côté")
            (root / "build" / "site").symlink_to(root.parent / "ailleurs")

    with pytest.raises(UsageError, match="build/site » est un lien"):
        exchange(made, under(root, "build"), NAMES, Meanwhile())
    assert state(root.parent / "ailleurs") == before
    assert sorted(path.name for path in (root / "build").iterdir()) == ["pages", "site"]


def test_one_that_cannot_take_its_place_gives_it_back(root: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "build/site/ancien.html", b"ancien")
    true = os.replace

    def refused(old: str, new: str, *, src_dir_fd: int | None, dst_dir_fd: int | None) -> None:
        if old.endswith("site") and not (root / "build" / "site").exists():
            monkeypatch.undo()
            raise PermissionError(13, "refusé", new)
        true(old, new, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(PermissionError):
        exchange(made, under(root, "build"), NAMES, nullcontext())
    assert (root / "build" / "site" / "ancien.html").read_bytes() == b"ancien"
    assert sorted(path.name for path in (root / "build").iterdir()) == ["pages", "site"]


def test_what_a_killed_run_left_is_removed_and_never_followed_nor_taken_up(root: Path) -> None:
    elsewhere = root.parent / "ailleurs"
    (root / "departments" / f".en-cours-{_ENDED}-a" / "88-vosges").mkdir(parents=True)
    (root / "departments" / f".en-cours-{_ENDED}-a" / "vers").symlink_to(elsewhere)
    (root / "departments" / f".en-cours-{_ENDED}-b").symlink_to(elsewhere)
    (root / "departments" / f".en-cours-{_ENDED}-c").write_text("reste", encoding="utf-8")
    (root / "departments" / f".en-cours-{os.getpid()}-d").mkdir()
    (root / "departments" / ".en-cours-sans-numero").mkdir()
    before = state(elsewhere)
    add(under(root, "departments", "48-lozere"), {"a.yaml": b"a", "b.yaml": b"b"})
    assert state(elsewhere) == before
    assert sorted(path.name for path in (root / "departments").iterdir()) == [
        f".en-cours-{os.getpid()}-d", ".en-cours-sans-numero", "48-lozere",
    ]  # fmt: skip
    assert state(root / "departments" / "48-lozere") == {"a.yaml": b"a", "b.yaml": b"b"}


def test_a_folder_that_is_there_is_not_added_to(root: Path) -> None:
    put(root, "departments/48-lozere/a.yaml", b"avant")
    before = state(root)
    with pytest.raises(UsageError, match="departments/48-lozere » existe déjà : rien n’a été écrit"):
        add(under(root, "departments", "48-lozere"), {"a.yaml": b"a"})
    assert state(root) == before


def test_two_names_that_a_disk_takes_for_one_are_refused() -> None:
    distinct(["reports/2A.json", "reports/2B.json", "reports/2A.json", "pages/2a.json"])
    with pytest.raises(UsageError, match="sont le même fichier pour certains disques"):
        distinct(["reports/2A.json", "reports/2a.json"])


def test_a_work_goes_with_its_run_and_takes_files_and_folders(tmp_path: Path) -> None:
    put(tmp_path, "source/a/b", b"b")
    with apart("kit-essai-") as work:
        copy(tmp_path / "source", work, "copie")
        copy(tmp_path / "source" / "a" / "b", work, "seul")
        assert state(work) == {"copie": stat.S_IFDIR, "copie/a": stat.S_IFDIR, "copie/a/b": b"b", "seul": b"b"}
        assert stat.S_IMODE(work.stat().st_mode) == stat.S_IRWXU
    assert not work.exists()
