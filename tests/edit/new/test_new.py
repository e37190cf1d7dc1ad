"""A new folder is valid at once, claims nothing, and its examples are good once uncommented."""

import datetime
import json
import re
import shlex
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.edit.new import create
from kit.edit.new.form import quoted, tidy
from kit.edit.new.four_files import files
from kit.edit.new.questions import Answers, asked, authorities, fault, questions, understood, written
from kit.errors import UsageError
from kit.findings.finding import Outcome, Severity
from kit.judging import pipeline
from kit.law.periods import period_on, periods
from kit.law.territories import Territory, adaptation, territories
from kit.yaml import schema
from kit.yaml.schema import BRANCHES, JsonSchema
from kit.yaml.source import read_bytes
from kit.yaml.traps import TRAPS
from tests.conftest import DATA, HOUSE, TODAY, Kit, golden, judge
from tests.edit.new.conftest import uncommented

DAYS = (datetime.date(2019, 1, 1), datetime.date(2022, 4, 13), TODAY)
KINDS = ("48", "75", "13", "974", "976")
GIVEN = {question.nom: question.exemple for question in questions()}
ALONE = {name: said for name, said in GIVEN.items() if name != "prefet_de_police"}


def adapted(territory: Territory, day: datetime.date) -> tuple[str, ...]:
    """Give the seats that the law of a day adapts in a department."""
    return tuple(seat.id for seat in period_on(day).composition.seats if adaptation(territory.code, seat.id, day))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_all_101_are_valid_at_once_and_claim_nothing(tmp_path: Path, day: datetime.date) -> None:
    every = territories().values()
    # Aujourd'hui, tous ; un jour passé, un de chaque sorte, et ceux que le texte adapte.
    sorts = {(each.regime, each.service.value, adapted(each, day)): each for each in every}
    shown = list(every) if day == TODAY else list(sorts.values())
    for territory in shown:
        create.write(tmp_path, territory, files(territory, {}, day))
    report, _ = pipeline.run(tmp_path, (), day)
    assert len(report.departments) == len(shown)
    assert len(every) == 101
    found = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    assert [f"{finding.file} {finding.rule}" for finding in found] == []
    assert {found.outcome for found in report.departments} <= {Outcome.OPEN, Outcome.NOT_APPLICABLE}


def test_the_form_as_it_is_shown() -> None:
    shown = files(territories()["48"], {}, TODAY)
    golden(DATA / "golden" / "new-48.txt", "".join(f"=== {name}\n{text}" for name, text in shown.items()))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("times", [1, 2], ids=["exemples", "facultatifs"])
@pytest.mark.parametrize("answers", [{}, ALONE], ids=["rien", "tout"])
def test_every_example_is_good_once_its_mark_is_taken_away(
    tmp_path: Path, code: str, day: datetime.date, times: int, answers: Answers
) -> None:
    territory = territories()[code]
    whole = {name: uncommented(text, times) for name, text in files(territory, answers, day).items()}
    create.write(tmp_path, territory, whole)
    assert [f"{f.file}:{f.line} {f.message}" for f in judge(tmp_path, day).findings if f.rule in TRAPS] == []


def test_what_is_optional_stays_a_comment_and_what_explains_always() -> None:
    for text in files(territories()["48"], {}, TODAY).values():
        once, twice = uncommented(text), uncommented(text, 2)
        assert re.search(r"^ *# a_verifier:|^ *# (exemple|representant|telephone):", once, re.MULTILINE)
        assert [line for line in text.splitlines() if line.startswith("## ") and line not in twice] == []


def test_one_seat_written_is_no_error(tmp_path: Path) -> None:
    territory = territories()["48"]
    shown = files(territory, {}, TODAY)
    block = re.compile(r"(?:^# .*\n|^##  +.*\n)+", re.MULTILINE)
    members = block.sub(lambda m: uncommented(f"\n{m[0]}") if m[0].startswith("# medecin:") else m[0],
                        shown["membres.yaml"])  # fmt: skip
    create.write(tmp_path, territory, {**shown, "membres.yaml": re.sub(r"^\{\}.*\n", "", members, flags=re.MULTILINE)})
    report = judge(tmp_path)
    assert [f.message for f in report.findings if f.severity is Severity.ERROR] == []
    assert sum(f.rule == "siege-sans-titulaire" for f in report.findings) == len(period_on(TODAY).composition.seats) - 1


def keys(described: JsonSchema) -> set[str]:
    """Give every key that a schema knows, at any depth."""
    described = schema.resolve(described)
    inner: list[Any] = [described["items"]] if described["type"] == "array" else []
    own = described.get("properties", {})
    return set(own).union(*(keys(each) for each in (*inner, *own.values())))


@pytest.mark.parametrize("branch", BRANCHES)
def test_every_field_is_shown_and_explained(branch: str) -> None:
    shown: set[str] = set()
    for period in periods():
        text = files(territories()["75"], {}, period.start)[f"{branch}.yaml"]
        shown |= set(re.findall(r"^[# -]*(\w+):", text, re.MULTILINE))
    assert keys(schema.load(branch)) - shown == set()


