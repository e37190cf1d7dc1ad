"""A department given by its bytes, without a disk: the report is that of the command, to the byte."""

import datetime
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.judging import pipeline
from kit.report.formats import json
from kit.yaml.decode import SIZE_LIMIT
from tests.conftest import HOUSE, TODAY

DAYS = (datetime.date(2019, 1, 1), datetime.date(2024, 6, 1), TODAY)
FOLDERS = sorted((HOUSE / "departments").iterdir())


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def on_disk(folder: Path, day: datetime.date = TODAY) -> str:
    report, _ = pipeline.run(folder.parent.parent, (folder,), day, cases=False)
    return json.write(report)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_same_report_without_a_disk(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # Où rien n’est à lire.
    for day in DAYS:
        report = pipeline.given(folder.name, held(folder), day)
        assert json.write(report) == on_disk(folder, day)


FILES = {
    "un nom mal écrit": {"membre.yaml": b"medecin: []\n"},
    "un nom d’ailleurs": {"notes.docx": b"PK", ".cache": b"", "avis sur Madame Durand.pdf": b""},
    "un fichier trop gros": {"sessions.yaml": b"# Jeanne Durand, 06 12 34 56 78\n" + b"#" * SIZE_LIMIT},
    "un autre format": {"sessions.yaml": b"%PDF-1.7 jeanne.durand@exemple.fr"},
    "rien": {},
}


@pytest.mark.parametrize("name", ["48-lozere", "48-madame-durand", "lozere", "99-x", "48-"])
@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_the_same_of_a_folder_with_faults(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "departments" / name
    folder.mkdir(parents=True)
    for file, raw in {"commission.yaml": b'departement: "48"\n', **files}.items():
        (folder / file).write_bytes(raw)
    assert json.write(pipeline.given(name, held(folder), TODAY)) == on_disk(folder)


def test_a_day_before_any_wording_is_refused() -> None:
    with pytest.raises(UsageError, match=r"R\. 121-12-7"):
        pipeline.given("48-lozere", {}, datetime.date(2010, 1, 1))
