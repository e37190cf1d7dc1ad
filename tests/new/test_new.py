"""A new folder is valid at once, claims nothing, and its examples are good once uncommented."""

import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import check
from kit.errors import UsageError
from kit.law.territories import territories
from kit.new import create
from kit.new.answers import QUESTIONS, Answers, fault
from kit.new.texts import files, quoted
from kit.report import Outcome, Severity
from kit.source.reading import read_bytes
from kit.traps import TRAPS
from tests.conftest import HOUSE, TODAY
from tests.test_cli import kit

DAYS = (datetime.date(2019, 1, 1), datetime.date(2022, 4, 13), TODAY)
GIVEN = Answers(**{question.name: question.example for question in QUESTIONS})


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_all_101_are_valid_at_once_and_claim_nothing(tmp_path: Path, day: datetime.date) -> None:
    for territory in territories().values():
        create.write(tmp_path, territory, files(territory, Answers(), day))
    report, _ = check.run(tmp_path, (), day)
    assert len(report.departments) == 101
    found = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    assert [f"{finding.file} {finding.rule}" for finding in found] == []
    assert {found.outcome for found in report.departments} <= {Outcome.OPEN, Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("code", ["48", "75", "13", "974", "976"])
def test_every_example_is_good_once_its_sign_is_taken_away(tmp_path: Path, code: str, day: datetime.date) -> None:
    territory = territories()[code]
    shown = files(territory, Answers(), day)
    whole = {name: re.sub(r"^(?:\{\}|\[\])\n", "", text, flags=re.MULTILINE) for name, text in shown.items()}
    whole = {name: re.sub(r"^#(?! )|^#(?=  )", "", text, flags=re.MULTILINE) for name, text in whole.items()}
    create.write(tmp_path, territory, whole)
    report, _ = check.run(tmp_path, (), day)
    assert [f"{f.file}:{f.line} {f.message}" for f in report.findings if f.rule in TRAPS] == []


def test_every_answer_is_written_where_it_belongs(tmp_path: Path) -> None:
    territory = territories()["48"]
    create.write(tmp_path, territory, files(territory, GIVEN, TODAY))
    report, [case] = check.run(tmp_path, (), TODAY)
    assert [f.message for f in report.findings if f.rule in TRAPS] == []
    assert case is not None
    commission = case.commission
    assert commission.secretariat is not None
    assert commission.secretariat.telephone == GIVEN.telephone
    text = "".join(files(territory, GIVEN, TODAY).values())
    assert [question.name for question in QUESTIONS if question.example not in text] == []


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("installation", "12/06/2017", "est écrite à la française"),
        ("date_arrete", "2026-02-30", "n’existe pas"),
        ("etat", "installé", "« installé »"),
        ("courriel", "pas une adresse", "« courriel »"),
        ("telephone", "04", "« telephone »"),
    ],
)
def test_a_wrong_answer_is_said_as_a_check_would(name: str, answer: str, sentence: str) -> None:
    [question] = [question for question in QUESTIONS if question.name == name]
    said = fault(question, answer)
    assert said is not None
    assert sentence in said[0].replace("\u00a0", " ")
    assert fault(question, question.example) is None


@given(text=st.text(min_size=1, max_size=60))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_text_is_read_back_as_it_is_shown(text: str) -> None:
    line = f"titre: {quoted(text)}\n"
    read = read_bytes(line.encode("utf-8"), "f.yaml", "commission")
    assert read.readable
    assert f"titre: {quoted(read.data['titre'])}\n" == line


@pytest.mark.parametrize(
    ("written", "code"), [("48", "48"), ("2a", "2A"), ("lozere", "48"), ("La Réunion", "974"), (" 75 ", "75")]
)
def test_a_code_or_a_name_is_understood(written: str, code: str) -> None:
    assert create.territory(written).code == code


@pytest.mark.parametrize(
    ("written", "hint"), [("8", "« 08 », Ardennes"), ("Savoi", "« 73 », Savoie"), ("99", None), ("975", None)]
)
def test_another_is_refused_with_the_nearest_name(written: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        create.territory(written)
    assert ("vouliez-vous dire" in str(refused.value)) is bool(hint)
    assert not hint or hint in str(refused.value)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "departments" / "48-autre").mkdir(parents=True)
    done = kit("new", "48", "--root", str(tmp_path))
    assert done.returncode == 2
    assert "existe déjà : rien n’a été écrit." in done.stderr.replace("\u00a0", " ")
    assert [path.name for path in (tmp_path / "departments").iterdir()] == ["48-autre"]


def test_schemas_are_copied_only_where_there_are_none(tmp_path: Path) -> None:
    assert kit("new", "48", "--root", str(tmp_path)).returncode == 0
    copied = tmp_path / "schemas" / "membres.schema.json"
    assert copied.read_bytes() == (HOUSE / "schemas" / "membres.schema.json").read_bytes()
    copied.write_text("{}", encoding="utf-8")
    assert kit("new", "13", "--root", str(tmp_path)).returncode == 0
    assert copied.read_text(encoding="utf-8") == "{}"
    assert sorted(path.name for path in (tmp_path / "departments").iterdir()) == ["13-bouches-du-rhone", "48-lozere"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--telephone", "04 00 00 00 00"], "« --telephone » ne va pas sans « --secretariat »"),
        (["--etat", "installee", "--installation", "12/06/2017"], "« --installation » : La date « 12/06/2017 »"),
        (["--arrete", "a", "--arrete", "b"], "est donnée 2 fois"),
    ],
)
def test_a_wrong_option_writes_nothing(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = kit("new", "48", *words, "--root", str(tmp_path))
    assert done.returncode == 2
    assert sentence in done.stderr.replace("\u00a0", " ").replace("\u202f", " ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence() -> None:
    done = kit("new", "48", "--root", "/proc/rien")
    assert done.returncode == 2
    assert done.stderr.startswith("kit : Impossible d’écrire")
    assert done.stderr.count("\n") == 1


def test_questions_are_only_for_a_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kit", "new", "48", "--root", str(tmp_path)]
    done = subprocess.run(command, cwd=HOUSE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Entrée pour passer" not in done.stdout
