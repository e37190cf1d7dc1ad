"""A baseline knows the errors of one day, can only shrink, is always said, and changes no verdict."""

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.errors import UsageError
from kit.findings.finding import Baseline, DepartmentReport, Finding, Law, Outcome, Report, Result, Severity
from kit.findings.fingerprint import anchor, mark
from kit.french import NBSP, NNBSP
from kit.report import baseline
from kit.report.baseline import Entry
from kit.report.formats import FORMATS
from kit.report.style import Style
from kit.yaml import schema
from kit.yaml.source import read
from tests.conftest import DATA, TODAY, Copy, Kit, judge, without_seat
from tests.diff.conftest import ENVIRONMENT
from tests.yaml.table import Row, department, findings, rows

NOBODY: frozenset[str] = frozenset()
DAY = ("--date", TODAY.isoformat())
FILE = "kit-baseline.json"


@pytest.fixture
def depot(copy: Copy) -> Path:
    """A repository of one department without its doctor and its gendarme."""
    folder = copy("88")
    take(folder.parent.parent, "medecin", "gendarmerie")
    return folder.parent.parent


def members(root: Path) -> Path:
    return root / "departments" / "88-vosges" / "membres.yaml"


def take(root: Path, *seats: str) -> None:
    text = members(root).read_text(encoding="utf-8")
    for seat in seats:
        text = without_seat(text, seat)
    members(root).write_text(text, encoding="utf-8")


def fail(rule: str, place: str = "/ici", **changes: Any) -> Finding:
    plain: dict[str, Any] = {"provision": "casf-r121-12-7", "file": "f.yaml", "message": "secret", "remedy": "c"}
    plain |= {"outcome": Outcome.FAIL, "severity": Severity.ERROR, **changes}
    return Finding(rule=rule, anchor=place, **plain)


def report_of(*found: Finding) -> Report:
    """Give a report that says these findings and nothing else."""
    result = Result(rule="r", outcome=Outcome.FAIL, severity=Severity.ERROR, findings=found)
    law = Law(provision="p", title="t", version=TODAY, certainty="verifiee")
    one = DepartmentReport(
        folder="f", code="88", name="Vosges", example=False, results=(result,), outcome=Outcome.FAIL, files=1
    )
    return Report(as_of=TODAY, law=law, departments=(one,), national=(), rules=1)


def named(finding: Finding) -> Finding:
    """Give a finding its anchor as the pipeline does, list numbers left as they are."""
    return replace(finding, anchor=anchor(None, finding.pointer))


def where(finding: Finding) -> tuple[str, str, str]:
    return (finding.rule, finding.file, finding.anchor)


def said(done: Any) -> str:
    return str(done.stdout + done.stderr).replace(NBSP, " ").replace(NNBSP, " ")


def entry(rule: str = "r", file: str = "f", place: str = "/a", number: int = 1) -> dict[str, str]:
    return {"file": file, "rule": rule, "anchor": place, "fingerprint": mark(rule, file, place, number)}


def text_of(known: Any, version: Any = 1) -> bytes:
    return json.dumps({"version": version, "known": known}).encode()


def test_the_errors_of_today_are_written_then_known(depot: Path, kit: Kit) -> None:
    assert kit("check", *DAY, cwd=depot).returncode == 1
    first = kit("check", *DAY, "--write-baseline", cwd=depot)
    assert first.returncode == 0
    assert "« kit-baseline.json » : 2 erreurs écrites." in said(first)
    written = json.loads((depot / FILE).read_text(encoding="utf-8"))["known"]
    assert [(e["file"], e["rule"], e["anchor"]) for e in written] == [
        ("departments/88-vosges/membres.yaml", "siege-sans-titulaire", "/gendarmerie"),
        ("departments/88-vosges/membres.yaml", "siege-sans-titulaire", "/medecin"),
    ]
    again = kit("check", *DAY, "--baseline", FILE, cwd=depot)
    assert again.returncode == 0
    assert said(again).count("membres.yaml:8:1 non conforme (déjà connue) siege-sans-titulaire") == 2
    assert "Vosges (88) (données d’exemple) : non conforme\n" in said(again)
    last = said(again).splitlines()[-1]
    assert " 2 non conformes, " in last
    assert last.endswith(f"Référence « {FILE} » : 2 erreurs déjà connues.")


