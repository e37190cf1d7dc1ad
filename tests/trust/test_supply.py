"""What is installed and delivered: pinned with hashes, no registry named, a corpus that is still refused or read."""

import json
import re
from pathlib import Path

import pytest

from kit.edit.fix.file import correct
from kit.yaml.schema import BRANCHES
from kit.yaml.source import read_bytes
from tests.conftest import DATA, HOUSE
from tools import audit
from tools.browser import wheels

pytestmark = pytest.mark.proof

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
    # Les roues de la page « Ma fiche » ne s’installent pas : `tools.browser` les télécharge.
    assert sorted([*called, wheels.LOCK.stem]) == [path.stem for path in LOCKS]
    assert all(path.with_suffix(".in").is_file() for path in LOCKS)


_SOUND = {"name": "sain", "version": "1", "vulns": []}
_FLAWED = {"name": "percé", "version": "2", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["3"]}]}
_UNKNOWN = {"name": "ignoré", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        ([_SOUND], 0, "x.txt : 1 versions examinées, aucune faille connue."),
        ([_SOUND, _FLAWED], 1, "percé 2 a une faille, CVE-2026-1 ; corrigée dans : 3."),
        ([_SOUND, _UNKNOWN], 2, "1 version(s) sur 2 n’ont pas pu être examinées"),
        ([_FLAWED, _UNKNOWN], 1, "Ce n’est pas « aucune faille »"),
        (None, 2, "Rien n’a été examiné."),
    ],
)
def test_a_version_that_nobody_looked_up_is_not_one_without_flaws(
    rows: list[object] | None, code: int, said: str
) -> None:
    found, lines = audit.verdict("x.txt", "" if rows is None else json.dumps({"dependencies": rows}))
    assert (found, said in "\n".join(lines)) == (code, True)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_is_read_or_refused_and_corrected_once(path: Path) -> None:
    raw = path.read_bytes()
    branch = BRANCHES[raw[0] % len(BRANCHES)]
    source = read_bytes(raw[1:], f"{branch}.yaml", branch)
    assert source.readable or source.spots
    once = correct(read_bytes(raw[1:], f"{branch}.yaml", branch)).raw
    assert correct(read_bytes(once, f"{branch}.yaml", branch)).raw == once