@pytest.mark.parametrize("period", periods(), ids=lambda period: period.id)
def test_every_seat_of_the_day_is_shown_in_the_order_of_the_text(period: Any) -> None:
    for code in KINDS:
        text = files(territories()[code], {}, period.start)["membres.yaml"]
        joined = re.sub(r"\n## ", " ", text)
        places = [joined.index(f"{seat.ordinal} {seat.title}") for seat in period.composition.seats]
        assert all(before < after for before, after in pairwise(places))
        assert re.findall(r"^# (\w+):$", text, re.MULTILINE) == [seat.id for seat in period.composition.seats]


@pytest.mark.parametrize(("code", "answers"), [("48", ALONE), ("75", GIVEN)])
def test_every_answer_is_written_where_it_belongs(tmp_path: Path, code: str, answers: Answers) -> None:
    territory = territories()[code]
    shown = files(territory, answers, TODAY)
    create.write(tmp_path, territory, shown)
    report, [case] = pipeline.run(tmp_path, (), TODAY)
    assert [f.message for f in report.findings if f.severity is not Severity.NOTE] == []
    assert case is not None
    trees = written(answers, territory, authorities(territory, TODAY))
    for branch, tree in trees.items():
        assert read_bytes(shown[f"{branch}.yaml"].encode(), "f", branch).data == (
            tree or ([] if branch == "sessions" else {})
        )
    text = "".join(shown.values())
    assert [q.nom for q in asked(authorities(territory, TODAY)) if q.exemple not in text] == []
    assert f"association: {trees['commission']['associations_agreees'][0]['id']}" in shown["membres.yaml"]


def test_half_a_presidency_is_not_written() -> None:
    for code, expected in (("75", 0), ("48", 1)):
        text = files(territories()[code], {"president": "Préfet"}, TODAY)["commission.yaml"]
        assert len(re.findall("^presidence:", text, re.MULTILINE)) == expected


def test_the_second_president_is_asked_where_the_text_of_the_day_names_one() -> None:
    def names(code: str, day: datetime.date) -> bool:
        return "prefet_de_police" in [q.nom for q in asked(authorities(territories()[code], day))]

    assert [names(code, day) for code in ("75", "13", "48") for day in DAYS] == [True] * 5 + [False] * 4


@given(values=st.fixed_dictionaries({}, optional={
    name: st.text(min_size=1, max_size=80) for name in ("president", "arrete", "secretariat", "association", "sejour")
}))  # fmt: skip
@settings(derandomize=True, max_examples=150, deadline=None)
def test_any_answer_is_read_back_as_it_was_typed(values: dict[str, str]) -> None:
    answers = {name: tidy(value) for name, value in values.items() if tidy(value)}
    territory = territories()["48"]
    trees = written(answers, territory, authorities(territory, TODAY))
    shown = files(territory, answers, TODAY)
    for branch in ("commission", "procedures"):
        source = read_bytes(shown[f"{branch}.yaml"].encode("utf-8"), f"{branch}.yaml", branch)
        assert source.data == trees[branch]
        assert {spot.trap for spot in source.spots} <= {"accents-abimes"}