def test_without_the_option_nothing_is_known(depot: Path, kit: Kit) -> None:
    kit("check", *DAY, "--write-baseline", cwd=depot)
    plain = kit("check", *DAY, cwd=depot)
    assert plain.returncode == 1
    assert "connue" not in plain.stdout


def test_a_new_error_fails_and_never_enters(depot: Path, kit: Kit) -> None:
    kit("check", *DAY, "--write-baseline", cwd=depot)
    before = (depot / FILE).read_bytes()
    take(depot, "education")
    for words in (["--baseline", FILE], ["--write-baseline"], ["--baseline", FILE, "--write-baseline"]):
        done = kit("check", *DAY, *words, cwd=depot)
        assert done.returncode == 1
        assert said(done).count("non conforme siege-sans-titulaire") == 1
        assert (depot / FILE).read_bytes() == before


def test_what_is_mended_is_said_then_leaves_for_good(depot: Path, kit: Kit) -> None:
    kit("check", *DAY, "--write-baseline", cwd=depot)
    broken = members(depot).read_text(encoding="utf-8")
    members(depot).write_text(f"{broken}\nmedecin:\n  - id: medecin-1\n    titre: Médecin\n", encoding="utf-8")
    done = kit("check", *DAY, "--baseline", FILE, cwd=depot)
    assert done.returncode == 0
    sentence = "1 constat de la référence a disparu : relancez avec --write-baseline pour la réduire."
    assert sentence in said(done).splitlines()
    assert said(done).splitlines()[-1].endswith("1 erreur déjà connue.")
    shrunk = kit("check", *DAY, "--write-baseline", cwd=depot)
    assert (shrunk.returncode, "1 constat retiré, aucun ajouté." in said(shrunk)) == (0, True)
    assert sentence not in said(shrunk)
    assert "/medecin" not in (depot / FILE).read_text(encoding="utf-8")
    members(depot).write_text(broken, encoding="utf-8")
    back = kit("check", *DAY, "--baseline", FILE, cwd=depot)
    assert back.returncode == 1
    assert said(back).count("non conforme siege-sans-titulaire") == 1


def test_a_part_of_the_repository_says_nothing_of_what_is_gone(depot: Path, copy: Copy, kit: Kit) -> None:
    copy("48")
    kit("check", *DAY, "--write-baseline", cwd=depot)
    for words in (["departments/48-lozere"], ["--select", "mandat-expire"], ["departments/88-vosges"]):
        done = kit("check", *DAY, "--baseline", FILE, "--format", "json", *words, cwd=depot)
        assert done.returncode == 0, done.stderr
        seen = 2 if "departments/88-vosges" in words else 0
        assert json.loads(done.stdout)["summary"]["baseline"] == {"file": FILE, "known": seen, "gone": None}
        assert "disparu" not in kit("check", *DAY, "--baseline", FILE, *words, cwd=depot).stdout


@pytest.mark.parametrize("words", [["departments/88-vosges"], ["--select", "mandat-expire"]])
def test_a_part_of_the_repository_writes_no_baseline(depot: Path, words: list[str], kit: Kit) -> None:
    done = kit("check", *DAY, "--write-baseline", *words, cwd=depot)
    assert done.returncode == 2
    assert said(done) == "kit : « --write-baseline » regarde tout le dépôt : relancez sans CHEMINS ni --select.\n"
    assert not (depot / FILE).exists()


