"""What is installed and delivered: pinned with hashes, no registry named, a corpus that is still refused or read."""

import re
from pathlib import Path

import pytest

from kit.fix.file import correct
from kit.schema import BRANCHES
from kit.source.reading import read_bytes
from tests.conftest import DATA, HOUSE

LOCKS = sorted((HOUSE / "tools" / "locks").glob("*.txt"))
CORPUS = sorted((DATA / "fuzz").iterdir())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_tool_is_pinned_with_its_hashes_and_names_no_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.splitlines()[0] for entry in entries if not re.match(r"[\w.-]+==\S+", entry)] == []
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"http|index-url|find-links|trusted-host|file:| @ ", text)


def test_every_tool_of_the_makefile_has_its_lock() -> None:
    called = re.findall(r"\(call OUTIL,(\w+)", (HOUSE / "Makefile").read_text(encoding="utf-8"))
    assert sorted(called) == [path.stem for path in LOCKS]
    assert all(path.with_suffix(".in").is_file() for path in LOCKS)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_is_read_or_refused_and_corrected_once(path: Path) -> None:
    raw = path.read_bytes()
    branch = BRANCHES[raw[0] % len(BRANCHES)]
    source = read_bytes(raw[1:], f"{branch}.yaml", branch)
    assert source.readable or source.spots
    once = correct(raw[1:], f"{branch}.yaml", branch).raw
    assert correct(once, f"{branch}.yaml", branch).raw == once
