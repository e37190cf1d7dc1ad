"""The pipeline as a whole: one seat less is one error, doubts stay doubts, nothing is hidden or repeated."""

import datetime
from pathlib import Path

import pytest

from kit.errors import UsageError
from kit.findings.finding import DepartmentReport, Outcome, Severity
from kit.french import spaced
from kit.judging import pipeline
from kit.law.texts import composition_on
from tests.conftest import HOUSE, TODAY, Copy, judge, without_seat

Day = datetime.date
CERTAIN = [Day(2019, 1, 1), Day(2022, 4, 13), TODAY]
SEATS = [(day, seat) for day in CERTAIN for seat in composition_on(day).seats]


def errors(department: DepartmentReport) -> list[tuple[str, str, int, str | None]]:
    return [(f.rule, f.file, f.line, f.paragraph) for f in department.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(("day", "seat"), SEATS, ids=lambda value: value.id if hasattr(value, "id") else str(value))
def test_one_seat_less_is_one_error_at_its_paragraph(copy: Copy, day: Day, seat: object) -> None:
    folder = copy("38")
    known = composition_on(day).seat(getattr(seat, "id", ""))
    assert known is not None
    path = folder / "membres.yaml"
    text = without_seat(path.read_text(encoding="utf-8"), known.id)
    path.write_text(text, encoding="utf-8")
    (department,) = judge(folder.parent.parent, day).departments
    place = f"departments/{folder.name}/membres.yaml"
    # La clé n'est plus écrite : le constat montre le début de ce qui la contenait.
    line = 1 + next(number for number, written in enumerate(text.split("\n")) if written[:1].isalpha())
    assert errors(department) == [("siege-sans-titulaire", place, line, known.ordinal)]
    (finding,) = [f for f in department.findings if f.severity is Severity.ERROR]
    assert finding.message.startswith(spaced(f"Le siège « {known.title} » ({known.ordinal}) n’a pas de titulaire"))


@pytest.mark.parametrize("code", ["13", "75"])
def test_the_law_of_the_day_changes_the_verdict_of_the_same_file(copy: Copy, code: str) -> None:
    """With the prefect alone, 2022 wants two presidents; with two, 2026 wants one in the Bouches-du-Rhône only."""
    folder = copy(code)
    path = folder / "commission.yaml"
    text = path.read_text(encoding="utf-8").replace(", fin: 2025-07-31", "")
    path.write_text(text, encoding="utf-8")
    verdicts = {
        day: {r.rule: r.outcome for r in judge(folder.parent.parent, day).departments[0].results}
        for day in (Day(2022, 4, 13), TODAY)
    }
    assert verdicts[Day(2022, 4, 13)]["copresidence-absente"] is Outcome.PASS
    today = verdicts[TODAY]
    if code == "13":
        assert today["copresidence-absente"] is Outcome.NOT_APPLICABLE
        assert today["copresidence-sans-texte"] is Outcome.FAIL
    else:
        assert today["copresidence-absente"] is Outcome.PASS
        assert today["copresidence-sans-texte"] is Outcome.PASS


def test_a_wording_that_was_not_read_gives_a_doubt_not_an_error(copy: Copy) -> None:
    folder = copy("38")
    path = folder / "membres.yaml"
    path.write_text(without_seat(path.read_text(encoding="utf-8"), "police_judiciaire"), encoding="utf-8")
    (department,) = judge(folder.parent.parent, Day(2024, 6, 1)).departments
    (finding,) = [f for f in department.findings if f.rule == "siege-sans-titulaire"]
    assert (finding.outcome, finding.severity) == (Outcome.REVIEW, Severity.NOTE)
    assert department.outcome is Outcome.REVIEW


def test_an_error_of_reading_hides_no_other_file_and_no_other_seat(copy: Copy) -> None:
    folder = copy("38")
    path = folder / "membres.yaml"
    text = without_seat(path.read_text(encoding="utf-8"), "gendarmerie")
    path.write_text(text.replace("qualite: en_fonction", "qualite: en_fonctions", 1), encoding="utf-8")
    (department,) = judge(folder.parent.parent, TODAY).departments
    assert sorted(rule for rule, *_ in errors(department)) == ["siege-sans-titulaire", "valeur-inconnue"]


def test_an_unreadable_file_gives_no_verdict_on_what_it_held(copy: Copy) -> None:
    folder = copy("38")
    (folder / "membres.yaml").write_bytes("magistrat:\n  - id: é".encode("cp1252"))
    (department,) = judge(folder.parent.parent, TODAY).departments
    assert [rule for rule, *_ in errors(department)] == ["encodage-windows-1252"]
    seats = next(r for r in department.results if r.rule == "siege-sans-titulaire")
    assert (seats.outcome, seats.findings) == (Outcome.OPEN, ())
    assert department.outcome is Outcome.OPEN


def test_a_misspelled_seat_is_told_once(copy: Copy) -> None:
    folder = copy("38")
    path = folder / "membres.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nmedecin:", "\nmedcin:"), encoding="utf-8")
    (department,) = judge(folder.parent.parent, TODAY).departments
    assert [rule for rule, *_ in errors(department)] == ["cle-inconnue"]


