"""The process that builds for `kit serve`: it says what it did, and what it could not do, and goes with who asks."""

import errno
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Lock, Pipe
from pathlib import Path
from threading import Thread

import pytest

from kit import check
from kit.cli import publishing, rebuilding
from kit.cli.publishing import Order
from kit.cli.rebuilding import Builder
from kit.errors import UsageError
from kit.handbook.write import Draft
from kit.report import Report
from tests.conftest import TODAY, Copy


@pytest.fixture
def root(copy: Copy) -> Path:
    return copy("88").parent.parent


@pytest.fixture
def builder(root: Path) -> Iterator[Builder]:
    with rebuilding.started(publishing.order(root, TODAY, None, None), TODAY) as builder:
        yield builder


def _plain(lines: tuple[str, ...]) -> str:
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


def test_each_build_says_what_was_found_and_a_fault_leaves_the_site(builder: Builder, root: Path) -> None:
    builder.first()
    page = root / "build" / "site" / "departements" / "88-vosges.html"
    members = root / "departments" / "88-vosges" / "membres.yaml"
    members.write_text(members.read_text("utf-8").replace("\npjj:", "\npjjj:"), "utf-8")
    said = _plain(builder.again())
    assert "departments/88-vosges/membres.yaml:" in said
    assert "« pjjj »" in said
    assert said.endswith("Mis à jour. 1 département, 1 erreur.")
    before = page.read_text("utf-8")
    (root / "departments").rename(root / "ailleurs")
    said = _plain(builder.again())
    assert said.startswith("kit : Le dossier « departments » n’existe pas")
    assert said.endswith("La page montrée est la précédente.")
    assert page.read_text("utf-8") == before
    (root / "ailleurs").rename(root / "departments")
    assert _plain(builder.again()).endswith("Mis à jour. 1 département, 1 erreur.")
    assert page.read_text("utf-8") == before


def test_a_first_build_that_cannot_be_is_a_fault(builder: Builder, root: Path) -> None:
    (root / "departments").rename(root / "ailleurs")
    with pytest.raises(UsageError, match="n’existe pas"):
        builder.first()


def test_nothing_is_left_once_it_has_gone_and_its_end_is_said(root: Path) -> None:
    order = publishing.order(root, TODAY, None, None)
    with rebuilding.started(order, TODAY) as builder:
        builder.pipe.send(1)
    assert not (root / "build").exists()
    with rebuilding.started(order, TODAY) as builder:
        builder.pipe.send(1)
        builder.pipe.close()
        with pytest.raises(UsageError, match="s’est arrêté"):
            builder.again()


def test_without_a_memory_it_makes_one_that_goes_with_it_and_a_fault_of_the_system_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process: what stands for a build here says which order it was given, or fails."""
    given: list[Order] = []

    def publish(asked: Order, draft: Draft, *_: object) -> Report:
        given.append(asked)
        assert draft.work.is_dir()
        if len(given) > 1:
            raise PermissionError(errno.EACCES, "", "commission.yaml")
        return check.run(root, (), TODAY)[0]

    monkeypatch.setattr(publishing, "publish", publish)
    ours, theirs = Pipe()
    order = replace(publishing.order(root, TODAY, None, None), memory=None)
    builds = Thread(target=rebuilding._builds, args=(order, TODAY, (theirs, Pipe()[0]), Lock()))
    builds.start()
    builder = Builder(ours, Lock())
    builder.first()
    memory = given[0].memory
    assert memory
    assert memory.folder.is_dir()
    assert "impossible de lire ou d’écrire « commission.yaml »" in _plain(builder.again())
    ours.close()
    builds.join()
    assert not memory.folder.exists()


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_leaves_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals
) -> None:
    passing = tmp_path / "passager"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    order = publishing.order(root, TODAY, None, None)
    before = multiprocessing.active_children()
    with rebuilding.started(order, TODAY):
        (process,) = set(multiprocessing.active_children()) - set(before)
        while process.is_alive() and not list(passing.glob("kit-site-*")):
            process.join(0.02)
        assert list(passing.glob("kit-*"))
        os.kill(process.pid or 0, ending)
        process.join()
    assert not list(passing.glob("kit-*"))
    assert not (root / "build").exists()
