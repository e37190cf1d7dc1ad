"""The double of each forge, and what the watch reads of the kit."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.french import NBSP, NNBSP
from tests.forge.departments import dues
from tests.forge.double import DOUBLES, GitHubDouble, GitLabDouble, served
from tools.forge.__main__ import main

Watch = Callable[..., tuple[int, str]]


@pytest.fixture(params=DOUBLES)
def forge(request: pytest.FixtureRequest) -> Iterator[GitHubDouble | GitLabDouble]:
    """A forge that holds nothing yet."""
    double = DOUBLES[request.param]()
    with served(double):
        yield double


@pytest.fixture
def watch(tmp_path: Path, forge: GitHubDouble | GitLabDouble, capsys: pytest.CaptureFixture[str]) -> Watch:
    """Watch once, over what the kit would say; gives the code, and what was said."""
    name = next(name for name, kind in DOUBLES.items() if isinstance(forge, kind))

    def watched(*departments: dict[str, Any], **env: str) -> tuple[int, str]:
        report = {"departments": departments, "national": []}
        due = {"departments": [dues(each) for each in departments], "law": []}
        files = []
        for number, told in enumerate((report, due)):
            files.append(tmp_path / f"{number}.json")
            files[-1].write_text(json.dumps(told), encoding="utf-8")
        code = main(["veiller", name, *map(str, files)], forge.env | env)
        said = capsys.readouterr()
        return code, (said.out + said.err).replace(NBSP, " ").replace(NNBSP, " ")

    return watched