def test_the_json_keeps_its_schema_and_says_what_is_known(depot: Path, kit: Kit) -> None:
    kit("check", *DAY, "--write-baseline", cwd=depot)
    done = kit("check", *DAY, "--baseline", FILE, "--format", "json", cwd=depot)
    plain = json.loads(done.stdout)
    assert [error.message for error in Draft202012Validator(schema.load("report")).iter_errors(plain)] == []
    assert plain["summary"]["baseline"] == {"file": FILE, "known": 2, "gone": 0}
    assert plain["summary"]["findings"]["error"] == 2
    assert plain["departments"][0]["outcome"] == "fail"
    without = json.loads(FORMATS["json"](judge(depot), Style()))
    assert without["summary"]["baseline"] is None


def test_an_absent_baseline_says_how_to_write_it(depot: Path, kit: Kit) -> None:
    done = kit("check", *DAY, "--baseline", "ailleurs.json", cwd=depot)
    assert done.returncode == 2
    assert "kit check --baseline ailleurs.json --write-baseline" in said(done)
    assert said(done).count("\n") == 1


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "n’est pas une référence lisible"),
        (b"version: 1", "n’est pas une référence lisible"),
        (b"\xff\xfe\x00", "n’est pas une référence lisible"),
        (b"[" * 100_000, "n’est pas une référence lisible"),
        (b"[]", "n’a pas la forme d’une référence"),
        (b"{}", "n’a pas la forme d’une référence"),
        (text_of({}), "n’a pas la forme d’une référence"),
        (text_of([], version=2), "a été écrit pour une autre version du kit (la version 1 est attendue)"),
        (text_of([], version=[]), "a été écrit pour une autre version du kit"),
        (text_of(["x"]), "l’entrée n° 1 n’a pas les quatre textes attendus"),
        (text_of([entry(), {"rule": "r"}]), "l’entrée n° 2 n’a pas les quatre textes attendus"),
        (text_of([{**entry(), "message": "m"}]), "l’entrée n° 1 n’a pas les quatre textes attendus"),
        (text_of([{**entry(), "anchor": 3}]), "l’entrée n° 1 n’a pas les quatre textes attendus"),
        (text_of([entry(), entry()]), "l’entrée n° 2 est répétée ou a été changée à la main"),
        (text_of([{**entry(), "rule": "autre"}]), "l’entrée n° 1 est répétée ou a été changée à la main"),
        (text_of([{**entry(), "anchor": "\ud800"}]), "l’entrée n° 1 est répétée ou a été changée à la main"),
    ],
)
def test_a_bad_baseline_is_one_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(UsageError, match="effacez ce fichier, puis relancez avec --write-baseline") as caught:
        baseline.parse(raw, FILE)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_bad_baseline_ends_the_command_and_is_left_as_it_is(depot: Path, kit: Kit) -> None:
    (depot / FILE).write_bytes(b"{")
    for words in (["--baseline", FILE], ["--write-baseline"]):
        done = kit("check", *DAY, *words, cwd=depot)
        assert (done.returncode, done.stdout, said(done).count("\n")) == (2, "", 1)
        assert (depot / FILE).read_bytes() == b"{"


def test_windows_line_ends_and_a_mark_in_front_are_read() -> None:
    written = baseline.write([Entry(**entry())])
    assert baseline.parse(b"\xef\xbb\xbf" + written.replace("\n", "\r\n").encode(), FILE) == (Entry(**entry()),)


def test_what_is_written_is_read_back_sorted_without_a_message() -> None:
    found = [fail("b"), fail("a", "/z"), fail("a", "/é"), fail("b")]
    text = baseline.write(baseline.acceptable(report_of(*found), NOBODY))
    assert baseline.write(baseline.parse(text.encode(), FILE)) == text
    assert "secret" not in text
    assert [(e.anchor, e.rule) for e in baseline.parse(text.encode(), FILE)] == [
        ("/ici", "b"), ("/ici", "b"), ("/z", "a"), ("/é", "a"),
    ]  # fmt: skip


FINDING = st.builds(fail, st.sampled_from("ab"), st.sampled_from(["/x", "/y"]), file=st.sampled_from(["f", "g"]))


