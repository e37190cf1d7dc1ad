"""What the tests share: the example repository, a copy of one department, the day they judge at."""

import datetime
import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from kit.cli import main
from kit.findings.finding import Finding, Outcome, Report
from kit.judging import pipeline, registry

# Une machine occupée ailleurs n’est pas une faute : une durée se mesure où elle est promise, et nulle part ailleurs.
settings.register_profile("epreuves", deadline=None)
settings.load_profile("epreuves")
HOUSE = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
TODAY = datetime.date(2026, 11, 23)
Day = datetime.date
Copy = Callable[[str], Path]
Kit = Callable[..., "Done"]


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Copy a department of the repository into an empty one; gives its folder."""

    def copied(code: str) -> Path:
        source = next((HOUSE / "departments").glob(f"{code}-*"))
        return Path(shutil.copytree(source, tmp_path / "departments" / source.name))

    return copied


@pytest.fixture
def kit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kit:
    """Run the command line in this process: the same entry, without starting Python each time."""

    def run(*words: str, cwd: Path = HOUSE) -> Done:
        monkeypatch.setattr(sys, "argv", ["kit", *words])
        monkeypatch.chdir(cwd)
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        assert isinstance(code, int)
        return Done(code, said.out, said.err)

    return run


def judge(root: Path, day: datetime.date = TODAY, *select: str) -> Report:
    """Check a whole repository on a day, without what is said of the country."""
    departments = tuple(sorted(path for path in (root / "departments").iterdir() if path.is_dir()))
    return pipeline.run(root, departments, day, select)[0]


def rows(findings: tuple[Finding, ...], *outcomes: Outcome) -> list[str]:
    """Write findings as `file:line:column rule outcome`, one a line, as golden files keep them."""
    wanted = outcomes or tuple(Outcome)
    return [f"{f.file}:{f.line}:{f.column} {f.rule} {f.outcome}" for f in findings if f.outcome in wanted]


def without_seat(membres: str, seat: str) -> str:
    """Take the block of a seat out of the text of membres.yaml."""
    return re.sub(rf"^{seat}:.*\n(?:(?:[ #].*)?\n)*", "", membres, count=1, flags=re.MULTILINE)


# Le nombre de règles change avec chacune qui s’ajoute : aucune sortie attendue ne le tient.
_RULES = re.compile(rf"\b{len(registry.catalogue())}\b(?=\s+règles)|(?<=\"rules\": ){len(registry.catalogue())}\b")


def golden(path: Path, text: str) -> None:
    """Compare a text with the golden file, but for the number of rules; KIT_REGEN=1 writes it instead."""
    text = _RULES.sub("0", text)
    if os.environ.get("KIT_REGEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


# Ce qui partage plus qu’un fichier : un site, une installation ; et ce qui, étant long, ne doit pas venir à la fin.
_TOGETHER = {
    "browser": "navigateur", "integration": "installation", "handbook": "manuel",
    "rules/test_examples.py": "fiches", "rules/test_remedies.py": "fiches", "rules/test_sheets.py": "fiches",
    **{file: file for file in ("browser/test_pays.py", "handbook/test_counts.py", "handbook/test_public.py",
                               "handbook/site/test_publication.py")},
}  # fmt: skip
_FIRST = ("navigateur", "installation", "manuel", "fiches", "trust/test_interruptions.py")


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Take one worker more than there are processors: those that drive a browser or another process mostly wait."""
    return (yield) + 1


# Avant xdist, qui lit ces marques dans le même événement.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file on one worker, so that what they share is made once; the longest groups come first."""
    groups = {item: _group(item.path.relative_to(HOUSE / "tests").as_posix()) for item in items}
    for item, group in groups.items():
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: _FIRST.index(groups[item]) if groups[item] in _FIRST else len(_FIRST))


def _group(file: str) -> str:
    room, _, _ = file.partition("/")
    return _TOGETHER.get(file) or _TOGETHER.get(room) or file


def pytest_collection_finish() -> None:
    """Keep the collector away from what lasts as long as the tests; for the rest, as the kit does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)
