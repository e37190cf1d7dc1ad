"""Processes and memory change how long a check takes, never what it says."""

import datetime
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kit import check, checked, crew
from kit.folder import find
from kit.formats import FORMATS
from kit.memory import Memory, open_in
from kit.report import Report
from kit.style import Style
from tests.conftest import HOUSE, TODAY, Copy
from tests.rules.test_personnes import FAULTY, PLANTED

EDITS = ("# une remarque\n", "inconnu: 1\n", "\t", "vacances: []\n", "é", "")


def say(report: Report) -> str:
    return FORMATS["texte"](report, Style()) + FORMATS["json"](report, Style())


def cold(root: Path, day: datetime.date = TODAY) -> str:
    return say(check.run(root, (), day)[0])


def told(root: Path, memory: Memory | None, processes: int = 1, day: datetime.date = TODAY) -> str:
    return say(crew.report(root, (), crew.Crew(as_of=day, processes=processes, memory=memory)))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    opened = open_in(tmp_path / "memoire")
    assert opened
    return opened


def entries(memory: Memory) -> list[Path]:
    return sorted(memory.folder.iterdir())


def edited(root: Path, rng: random.Random) -> None:
    """Change, add, rename or take away something of the files of a repository."""
    path = rng.choice(sorted((root / "departments").rglob("*.yaml")))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = rng.randrange(len(lines))
    how = rng.choice(["insert", "cut", "swap", "stranger", "remove"])
    if how == "insert":
        lines.insert(at, rng.choice(EDITS))
    elif how == "cut":
        del lines[at]
    elif how == "swap":
        lines[at] = lines[at].replace("2026", "2025")
    elif how == "stranger":
        (path.parent / rng.choice(["notes.txt", "membre.yaml"])).write_text("x", encoding="utf-8")
    path.write_text("".join(lines), encoding="utf-8")
    if how == "remove":
        path.unlink()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_recalled_is_what_a_cold_check_says(copy: Copy, memory: Memory, seed: int) -> None:
    root = copy("48").parent.parent
    copy("88")
    rng = random.Random(seed)
    for _ in range(4):
        expected = cold(root)
        assert told(root, memory) == expected
        assert told(root, memory) == expected
        edited(root, rng)


def test_a_second_check_reads_nothing_again(copy: Copy, memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy("48").parent.parent
    first = told(root, memory)
    monkeypatch.setattr(check, "alone", lambda *_: pytest.fail("relu"))
    assert told(root, memory) == first


def test_another_day_is_another_check(copy: Copy, memory: Memory) -> None:
    root = copy("88").parent.parent
    told(root, memory)
    later = TODAY.replace(year=2031)
    assert told(root, memory, day=later) == cold(root, later) != cold(root)


def test_the_names_in_a_folder_and_its_own_count(copy: Copy, memory: Memory) -> None:
    folder = copy("48")
    root = folder.parent.parent
    told(root, memory)
    (folder / "annexe.pdf").write_bytes(b"")
    assert told(root, memory) == cold(root)
    folder.rename(folder.with_name("48-autre"))
    assert told(root, memory) == cold(root)


@pytest.mark.parametrize("hurt", [b"", b"{}", b"\xff\xfe", b"0" * 64 + b"\n[]", b"[" * 100_000])
def test_an_entry_that_was_hurt_is_as_if_it_were_not_there(copy: Copy, memory: Memory, hurt: bytes) -> None:
    root = copy("48").parent.parent
    expected = told(root, memory)
    [entry] = entries(memory)
    entry.write_bytes(hurt)
    assert told(root, memory) == expected
    assert told(root, memory) == expected
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1])
    assert told(root, memory) == expected
    entry.write_bytes(whole.replace(b"open", b"pass"))
    assert told(root, memory) == expected


def test_an_entry_of_another_folder_is_not_taken(copy: Copy, memory: Memory) -> None:
    root = copy("48").parent.parent
    copy("88")
    expected = told(root, memory)
    one, other = entries(memory)
    kept = one.read_bytes(), other.read_bytes()
    one.write_bytes(kept[1])
    other.write_bytes(kept[0])
    assert told(root, memory) == expected


def test_a_memory_that_others_may_write_to_is_not_opened(tmp_path: Path) -> None:
    shared, private = tmp_path / "partage", tmp_path / "prive"
    shared.mkdir()
    shared.chmod(0o777)
    private.mkdir(mode=0o700)
    (tmp_path / "lien").symlink_to(private)
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    assert open_in(private) == Memory(private)
    assert [open_in(tmp_path / name) for name in ("partage", "lien", "fichier", "fichier/dedans")] == [None] * 4


def test_a_memory_that_cannot_be_written_to_is_no_fault(copy: Copy, tmp_path: Path) -> None:
    root = copy("48").parent.parent
    gone = Memory(tmp_path / "absent")
    assert told(root, gone) == cold(root)
    assert not gone.folder.exists()


def test_nothing_that_a_report_hides_is_kept(memory: Memory) -> None:
    assert told(FAULTY, memory) == cold(FAULTY)
    bodies = [json.loads(entry.read_text(encoding="utf-8").partition("\n")[2]) for entry in entries(memory)]
    kept = json.dumps(bodies, ensure_ascii=False)
    assert [value for value in PLANTED if value in kept.replace("\u00a0", " ").replace("\u202f", " ")] == []
    assert {entry.stat().st_mode & 0o077 for entry in entries(memory)} == {0}


def test_plain_values_and_back() -> None:
    for folder in find(HOUSE, ())[:3]:
        alone = check.alone(folder, TODAY)
        again = checked.of_plain(json.loads(json.dumps(checked.plain(alone))))
        assert again == alone
        assert type(again.department.outcome) is type(alone.department.outcome)


def test_several_processes_say_what_one_says(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from tests.test_crew import told, cold, HOUSE, open_in;"
        "memory = open_in(pathlib.Path(sys.argv[1])); expected = cold(HOUSE);"
        "assert told(HOUSE, None, 2) == expected; assert told(HOUSE, memory, 2) == expected;"
        "assert told(HOUSE, memory, 2) == expected; print(len(list(memory.folder.iterdir())))"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "memoire")]
    done = subprocess.run(words, cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "12"


def test_what_a_lost_process_does_not_send_is_done_without_it() -> None:
    script = (
        "import os; from kit import check, crew; from tests.test_crew import told, cold, HOUSE;"
        "expected, parent, alone = cold(HOUSE), os.getpid(), check.alone;"
        "check.alone = lambda *a: alone(*a) if os.getpid() == parent else os._exit(9);"
        "assert told(HOUSE, None, 2) == expected"
    )
    subprocess.run([sys.executable, "-c", script], cwd=HOUSE, check=True)


def test_a_process_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert told(HOUSE, None, 2) == cold(HOUSE)


def test_the_command_remembers_where_it_is_told_to(copy: Copy, tmp_path: Path) -> None:
    copy("48")
    for told_to, made in (("non", 0), ("relatif", 0), (str(tmp_path / "ici"), 1)):
        command = [sys.executable, "-m", "kit", "check", "--root", str(tmp_path), "--date", str(TODAY)]
        environment = {**os.environ, "KIT_CACHE": told_to, "PYTHONPATH": str(HOUSE)}
        assert subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode == 0
        assert len(list((tmp_path / "ici").glob("*"))) == made
