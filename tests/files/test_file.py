"""A file written whole, where the system opens folders and where it does not (Windows)."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.files import place
from kit.files.place import asked, ready, under
from kit.files.write import append, output, replace
from tests.conftest import HOUSE
from tests.files.hostile import FOR_A_FILE, FOR_A_FOLDER, away, state


@pytest.fixture(params=[True, False], ids=["poignées", "chemins"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, by handles, then by paths as on Windows."""
    monkeypatch.setattr(place, "HANDLES", request.param)
    away(tmp_path / "ailleurs")
    root = tmp_path / "depot"
    root.mkdir()
    return root


def test_a_file_and_its_folders_are_made(root: Path) -> None:
    replace(under(root, "a", "b", "c.json"), b"un")
    replace(under(root, "a", "b", "c.json"), b"deux")
    assert state(root) == {"a": stat.S_IFDIR, "a/b": stat.S_IFDIR, "a/b/c.json": b"deux"}


@pytest.mark.parametrize("kind", FOR_A_FILE)
def test_what_stands_in_the_place_of_a_file_is_refused(root: Path, kind: str) -> None:
    make, said = FOR_A_FILE[kind]
    (root / "a").mkdir()
    make(root / "a" / "c.json", root.parent / "ailleurs")
    before = state(root.parent)
    with pytest.raises(UsageError, match=f"depot/a/c.json » {said}"):
        replace(under(root, "a", "c.json"), b"un")
    with pytest.raises(UsageError, match=f"depot/a/c.json » {said}"):
        ready(under(root, "a"), files=("autre.json", "c.json"))
    assert state(root.parent) == before


@pytest.mark.parametrize("kind", FOR_A_FOLDER)
@pytest.mark.parametrize("names", [("a",), ("a", "b")], ids="/".join)
def test_what_stands_in_the_place_of_a_folder_is_refused_at_any_level(
    root: Path, kind: str, names: tuple[str, ...]
) -> None:
    make, said = FOR_A_FOLDER[kind]
    path = root.joinpath(*names)
    path.parent.mkdir(exist_ok=True)
    make(path, root.parent / "ailleurs")
    before = state(root.parent)
    with pytest.raises(UsageError, match=f"depot/{'/'.join(names)} » {said}"):
        replace(under(root, *names, "c", "d.json"), b"un")
    with pytest.raises(UsageError, match=f"depot/{'/'.join(names)} » {said}"):
        ready(under(root, *names[:-1]), folders=names[-1:])
    assert state(root.parent) == before


def test_the_other_name_of_a_file_keeps_its_content(root: Path) -> None:
    other = root.parent / "ailleurs" / "fichier"
    os.link(other, root / "c.json")
    replace(under(root, "c.json"), b"un")
    assert ((root / "c.json").read_bytes(), other.read_text(encoding="utf-8")) == (b"un", "à quelqu’un d’autre")


def test_a_root_that_is_a_link_is_what_was_asked(root: Path) -> None:
    (root.parent / "lien").symlink_to("depot")
    replace(under(root.parent / "lien", "a", "c.json"), b"un")
    assert (root / "a" / "c.json").read_bytes() == b"un"


def test_nothing_is_left_when_the_disk_refuses(root: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path; from kit.files.write import replace\n"
        "from kit.files import place; from kit.files.place import under\n"
        f"place.HANDLES = {place.HANDLES}\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "replace(under(Path(sys.argv[1]), 'c.json'), b'x' * 100)\n"
    )
    (root / "c.json").write_bytes(b"avant")
    done = subprocess.run([sys.executable, "-c", script, root], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert "OSError" in done.stderr
    assert state(root) == {"c.json": b"avant"}


@pytest.mark.parametrize(
    ("typed", "top", "names"),
    [
        ("rep.json", "depot", ("rep.json",)),
        ("sous/../a/rep.json", "depot", ("a", "rep.json")),
        ("{}/depot/a/rep.json", "depot", ("a", "rep.json")),
        ("../rep.json", "", ("rep.json",)),
        ("{}/ailleurs/neuf/rep.json", "ailleurs", ("neuf", "rep.json")),
        ("{}/données/rep.json", "données", ("rep.json",)),
    ],
)
def test_below_what_a_commit_decides_no_folder_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, top: str, names: tuple[str, ...]
) -> None:
    for name in ("depot", "ailleurs", "données"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "depot")
    found = asked(Path(typed.format(tmp_path)), tmp_path / "données")
    assert (found.top, found.names) == (tmp_path / top, names)


@pytest.mark.parametrize("typed", ["rep.json", "../rep.json", "{}/depot/rep.json"])
def test_the_whole_checkout_is_looked_at_from_a_folder_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    (tmp_path / "depot" / ".git").mkdir(parents=True)
    (tmp_path / "depot" / "sous").mkdir()
    monkeypatch.chdir(tmp_path / "depot" / "sous")
    assert asked(Path(typed.format(tmp_path)), Path()).top == tmp_path / "depot"


def test_a_pipe_of_the_user_and_the_channels_of_the_system_are_written_to(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    os.mkfifo("tuyau")
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(Path("tuyau").read_text(encoding="utf-8")))
    reader.start()
    output(Path("tuyau"), Path(), "é\n")
    reader.join()
    for end in ("/dev/fd/{}", "/proc/self/fd/{}"):
        here, there = os.pipe()
        output(Path(end.format(there)), Path(), "é\n")
        os.close(there)
        with os.fdopen(here, encoding="utf-8") as pipe:
            heard.append(pipe.read())
    assert heard == ["é\n"] * 3
    output(Path("/dev/null"), Path(), "é\n")
    with (root / "suite").open("w+") as redirected:
        output(Path(f"/dev/fd/{redirected.fileno()}"), Path(), "é\n")
    assert (root / "suite").read_text(encoding="utf-8") == "é\n"


def test_what_is_added_goes_to_no_link_and_to_no_other_name(root: Path) -> None:
    append(root / "résumé", "un\n")
    append(root / "résumé", "deux\n")
    assert (root / "résumé").read_text(encoding="utf-8") == "un\ndeux\n"
    other = root.parent / "ailleurs" / "fichier"
    os.link(other, root / "nom")
    (root / "lien").symlink_to(other)
    for name in ("nom", "lien"):
        with pytest.raises(OSError, match=name):
            append(root / name, "trois\n")
    assert other.read_text(encoding="utf-8") == "à quelqu’un d’autre"
