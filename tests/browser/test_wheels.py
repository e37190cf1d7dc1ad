"""The wheels of the engine: downloaded unless all that is pinned is there, and never used without one of them."""

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kit.files.archive import stored
from tools.browser import wheels

WHEELS = {name: stored({f"{name}/__init__.py": name.encode()}) for name in ("un", "deux")}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """What pip is asked, of two libraries that are pinned."""
    lines = [f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(raw).hexdigest()}\n" for name, raw in WHEELS.items()]
    (tmp_path / "roues.txt").write_text("# Deux roues.\n" + "".join(lines), encoding="utf-8")
    called: list[Any] = []
    monkeypatch.setattr(wheels, "LOCK", tmp_path / "roues.txt")
    monkeypatch.setattr(wheels, "FOLDER", tmp_path)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: called.append(command))
    return called


def put(folder: Path, *names: str, raw: bytes | None = None) -> None:
    for name in names:
        (folder / f"{name}-1.0-py3-none-any.whl").write_bytes(raw or WHEELS[name])


@pytest.mark.parametrize(("there", "again"), [((), True), (("un",), True), (("deux",), True), (("un", "deux"), False)])
def test_wheels_are_downloaded_unless_all_are_there(
    asked: list[Any], tmp_path: Path, there: tuple[str, ...], again: bool
) -> None:
    put(tmp_path, *there)
    wheels.install()
    assert bool(asked) == again
    if again:
        with pytest.raises(FileNotFoundError):
            list(wheels.files())
    else:
        assert dict(wheels.files()) == {"un/__init__.py": b"un", "deux/__init__.py": b"deux"}


def test_a_wheel_that_is_not_as_pinned_is_not_there(asked: list[Any], tmp_path: Path) -> None:
    put(tmp_path, "un")
    put(tmp_path, "deux", raw=stored({"deux/__init__.py": b"autre"}))
    wheels.install()
    assert asked
    with pytest.raises(FileNotFoundError, match=r"^deux==1\.0$"):
        list(wheels.files())
