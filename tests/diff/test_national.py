"""The days of the country: how many departments were what on each, read from git and judged on that very day."""

import datetime
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.diff import national
from kit.diff.national import National, history
from kit.errors import UsageError
from kit.findings.verdicts import OF_DEPARTMENTS, Verdict
from kit.judging import pipeline, standing
from tests.conftest import HOUSE, TODAY, without_seat
from tests.diff.conftest import Repository, dated, ordinary

Made = Callable[[str], Repository]


def filed(made: Repository, name: str, under: str = "") -> Path:
    """Copy an example department into a repository; gives its folder."""
    return Path(shutil.copytree(HOUSE / "departments" / name, made.path / "departments" / (under or name)))


@pytest.fixture
def country(repository: Made) -> tuple[Repository, list[str]]:
    """Give a repository where departments come one after another, and the names of its commits."""
    made = repository("pays")
    isere = filed(made, "38-isere")
    text = (isere / "membres.yaml").read_text(encoding="utf-8")
    (isere / "membres.yaml").write_text(without_seat(text, "medecin"), encoding="utf-8")
    names = [dated(made, "2025-06-02")]
    filed(made, "88-vosges")
    names.append(dated(made, "2026-03-02"))
    (isere / "membres.yaml").write_text(text, encoding="utf-8")
    names.append(dated(made, "2026-03-02"))
    filed(made, "23-creuse")
    names.append(dated(made, "2026-11-20"))
    return made, names


def numbers(found: National) -> list[tuple[str, str | None, dict[str, int]]]:
    return [
        (stand.day.isoformat(), stand.commit, {str(each.one): stand.numbers[each] for each in OF_DEPARTMENTS})
        for stand in found.stands
    ]


def test_a_day_is_that_of_its_last_commit_and_each_wording_has_its_own(country: tuple[Repository, list[str]]) -> None:
    made, names = country
    found = history(made.path, TODAY)
    assert numbers(found) == [
        ("2025-06-02", names[0], {"conforme": 0, "non conforme": 1, "à compléter": 0, "à vérifier": 0}),
        ("2026-01-02", None, {"conforme": 0, "non conforme": 1, "à compléter": 0, "à vérifier": 0}),
        ("2026-03-02", names[2], {"conforme": 2, "non conforme": 0, "à compléter": 0, "à vérifier": 0}),
        ("2026-11-20", names[3], {"conforme": 2, "non conforme": 1, "à compléter": 0, "à vérifier": 0}),
    ]
    assert [(stand.filed, stand.examples) for stand in found.stands] == [(1, 1), (1, 1), (2, 2), (3, 3)]
    assert [stand.law.version.isoformat() for stand in found.stands][:2] == ["2023-12-01", "2026-01-02"]
    assert (found.more, found.shallow) == (False, False)


def test_the_numbers_of_a_day_are_those_of_a_check_of_that_day(repository: Made) -> None:
    made = repository("pays")
    shutil.copytree(HOUSE / "departments", made.path / "departments")
    dated(made, "2021-05-10")
    found = history(made.path, TODAY)
    assert [stand.day for stand in found.stands if not stand.commit] == [
        datetime.date(2023, 12, 1), datetime.date(2026, 1, 2),
    ]  # fmt: skip
    told = [pipeline.run(made.path, (), stand.day, cases=False)[0] for stand in found.stands]
    assert [{each: number for each, number in stand.numbers.items() if number} for stand in found.stands] == [
        dict(standing.departments(report.departments)) for report in told
    ]
    assert len({tuple(stand.numbers.values()) for stand in found.stands}) > 1


def test_a_verdict_changes_with_the_day_when_no_file_does(repository: Made) -> None:
    made = repository("pays")
    filed(made, "38-isere")
    dated(made, "2026-11-20")
    filed(made, "88-vosges")
    dated(made, "2029-12-31")
    first, last = history(made.path, datetime.date(2030, 1, 1)).stands
    assert first.numbers[Verdict.KEPT] == 1
    assert last.numbers[Verdict.KEPT] == 0


def test_it_stops_at_a_day_and_begins_with_the_law(repository: Made) -> None:
    made = repository("pays")
    filed(made, "38-isere")
    dated(made, "2015-01-05")
    filed(made, "88-vosges")
    dated(made, "2026-03-02")
    filed(made, "23-creuse")
    dated(made, "2026-11-20")
    assert [stand.day.isoformat() for stand in history(made.path, datetime.date(2026, 11, 19)).stands] == ["2026-03-02"]