@given(text=st.text(max_size=80))
@settings(derandomize=True, max_examples=500, deadline=None)
def test_any_text_is_one_line_that_reads_back(text: str) -> None:
    line = f"titre: {quoted(text)}\n"
    assert line.count("\n") == 1
    assert read_bytes(line.encode("utf-8"), "f.yaml", "commission").data == {"titre": tidy(text)}
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('a"b\\c: #d', 'a"b\\c: #d'),
        ("un\ndeux", "un deux"),
        ("n°\u202f12 « 😀 »", "n°\u202f12 « 😀 »"),
        ("\ufeffa\u200b\x1b[D", "a[D"),
    ],
)
def test_what_people_type_is_kept_but_for_what_nobody_sees(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


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
    [question] = [question for question in questions() if question.nom == name]
    said = fault(question, answer)
    assert said is not None
    assert sentence in said[0].replace("\u00a0", " ")
    assert fault(question, question.exemple) is None


@pytest.mark.parametrize("typed", ["installée", "Installee", "INSTALLÉE "])
def test_a_word_of_a_list_is_understood_with_its_accents(typed: str) -> None:
    assert understood(questions()[0], typed) == "installee"


@pytest.mark.parametrize(
    ("written", "code"), [("48", "48"), ("2a", "2A"), ("lozere", "48"), ("La Réunion", "974"), (" 75 ", "75")]
)
def test_a_code_or_a_name_is_understood(written: str, code: str) -> None:
    assert create.territory(written).code == code


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("8", "« 08 » (Ardennes)"), ("Savoi", "« 73 » (Savoie) ou « 74 » (Haute-Savoie)"), ("lozer", "« 48 » (Lozère)"),
        ("seine", "« 92 » (Hauts-de-Seine)"), ("99", None), ("975", None), ("20", None), ("", None), ("\n", None),
    ],
)  # fmt: skip
def test_another_is_refused_with_the_nearest_name(written: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as refused:
        create.territory(written)
    assert ("vouliez-vous dire" in str(refused.value)) is bool(hint)
    assert not hint or hint in str(refused.value)


def test_nothing_is_written_over(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "departments" / "48-autre").mkdir(parents=True)
    done = kit("new", "48", "--root", str(tmp_path))
    assert done.returncode == 2
    assert "existe déjà : rien n’a été écrit." in done.stderr.replace("\u00a0", " ")
    assert [path.name for path in (tmp_path / "departments").iterdir()] == ["48-autre"]


def test_schemas_are_copied_where_they_are_missing_and_refreshed_on_demand(tmp_path: Path, kit: Kit) -> None:
    assert kit("new", "48", "--root", str(tmp_path)).returncode == 0
    copied = tmp_path / "schemas" / "membres.schema.json"
    mine = (HOUSE / "schemas" / "membres.schema.json").read_bytes()
    assert copied.read_bytes() == mine
    copied.write_text("{}", encoding="utf-8")
    (tmp_path / "schemas" / "definitions.schema.json").unlink()
    assert "1 schéma copié" in kit("new", "13", "--root", str(tmp_path)).stdout
    assert copied.read_text(encoding="utf-8") == "{}"
    assert sorted(path.name for path in (tmp_path / "departments").iterdir()) == ["13-bouches-du-rhone", "48-lozere"]
    assert kit("schemas", "--editeur", "--root", str(tmp_path)).returncode == 0
    assert copied.read_bytes() == mine
    assert sorted(path.name for path in (tmp_path / "schemas").iterdir()) == sorted(create.SCHEMAS)


def test_the_schemas_copied_refer_to_nothing_else(tmp_path: Path) -> None:
    create.copy_schemas(tmp_path, create.SCHEMAS)
    for path in (tmp_path / "schemas").iterdir():
        text = path.read_text(encoding="utf-8")
        # Ceux qui en citent un autre n’ont pas de nom à eux : il ferait chercher cet autre ailleurs qu’à côté.
        assert json.loads(text).get("$id") == (path.name if path.name.startswith("definitions") else None)
        assert set(re.findall(r'"\$ref": "([^#"]+)#', text)) <= set(create.SCHEMAS)


def test_git_is_told_to_keep_the_line_ends_once(kit: Kit, tmp_path: Path) -> None:
    first, again = (kit("new", code, "--root", str(tmp_path)) for code in ("48", "13"))
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "*.yaml text eol=lf\n"
    assert [".gitattributes" in done.stdout for done in (first, again)] == [True, False]
    (tmp_path / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    kit("new", "38", "--root", str(tmp_path))
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "* -text\n"


def test_a_write_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="dossier/impossible"):
        create.write(tmp_path, territories()["48"], {"a.yaml": "", "dossier/impossible.yaml": ""})
    assert list((tmp_path / "departments").iterdir()) == []


def test_the_folder_is_as_open_as_any_other(tmp_path: Path) -> None:
    folder, _ = create.write(tmp_path, territories()["48"], {"a.yaml": ""})
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode)


def test_the_steps_that_are_shown_can_be_run(tmp_path: Path, kit: Kit) -> None:
    root = tmp_path / "deux mots"
    root.mkdir()
    said = kit("new", "48", "--date", "2026-11-23", "--root", root.as_posix()).stdout
    [command] = re.findall("kit check .*", said)
    done = subprocess.run(
        ["/bin/sh", "-c", f"{shlex.quote(sys.executable)} -m {command}"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 à compléter" in done.stdout
    [command] = re.findall("git add .* && git commit", said)
    assert f"'{root}/departments/48-lozere' '{root}/schemas'" in command


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--telephone", "04 00 00 00 00"], "« --telephone » ne va pas sans « --secretariat »"),
        (["--etat", "installee", "--installation", "12/06/2017"], "« --installation » : La date « 12/06/2017 »"),
        (["--arrete", "a", "--arrete", "b"], "est donnée 2 fois"),
        (["--president", "a", "--prefet-de-police", "b"], "« --prefet-de-police » est de trop"),
        (["--secretariat", ""], "« --secretariat » : « service » n’a pas de valeur."),
        (["--secretariat", "a", "--telephone", "04"], "Écrivez par exemple « 04 00 00 00 00 »."),
        (["--root", "nulle-part"], "« nulle-part » n’est pas un répertoire"),
    ],
)
def test_a_wrong_option_writes_nothing(tmp_path: Path, words: list[str], sentence: str, kit: Kit) -> None:
    done = kit("new", "48", *words, *([] if "--root" in words else ["--root", str(tmp_path)]))
    assert done.returncode == 2
    assert sentence in done.stderr.replace("\u00a0", " ").replace("\u202f", " ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence(kit: Kit) -> None:
    done = kit("new", "48", "--root", "/proc")
    assert done.returncode == 2
    assert done.stderr.startswith("kit : Impossible d’écrire")
    assert done.stderr.count("\n") == 1


def test_questions_are_only_for_a_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kit", "new", "48", "--root", str(tmp_path)]
    done = subprocess.run(command, cwd=HOUSE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Entrée pour passer" not in done.stdout