@given(before=st.lists(FINDING, max_size=8), after=st.lists(FINDING, max_size=8))
def test_known_is_what_both_days_have_and_the_file_only_shrinks(before: list[Finding], after: list[Finding]) -> None:
    entries = baseline.acceptable(report_of(*before), NOBODY)
    report = baseline.apply(report_of(*after), FILE, entries, NOBODY)
    left = baseline.kept(report, entries)
    assert Counter(map(where, report.findings)) == Counter(map(where, after))
    assert Counter(where(f) for f in report.findings if f.known) == Counter(map(where, before)) & Counter(
        map(where, after)
    )
    assert report.baseline == Baseline(file=FILE, known=len(left), gone=len(before) - len(left))
    assert set(left) <= set(entries)
    # Le fichier réduit se relit, et couvre autant que celui d'avant.
    again = baseline.parse(baseline.write(left).encode(), FILE)
    assert baseline.apply(report_of(*after), FILE, again, NOBODY).findings == report.findings


def test_no_outcome_and_no_weight_changes(depot: Path) -> None:
    before = judge(depot)
    after = baseline.apply(before, FILE, baseline.acceptable(before, NOBODY), NOBODY)
    assert [f.known for f in after.findings if f.severity is Severity.ERROR] == [True, True]
    assert replace(after, baseline=None, departments=before.departments) == before
    for was, now in zip(before.departments, after.departments, strict=True):
        assert (was.outcome, [r.outcome for r in was.results]) == (now.outcome, [r.outcome for r in now.results])
        assert was.findings == tuple(replace(f, known=False) for f in now.findings)


def test_only_errors_are_known() -> None:
    found = [fail("a", severity=Severity.WARNING), fail("b", severity=Severity.NOTE, outcome=Outcome.REVIEW), fail("c")]
    entries = baseline.acceptable(report_of(*found), NOBODY)
    assert [e.rule for e in entries] == ["c"]
    forged = [*entries, Entry(**entry("a", "f.yaml", "/ici"))]
    assert [f.rule for f in baseline.apply(report_of(*found), FILE, forged, NOBODY).findings if f.known] == ["c"]


@pytest.mark.parametrize(
    "row", [row for table in ("fichier", "structure") for row in rows(table)], ids=lambda r: r.name
)
def test_a_file_that_cannot_be_read_is_never_known(tmp_path: Path, row: Row) -> None:
    folder = department(tmp_path, {row.file: row.raw})
    readable = read(folder.path / row.file, row.file).readable
    entries = baseline.acceptable(report_of(*map(named, findings(folder))), NOBODY)
    assert readable or not entries


def test_a_datum_on_a_person_and_an_expired_exception_are_never_known(tmp_path: Path, kit: Kit) -> None:
    for case, rule in (("personnes", "donnee-personnelle"), ("exceptions", "exception-expiree")):
        root = Path(shutil.copytree(DATA / "invalid" / case, tmp_path / case))
        first = kit("check", *DAY, "--write-baseline", cwd=root)
        assert first.returncode == 1
        assert "corrigez d’abord le fichier." in said(first)
        assert f"à corriger (erreur) {rule}" in first.stdout
        written = (root / FILE).read_text(encoding="utf-8")
        assert rule not in written
        # Une entrée ajoutée à la main n'y change rien.
        plain = json.loads(kit("check", *DAY, "--format", "json", cwd=root).stdout)
        finding = next(
            f for d in plain["departments"] for r in d["results"] for f in r["findings"] if r["rule"] == rule
        )
        added = [*json.loads(written)["known"], entry(rule, finding["file"], finding["anchor"])]
        (root / FILE).write_bytes(text_of(added))
        again = kit("check", *DAY, "--baseline", FILE, cwd=root)
        assert (again.returncode, again.stdout.count(f"à corriger (erreur) {rule}")) == (
            1,
            first.stdout.count(f"à corriger (erreur) {rule}"),
        )


