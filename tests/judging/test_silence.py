"""No verdict without a word: what keeps a department from « conforme » is a finding that says what to write."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.edit.new.four_files import files
from kit.findings.finding import DepartmentReport, Outcome, Report, Severity, Urgency
from kit.judging import blocking, pipeline
from kit.law.territories import territories
from kit.model import folder as folders
from kit.model.department import Dossier, assemble, load
from kit.model.folder import Folder
from kit.yaml.source import Source, read_bytes
from kit.yaml.traps import TRAPS
from tests.conftest import DATA, HOUSE, TODAY

pytestmark = pytest.mark.proof

DAYS = (
    TODAY,
    *map(datetime.date.fromisoformat, ("2019-01-01", "2021-06-01", "2022-04-13", "2025-09-01", "2029-01-01")),
)
ROOTS = (HOUSE, *sorted((DATA / "invalid").iterdir()))
FOLDERS = [(root, folder) for root in ROOTS for folder in folders.find(root, ())]


def silent(department: DepartmentReport) -> list[str]:
    """Give the rules that keep a department from « conforme » without a word of what to write."""
    speaking = {result.rule for result in department.results if result.findings}
    if any(result.rule in TRAPS and result.severity is Severity.ERROR for result in department.results):
        return []  # Ce qui ne se lit pas a son propre constat, et les règles l’attendent.
    return [
        result.rule
        for result in department.results
        if blocking.counts(result)
        and result.outcome in (Outcome.OPEN, Outcome.REVIEW)
        and not result.findings
        and not speaking & set(result.told_by)
    ]


def faults(report: Report) -> list[Any]:
    """Give what is wrong with the departments of a report."""
    [department] = report.departments
    unfit = department.outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE)
    mute = unfit and not any(f.urgency <= Urgency.BLOCKS or f.outcome is Outcome.FAIL for f in department.findings)
    return [*silent(department), *(["muet"] if mute else []), *(f for f in department.findings if not f.remedy)]


def without(sources: dict[str, Source], branch: str, key: str) -> dict[str, Source]:
    """Give the files of a department, less one block of one of them."""
    lines = sources[branch].text.split("\n")
    kept, out = [], False
    for line in lines:
        if line[:1] not in ("", " ", "#", "-"):
            out = line.startswith(f"{key}:")
        if not out:
            kept.append(line)
    text = "\n".join(kept)
    bare = all(not line or line.startswith("#") for line in kept)
    return {**sources, branch: read_bytes((text + "{}\n" if bare else text).encode(), sources[branch].file, branch)}


def cut(dossier: Dossier) -> Iterator[tuple[str, Dossier]]:
    """Give a department, then without each of its blocks, without any session, without any member."""
    yield "entier", dossier
    for branch, source in dossier.sources.items():
        for key in source.data if isinstance(source.data, dict) else ():
            if key != "departement":
                yield f"{branch}/{key}", assemble(dossier.folder, without(dossier.sources, branch, key))
    empty = {"sessions": b"[]\n", "membres": b"{}\n", "procedures": b"{}\n"}
    for branch, text in empty.items():
        if branch in dossier.sources:
            files = {**dossier.sources, branch: read_bytes(text, dossier.sources[branch].file, branch)}
            yield f"{branch} vide", assemble(dossier.folder, files)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("root", "folder"), FOLDERS, ids=lambda value: value.name)
def test_each_rule_that_keeps_from_conforming_says_what_to_write(
    root: Path, folder: Folder, day: datetime.date
) -> None:
    dossier = load(folder)
    cases = list(cut(dossier)) if root == HOUSE and day == TODAY else [("entier", dossier)]
    told = {name: faults(pipeline.whole(root, [each], day)) for name, each in cases}
    assert {name: found for name, found in told.items() if found} == {}


@pytest.mark.parametrize("day", DAYS[:1], ids=str)
@pytest.mark.parametrize("code", ["60", "75", "13", "2A", "69", "973"])
def test_a_new_folder_is_told_what_to_write_in_a_dozen_lines(code: str, day: datetime.date, tmp_path: Path) -> None:
    territory = territories()[code]
    folder = tmp_path / "departments" / territory.folder
    folder.mkdir(parents=True)
    for name, text in files(territory, {}, day).items():
        (folder / name).write_text(text, encoding="utf-8")
    report, _ = pipeline.run(tmp_path, (folder,), day)
    assert faults(report) == []
    found = report.findings
    assert len(found) <= 12
    assert [f.rule for f in found if f.file.endswith("commission.yaml") and f.blocks] == [
        "commission-non-installee", "presidence-absente", "liste-non-arretee", "agrement-incomplet",
        "indicateurs-pas-a-jour",
    ]  # fmt: skip
