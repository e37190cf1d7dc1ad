"""The handbook of a department whose sessions are parted by year: its pages are those of the list unsplit, but for the
files that they name."""

from pathlib import Path

import pytest

from kit.findings.finding import Report
from kit.handbook.edition import Cases, edition
from kit.handbook.page import Page, Profile
from kit.judging import pipeline
from tests.conftest import TODAY
from tests.handbook.shown import pages, rows, whole
from tests.model.years import Files, files, parted

NAME = "88-vosges"
YEARS = ("2024", "2025")


def checked(root: Path, held: Files, profile: Profile) -> tuple[Report, Cases]:
    folder = root / "departments" / NAME
    folder.mkdir(parents=True)
    for name, raw in held.items():
        (folder / name).write_bytes(raw)
    return edition(*pipeline.run(root, (), TODAY), profile)


def wrong(held: Files) -> Files:
    """Leave what a rule tells of sessions of both years: calls that are late, and a key that is none."""
    text = held["sessions.yaml"].decode().replace("convocation: {date: 2024-05-07}", "convocation: {date: 2024-05-22}")
    text = text.replace("convocation: {date: 2025-05-22}", "convocation: {date: 2025-06-04}")
    return {**held, "sessions.yaml": text.replace("  etat: tenue", "  etat: tenue\n  couleur: rouge", 1).encode()}


@pytest.mark.parametrize("profile", list(Profile))
def test_each_edition_says_the_same_of_both(tmp_path: Path, profile: Profile) -> None:
    split, one = parted(wrong(files(NAME)), YEARS)
    (parts, [case]), (unsplit, _) = (checked(tmp_path / str(n), held, profile) for n, held in enumerate((split, one)))
    assert case
    said = [
        [(each.rule, each.outcome, each.message, each.remedy, each.derogation) for each in report.findings]
        for report in (parts, unsplit)
    ]
    assert sorted(map(repr, said[0])) == sorted(map(repr, said[1]))
    # Public compris, un constat reste à sa place dans son fichier.
    for one_found in parts.findings:
        if "sessions" in one_found.file and one_found.pointer:
            assert (tmp_path / "0" / one_found.file).is_file()
    assert any(each.file.endswith("sessions-2025.yaml") and "Le détail" not in each.message for each in parts.findings)


@pytest.mark.parametrize("profile", list(Profile))
def test_the_page_shows_the_same_sessions_and_what_each_lacks(tmp_path: Path, profile: Profile) -> None:
    split, one = parted(wrong(files(NAME)), YEARS)
    shown = [rows(_page(tmp_path / str(n), held, profile), "Les séances") for n, held in enumerate((split, one))]
    assert shown[0] == shown[1]
    assert [row[-1] for row in shown[0] if "2025" in row[0]] != ["rien", "rien"]


def test_the_page_names_every_file_that_was_read(tmp_path: Path) -> None:
    split, one = parted(files(NAME), YEARS)
    for number, held in enumerate((split, one, {**split, "commission.yaml": b"exemple: true\n"})):
        told = whole(_page(tmp_path / str(number), held, Profile.INTERNE))
        assert [f"sessions-{year}.yaml" in told for year in YEARS] == [len(held) > 4] * 2
        assert f"({len(held)} présents sur {len(held)})" in told


def _page(root: Path, held: Files, profile: Profile) -> Page:
    every = pages(*checked(root, held, profile), profile)
    [page] = [each for each in every if each.path == f"departements/{NAME}.md"]
    return page


@pytest.mark.parametrize("profile", list(Profile))
def test_the_page_never_says_that_no_session_is_announced_when_they_are_not_read(
    tmp_path: Path, profile: Profile
) -> None:
    split, _ = parted(files(NAME), YEARS)
    told = whole(_page(tmp_path, {**split, "sessions-2024.yaml": b"- date: [\n"}, profile))
    assert "Les séances n’ont pas pu être lues" in told
    assert "aucune annoncée" not in told
