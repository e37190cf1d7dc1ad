"""Beyond 200 findings of one rule in one file, the others are counted: nothing is lost, and no error is hidden."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.findings.finding import Finding, Outcome, Report, Severity, total, weights
from kit.french import spaced
from kit.judging.cut import SHOWN, by_reading, cut
from kit.report.formats import FORMATS
from kit.report.style import Style
from kit.yaml import schema
from tests.conftest import TODAY, Copy, Kit, judge

DAY = ("--date", TODAY.isoformat())
FILE = "departments/88-vosges/commission.yaml"
BASELINE = "kit-baseline.json"


def fail(line: int, rule: str = "r", file: str = "f", weight: Severity = Severity.ERROR) -> Finding:
    return Finding(
        rule=rule, file=file, line=line, severity=weight, outcome=Outcome.FAIL, message="m", remedy="c",
        pointer=f"/{line}", anchor=f"/{line}",
    )  # fmt: skip


def with_keys(copy: Copy, *names: str) -> Path:
    """A department whose commission has keys that nobody knows, one a line; gives the root of the repository."""
    folder = copy("88")
    add(folder, *names)
    return folder.parent.parent


def add(folder: Path, *names: str) -> None:
    path = folder / "commission.yaml"
    path.write_text("".join(f"{name}: x\n" for name in names) + path.read_text(encoding="utf-8"), encoding="utf-8")


def keys(number: int) -> list[str]:
    return [f"qqq{index:03}" for index in range(number)]


def unknown(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == "cle-inconnue"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (SHOWN, None),
        (SHOWN + 1, "… et 1 autre constat de cette règle dans ce fichier."),
        (SHOWN + 1100, "… et 1100 autres constats de cette règle dans ce fichier."),
    ],
)
def test_the_first_are_written_and_the_others_counted(number: int, said: str | None) -> None:
    every = [fail(line) for line in range(number, 0, -1)]
    shown = cut(every)
    assert shown[:SHOWN] == by_reading(every)[:SHOWN]
    assert total(shown) == number
    assert [(f.message, f.remedy, f.line, f.pointer, f.anchor) for f in shown[SHOWN:]] == (
        [(spaced(said), "Corrigez d’abord ceux-ci, puis relancez.", SHOWN + 1, "", "")] if said else []
    )
    assert cut(shown) == shown


def test_each_rule_and_each_file_has_its_own_first() -> None:
    every = [fail(line, rule, file) for line in range(1, SHOWN + 1) for rule in "ab" for file in "fg"]
    assert cut(every) == by_reading(every)


def test_an_error_is_never_counted_among_notes() -> None:
    notes = [fail(line, weight=Severity.NOTE) for line in range(1, SHOWN + 6)]
    shown = cut([*notes, fail(999), fail(1000)])
    assert [(f.severity, f.others, f.line) for f in (*shown[:2], *shown[SHOWN:])] == [
        (Severity.ERROR, 0, 999),
        (Severity.ERROR, 0, 1000),
        (Severity.NOTE, 7, SHOWN - 1),
    ]


FINDINGS = st.builds(
    fail, st.integers(1, 9), st.sampled_from("ab"), st.sampled_from("fg"), st.sampled_from(list(Severity))
)


@given(found=st.lists(FINDINGS, max_size=30), times=st.integers(1, 60))
def test_what_is_counted_is_what_is_there(found: list[Finding], times: int) -> None:
    every = found * times
    shown = cut(every)
    assert weights(shown) == weights(every)
    assert all(sum(f.rule == rule and f.file == file and not f.others for f in shown) <= SHOWN
               for rule in "ab" for file in "fg")  # fmt: skip
    assert not set(shown[:1]) - set(every)


def test_a_file_of_many_faults_ends_with_their_number(copy: Copy, kit: Kit) -> None:
    root = with_keys(copy, *keys(SHOWN + 50))
    done = kit("check", "--root", str(root), *DAY)
    assert done.returncode == 1
    assert f"  {FILE}:{SHOWN + 1}:1 à corriger (erreur) cle-inconnue\n" in done.stdout
    assert f"    {spaced('… et 50 autres constats de cette règle dans ce fichier.')}\n" in done.stdout
    assert "    → Corrigez d’abord ceux-ci, puis relancez.\n" in done.stdout
    assert f"(dont {SHOWN + 50} erreurs dans les fichiers)" in done.stdout
    assert done.stdout.count(" cle-inconnue\n") == SHOWN + 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_says_how_many_are_left(copy: Copy, form: str) -> None:
    root = with_keys(copy, *keys(SHOWN + 50))
    report = judge(root)
    text = FORMATS[form](report, Style())
    if form not in ("github", "markdown"):  # GitHub n'en montre que dix, et le résumé renvoie au rapport entier.
        assert "50 autres constats de cette règle dans ce fichier" in text
    if form == "json":
        plain: dict[str, Any] = json.loads(text)
        Draft202012Validator(schema.load("report")).validate(plain)
        assert plain["summary"]["findings"]["error"] == SHOWN + 50
        every = [finding for result in plain["departments"][0]["results"] for finding in result["findings"]]
        assert [finding["others"] for finding in every if finding["others"]] == [50]


def test_a_file_whose_findings_are_counted_is_never_known_as_a_whole(copy: Copy, kit: Kit) -> None:
    root = with_keys(copy, *keys(SHOWN + 50))
    path = root / BASELINE
    options = ("--root", str(root), "--baseline", str(path), *DAY)
    done = kit("check", *options, "--write-baseline")
    assert done.returncode == 1
    assert f"{SHOWN} erreurs écrites." in done.stderr
    assert "50 erreurs n’y entrent pas" in done.stderr
    assert len(json.loads(path.read_text(encoding="utf-8"))["known"]) == SHOWN
    assert kit("check", *options).returncode == 1


def test_what_may_stand_among_the_counted_is_not_gone(copy: Copy, kit: Kit) -> None:
    root = with_keys(copy, "zzz")
    path = root / BASELINE
    options = ("--root", str(root), "--baseline", str(path), *DAY)
    assert kit("check", *options, "--write-baseline").returncode == 0
    before = path.read_bytes()
    add(root / "departments" / "88-vosges", *keys(SHOWN))
    done = kit("check", *options, "--write-baseline")
    assert done.returncode == 1
    assert spaced("0 constat retiré, aucun ajouté.") in done.stderr
    assert path.read_bytes() == before


def test_a_fault_corrected_among_many_is_no_new_error(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    """Those that were counted come in the light: a comparison knows that they were there."""
    base = tmp_path / "base"
    root = with_keys(copy, *keys(SHOWN + 50))
    (base / "departments").mkdir(parents=True)
    (root / "departments" / "88-vosges").rename(base / "departments" / "88-vosges")
    with_keys(copy, *keys(SHOWN + 49))
    done = kit("diff", str(base), "--root", str(root), *DAY)
    assert done.returncode == 0, done.stdout
    assert "0 constat nouveau, 1 disparu" in done.stdout


def test_many_new_errors_are_counted_in_a_comparison(copy: Copy, kit: Kit, tmp_path: Path) -> None:
    base = tmp_path / "base"
    copy("88")
    (base / "departments").mkdir(parents=True)
    (tmp_path / "departments" / "88-vosges").rename(base / "departments" / "88-vosges")
    root = with_keys(copy, *keys(SHOWN + 50))
    done = kit("diff", str(base), "--root", str(root), *DAY)
    assert done.returncode == 1
    assert f"{SHOWN + 50} constats de plus font échouer le contrôle" in done.stdout
    assert done.stdout.count("cle-inconnue") == SHOWN + 1


def test_what_is_left_to_a_person_is_counted(copy: Copy, kit: Kit) -> None:
    root = with_keys(copy, *keys(SHOWN + 50))
    done = kit("fix", "--dry-run", "--root", str(root))
    assert done.stdout.count("cle-inconnue") == SHOWN + 1
    assert f"{SHOWN + 50} constats à voir par une personne, dont {SHOWN + 50} erreurs dans les fichiers." in done.stdout