def test_a_folder_taken_away_counts_no_more_and_a_copy_counts_once(country: tuple[Repository, list[str]]) -> None:
    made, _ = country
    shutil.rmtree(made.path / "departments" / "88-vosges")
    # La copie vient avant par son nom, et n’est pas celui du département.
    copy = filed(made, "38-isere", "00-copie")
    (copy / "membres.yaml").write_text("- [\n", encoding="utf-8")
    (made.path / "departments" / ".brouillon").mkdir()
    (made.path / "departments" / ".brouillon" / "commission.yaml").write_text('departement: "01"\n', encoding="utf-8")
    dated(made, "2026-11-21")
    last = history(made.path, TODAY).stands[-1]
    assert {each.one: number for each, number in last.numbers.items() if number} == {"conforme": 1, "non conforme": 1}


def test_what_another_branch_did_counts_when_it_comes_in(country: tuple[Repository, list[str]]) -> None:
    made, names = country
    made.git("checkout", "--quiet", "-b", "autre", names[0])
    filed(made, "48-lozere")
    dated(made, "2026-04-01")
    made.git("checkout", "--quiet", "main")
    when = "2026-11-22T12:00:00Z"
    made.git("merge", "--quiet", "--no-ff", "autre", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    found = history(made.path, TODAY)
    days = [(stand.day.isoformat(), stand.filed) for stand in found.stands]
    assert days[-2:] == [("2026-11-20", 3), ("2026-11-22", 4)]
    assert "2026-04-01" not in dict(days)


def test_files_that_no_one_can_read_prove_nothing(repository: Made) -> None:
    made = repository("pays")
    folder = made.path / "departments" / "38-isere"
    folder.mkdir(parents=True)
    (folder / "commission.yaml").write_text("- [\n", encoding="utf-8")
    (made.path / "departments" / "notes").mkdir()
    (made.path / "departments" / "notes" / "lisez-moi.txt").write_text("rien\n", encoding="utf-8")
    dated(made, "2026-11-20")
    [stand] = history(made.path, TODAY).stands
    report, _ = pipeline.run(made.path, (), stand.day)
    known = Counter(standing.of_department(each) for each in report.departments if each.code)
    assert stand.numbers == {each: known[each] for each in OF_DEPARTMENTS}
    assert (stand.numbers[Verdict.KEPT], stand.filed) == (0, sum(known.values()))


def test_commits_are_bounded_and_what_is_not_read_is_said(
    country: tuple[Repository, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made, names = country
    made.git("clone", "--quiet", "--depth", "2", f"file://{made.path}", str(tmp_path / "court"))
    short = history(tmp_path / "court", TODAY)
    assert (short.shallow, short.more, [stand.commit for stand in short.stands]) == (True, False, names[2:])
    whole = history(made.path, TODAY).stands
    monkeypatch.setattr(national, "MOST", 1)
    found = history(made.path, TODAY)
    assert (found.more, [stand.commit for stand in found.stands]) == (True, names[3:])
    # Un jour se choisit avant que les commits ne soient comptés.
    first = history(made.path, whole[0].day)
    assert (first.more, [stand.commit for stand in first.stands]) == (False, [whole[0].commit])
    with pytest.raises(UsageError) as none:
        history(made.path, datetime.date(2020, 1, 1))
    assert ordinary(str(none.value)) == (
        "Aucun commit n’a touché « departments » entre le 31 octobre 2016 et le 1er janvier 2020 : le pays n’a pas "
        "encore d’histoire à dire."
    )


def test_two_readings_are_equal_and_what_is_not_committed_is_not_read(country: tuple[Repository, list[str]]) -> None:
    made, _ = country
    before = history(made.path, TODAY)
    (made.path / "departments" / "88-vosges" / "commission.yaml").write_text("- [\n", encoding="utf-8")
    filed(made, "48-lozere")
    assert history(made.path, TODAY) == before


def test_without_git_or_without_a_commit_it_is_said(repository: Made, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as none:
        history(tmp_path, TODAY)
    assert ordinary(str(none.value)).startswith("L’histoire du pays se lit dans git, qui ne lit aucun dépôt ici")
    made = repository("vide")
    with pytest.raises(UsageError) as empty:
        history(made.path, TODAY)
    assert ordinary(str(empty.value)) == (
        "Aucun commit n’a touché « departments » : le pays n’a pas encore d’histoire à dire."
    )