def test_two_runs_write_the_same_bytes(depot: Path, tmp_path: Path, kit: Kit) -> None:
    files = [tmp_path / "un.json", tmp_path / "deux.json"]
    for file in files:
        kit("check", *DAY, "--write-baseline", "--baseline", str(file), cwd=depot)
    assert files[0].read_bytes() == files[1].read_bytes()


def committed(root: Path) -> str:
    """Commit all that a repository holds; give the name of the commit."""
    for words in (["init", "--quiet", "--initial-branch", "main"], ["add", "--all"], ["commit", "--quiet", "-m", "x"]):
        subprocess.run(["git", "-C", root, *words], env=ENVIRONMENT, check=True)
    done = subprocess.run(["git", "-C", root, "rev-parse", "HEAD"], env=ENVIRONMENT, check=True, capture_output=True)
    return done.stdout.decode().strip()


def test_only_what_a_commit_already_knew_is_known(depot: Path, kit: Kit) -> None:
    bare = committed(depot)
    kit("check", *DAY, "--write-baseline", cwd=depot)
    base = committed(depot)
    since = ("check", *DAY, "--baseline", FILE, "--baseline-de")
    for name in (base, "main", "HEAD"):
        done = kit(*since, name, cwd=depot)
        assert (done.returncode, done.stderr) == (0, "")
        assert said(done).splitlines()[-1].endswith("2 erreurs déjà connues.")
    take(depot, "education", "pjj")
    (depot / FILE).unlink()
    kit("check", *DAY, "--write-baseline", cwd=depot)
    assert kit("check", *DAY, "--baseline", FILE, cwd=depot).returncode == 0
    done = kit(*since, "main", cwd=depot)
    assert done.returncode == 1
    assert "2 entrées de la référence n’étaient pas dans « main », et ne comptent pas.\n" in said(done)
    assert said(done).count(" non conforme siege-sans-titulaire") == 2
    first = kit(*since, bare, cwd=depot)
    assert first.returncode == 1
    assert f"« {FILE} » n’existe pas dans « {bare} » : aucune erreur n’y est encore connue." in said(first)
    assert "(déjà connue)" not in said(first)


def test_a_baseline_of_a_folder_of_the_repository_is_found_in_the_commit(depot: Path, kit: Kit) -> None:
    root = depot.parent / f"{depot.name}-haut"
    shutil.copytree(depot, root / "été")
    kit("check", *DAY, "--root", "été", "--write-baseline", cwd=root)
    committed(root)
    words = ("check", *DAY, "--root", "été", "--baseline", f"été/{FILE}", "--baseline-de", "HEAD")
    assert kit(*words, cwd=root).returncode == 0


BAD = {
    "sans référence": (["--baseline-de", "HEAD"], "« --baseline-de » ne va pas sans « --baseline »."),
    "en écrivant": (["--write-baseline", "--baseline-de", "HEAD"], "ne va pas avec « --write-baseline »."),
    "commit inconnu": (["--baseline", FILE, "--baseline-de", "ailleurs"], "« ailleurs » n’est ni un répertoire"),
    "option": (["--baseline", FILE, "--baseline-de", "--help"], "« --help » n’est ni un répertoire"),
    "lien": (["--baseline", "lien.json", "--baseline-de", "HEAD"], "« lien.json » n’est pas un fichier de référence"),
    "illisible": (["--baseline", "faux.json", "--baseline-de", "HEAD"], "« HEAD:faux.json » n’est pas une référence"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_commit_that_cannot_say_what_was_known_is_one_sentence(depot: Path, kit: Kit, name: str) -> None:
    kit("check", *DAY, "--write-baseline", cwd=depot)
    (depot / "lien.json").symlink_to(FILE)
    (depot / "faux.json").write_text("rien", encoding="utf-8")
    committed(depot)
    shutil.copyfile(depot / FILE, depot / "faux.json")
    words, sentence = BAD[name]
    done = kit("check", *DAY, *words, cwd=depot)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert sentence in said(done)