def test_a_file_that_says_nothing_is_never_conform(copy: Copy) -> None:
    folder = copy("38")
    (folder / "commission.yaml").write_text('departement: "38"\n', encoding="utf-8")
    (folder / "membres.yaml").write_text("magistrat: []\n", encoding="utf-8")
    (folder / "sessions.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "procedures.yaml").write_text("psp: {}\n", encoding="utf-8")
    (department,) = judge(folder.parent.parent, TODAY).departments
    passed = {result.rule for result in department.results if result.outcome is Outcome.PASS}
    assert department.outcome is Outcome.FAIL
    # Seule une interdiction peut être tenue par un silence : aucun montant, aucun refus n'est écrit.
    assert passed == {"montant-ecrit-dans-le-dossier", "droit-refuse-dans-un-texte"}


def test_reports_are_the_same_twice() -> None:
    assert pipeline.run(HOUSE, (), TODAY)[0] == pipeline.run(HOUSE, (), TODAY)[0]


def test_the_order_of_keys_and_comments_changes_no_verdict(copy: Copy) -> None:
    folder = copy("38")
    before = judge(folder.parent.parent, TODAY).departments[0]
    path = folder / "membres.yaml"
    blocks = path.read_text(encoding="utf-8").split("\nmedecin:")
    path.write_text(f"# un commentaire\nmedecin:{blocks[1]}\n{blocks[0]}\n", encoding="utf-8")
    after = judge(folder.parent.parent, TODAY).departments[0]
    assert [(r.rule, r.outcome) for r in after.results] == [(r.rule, r.outcome) for r in before.results]


def test_a_collectivity_outside_the_departments_is_not_judged(copy: Copy) -> None:
    folder = copy("38")
    path = folder / "commission.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('departement: "38"', 'departement: "975"'), encoding="utf-8"
    )
    (department,) = judge(folder.parent.parent, TODAY).departments
    assert errors(department)[0][0] == "departement-hors-liste"
    assert {r.outcome for r in department.results if r.provision} == {Outcome.OPEN}


@pytest.mark.parametrize("day", [Day(2016, 10, 30), Day(1990, 1, 1)])
def test_the_kit_declines_before_the_first_wording(day: Day) -> None:
    with pytest.raises(UsageError):
        pipeline.run(HOUSE, (), day)


def test_nothing_found_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="n’existe pas"):
        pipeline.run(tmp_path, (), TODAY)
    (tmp_path / "departments").mkdir()
    with pytest.raises(UsageError, match="rien n’a été contrôlé"):
        pipeline.run(tmp_path, (), TODAY)


def test_two_folders_of_one_department_are_told(copy: Copy) -> None:
    folder = copy("38")
    copied = folder.parent / "38-bis"
    copied.mkdir()
    for path in folder.iterdir():
        (copied / path.name).write_bytes(path.read_bytes())
    report = judge(folder.parent.parent, TODAY)
    told = [f.rule for f in report.findings if f.severity is Severity.ERROR]
    assert told == ["departement-repete"]


def test_the_name_of_the_first_folder_repeats_nothing_that_is_hidden(copy: Copy) -> None:
    folder = copy("38")
    first = folder.with_name("38-0639980000")
    first.mkdir()
    for path in folder.iterdir():
        (first / path.name).write_bytes(path.read_bytes())
    folder = folder.rename(folder.with_name("38-encore"))
    commission = folder / "commission.yaml"
    commission.write_text(f"# 0639980000\n{commission.read_text(encoding='utf-8')}", encoding="utf-8")
    [told] = [f for f in judge(folder.parent.parent, TODAY).findings if f.rule == "departement-repete"]
    assert told.file == "departments/38-encore/commission.yaml"
    assert "0639980000" not in told.message
    assert "departments/38-…" in told.message


def test_select_judges_only_the_named_rule() -> None:
    report, _ = pipeline.run(HOUSE, (), TODAY, ("epci-absent",))
    assert {f.rule for f in report.findings} == {"epci-absent"}
