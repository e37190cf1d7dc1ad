"""The threshold on branches: the figure to the branch, the files that miss most, and silence taken for nothing."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import HOUSE
from tools import branches

pytestmark = pytest.mark.proof


def written(**files: tuple[int, int]) -> str:
    """Write what slipcover does, of files of so many branches seen and so many missed."""
    return json.dumps(
        {
            "files": {
                f"kit/{name}.py": {
                    "executed_branches": [[line, line + 1] for line in range(seen)],
                    "missing_branches": [[line, 0] for line in range(100, 100 + missed)],
                }
                for name, (seen, missed) in files.items()
            }
        }
    )


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"a": (95, 5)}, 0, "Branches vues : 95 sur 100, soit 95,0 %."),
        ({"a": (94, 6)}, 1, "Branches vues : 94 sur 100, soit 94,0 % : il en faut 95 %."),
        # L'arrondi ne fait pas passer.
        ({"a": (1899, 100)}, 1, "Branches vues : 1899 sur 1999, soit 94,9 % : il en faut 95 %."),
        ({"a": (90, 0), "b": (0, 10)}, 1, "Branches vues : 90 sur 100, soit 90,0 % : il en faut 95 %."),
        ({"a": (1, 0)}, 0, "Branches vues : 1 sur 1, soit 100,0 %."),
    ],
)
def test_the_figure_is_held_to_the_branch(files: Mapping[str, tuple[int, int]], code: int, said: str) -> None:
    found, lines = branches.verdict(written(**files), 95)
    assert (found, lines[0]) == (code, said)


def test_the_files_that_miss_most_come_first_and_one_that_misses_none_is_not_named() -> None:
    many = {f"f{number:02}": (9, number) for number in range(12)}
    _, lines = branches.verdict(written(**many), 95)
    assert len(lines) == 9
    assert lines[1].startswith("  kit/f11.py : 9 sur 20 ; il en manque aux lignes 100, 101, ")
    assert lines[-1].startswith("  kit/f04.py : 9 sur 13 ;")
    assert branches.verdict(written(a=(3, 0)), 95)[1][1:] == []


@pytest.mark.parametrize("text", ["", "pas de JSON", "{}", '{"files": {}}', '{"files": {"kit/a.py": {}}}', "[]"])
def test_what_was_not_measured_is_not_enough(text: str) -> None:
    found, lines = branches.verdict(text, 95)
    assert found == 2
    assert lines[0].startswith("Aucune branche n’a été mesurée")


def test_the_command_reads_the_file_and_says_the_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "couverture.json").write_text(written(a=(94, 6)), encoding="utf-8")
    assert branches.main(str(tmp_path / "couverture.json"), "95") == 1
    assert branches.main(str(tmp_path / "absent.json"), "95") == 2
    assert capsys.readouterr().out.startswith("Branches vues : 94 sur 100")


def test_make_test_holds_the_threshold_on_branches_and_leaves_no_file_of_the_kit_out() -> None:
    text = (HOUSE / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^\t@\$\(BIN\)/python tools/branches\.py build/couverture\.json 95$", text, re.MULTILINE)
    assert re.search(r"^MESURE = .* --branch --source kit$", text, re.MULTILINE)
    assert not re.search(
        r"--omit|exclude[-_](lines|also)", text + (HOUSE / "pyproject.toml").read_text(encoding="utf-8")
    )
