"""Each file of a department is opened once and parsed once by a command, whatever the command makes of it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HOUSE, Copy

# Ce que Python ouvre et ce que libyaml lit, comptés dans un autre processus : un relevé des ouvertures ne s’enlève pas.
_COUNT = """
import json, sys, yaml
from collections import Counter
opened, parsed = Counter(), Counter()
sys.addaudithook(lambda name, told: opened.update([str(told[0])]) if name == "open" else None)
def counted(read):
    def through(text, **asked):
        parsed[text] += 1
        return read(text, **asked)
    return through
yaml.parse, yaml.compose = counted(yaml.parse), counted(yaml.compose)
from kit.cli import main
try: main()
except SystemExit: pass
finally:
    print("\\n" + json.dumps([opened, parsed]))
"""


def counts(root: Path, *words: str) -> tuple[dict[str, int], dict[str, int]]:
    """Run a command and give how many times each path was opened, each text parsed."""
    command = [sys.executable, "-c", _COUNT, *words, "--root", str(root)]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    opened, parsed = json.loads(done.stdout.splitlines()[-1])
    return opened, parsed


def files(root: Path) -> dict[Path, str]:
    found = sorted(root.glob("departments/*/*.yaml"))
    assert len(found) == 8
    return {path: path.read_text(encoding="utf-8") for path in found}


@pytest.mark.parametrize("command", [["check"], ["fix", "--dry-run"], ["fix"]], ids=" ".join)
def test_a_command_reads_each_file_once(copy: Copy, command: list[str]) -> None:
    root = copy("88").parents[1]
    membres = copy("48") / "membres.yaml"
    membres.write_text(membres.read_text(encoding="utf-8").replace("magistrat:", "magistrats:"), encoding="utf-8")
    before = files(root)
    opened, parsed = counts(root, *command)
    assert [opened[str(path)] for path in before] == [1] * 8
    assert [parsed[text] for text in before.values()] == [1] * 8


def test_a_comparison_reads_each_file_of_both_sides_once(copy: Copy, tmp_path: Path) -> None:
    root = copy("88").parents[1]
    copy("48")
    base = tmp_path / "base"
    shutil.copytree(root / "departments", base / "departments")
    for path in base.glob("departments/*/*.yaml"):
        path.write_text("# avant\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    opened, parsed = counts(root, "diff", str(base))
    both = {**files(root), **files(base)}
    assert [opened[str(path)] for path in both] == [1] * 16
    assert [parsed[text] for text in both.values()] == [1] * 16


def test_the_law_is_read_once(copy: Copy) -> None:
    root = copy("88").parents[1]
    law = {str(path): path.read_text(encoding="utf-8") for path in (HOUSE / "kit" / "law").glob("*.yaml")}
    opened, parsed = counts(root, "check", "--date", "2026-11-23")
    assert {opened[path] for path in law} == {1}
    assert parsed.keys().isdisjoint(law.values())
    # Un an après sa dernière relecture, un fichier du droit a un constat : sa ligne se cherche alors, une fois.
    opened, parsed = counts(root, "check", "--date", "2028-01-01")
    assert {opened[path] - parsed.get(text, 0) for path, text in law.items()} == {1}
    assert {parsed[text] for text in law.values() if text in parsed} == {1}
