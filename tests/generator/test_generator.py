"""The generator itself: the same bytes for a seed, and a country that the kit reads but for what is meant."""

from collections import Counter
from pathlib import Path

import pytest

from kit.findings.finding import Outcome, Report
from kit.judging import pipeline
from kit.yaml.traps import TRAPS
from tests.conftest import TODAY
from tests.generator.plan import KINDS, plans
from tests.generator.write import MISTAKES, write

pytestmark = pytest.mark.proof


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], Report]:
    folder = tmp_path_factory.mktemp("pays")
    meant = write(folder)
    return folder, meant, pipeline.run(folder, (), TODAY)[0]


def test_a_seed_gives_the_same_bytes_and_another_seed_others(
    country: tuple[Path, dict[str, str], Report], tmp_path: Path
) -> None:
    again, other = tmp_path / "encore", tmp_path / "autre"
    assert write(again) == country[1]
    write(other, seed=2)
    assert texts(again) == texts(country[0])
    assert texts(other) != texts(again)
    assert len(texts(again)) == 404


def test_each_copy_is_a_country_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, copies=2)
    first, second = texts(tmp_path / "copie-01"), texts(tmp_path / "copie-02")
    assert first.keys() == second.keys()
    # Une commission qui n’est pas installée a si peu à dire que deux fichiers peuvent se ressembler.
    assert sum(first[name] == second[name] for name in first) < 10


def test_the_kit_finds_the_reading_faults_that_are_meant_and_no_other(
    country: tuple[Path, dict[str, str], Report],
) -> None:
    _, meant, report = country
    found = {
        f"departments/{department.folder.removeprefix('departments/')}": finding.rule
        for department in report.departments
        for finding in department.findings
        if finding.rule in TRAPS
    }
    assert found == meant
    assert Counter(meant.values()) == Counter(rule for _, _, _, rule in MISTAKES)


def test_a_department_kept_up_to_date_complies_and_one_with_a_fault_does_not(
    country: tuple[Path, dict[str, str], Report],
) -> None:
    report = country[2]
    kinds = {plan.code: plan.kind for plan in plans(1)}
    outcomes = {(kinds[str(department.code)], department.outcome) for department in report.departments}
    assert {outcome for kind, outcome in outcomes if kind == "a_jour"} == {Outcome.PASS}
    faulty = {"siege_vide", "mandats_finis", "pieces_en_trop", "sans_association", "non_installee"}
    assert {outcome for kind, outcome in outcomes if kind in faulty} == {Outcome.FAIL}
    assert set(KINDS) | {"a_jour"} == set(kinds.values())
    assert all(department.example or department.outcome is Outcome.OPEN for department in report.departments)
    assert len({finding.rule for finding in report.findings}) > 25
