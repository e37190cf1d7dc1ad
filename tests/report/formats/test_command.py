"""`kit check --format`: each format through the command line, and the summary of a GitHub job."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kit.cli import cli
from kit.report.formats import FORMATS
from kit.report.formats.place import FORGES
from kit.report.style import Style
from tests.conftest import TODAY, Kit, judge
from tests.report.formats import readers
from tests.report.formats.readers import Place

_DAY = TODAY.isoformat()


def _check(broken: Path, *words: str, summary: str | None = None) -> Result:
    command = ["check", "--root", str(broken), str(broken), "--date", _DAY, *words]
    return CliRunner().invoke(cli, command, env={"GITHUB_STEP_SUMMARY": summary})


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_goes_to_the_screen_or_to_a_file(broken: Path, tmp_path: Path, name: str) -> None:
    expected = FORMATS[name](judge(broken), Style())
    done = _check(broken, "--format", name)
    assert (done.exit_code, done.stdout, done.stderr) == (1, expected, "")
    target = tmp_path / "rapports" / "rapport"
    done = _check(broken, "--format", name, "--output", str(target))
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")
    assert target.read_bytes() == expected.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("github", readers.of_github),
        ("gitlab", readers.of_gitlab),
        ("sarif-github", readers.of_sarif),
        ("sarif", readers.of_sarif),
        ("json", readers.of_json),
    ],
)
def test_a_forge_finds_the_files_of_a_root_further_down(
    kit: Kit, broken: Path, name: str, read: Callable[[str], Counter[Place]]
) -> None:
    words = ("check", "--date", _DAY, "--format", name)
    here = read(kit(*words, cwd=broken).stdout)
    assert {place.file.split("/")[0] for place in here} == {"departments"}
    above = read(kit(*words, "--root", broken.name, cwd=broken.parent).stdout)
    start = f"{broken.name}/" if name in FORGES else ""
    assert above == Counter({replace(place, file=f"{start}{place.file}"): number for place, number in here.items()})
    assert read(kit(*words, "--root", str(broken), cwd=broken / "departments").stdout) == here


def test_help_names_every_format(broken: Path) -> None:
    said = _check(broken, "--help").stdout
    assert f"--format [{'|'.join(FORMATS)}]" in said
    assert "sarif-github" in _plain(said).split("Forme du rapport")[1]


def test_the_summary_of_a_job_is_added_to(broken: Path, tmp_path: Path) -> None:
    summary = tmp_path / "resume.md"
    summary.write_text("Une autre étape.", encoding="utf-8")
    done = _check(broken, "--format", "github", summary=str(summary))
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout == FORMATS["github"](judge(broken), Style())
    page = FORMATS["markdown"](judge(broken), Style())
    assert summary.read_text(encoding="utf-8") == f"Une autre étape.\n{page}"


def test_only_the_format_for_github_writes_a_summary(broken: Path, tmp_path: Path) -> None:
    summary = tmp_path / "resume.md"
    for name in set(FORMATS) - {"github"}:
        _check(broken, "--format", name, summary=str(summary))
    assert not summary.exists()
    assert _check(broken, "--format", "github", summary="").exit_code == 1


@pytest.mark.parametrize("name", ["absent/resume.md", "."])
def test_a_summary_that_cannot_be_written_hides_no_verdict(broken: Path, tmp_path: Path, name: str) -> None:
    done = _check(broken, "--format", "github", summary=str(tmp_path / name))
    assert done.exit_code == 1
    assert done.stdout == FORMATS["github"](judge(broken), Style())
    assert done.stderr.count("\n") == 1
    assert _plain(done.stderr).startswith("kit : le résumé n’a pas pu être écrit dans « ")
